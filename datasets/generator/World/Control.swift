extension World {
    /// Works out who ultimately controls each company: the party whose votes,
    /// with those of the companies that it controls and of those who act in
    /// concert with it, exceed a half; an agreement counts as it says.
    mutating func settleControl() {
        var groups: [UInt32: Int] = [:]
        for (n, group) in concerted.enumerated() { groups[group.company] = n }
        var contracts: [UInt32: ControlAgreement] = [:]
        for agreement in agreements where agreement.votes > Self.whole / 2 { contracts[agreement.company] = agreement }
        controllers = [Controller](repeating: Controller(), count: companies.count)
        // Each pass carries control one level down; chains are 18 long.
        for _ in 0..<64 {
            var changed = false
            for index in companies.indices {
                let found = controller(of: index, group: groups[UInt32(index)], contract: contracts[UInt32(index)])
                if found.kind != controllers[index].kind || found.id != controllers[index].id {
                    controllers[index] = found
                    changed = true
                }
            }
            if !changed { return }
        }
    }

    private func controller(of index: Int, group: Int?, contract: ControlAgreement?) -> Controller {
        let company = companies[index]
        if company.kind == .soleProprietor { return Controller(kind: .person, id: company.rep) }
        if company.kind == .branch, company.parent != Company.none {
            let above = controllers[Int(company.parent)]
            return above.kind == .none ? Controller(kind: .company, id: company.parent) : above
        }
        if let contract {
            guard contract.controllerIsCompany else {
                return Controller(kind: .person, id: contract.controller, byAgreement: true)
            }
            let above = controllers[Int(contract.controller)]
            return above.kind == .none
                ? Controller(kind: .company, id: contract.controller, byAgreement: true)
                : Controller(kind: above.kind, id: above.id, byAgreement: true)
        }
        var votes: [(who: Controller, share: Int32)] = []
        for position in holdingRanges[index] {
            let holding = holdings[Int(position)]
            guard holding.until == 0 else { continue }
            let who = root(of: holding, group: group)
            if let at = votes.firstIndex(where: { $0.who.kind == who.kind && $0.who.id == who.id }) {
                votes[at].share += holding.share
            } else {
                votes.append((who, holding.share))
            }
        }
        return votes.first { $0.share > Self.whole / 2 }?.who ?? Controller()
    }

    private func root(of holding: Holding, group: Int?) -> Controller {
        switch holding.kind {
        case .person:
            if let group, concerted[group].members.contains(holding.holder) {
                return Controller(kind: .concerted, id: UInt32(group))
            }
            return Controller(kind: .person, id: holding.holder)
        case .company:
            let above = controllers[Int(holding.holder)]
            return above.kind == .none ? Controller(kind: .company, id: holding.holder) : above
        case .state: return Controller(kind: .state, id: holding.holder)
        case .outside, .staff: return Controller(kind: .outside, id: holding.holder)
        }
    }
}
