internal import GraphStore
internal import Profile

extension ControllerVerdict {
    /// Steps that an answer lists, those nearest to the subject.
    var shownSteps: ArraySlice<Step> { steps.prefix(Limits.controlStepsShown) }
    /// Edges of these steps.
    var shownEdges: [EdgeID] { shownSteps.flatMap { $0.shownVoters.map(\.edge) + $0.agreements } }
}

extension ControllerVerdict.Step {
    /// Voters that an answer lists: where there are too many, those with most
    /// votes.
    var shownVoters: [ControllerVerdict.Voter] {
        guard voters.count > Limits.votersShown else { return voters }
        let ranked = voters.sorted { a, b in a.votes != b.votes ? a.votes > b.votes : a.holder < b.holder }
        return Array(ranked.prefix(Limits.votersShown))
    }
}

extension FamilyBlock {
    /// What says that they are relatives, then whose votes they are.
    fileprivate var edges: [EdgeID] { kinships + holdings }
    /// Edges that an answer lists.
    var shownEdges: [EdgeID] { Array(edges.prefix(Limits.chainEdgesShown)) }
}

extension JSONWriter {
    /// Who controls a company, and step by step with what.
    mutating func verdict(_ verdict: ControllerVerdict, snapshot: GraphSnapshot) {
        key("outcome")
        string(verdict.outcome.rawValue)
        key("reason")
        text(verdict.reason)
        key("doubts")
        words(ControllerVerdict.Doubt.allCases.filter(verdict.doubts.contains).map(\.rawValue))
        key("headOutcome")
        if let outcome = verdict.headOutcome { string(outcome.rawValue) } else { null() }
        key("bases")
        words(ControllerVerdict.Basis.allCases.filter(verdict.bases.contains).map(\.rawValue))
        key("controllers")
        entities(verdict.controllers.prefix(Limits.controllersShown), of: snapshot)
        let levels = verdict.levels
        key("levels")
        if let level = levels[verdict.company] { number(level) } else { null() }
        key("isWithoutLoopVotes")
        bool(verdict.isWithoutLoopVotes)
        key("suspected")
        if let suspected = verdict.suspected { entity(suspected, of: snapshot) } else { null() }
        key("steps")
        beginArray()
        for step in verdict.shownSteps {
            beginObject()
            key("company")
            entity(step.company, of: snapshot)
            key("level")
            if let level = levels[step.company] { number(level) } else { null() }
            key("basis")
            if let basis = step.basis { string(basis.rawValue) } else { null() }
            key("votes")
            fraction(step.votes)
            key("voters")
            beginArray()
            for voter in step.shownVoters {
                beginObject()
                key("entity")
                entity(voter.holder, of: snapshot)
                key("votes")
                fraction(voter.votes)
                key("edge")
                string("edge:\(voter.edge.rawValue)")
                endObject()
            }
            endArray()
            key("agreements")
            edgeIDs(step.agreements)
            omitted(step.voters.count, of: Limits.votersShown)
            endObject()
        }
        endArray()
        omitted([
            ("controllers", verdict.controllers.count, Limits.controllersShown),
            ("steps", verdict.steps.count, Limits.controlStepsShown),
        ])
    }

    /// Votes that the close family of a controller has beside its own.
    mutating func families(_ families: [FamilyBlock], snapshot: GraphSnapshot) {
        key("families")
        beginArray()
        for family in families {
            beginObject()
            title(Title(zh: "家族：可能的表决权集团，不计入控制", en: "family: a possible block, not counted"))
            key("company")
            entity(family.company, of: snapshot)
            key("members")
            entities(family.members, of: snapshot)
            key("votes")
            fraction(family.votes)
            key("edges")
            edgeIDs(family.shownEdges)
            key("isCut")
            bool(family.isCut)
            omitted(family.edges.count, of: Limits.chainEdgesShown)
            endObject()
        }
        endArray()
    }

    /// Companies of an answer that are not in business on its day: what is held of
    /// them and by them may be void. The numbers count it all the same.
    mutating func offRegister(among nodes: [NodeID], _ exchange: Exchange) {
        key("offRegister")
        beginArray()
        for (company, stage) in exchange.view.ownership.offRegister(among: nodes, on: exchange.asOf) {
            beginObject()
            entityMembers(company, of: exchange.snapshot)
            key("stage")
            string(stage.rawValue)
            endObject()
        }
        endArray()
    }
}

extension ControllerVerdict {
    /// Why it came out so, in words.
    fileprivate var reason: Title {
        switch outcome {
        case .controlled where bases == [.agreement]: Title(zh: "通过协议控制", en: "controls by agreement")
        case .controlled where bases.contains(.agreement):
            Title(zh: "表决权与协议逐级结合控制", en: "controls by votes and by agreement, company by company")
        case .controlled: Title(zh: "拥有过半数表决权", en: "has more than half of the votes")
        case .joint: Title(zh: "一致行动人合计拥有过半数表决权", en: "parties acting in concert have more than half together")
        case .deadlock: Title(zh: "双方各占百分之五十，无单一控制人", en: "two parties have exactly half each")
        case .loop: Title(zh: "循环持股，表决权回到企业自身", en: "the majority comes back to companies that it controls")
        case .dispersed: Title(zh: "股权分散，无人过半数", en: "nobody has a majority")
        case .undecided where doubts.subtracting([.excessShares]) == [.unrecordedVotes]:
            Title(zh: "部分表决权无登记持有人，可能存在控制人", en: "votes that are nobody's on record may give somebody a majority")
        case .undecided where doubts.subtracting([.excessShares]) == [.unknownShares]:
            Title(zh: "部分持股比例不明，可能存在控制人", en: "unknown shares may give somebody a majority")
        case .undecided:
            Title(
                zh: "部分持股比例不明，且部分表决权无登记持有人，可能存在控制人",
                en: "unknown shares, and votes that are nobody's on record, may give somebody a majority")
        case .noHolders: Title(zh: "无股东记录", en: "no holder is on record")
        case .cut: Title(zh: "上层股权过大，未全部查验", en: "not everybody above was looked at")
        }
    }
}
