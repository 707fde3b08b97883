import Testing

@testable import GraphStore

/// Every mistake that a theme's author can make is answered with its file, its
/// line and what was expected.
@Suite struct CatalogueErrorTests {
    /// Replace `old` in the valid theme, and expect one problem.
    struct Slip: CustomTestStringConvertible, Sendable {
        var code: CatalogueError.Code
        var line: Int
        var old: String
        var new: String
        var expected: String
        var testDescription: String { "\(old) → \(new)" }

        init(_ code: CatalogueError.Code, _ line: Int, _ old: String, _ new: String, _ expected: String) {
            (self.code, self.line, self.old, self.new, self.expected) = (code, line, old, new, expected)
        }
    }

    static let slips: [Slip] = [
        // Shape.
        Slip(.shape, 7, "block: visits", "block: visits\ncolour: red", "unknown key `colour`"),
        Slip(.shape, 1, "zh: 走访记录\n", "", "lacks `zh`"),
        Slip(.shape, 2, "zh: 走访记录", "zh:", "is empty"),
        Slip(.shape, 8, "zh: 统一社会信用代码, ", "", "lacks `zh`"),
        Slip(.shape, 12, "type: choice, values: [正常, {value: 失联, aliases: [无法联系]}]", "type: choice", "lacks `values`"),
        Slip(.shape, 13, "type: integer", "type: integer, values: [a]", "belongs to the type choice"),
        Slip(.shape, 15, "key: [form_no]", "key: form_no", "must be a list"),
        Slip(.shape, 17, "{company: {code: company_code}}", "{firm: {code: company_code}}", "must be a map with one"),
        Slip(.shape, 17, "{company: {code: company_code}}", "{company: {slot: a}}", "names no column"),
        Slip(.shape, 21, "edge: visited_by", "line: visited_by", "must have the key `node` or `edge`"),
        Slip(.shape, 24, "from: subject", "from: company", "expected `subject` or a mention"),
        // Values.
        Slip(.value, 1, "theme: visit", "theme: visits", "give both the same name"),
        Slip(.value, 1, "theme: visit", "theme: 走访", "lower-case ASCII"),
        Slip(.value, 8, "type: company_code", "type: firm_code", "is none of `text`"),
        Slip(.value, 9, "personal: name", "personal: secret", "is none of `none`"),
        Slip(.value, 10, "earliest: 2000-01-01", "earliest: 2023-02-29", "not a date that exists"),
        Slip(.value, 10, "required: true", "required: maybe", "is none of `true`"),
        Slip(.value, 10, "earliest: 2000-01-01", "min: 3", "does not apply to the type date"),
        Slip(.value, 13, "min: 0, max: 10", "min: 11, max: 10", "`min` is above `max`"),
        Slip(.value, 13, "min: 0", "min: nan", "is not a number"),
        Slip(.value, 9, "max_length: 40", "max_length: -1", "not a number of characters"),
        Slip(.value, 14, "'ZF####-*'", "'**'", "fits everything"),
        Slip(.value, 14, "'ZF####-*'", "'a*b*c*d*e*f*g*h'", "stars"),
        Slip(.value, 8, "type: company_code", "type: person_id, personal: none", "cannot be none"),
        Slip(.value, 19, "{finding}'", "{finding'", "single `{`"),
        Slip(.value, 19, "'{form_no} {visitor}：{finding}'", "走访", "shows no column"),
        Slip(.value, 19, "：{finding}'", "[：{finding}'", "section that does not end"),
        Slip(.value, 19, "：{finding}'", "[：{finding}]]'", "section that does not end"),
        Slip(.value, 19, "：{finding}'", "：{finding}]'", "single `]`"),
        Slip(.value, 19, "：{finding}'", "[：]{finding}'", "section without a column"),
        Slip(.value, 19, "：{finding}'", "[：[{finding}]x]'", "section inside a section"),
        Slip(.value, 23, "visited_by\n    zh: 走访\n    en: Visited by", "branch_of", "must be a company"),
        Slip(
            .shape, 28, "    since: visited", "    until: left\n    until_last: left\n    since: visited",
            "`until` and `until_last` exclude each other"),
        // References.
        Slip(.reference, 27, "    since: visited", "    until_last: score", "expected date"),
        Slip(
            .reference, 27, "    since: visited", "    ended_when: {finding: [走了]}", "no value of the column `finding`"),
        Slip(.reference, 27, "    since: visited", "    ended_when: {score: [走了]}", "of type integer; expected choice"),
        Slip(.shape, 27, "    since: visited", "    ended_when: 失联", "map of one column"),
        Slip(.shape, 27, "    since: visited", "    cut_short_when: 失联", "`cut_short_when` must be a map"),
        Slip(.reference, 4, "department: town", "department: city", "`departments.yaml` has `town`"),
        Slip(.reference, 5, "source: grid", "source: net", "`sources.yaml` has `grid`"),
        Slip(.reference, 6, "block: visits", "block: others", "`blocks.yaml` has `visits`"),
        Slip(.reference, 11, "not_before: visited", "not_before: score", "expected date"),
        Slip(.reference, 11, "not_before: visited", "not_before: left", "the column itself"),
        Slip(.reference, 15, "key: [form_no]", "key: [form]", "does not have"),
        Slip(.reference, 17, "{code: company_code}", "{code: visitor}", "expected company_code"),
        Slip(.reference, 18, "date: visited", "date: finding", "expected date"),
        Slip(.reference, 19, "date: visited", "date: visited\namount: score", "expected money"),
        Slip(.reference, 19, "{visitor}：", "{guest}：", "names the column `guest`"),
        Slip(.reference, 21, "visited_by\n    zh: 走访\n    en: Visited by", "sharholder", "unknown edge kind"),
        // Duplicates.
        Slip(.duplicate, 10, "aliases: [网格员]", "aliases: [走访日期]", "is already a name of column"),
        Slip(.duplicate, 9, "aliases: [网格员]", "aliases: [走访人]", "is already a name of column `visitor`"),
        Slip(.duplicate, 12, "[无法联系]", "[正常]", "occurs twice"),
        Slip(.duplicate, 15, "key: [form_no]", "key: [form_no, form_no]", "twice"),
        Slip(.duplicate, 25, "slot: visitor", "slot: subject", "of another mention"),
        Slip(.duplicate, 3, "en: Visit\n", "en: Visit\nen: Visit\n", "occurs twice"),
        Slip(.duplicate, 14, "id: form_no, zh: 表单编号", "id: op, zh: 表单编号", "must not be listed"),
        // Hostile or broken files.
        Slip(.tooLarge, 15, "[form_no]", "&k [form_no]", "anchors"),
        Slip(.tooLarge, 16, "[company_code, visited]", "*k", "anchors"),
        Slip(.tooLarge, 15, "[form_no]", String(repeating: "[", count: 5_000), "nested deeper"),
        Slip(.tooLarge, 15, "[form_no]", "\n" + String(repeating: "- ", count: 5_000) + "a", "nested deeper"),
        Slip(.syntax, 8, "Company code,", "Company code}", "not YAML"),
    ]

    @Test(arguments: slips)
    func `a slip is told with its file and line`(slip: Slip) throws {
        let spoilt = CatalogueFolder.theme.replacingFirst(slip.old, with: slip.new)
        try #require(spoilt != CatalogueFolder.theme, "the theme has no such text")
        let folder = try CatalogueFolder(theme: spoilt)
        let problems = folder.problems()
        let told = problems.first { $0.message.contains(slip.expected) }
        let problem = try #require(told, "got \(problems)")
        #expect(problem.code == slip.code)
        #expect(problem.file == "themes/visit.yaml")
        // Block lists of the hostile cases begin a line later.
        let line = try #require(problem.line)
        #expect(line == slip.line || (slip.code == .tooLarge && line == slip.line + 1), "\(problem)")
        #expect(problem.description.hasPrefix("themes/visit.yaml:\(line): "))
    }

    @Test func `the theme that the slips spoil is valid`() throws {
        let folder = try CatalogueFolder()
        #expect(folder.problems() == [])
    }

    @Test func `all problems are told at once`() throws {
        let spoilt = CatalogueFolder.theme.replacingFirst("department: town", with: "department: a")
            .replacingFirst("type: integer", with: "type: whole").replacingFirst("'{form_no}", with: "'{nobody}")
        let folder = try CatalogueFolder(theme: spoilt)
        try folder.write("theme: other\nzh: 走访记录\nen: Other\n", to: "themes/other.yaml")
        let problems = folder.problems()
        #expect(problems.filter { $0.file == "themes/visit.yaml" }.compactMap(\.line) == [4, 13, 19])
        #expect(problems.contains { $0.file == "themes/other.yaml" && $0.message.contains("lacks `columns`") })
    }

    @Test func `a theme of the same title or an edge of another title is refused`() throws {
        let folder = try CatalogueFolder()
        let other = CatalogueFolder.theme.replacingFirst("theme: visit", with: "theme: call")
        try folder.write(other.replacingFirst("en: Visited by", with: "en: Seen by"), to: "themes/call.yaml")
        let messages = folder.problems().map(\.description)
        #expect(messages.contains { $0.contains("Chinese title of themes/call.yaml") })
        #expect(messages.contains { $0.contains("gives the edge `visited_by` another title than themes/call.yaml") })
    }

    @Test func `a file that is no text is refused`() throws {
        let folder = try CatalogueFolder()
        try folder.write([0xFF, 0xFE, 0x00, 0x41], to: "themes/binary.yaml")
        try folder.write([], to: "themes/empty.yaml")
        try folder.write("a: \u{0}", to: "themes/null.yaml")
        try folder.write([UInt8](repeating: UInt8(ascii: "#"), count: 1 << 21), to: "themes/huge.yaml")
        try folder.write("- town", to: "departments.yaml")
        let problems = folder.problems()
        func code(_ file: String) -> CatalogueError.Code? { problems.first { $0.file == file }?.code }
        #expect(code("themes/binary.yaml") == .syntax)
        #expect(code("themes/empty.yaml") == .shape)
        #expect(code("themes/null.yaml") == .syntax)
        #expect(code("themes/huge.yaml") == .tooLarge)
        #expect(code("departments.yaml") == .shape)
    }

    @Test func `a missing folder is told, not trapped`() {
        #expect(throws: CatalogueError.self) { try Catalogue.load(from: "/nowhere/at/all") }
    }

    @Test(arguments: [1, 2, 3])
    func `a theme with bytes changed at random is read or refused, and never traps`(seed: UInt64) {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let context = ThemeReader.Context(departments: ["town"], sources: ["grid"], blocks: ["visits"])
        let spice = [UInt8]("{}[]:,-#'\"&*!?|> \n\t%@`~0a".utf8) + [0, 0xFF, 0xE4]
        for round in 0..<150 {
            var bytes = [UInt8](CatalogueFolder.theme.utf8)
            for _ in 0...next(6) {
                let at = next(bytes.count)
                switch next(3) {
                case 0: bytes[at] = spice[next(spice.count)]
                case 1: bytes.insert(spice[next(spice.count)], at: at)
                default: bytes.removeSubrange(at..<min(at + 1 + next(12), bytes.count))
                }
            }
            var reader = ThemeReader(file: "themes/visit.yaml", context: context)
            let theme = reader.read(bytes, name: "visit")
            #expect(theme != nil || !reader.yaml.problems.isEmpty, "seed \(seed), round \(round)")
        }
    }
}

extension String {
    /// The first occurrence replaced; the text itself when there is none.
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = self.firstRange(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }

    private func firstRange(of text: String) -> Range<String.Index>? { ranges(of: text).first }

    private func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + self[range.upperBound...]
    }
}
