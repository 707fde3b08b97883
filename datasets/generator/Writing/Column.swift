/// A column of a theme's files.
struct EmittedColumn: Sendable {
    /// What kind of dirt a column can get.
    enum Kind: Sendable { case code, name, person, id, date, amount, text, address, phone, other }

    /// The catalogue's column id.
    var id: String
    /// The header in files with Chinese headers: the catalogue's Chinese title.
    var header: String
    var kind: Kind

    init(_ id: String, _ header: String, _ kind: Kind = .other) {
        (self.id, self.header, self.kind) = (id, header, kind)
    }

    static let companyCode = EmittedColumn("company_code", "统一社会信用代码", .code)
    static let companyName = EmittedColumn("company_name", "企业名称", .name)
    static let department = EmittedColumn("department", "部门", .other)
}

/// How exactly an address is known.
enum PlaceLevel: UInt8, Sendable {
    case place, doorplate, building, floor, room, desk

    var word: String {
        switch self {
        case .place: "place"
        case .doorplate: "doorplate"
        case .building: "building"
        case .floor: "floor"
        case .room: "room"
        case .desk: "desk"
        }
    }
}
