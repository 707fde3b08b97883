extension RegistrationRiskRules {
    /// The first thing that the rules name and nothing has, that an indicator lacks,
    /// or that is no sensible number; nil where they are sound.
    public var inconsistency: String? {
        let ids = Set(indicators.map(\.id))
        var seen: Set<String> = []
        for indicator in indicators {
            if !seen.insert(indicator.id).inserted { return "two indicators have the id \(indicator.id)" }
            if let message = indicator.inconsistency { return "\(indicator.id): \(message)" }
        }
        for explanation in explanations {
            if let stranger = explanation.explains.first(where: { !ids.contains($0) }) {
                return "\(explanation.id.rawValue) explains \(stranger), which is no indicator"
            }
            if let message = Self.outside(explanation.share, explanation.days) {
                return "\(explanation.id.rawValue): \(message)"
            }
        }
        let ties = RingTie.Kind.allCases.map(\.name)
        if let stranger = ring.ties.keys.sorted().first(where: { !ties.contains($0) }) {
            return "the ring's tie \(stranger) is none; expected some of " + ties.joined(separator: ", ")
        }
        guard ([ring.strengthMin] + ring.ties.values).allSatisfy({ (0...1_000).contains($0) }), ring.strengthMin > 0
        else { return "the ring's strengths are 0 to 1,000, strengthMin above 0" }
        guard [familyMax, familyLeast, alertScore].allSatisfy({ (0...10_000).contains($0) }), familiesMin >= 0 else {
            return "familyMax, familyLeast and alertScore are 0 to 10,000, familiesMin 0 or more"
        }
        return nil
    }

    /// Numbers that both indicators and explanations have.
    fileprivate static func outside(_ share: Double?, _ days: Int?) -> String? {
        if let share, !(0...1).contains(share) { return "share is \(share); expected 0 to 1" }
        // A century: enough for every record, and far from what days can count.
        if let days, !(1...36_500).contains(days) { return "days is \(days); expected 1 to 36500" }
        return nil
    }
}

extension RegistrationRiskRules.Indicator {
    fileprivate var inconsistency: String? {
        if let message = RegistrationRiskRules.outside(share, days) { return message }
        guard (0...1_000).contains(weight) else { return "weight is \(weight); expected 0 to 1000" }
        for (name, number) in [
            ("min", min), ("scopeBytesMin", scopeBytesMin), ("codeGapMax", codeGapMax), ("ageDaysMin", ageDaysMin),
            ("ageMin", ageMin), ("ageMax", ageMax),
        ] {
            if let number, !(0...1_000_000).contains(number) { return "\(name) is \(number); expected 0 to 1000000" }
        }
        if let capitalMin, capitalMin < 0 { return "capitalMin is \(capitalMin); expected yuan, 0 or more" }
        let levels = minByLevel ?? [:]
        if let stranger = levels.keys.sorted().first(where: { PlaceLevel(name: $0) == nil }) {
            return "there is no level \(stranger); expected some of "
                + PlaceLevel.allCases.map(\.name).joined(separator: ", ")
        }
        return missing.map { "\(kind.rawValue) needs \($0)" }
    }

    /// What the kind cannot be counted without.
    private var missing: String? {
        switch kind {
        case .crowded: minByLevel == nil ? "minByLevel" : nil
        case .burst, .compressed, .successor, .inactive, .taintedRepresentative: days == nil ? "days" : nil
        case .unlikelyAge: ageMin == nil && ageMax == nil ? "ageMin or ageMax" : nil
        case .idleCapital: capitalMin == nil ? "capitalMin" : days == nil ? "days" : nil
        case .consecutiveCodes: codeGapMax == nil ? "codeGapMax" : days == nil ? "days" : nil
        case .manyCompanies: min == nil ? "min" : nil
        default: nil
        }
    }
}
