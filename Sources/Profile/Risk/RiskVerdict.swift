public import GraphStore

/// What is said of a set of companies at a place, or tied in another way: how
/// much looks like fake registration, and why.
public struct RiskVerdict: Sendable {
    /// Sum of the families, each at most ``RegistrationRiskRules/familyMax``.
    public let score: Int
    /// Two families or a hard fact, and enough points.
    public let isAlert: Bool
    /// Indicators that are met, in the order of the rules.
    public let findings: [Finding]
    /// What explains some of them away.
    public let explanations: [Explained]

    /// An indicator that is met.
    public struct Finding: Sendable {
        /// Its place in ``RegistrationRiskRules/indicators``.
        public let indicator: Int
        /// Points that count; 0 where it is explained.
        public let points: Int
        /// The explanation by which it does not count.
        public let explainedBy: RegistrationRiskRules.Explanation.Kind?
        /// What was counted.
        public let count: RiskCount
    }

    /// An explanation that holds.
    public struct Explained: Sendable {
        /// Its place in ``RegistrationRiskRules/explanations``.
        public let explanation: Int
        /// What was counted.
        public let count: RiskCount
    }
}

/// Numbers, words and evidence of a sentence.
public struct RiskCount: Sendable, Equatable {
    /// Values of `{…}` in the sentence, but for those that depend on the language.
    public var values: [String: Value] = [:]
    /// People or contacts that tie the companies.
    public var parties: [NodeID] = []
    /// Companies that it is about.
    public var companies: [NodeID] = []
    /// Edges that say so.
    public var edges: [EdgeID] = []
    /// Rows of the fact table that say so.
    public var facts: [Int] = []
    /// Rows of the body table that say so.
    public var statements: [Int] = []

    /// Whether it is counted of one company: `m` is how many are looked at.
    var isOfOne: Bool { values["m"] == .number(1) }

    /// A word or number in a sentence.
    public enum Value: Sendable, Equatable {
        case number(Int)
        case text(String)
        case day(Day)
        /// Of each language another.
        case title(zh: String, en: String)
    }

    /// With the thresholds that the indicator's sentence may name.
    func naming(_ indicator: RegistrationRiskRules.Indicator) -> RiskCount {
        var count = self
        if let min = indicator.min, count.values["min"] == nil { count.values["min"] = .number(min) }
        if let age = indicator.ageDaysMin { count.values["age"] = .number(age) }
        if let age = indicator.ageMin { count.values["ageMin"] = .number(age) }
        if let age = indicator.ageMax { count.values["ageMax"] = .number(age) }
        if let days = indicator.days {
            if count.values["days"] == nil { count.values["days"] = .number(days) }
            if count.values["years"] == nil { count.values["years"] = .number(days / 365) }
        }
        return count
    }

    /// A sentence with its values in it, in both languages. `{n|is|are}` is the first
    /// word where n is 1, else the second.
    public func fill(_ template: Title) -> Title {
        Title(zh: fill(template.zh, isChinese: true), en: fill(template.en, isChinese: false))
    }

    private func fill(_ template: String, isChinese: Bool) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let words = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
            switch values[String(words[0])] {
            case .number(let number) where words.count == 3: text += number == 1 ? words[1] : words[2]
            case .number(let number): text += String(number)
            case .text(let word): text += word
            case .day(let day): text += day.iso
            case .title(let zh, let en): text += isChinese ? zh : en
            case nil: text += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
