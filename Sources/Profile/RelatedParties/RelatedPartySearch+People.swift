internal import GraphStore

/// Offices and kinship.
extension RelatedPartySearch {
    func managers(of company: NodeID, _ base: Chain) -> [NodeID: Chain] {
        var found: [NodeID: Chain] = [:]
        for kind in [EdgeKind.legalRepresentative, .officer] {
            for position in graph.row(of: company, mark: EdgeMark(kind, .in)) {
                let entry = graph.entry(at: position)
                let person = view.party(entry.target)
                guard counts(entry.edge), view.isPerson(person), found[person] == nil else { continue }
                found[person] = base.adding([entry.edge])
            }
        }
        return found
    }

    /// Whether an edge is in force, or ended so lately that it counts.
    func counts(_ edge: EdgeID) -> Bool {
        if graph.table.isInForce(edge, on: day) { return true }
        guard let months = rules.monthsAfterEnd else { return false }
        let until = graph.table.until[edge.index]
        guard until != Day.unknownRawValue, until <= day.rawValue else { return false }
        return until > day.monthsBefore(months).rawValue
    }

    func relatives(of persons: [NodeID: Chain], _ kinships: [String]) -> [NodeID: Chain] {
        let labels = Set(
            view.snapshot.labels.strings.enumerated().filter { kinships.contains($0.element) }.map { UInt32($0.offset) }
        )
        var found: [NodeID: Chain] = [:]
        for (person, chain) in persons.sorted(by: { $0.key < $1.key }) {
            for mention in view.mentions(of: person) {
                for direction in [EdgeDirection.out, .in] {
                    for position in graph.row(of: mention, mark: EdgeMark(.kinship, direction)) {
                        let entry = graph.entry(at: position)
                        let relative = view.party(entry.target)
                        guard labels.contains(graph.table.label[entry.edge.index]), counts(entry.edge),
                            persons[relative] == nil, found[relative] == nil
                        else { continue }
                        found[relative] = chain.adding([entry.edge], through: [person])
                    }
                }
            }
        }
        return found
    }

    mutating func findCompanies(
        of persons: [NodeID: Chain], _ clause: RelatedPartyRules.Clause, _ scratch: inout OwnershipScratch
    ) -> [NodeID: Chain] {
        let own = findSubsidiaries(&scratch)
        var found: [NodeID: Chain] = [:]
        for (person, chain) in persons.sorted(by: { $0.key < $1.key }) {
            let base = chain.adding([], through: [person])
            var companies = findControlled(by: person, &scratch, base)
            if clause.directorships == true { companies.merge(directed(by: person, base)) { a, _ in a } }
            for (other, chain) in companies where other != company && own[other] == nil && found[other] == nil {
                found[other] = chain
            }
        }
        return found
    }

    func directed(by person: NodeID, _ base: Chain) -> [NodeID: Chain] {
        var found: [NodeID: Chain] = [:]
        for mention in view.mentions(of: person) {
            for position in graph.row(of: mention, mark: EdgeMark(.officer, .out)) {
                let entry = graph.entry(at: position)
                guard counts(entry.edge), found[entry.target] == nil, !isExternal(entry.edge) else { continue }
                found[entry.target] = base.adding([entry.edge])
            }
        }
        return found
    }

    /// An independent director's or a supervisor's office, which the clause does
    /// not mean.
    func isExternal(_ edge: EdgeID) -> Bool {
        let label = graph.table.label[edge.index]
        guard label != EdgeAttributes.noLabel else { return false }
        let role = view.snapshot.labels[Int(label)]
        return role.contains("独立") || role.contains("监事")
    }
}
