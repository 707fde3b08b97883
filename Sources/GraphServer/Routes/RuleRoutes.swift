internal import GraphStore
internal import Hummingbird
internal import Profile

/// `GET /v1/rules`: the rule sets that verdicts are given under.
enum RuleRoutes {
    static let all = [
        Endpoint(
            path: "/v1/rules",
            summary: "All rule sets with their clauses: ids for `rules=`, and which question takes them.",
            schema: "RuleList", handle: { rules($0) })
    ]

    /// A clause of either kind of rule set.
    fileprivate struct Clause {
        var id: String
        var clause: String
        var title: Title
        var threshold: ShareThreshold?
        var measures: [OwnershipMeasure] = []
        /// Of an indicator.
        var source: Title?
    }

    private static func rules(_ exchange: Exchange) -> Response {
        if let same = exchange.notModified() { return same }
        let books = exchange.view.rules
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            for (number, rules) in books.beneficialOwners.enumerated() {
                json.ruleSet("beneficial-owners", number, rules, clauses(of: rules))
            }
            for (number, rules) in books.relatedParties.enumerated() {
                json.ruleSet("related-parties", number, rules, clauses(of: rules))
            }
            for (number, rules) in books.registrationRisk.enumerated() {
                json.ruleSet("registration-risk", number, rules, clauses(of: rules))
            }
            json.endArray()
            let count = books.beneficialOwners.count + books.relatedParties.count + books.registrationRisk.count
            Page(total: count, returned: count).write(to: &json)
        }
    }

    private static func clauses(of rules: BeneficialOwnerRules) -> [Clause] {
        var all = rules.tests.map {
            Clause(id: $0.id, clause: $0.clause, title: $0.title, threshold: $0.threshold, measures: $0.measures ?? [])
        }
        for (id, clause) in [("stateOwned", rules.stateOwned), ("fallback", rules.fallback)] {
            if let clause { all.append(Clause(id: id, clause: clause.clause, title: clause.title)) }
        }
        if let exemption = rules.exemption {
            all.append(Clause(id: "exemption", clause: exemption.clause, title: exemption.title))
        }
        return all
    }

    private static func clauses(of rules: RegistrationRiskRules) -> [Clause] {
        rules.indicators.map { Clause(id: $0.id, clause: $0.source.zh, title: $0.title, source: $0.source) }
            + rules.explanations.map {
                Clause(id: $0.id.rawValue, clause: $0.explains.joined(separator: ", "), title: $0.title)
            }
    }

    private static func clauses(of rules: RelatedPartyRules) -> [Clause] {
        var all = rules.clauses.map { clause in
            Clause(
                id: clause.relation.rawValue, clause: clause.clause, title: clause.title, threshold: clause.threshold,
                measures: clause.threshold == nil ? [] : [clause.measure ?? .votes])
        }
        if let exception = rules.stateException {
            all.append(Clause(id: "stateException", clause: exception.clause, title: exception.title))
        }
        return all
    }
}

extension JSONWriter {
    /// A rule set with the question that it answers; the first of a question is
    /// what counts unless a request names another.
    fileprivate mutating func ruleSet(
        _ question: String, _ number: Int, _ rules: some RuleSet, _ clauses: [RuleRoutes.Clause]
    ) {
        beginObject()
        key("question")
        string(question)
        key("isDefault")
        bool(number == 0)
        ruleMembers(rules)
        self.clauses(clauses)
        endObject()
    }

    fileprivate mutating func clauses(_ clauses: [RuleRoutes.Clause]) {
        key("clauses")
        beginArray()
        for clause in clauses {
            beginObject()
            key("id")
            string(clause.id)
            key("clause")
            string(clause.clause)
            title(clause.title)
            key("threshold")
            if let threshold = clause.threshold {
                beginObject()
                key("percent")
                number(Int(threshold.percent))
                key("inclusive")
                bool(threshold.inclusive)
                endObject()
            } else {
                null()
            }
            key("measures")
            words(clause.measures.map(\.rawValue))
            if let source = clause.source {
                key("source")
                text(source)
            }
            endObject()
        }
        endArray()
    }
}
