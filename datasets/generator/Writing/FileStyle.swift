/// How the files of one theme are written: departments deliver in different
/// encodings, with Chinese or canonical headers, as CSV or NDJSON.
struct FileStyle: Sendable {
    enum Encoding: Sendable { case utf8, utf8WithBOM, gb18030 }
    enum Format: Sendable { case csv, ndjson }
    enum Header: Sendable { case canonical, chinese }

    var encoding = Encoding.utf8
    var format = Format.csv
    var header = Header.canonical
    var dates = DateStyle.iso
    var lineEnding = "\n"
    /// A theme with more rows is cut into `<theme>-01.csv`, `<theme>-02.csv`, …
    var rowsPerFile = 1_000_000

    /// The style of each theme that is not plain UTF-8 CSV with canonical headers.
    static func of(theme: String) -> FileStyle {
        var style = FileStyle()
        switch theme {
        case "court_enforcement", "fire_inspection", "environment_penalty", "food_sampling":
            style.encoding = .gb18030
            style.header = .chinese
            style.lineEnding = "\r\n"
        case "construction_qualification", "complaint", "annual_report":
            style.encoding = .utf8WithBOM
            style.header = .chinese
        case "hotline_call", "advertising":
            style.format = .ndjson
        case "tax", "social_insurance":
            style.dates = .compact
            style.header = .chinese
        case "patent", "trademark", "customs":
            style.dates = .slash
            style.header = .chinese
        case "award", "agriculture_penalty":
            style.dates = .chinese
            style.header = .chinese
        default: break
        }
        return style
    }
}
