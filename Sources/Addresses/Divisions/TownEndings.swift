/// Words that end the names of towns.
enum TownEndings {
    /// What people write for any of them.
    static let written = all + ["区"]

    /// The longest first.
    static let all = [
        "街道办事处", "地区办事处", "民族乡", "街道办", "办事处", "街道", "街办", "地区", "苏木", "镇", "乡", "街", "办",
    ].sorted { $0.count > $1.count }
}
