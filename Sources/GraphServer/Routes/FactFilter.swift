internal import GraphStore

/// Which facts a list has: of some days, themes and departments.
struct FactFilter {
    static let parameters: [Parameter] = [
        .asOf, Parameter(name: "from", form: .day, summary: "facts of this day or later"),
        Parameter(name: "to", form: .day, summary: "facts of this day or earlier"),
        .words("theme", "ids of themes"), .words("department", "ids of departments"),
    ]

    /// Facts of later days are not known yet.
    var asOf: Day
    var from: Day?
    var to: Day?
    /// Which numbers of themes and of departments are let through; nil for all.
    var themes: [Bool]?
    var departments: [Bool]?

    func takes(_ row: Int, of facts: FactTable) -> Bool {
        let day = facts.date[row]
        return day <= asOf.rawValue && spans(day)
            && takes(theme: facts.theme[row], department: facts.department[row])
    }

    func takes(theme: UInt16, department: UInt16) -> Bool {
        themes?[Int(theme)] ?? true && departments?[Int(department)] ?? true
    }

    /// Undated facts lie on no side of a day that was asked for.
    func spans(_ day: Int32) -> Bool {
        guard day != Day.unknownRawValue else { return from == nil && to == nil }
        if let from, day < from.rawValue { return false }
        if let to, day > to.rawValue { return false }
        return true
    }
}

/// The place of a fact in a list: later days first, undated last, newer
/// records first.
struct FactKey: Comparable {
    var day: Int32
    var record: UInt32

    init(day: Int32, record: UInt32) { (self.day, self.record) = (day, record) }

    init(_ row: Int, _ facts: FactTable) { self.init(day: facts.date[row], record: facts.record[row]) }

    init?(text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let day = Int32(parts[0]), let record = UInt32(parts[1]) else { return nil }
        self.init(day: day, record: record)
    }

    var text: String { "\(day)/\(record)" }

    static func < (a: FactKey, b: FactKey) -> Bool { a.day != b.day ? a.day > b.day : a.record > b.record }
}

extension Exchange {
    /// The filter that the request asks for.
    ///
    /// - Throws: ``Problem`` `theme.unknown` for a theme or department that
    ///   neither the data nor the catalogue has.
    func factFilter() throws(Problem) -> FactFilter {
        FactFilter(
            asOf: asOf, from: arguments.day("from"), to: arguments.day("to"),
            themes: try chosen("theme", of: snapshot.themes, known: view.catalogue.themes.map(\.id)),
            departments: try chosen(
                "department", of: snapshot.departments, known: view.catalogue.departments.map(\.id)))
    }

    /// Where a list of facts goes on.
    func factPosition() throws(Problem) -> (ListCursor?, after: FactKey?) {
        guard let position = try cursor() else { return (nil, nil) }
        guard let key = FactKey(text: position.key) else { throw ListCursor.bad }
        return (position, key)
    }

    private func chosen(_ name: String, of words: [String], known: [String]) throws(Problem) -> [Bool]? {
        guard let wanted = arguments.words(name) else { return nil }
        for word in wanted where !words.contains(word) && !known.contains(word) {
            throw Problem(
                .unknownTheme, "there is no \(name) \(Arguments.shown(word)); /v1/\(name)s lists them",
                help: "/v1/\(name)s")
        }
        return words.map(wanted.contains)
    }
}
