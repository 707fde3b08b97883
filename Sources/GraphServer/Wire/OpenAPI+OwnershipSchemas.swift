internal import GraphStore
internal import Profile

extension OpenAPI {
    private static let edges: Schema.Member = ("edges", .list(.object("Edge")))
    private static let counted: Schema.Member = ("counted", .list(.object("CountedHolding")))
    private static let samePerson: Schema.Member = ("samePerson", .list(.object("SamePerson")))
    private static let offRegister: Schema.Member = ("offRegister", .list(.object("OffRegister")))

    /// Shapes of answers about ownership, control and related parties.
    static let ownershipSchemas: [Schema] = [
        Schema(
            name: "OwnershipAnswer",
            summary: "Integrated shares, the greatest first, with the paths that contribute most; loops add the rest.",
            required: answer + [
                ("subject", .object("Entity")), ("measure", words(OwnershipMeasure.self)),
                ("variant", words(OwnershipVariant.self)), ("items", .list(.object("IntegratedShare"))),
                ("ofItself", .object("ShareRange")), ("unattributed", .number), ("notParties", .object("NotParties")),
                ("remarks", .list(.anyObject)),
                ("loops", .list(.object("OwnershipLoop"))), offRegister, ("boundsAreCoarse", .boolean),
                ("cut", .list(.text)), ("omitted", .anyObject),
                ("explored", .anyObject), edges, counted, samePerson, ("total", .integer),
                ("returned", .integer),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "NotParties",
            summary: "What leads to holders who are no party: the public, and holders whom no record names.",
            required: [
                ("public", .number), ("unnamed", .number), ("items", .list(.object("PlaceholderShare"))),
                ("omitted", .integer),
            ]),
        Schema(
            name: "PlaceholderShare", summary: "A share of a company on the way whose holders are no party.",
            required: [
                ("company", .text), ("name", .text), ("kind", words(PlaceholderHolding.Kind.self)),
                ("title", .anyObject), ("share", .object("ShareRange")), ("contribution", .number), ("edge", .text),
            ]),
        Schema(
            name: "IntegratedShare",
            summary: "An integrated share: a point when all shares on the way are known, else guaranteed bounds.",
            required: [
                ("entity", .object("Entity")), ("share", .object("ShareRange")), ("isUltimate", .boolean),
                ("paths", .list(.object("OwnershipPath"))),
            ]),
        Schema(
            name: "OwnershipPath", summary: "One way of a share: the product of the holdings on it.",
            required: [
                ("contribution", .number), ("isCertain", .boolean), ("nodes", .list(.text)), ("edges", .list(.text)),
            ]),
        Schema(
            name: "OwnershipLoop", summary: "Companies that hold each other; closed when nobody outside has a share.",
            required: [
                ("companies", .list(.text)), ("isClosed", .boolean), ("edges", .list(.text)), ("omitted", .anyObject),
            ]),
        Schema(
            name: "CountedHolding", summary: "What the statements of one holder's share in one company come to.",
            required: [
                ("company", .text), ("asOf", .day), ("measure", words(OwnershipMeasure.self)),
                ("share", .object("ShareRange")), ("basis", words(Holding.Basis.self)),
                ("whole", .object("CountedWhole")), ("isLimitedByOthers", .boolean), ("isDisputed", .boolean),
                ("edges", .list(.text)),
            ],
            optional: [("holder", .text)]),
        Schema(
            name: "CountedWhole", summary: "What a share was divided by.", required: [("share", .number)],
            optional: [
                ("amount", .number), ("currency", .word(["CNY"])), ("source", .object("Source")),
            ]),
        Schema(
            name: "SamePerson", summary: "Mentions that the answer counts as one person.",
            required: [("person", .text), ("mentions", .list(.text)), ("evidence", .text)]),
        Schema(
            name: "ControllerAnswer",
            summary: "Who controls a company in the end, company by company; or why nobody does.",
            required: answer + [
                ("subject", .object("Entity")), ("outcome", words(ControllerVerdict.Outcome.self)),
                ("reason", .anyObject), ("doubts", .list(words(ControllerVerdict.Doubt.self))),
                ("bases", .list(words(ControllerVerdict.Basis.self))),
                ("families", .list(.anyObject)), offRegister, ("controllers", .list(.object("Entity"))),
                ("isWithoutLoopVotes", .boolean),
                ("steps", .list(.object("ControlStep"))), ("omitted", .anyObject), edges, counted, samePerson,
            ],
            optional: [
                ("suspected", .object("Entity")), ("headOutcome", words(ControllerVerdict.Outcome.self)),
                ("levels", .integer),
            ]),
        Schema(
            name: "ControlStep", summary: "What a company on the way up is controlled with.",
            required: [
                ("company", .object("Entity")), ("votes", .number), ("voters", .list(.anyObject)),
                ("agreements", .list(.text)), ("omitted", .integer),
            ],
            optional: [("basis", words(ControllerVerdict.Basis.self)), ("level", .integer)]),
        Schema(
            name: "ControlledAnswer",
            summary: "Companies that a party controls; each after those that its control rests on.",
            required: answer + [
                ("subject", .object("Entity")), ("items", .list(.anyObject)), ("isCut", .boolean),
                edges, counted, samePerson, ("total", .integer), ("returned", .integer),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "RelatedPartiesAnswer",
            summary: "Related parties under a rule book, clause by clause, with the chain.",
            required: answer + [
                ("subject", .object("Entity")), ("rules", .anyObject), ("items", .list(.object("RelatedParty"))),
                ("excepted", .list(.object("RelatedParty"))), ("isCut", .boolean), ("unexplored", .integer),
                offRegister, edges, counted, samePerson,
                ("total", .integer), ("returned", .integer),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "RelatedParty", summary: "A party and the clause that relates it to the subject.",
            required: [
                ("entity", .object("Entity")), ("relation", words(RelatedPartyRules.Relation.self)), ("clause", .text),
                ("through", .list(.object("Entity"))), ("chain", .list(.text)),
            ],
            optional: [("title", .anyObject), ("share", .object("ShareRange"))]),
        Schema(
            name: "RuleList", summary: "The rule sets that verdicts are given under.",
            required: answer + [("items", .list(.object("RuleSet"))), ("total", .integer), ("returned", .integer)],
            optional: [("next", .text)]),
        Schema(
            name: "RuleSet", summary: "A rule set and what it is for.",
            required: [
                ("question", .word(["beneficial-owners", "related-parties", "registration-risk"])),
                ("isDefault", .boolean), ("id", .text),
                ("title", .anyObject), ("instrument", .text), ("clauses", .list(.anyObject)),
            ],
            optional: [("note", .anyObject), ("inForceFrom", .day)]),
        Schema(
            name: "DiffAnswer", summary: "What changed in a company's ownership between two days.",
            required: answer + [
                ("subject", .object("Entity")), ("from", .day), ("to", .day), ("holders", .list(.anyObject)),
                ("notParties", .list(.anyObject)), ("controller", .anyObject), ("beneficialOwners", .anyObject),
                ("group", .anyObject),
                ("omitted", .anyObject), edges, counted, samePerson,
            ]),
        Schema(
            name: "IdentityAnswer", summary: "Mentions taken for one person, and those that may be, with the evidence.",
            required: answer + [
                ("subject", .object("Entity")), ("mentions", .list(.object("Entity"))),
                ("sameIdentifier", .list(.object("Entity"))), ("sameIdentifierTotal", .integer),
                ("merges", .list(.object("PersonLink"))),
                ("possiblySame", .list(.object("PersonLink"))),
                ("possiblySameTotal", .integer),
            ]),
        Schema(
            name: "PersonLink",
            summary: "Two mentions, how likely they are one person, and why; bits are log2 of odds.",
            required: [
                ("a", .object("Entity")), ("b", .object("Entity")), ("probability", .number), ("standing", .text),
                ("evidence", .list(.anyObject)),
            ]),
        Schema(
            name: "PersonMatchRequest",
            summary: "A mention of a person. posts: {company, kind (legal_representative, shareholder, officer), role, "
                + "since}; contacts: ids of telephone numbers and e-mail addresses.",
            required: [("name", .text)],
            optional: [("birthYear", .integer), ("posts", .list(.anyObject)), ("contacts", .list(.text))]),
        Schema(
            name: "PersonMatchAnswer",
            summary: "persons: who the mention is, none when nobody is likely enough. candidates: mentions of the name "
                + "that it may be one person with, the likeliest first, with the evidence.",
            required: answer + [
                ("persons", .list(.object("Entity"))), ("candidates", .list(.anyObject)), ("total", .integer),
                ("returned", .integer),
            ]),
        Schema(
            name: "DecisionRequest",
            summary: "What an investigator decides on two mentions of persons. verdict: confirm, split, withdraw.",
            required: [
                ("verdict", words(Decision.Verdict.self)), ("persons", .list(.text)), ("by", .text), ("reason", .text),
            ],
            optional: [("differentNames", .boolean)]),
        Schema(
            name: "Decision",
            summary: "A decision and what has become of it. standing: followed; replaced by a later one on the pair; "
                + "refused, because an identifier or an earlier decision contradicts it; waiting for a person that "
                + "the data do not have now. epoch: the data that it was made on.",
            required: [
                ("number", .integer), ("verdict", words(Decision.Verdict.self)), ("persons", .list(.object("Entity"))),
                ("by", .text), ("reason", .text), ("decided", .text), ("epoch", .integer), ("standing", .text),
            ]),
        Schema(
            name: "DecisionAnswer", summary: "The decision that was kept.",
            required: answer + [("decision", .object("Decision"))]),
        Schema(
            name: "DecisionList", summary: "Decisions, the newest first.",
            required: answer + [("items", .list(.object("Decision"))), ("total", .integer), ("returned", .integer)],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "GroupAnswer", summary: "The control group of a company.",
            required: answer + [
                ("subject", .object("Entity")), ("head", .object("Entity")), ("headIsState", .boolean),
                ("outcome", words(ControllerVerdict.Outcome.self)), ("items", .list(.anyObject)), ("isCut", .boolean),
                ("omitted", .integer), offRegister, edges, counted, samePerson,
                ("total", .integer), ("returned", .integer),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "GroupList", summary: "Control groups, the greatest first.",
            required: answer + [("items", .list(.anyObject)), ("total", .integer), ("returned", .integer)],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "ControlChainList", summary: "Companies by levels of control up to whoever controls them.",
            required: answer + [
                ("counts", .list(.anyObject)), ("items", .list(.object("ControlChain"))), ("total", .integer),
                ("returned", .integer),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "ControlChain", summary: "A company, and who controls it from how many levels above.",
            required: [
                ("entity", .object("Entity")), ("levels", .integer), ("head", .object("Entity")),
                ("headIsState", .boolean),
                ("isBranch", .boolean), ("groupSize", .integer),
            ]),
        Schema(
            name: "CircularHoldingList", summary: "Loops of companies that hold each other, the greatest first.",
            required: answer + [
                ("items", .list(.anyObject)), edges, counted, samePerson, ("total", .integer),
                ("returned", .integer),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "BeneficialOwnersAnswer",
            summary: "Beneficial owners under a rule set, with the test that each meets.",
            required: answer + [
                ("subject", .object("Entity")), ("rules", .anyObject),
                ("outcome", words(BeneficialOwners.Outcome.self)), ("items", .list(.object("BeneficialOwner"))),
                ("cut", .list(.text)), ("omitted", .anyObject), offRegister, edges, counted, samePerson,
            ],
            optional: [("exemption", words(BeneficialOwners.Exemption.self)), ("filing", .anyObject)]),
        Schema(
            name: "BeneficialOwner", summary: "A person who meets, or may meet, a test; or stands in.",
            required: [
                ("entity", .object("Entity")), ("test", .text), ("clause", .text), ("isCertain", .boolean),
                ("chain", .list(.text)), ("omitted", .integer),
            ],
            optional: [
                ("title", .anyObject), ("share", .object("ShareRange")), ("measure", words(OwnershipMeasure.self)),
            ]),
    ]
}
