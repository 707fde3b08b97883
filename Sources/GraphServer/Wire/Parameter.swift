/// A query parameter that an endpoint understands: one declaration serves the
/// checking of requests and the OpenAPI document.
struct Parameter: Sendable, Equatable {
    /// What values it takes.
    enum Form: Sendable, Equatable {
        /// Any text of at least one character.
        case text
        /// An entity by any of its identifiers.
        case entity
        case integer(ClosedRange<Int>)
        /// `YYYY-MM-DD`.
        case day
        /// A decimal in 0…1 with at most eight places.
        case share
        case choice([String])
        /// Names separated by commas, at most so many.
        case words(most: Int)
        /// An opaque position that an earlier answer gave.
        case cursor
    }

    var name: String
    var form: Form
    var isRequired = false
    /// May be given several times.
    var repeats = false
    /// For people; ends without a full stop.
    var summary: String
    /// What is meant when it is absent, as the query would say it.
    var fallback: String?

    static func text(_ name: String, _ summary: String, required: Bool = false) -> Parameter {
        Parameter(name: name, form: .text, isRequired: required, summary: summary)
    }

    static func integer(_ name: String, _ range: ClosedRange<Int>, _ fallback: Int, _ summary: String) -> Parameter {
        Parameter(name: name, form: .integer(range), summary: summary, fallback: String(fallback))
    }

    static func words(
        _ name: String, _ summary: String, required: Bool = false, most: Int = Limits.listValuesMax
    ) -> Parameter {
        Parameter(name: name, form: .words(most: most), isRequired: required, summary: summary)
    }

    static func choice(_ name: String, _ values: [String], fallback: String? = nil, _ summary: String) -> Parameter {
        Parameter(name: name, form: .choice(values), summary: summary, fallback: fallback)
    }

    /// The day that an answer describes.
    static let asOf = Parameter(
        name: "as-of", form: .day, summary: "the day that the answer describes; today unless given")

    /// Items on a page.
    static let limit = Parameter.integer(
        "limit", 1...Limits.pageLengthMax, Limits.pageLength, "items on the page")

    /// Where the page before ended.
    static let cursor = Parameter(
        name: "cursor", form: .cursor, summary: "`next` of the page before; absent for the first page")

    /// An entity that is searched for.
    static func entity(_ name: String, _ summary: String, required: Bool = false, repeats: Bool = false) -> Parameter {
        Parameter(name: name, form: .entity, isRequired: required, repeats: repeats, summary: summary)
    }
}
