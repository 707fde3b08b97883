extension PlacesReport {
    /// Rows of docs/quality.md.
    ///
    /// - Parameters:
    ///   - part: `places`, `detection` or `mistakes`.
    ///   - name: what the rows call the data.
    /// - Returns: lines, each with its end.
    func markdown(_ part: String, name: String) -> String {
        switch part {
        case "places":
            quality.sorted { $0.key < $1.key }.map { what, pairs in
                "| \(name) | \(what) | \(Quantity.share(pairs.precision)) | \(Quantity.share(pairs.recall)) | "
                    + "\(Quantity.count(pairs.linked)) taken for one, \(Quantity.count(pairs.same)) are, "
                    + "\(Quantity.count(pairs.both)) both |\n"
            }.joined()
        case "detection":
            [("premises", premisesQuality), ("rings", ringQuality)].map { list, quality in
                quality.map { Self.row(name, list, $0) } ?? ""
            }.joined()
        default:
            ["unit", "building", "door"].map { level in
                (apart[level] ?? []).prefix(8).map { "- \(level), apart: \($0.prefix(4).joined(separator: " · "))\n" }
                    .joined()
                    + (together[level] ?? []).prefix(8).map {
                        "- \(level), together: \($0.prefix(4).joined(separator: " · "))\n"
                    }.joined()
            }.joined()
        }
    }

    private static func row(_ name: String, _ list: String, _ quality: RingsTruth.Quality) -> String {
        let kinds = quality.byScenario.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value[0])/\($0.value[1])" }
        return
            "| \(name) | \(list) | \(quality.alerts) | \(quality.alertsRight) | \(quality.found) of \(quality.truths) | "
            + "\(Quantity.share(quality.averagePrecision)) | \(Quantity.share(quality.precisionAt50)) | "
            + "\(Quantity.share(quality.precisionAt100)) | \(quality.benignInTop100) | \(kinds.joined(separator: ", ")) |\n"
    }
}
