import Foundation

@testable import GraphStore

/// The repository's own catalogue, and small ones written for a test.
struct CatalogueFolder: ~Copyable {
    let path: String

    /// `datasets/catalogue` of this repository.
    static let shippedPath: String = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let catalogue = folder.appendingPathComponent("datasets/catalogue").path
            if FileManager.default.fileExists(atPath: catalogue) { return catalogue }
        }
        return "datasets/catalogue"
    }()

    /// Loaded once for all tests.
    static let shipped = Result<Catalogue, CatalogueError> { () throws(CatalogueError) in
        try Catalogue.load(from: shippedPath)
    }

    /// A valid theme, one value of which a test spoils.
    static let theme = """
        theme: visit
        zh: 走访记录
        en: Visit
        department: town
        source: grid
        block: visits
        columns:
          - {id: company_code, zh: 统一社会信用代码, en: Company code, type: company_code}
          - {id: visitor, zh: 走访人, en: Visitor, type: text, personal: name, aliases: [网格员], check: {max_length: 40}}
          - {id: visited, zh: 走访日期, en: Visited, type: date, required: true, check: {earliest: 2000-01-01}}
          - {id: left, zh: 离开日期, en: Left, type: date, check: {latest: 2100-01-01, not_before: visited}}
          - {id: finding, zh: 走访结果, en: Finding, type: choice, values: [正常, {value: 失联, aliases: [无法联系]}]}
          - {id: score, zh: 评分, en: Score, type: integer, check: {min: 0, max: 10}}
          - {id: form_no, zh: 表单编号, en: Form number, type: code, check: {masks: ['ZF####-*']}}
        key: [form_no]
        key_fallback: [company_code, visited]
        subject: {company: {code: company_code}}
        date: visited
        summary: '{form_no} {visitor}：{finding}'
        becomes:
          - edge: visited_by
            zh: 走访
            en: Visited by
            from: subject
            to: {person: {name: visitor, slot: visitor}}
            label: finding
            since: visited
        """

    init(theme: String = CatalogueFolder.theme, named name: String = "visit") throws {
        path = NSTemporaryDirectory() + "catalogue-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path + "/themes", withIntermediateDirectories: true)
        try write("- {id: town, zh: 街道办, en: Town}", to: "departments.yaml")
        try write("- {id: grid, zh: 网格平台, en: Grid}", to: "sources.yaml")
        try write("- {id: visits, zh: 走访, en: Visits}", to: "blocks.yaml")
        try write("- {kind: public, names: [公众股东]}", to: "holders.yaml")
        try write(theme, to: "themes/\(name).yaml")
    }

    deinit {
        // A folder left behind in the temporary directory harms no test.
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to file: String) throws { try write([UInt8](text.utf8), to: file) }

    func write(_ bytes: [UInt8], to file: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + file))
    }

    /// The problems of loading, or none.
    func problems() -> [CatalogueError.Problem] {
        do {
            _ = try Catalogue.load(from: path)
            return []
        } catch {
            return error.problems
        }
    }
}
