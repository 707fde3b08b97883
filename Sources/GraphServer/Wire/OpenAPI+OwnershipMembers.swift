internal import Profile

extension OpenAPI {
    /// What members of answers about ownership mean: by schema and member where
    /// one name means several things, else by member alone.
    static func meaning(of member: String, in schema: Schema) -> String? {
        guard ownershipNames.contains(schema.name) else { return nil }
        return meanings["\(schema.name).\(member)"] ?? meanings[member]
    }

    private static let ownershipNames = Set(ownershipSchemas.map(\.name))

    private static let meanings: [String: String] = [
        "subject": "The entity asked about.",
        "entity": "The party or company that the item is about.",
        "measure": "What shares are of: capital, votes, or income.",
        "variant": "corrected counts no path that comes back to the owner, plain counts all.",
        "OwnershipAnswer.items": "Owners, or companies owned, the greatest certain share first.",
        "ControlledAnswer.items": "Companies controlled, each after those that its control rests on.",
        "RelatedPartiesAnswer.items": "Verdicts in the order of the clauses; a party stands once for each clause.",
        "GroupAnswer.items": "Companies that the head controls, with the votes that control each.",
        "GroupList.items": "Groups with head, size and the first of their companies; omitted counts the others.",
        "ControlChainList.counts": "Companies by number of levels, from 2 on; not bounded by the question's levels.",
        "ControlChainList.items": "Companies of the greatest groups first.",
        "ControlStep.level": "Levels of control down from the nearest controller.",
        "levels": "Levels of control up to the controller by the shortest way: 1 for what it holds itself.",
        "isBranch": "Somebody's branch, by a record in force on the day.",
        "groupSize": "Companies that the head controls.",
        "CircularHoldingList.items":
            "Loops: companies, isClosed, inside (shares among them) and outside (shares of everybody else).",
        "BeneficialOwnersAnswer.items": "Those who meet a test for certain, then those who may, then stand-ins.",
        "RuleList.items": "Rule sets, those for one question together.",
        "NotParties.items": "The shares, those of the subject first; at most a hundred.",
        "share": "0…1; min and max differ where shares on the way are ranges or unknown.",
        "PlaceholderShare.share": "Of the company named here, 0…1.",
        "PlaceholderShare.contribution": "The part of the subject that leads there at least, 0…1.",
        "PlaceholderShare.company": "Id of the company that it is a share of: the subject or one above it.",
        "PlaceholderShare.name": "What records call the holders.",
        "PlaceholderShare.kind":
            "public: many small holders, nobody's block; unnamed: one may be anybody; treasury: the company itself.",
        "PlaceholderShare.edge": "Id of the edge, whose records say it.",
        "ofItself": "The part of the subject that it owns itself, through others around loops or directly.",
        "unattributed":
            "The part, 0…1, that nobody is known to have: gaps in lists of holders, and what ranges leave open.",
        "notParties": "What leads to holders who are no party; owners, these and unattributed are all of the subject.",
        "public": "The part of the subject, 0…1, that leads to the public.",
        "unnamed": "The part of the subject, 0…1, that leads to holders whom no record names.",
        "NotParties.omitted": "Shares that are not listed; their parts are counted.",
        "GroupAnswer.omitted": "Members that are not on this page.",
        "OwnershipAnswer.omitted": "How many remarks, loops and cut companies are not listed; a hundred of each are.",
        "OwnershipLoop.edges": "Holdings of the loop's companies in each other, which shares go around by.",
        "OwnershipLoop.omitted": "How many companies and edges of the loop are not listed.",
        "ControllerAnswer.omitted": "How many controllers and steps are not listed.",
        "ControlStep.omitted": "Voters that are not listed: where there are very many, those with fewest votes.",
        "BeneficialOwnersAnswer.omitted": "How many cut companies are not listed.",
        "BeneficialOwner.omitted": "Edges of the chain that are not listed.",
        "DiffAnswer.omitted": "How many holders, notParties, joined and left of the group are not listed.",
        "DiffAnswer.notParties": "Shares of holders who are no party that are not the same on both days.",
        "remarks": "Companies whose lists of holders are odd, with codes such as excess, incomplete, disputed.",
        "loops": "Companies on the way that hold each other.",
        "companies": "Ids, ascending by node.",
        "isClosed": "Nobody outside has a share in any of them.",
        "boundsAreCoarse": "Too many shares are unknown to find the best upper bounds.",
        "cut": "Ids of companies whose holders, or holders whose companies, were not looked at.",
        "explored": "How many companies and holders were looked at.",
        "edges": "Every edge that the answer names, with the records that state it.",
        "counted":
            "How the shareholdings among the edges were counted: every share of the answer is made of these.",
        "samePerson": "People of whom an edge names another mention than the answer does.",
        "SamePerson.person": "Id of the person as the answer names it.",
        "SamePerson.mentions": "Ids of the mentions that edges name.",
        "SamePerson.evidence": "Where it is told what speaks for their being one.",
        "CountedHolding.company": "Id of the company that it is a share of.",
        "CountedHolding.holder": "Id of whom the share is counted for; null for holders who are no party.",
        "CountedHolding.asOf": "The day that it was counted on.",
        "CountedHolding.share": "Of the company, 0…1, before anything is multiplied.",
        "CountedHolding.basis":
            "stated: as records say; amountOverCapital, amountOverSum: the holder's amount over the registered capital, or "
            + "over the sum of all holders' amounts; relation: a branch is its parent's alone, a sole trader's business "
            + "the trader's; unknown: what others leave.",
        "CountedHolding.isLimitedByOthers": "Records allow the holder more than the others leave.",
        "CountedHolding.whole": "What was divided by.",
        "CountedHolding.isDisputed": "Statements of one day contradict each other: the share is what all allow.",
        "CountedHolding.edges":
            "Ids of the statements: the one that is followed, then others of the same day, which add up with it, "
            + "repeat it or contradict it.",
        "CountedWhole.share":
            "1, or, where rounding keeps the company's shares from that, their sum, which all were divided by; of votes and "
            + "income without what the company has of itself.",
        "CountedWhole.amount": "The capital, or the sum of the amounts.",
        "CountedWhole.currency": "Of the amount.",
        "CountedWhole.source": "The registration that states the capital.",
        "offRegister":
            "Companies of the answer that are not in business on its day: not established yet, licence withdrawn, or "
            + "gone from the register. What is held of them and by them may be void; numbers count it all the same.",
        "isUltimate": "Nobody is known to hold the owner.",
        "paths": "The paths that contribute most; loops add the rest.",
        "OwnershipPath.contribution": "The product of the shares on the path, 0…1.",
        "OwnershipPath.isCertain": "Every share on the path is known to be there.",
        "OwnershipPath.nodes": "Ids from the company up to the owner.",
        "OwnershipPath.edges": "Ids of the holdings, from the company up.",
        "outcome": "How the question came out.",
        "differentNames": "That the two are one person though their names are not the same.",
        "reason": "The outcome in words: by votes, by agreement, or in concert.",
        "doubts":
            "What keeps an undecided outcome open (shares that records leave unknown, votes that they give to nobody), "
            + "and, of any outcome, that shares of a company on the way come to more than all of it.",
        "headOutcome":
            "Why nobody controls the controller, where that is a company with holders: undecided there is undecided here.",
        "sameIdentifier":
            "Persons with the same personal number under another name: a mistake, a new name, or a borrowed number. They "
            + "are not counted as one unless an investigator says so.",
        "sameIdentifierTotal": "How many there are of them; the first are listed.",
        "IdentityAnswer.mentions": "Mentions that are taken for one person.",
        "IdentityAnswer.merges": "Why they are.",
        "bases": "What control rests on, over all steps.",
        "basis": "What control of this company rests on; null where nobody controls it.",
        "controllers": "One, or those who control together, or both sides of a deadlock, or the companies of a loop.",
        "isWithoutLoopVotes": "Shares that subsidiaries of the head have in it carry no votes and were left out.",
        "suspected": "Has 30 % or more and twice what the second has, without a majority.",
        "families": "Votes that a controller's spouse, parents and children have beside it: not counted as control.",
        "steps": "Company by company from the subject up, what it is controlled with.",
        "ControlStep.company": "The company that is controlled at this step.",
        "votes": "Certain votes together, 0…1.",
        "voters": "Holders whose votes count, each with its votes and the edge.",
        "agreements": "Ids of agreements and memberships that count.",
        "isCut": "A budget ended before everything was looked at.",
        "unexplored": "Parties of whom not all that they control was looked at.",
        "rules": "The rule set of the verdicts.",
        "excepted": "Companies under the common control of the state alone, which the rules do not call related.",
        "relation": "What relates the party.",
        "clause": "Where the instrument says it.",
        "clauses": "In the order of the verdicts.",
        "through": "Those through whom the party is related, from the subject on.",
        "chain": "Ids of the edges, in the order of the way from the subject.",
        "title": "In Chinese and English.",
        "from": "The first of the two days.",
        "to": "The second of the two days.",
        "holders": "Direct holders whose share is not the same on both days.",
        "controller":
            "Outcome and controllers on both days; omitted counts controllers that are not listed, and steps and voters "
            + "whose holdings are not among the edges.",
        "beneficialOwners":
            "Outcome, persons, and cut (companies not looked at) on both days; isChanged where the outcome or the "
            + "persons are others.",
        "group":
            "Heads on both days, and who joined and left; isCut: a group is too great for all of it to be looked at, "
            + "so that joined and left may be wrong.",
        "head":
            "Whom the companies are under: nobody else controls it. Of companies that hold each other it is one of these; /controller tells who has the votes outside.",
        "headIsState": "The head is the state or holds for it (国有出资人): the companies are no group of enterprises.",
        "test": "Which test is met, or why the person stands in.",
        "isCertain": "The test is met whatever unknown shares are.",
        "exemption": "Whether the company need not file, or what is in the way.",
        "filing":
            "Not null where the rules do not make the company file: isSubject is false, reason one of "
            + NotFiling.allCases.map(\.rawValue).joined(separator: ", ") + ", and title says it.",
        "question": "The question that takes the rule set.",
        "isDefault": "Counts unless the request names another.",
        "id": "The word for `rules=`.",
        "instrument": "The legal text, with number and date.",
        "inForceFrom": "First day in force: of days before, verdicts say what it would have said.",
        "note": "How far its text was read.",
        "total": "Items of the whole list.",
        "returned": "Items of this page.",
        "next": "The cursor of the next page.",
        "epochChanged": "The data changed since the page before.",
    ]
}
