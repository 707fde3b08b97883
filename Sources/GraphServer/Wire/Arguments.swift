internal import GraphStore

/// The query of one request, checked against the parameters of its endpoint.
struct Arguments: Sendable {
    private var values: [String: [String]] = [:]
    private let parameters: [Parameter]

    /// - Throws: ``Problem``: an unknown, repeated, missing or malformed
    ///   parameter, or percent-encoding that is none.
    init(query: String?, parameters: [Parameter]) throws(Problem) {
        self.parameters = parameters
        for pair in (query ?? "").split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(parts[0], plusIsSpace: true),
                let value = PercentText.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else {
                throw Problem(
                    .malformedQuery,
                    "the query holds percent-encoding that is not of UTF-8; encode text as UTF-8, "
                        + "such as %E5%85%AC for 公")
            }
            try add(name, value)
        }
        for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
            throw Problem(.missingParameter, "the parameter \(parameter.name) is missing: \(parameter.summary)")
        }
    }

    private mutating func add(_ name: String, _ value: String) throws(Problem) {
        guard let parameter = parameters.first(where: { $0.name == name }) else {
            let known = parameters.map(\.name).joined(separator: ", ")
            throw Problem(
                .unknownParameter,
                "there is no parameter \(Self.shown(name)) here; "
                    + (known.isEmpty ? "this path takes none" : "known ones: \(known)"))
        }
        guard values[name] == nil || parameter.repeats else {
            throw Problem(.repeatedParameter, "the parameter \(name) is given twice; it takes one value")
        }
        try Self.check(value, parameter)
        values[name, default: []].append(value)
        guard values[name, default: []].count <= Limits.listValuesMax else {
            throw Problem(.malformedParameter, "\(name) is given more than \(Limits.listValuesMax) times")
        }
    }

    private static func check(_ value: String, _ parameter: Parameter) throws(Problem) {
        func expected(_ what: String) -> Problem {
            Problem(.malformedParameter, "\(parameter.name)=\(shown(value)) is not \(what)")
        }
        switch parameter.form {
        case .text, .entity:
            if value.isEmpty { throw expected("a text of at least one character") }
        case .integer(let range):
            guard let number = Int(value), range.contains(number) else {
                throw expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        case .day:
            if Day(iso: value) == nil { throw expected(Day.isoForm) }
        case .share:
            if ShareText.units(value) == nil { throw expected("a share from 0 to 1 with at most 8 decimals") }
        case .choice(let choices):
            guard choices.contains(value) else { throw expected("one of \(choices.joined(separator: ", "))") }
        case .words(let most):
            let count = value.split(separator: ",").count
            guard count > 0, count <= most else {
                throw expected("a list of 1 to \(most) names separated by commas")
            }
        case .cursor:
            guard value.utf8.count <= Limits.cursorByteCountMax else { throw expected("a cursor of this server") }
        }
    }

    /// Part of what the client sent, short enough for a message.
    static func shown(_ text: String) -> String {
        text.count > 60 ? "“\(text.prefix(60))…”" : "“\(text)”"
    }

    /// The parameter's value as it was sent; nil when absent.
    func text(_ name: String) -> String? { values[name]?.first }

    /// All values of a repeated parameter, in order.
    func texts(_ name: String) -> [String] { values[name] ?? [] }

    /// - Precondition: the parameter is declared as an integer with a fallback.
    func integer(_ name: String) -> Int {
        let fallback = parameters.first { $0.name == name }?.fallback
        guard let text = values[name]?.first ?? fallback, let number = Int(text) else {
            preconditionFailure("parameter \(name) is not declared as an integer with a fallback")
        }
        return number
    }

    func day(_ name: String) -> Day? { text(name).flatMap { Day(iso: $0) } }

    /// In units of ``EdgeAttributes``.
    func share(_ name: String) -> Int32? { text(name).flatMap(ShareText.units) }

    /// The names of a comma-separated list, without blanks around them.
    func words(_ name: String) -> [String]? {
        values[name].map { texts in
            texts.flatMap { text in
                text.split(separator: ",").map { word in
                    String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                }
            }
        }
    }

    /// A choice, or what is meant when it is absent.
    func choice(_ name: String) -> String {
        guard let value = values[name]?.first ?? parameters.first(where: { $0.name == name })?.fallback else {
            preconditionFailure("parameter \(name) is not declared as a choice with a fallback")
        }
        return value
    }
}

/// Shares as exact decimal text in 0…1.
enum ShareText {
    /// `0.25` as 25,000,000 units of ``EdgeAttributes/wholeShare``.
    ///
    /// - Returns: nil when it is not digits with at most one point and eight
    ///   decimals, or above 1.
    static func units(_ text: String) -> Int32? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), text.utf8.count <= 12,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(String(Substring(parts[0]))), whole <= 1
        else { return nil }
        var decimals = 0
        if parts.count == 2 {
            guard parts[1].count <= 8 else { return nil }
            for place in 0..<8 {
                let index = parts[1].index(parts[1].startIndex, offsetBy: place, limitedBy: parts[1].endIndex)
                let digit = index.flatMap { $0 < parts[1].endIndex ? Int(parts[1][$0]) - 48 : nil } ?? 0
                decimals = decimals * 10 + digit
            }
        }
        let units = whole * Int(EdgeAttributes.wholeShare) + decimals
        return units <= Int(EdgeAttributes.wholeShare) ? Int32(units) : nil
    }
}
