internal import GraphStore
internal import Profile

extension OpenAPI {
    private static let place: [Schema.Member] = [
        ("id", .text), ("level", .word(PlaceLevel.allCases.map(\.name))), ("name", .text), ("isImprecise", .boolean),
    ]
    private static let verdict: [Schema.Member] = [
        ("score", .integer), ("isAlert", .boolean), ("familyMax", .integer),
        ("findings", .list(.object("RiskFinding"))),
        ("explanations", .list(.object("RiskExplanation"))),
    ]
    private static let page: [Schema.Member] = [("total", .integer), ("returned", .integer)]
    private static let next: [Schema.Member] = [("next", .text), ("epochChanged", .boolean)]
    private static let ring: [Schema.Member] = [
        ("companyCount", .integer), ("liveCount", .integer), ("companies", .list(.object("Entity"))), ("graph", .text),
    ]

    /// Shapes of answers about places and what looks like fake registration.
    static let riskSchemas: [Schema] = [
        Schema(
            name: "Place",
            summary:
                "A place; the id is that of an address in it, with @level where no address names the place itself.",
            required: place, optional: [("division", .text), ("divisionName", .text)]),
        Schema(
            name: "RiskFinding",
            summary: "An indicator that is met, with its sentence, what would change it, and the records behind it.",
            required: [
                ("indicator", .text), ("title", .anyObject), ("family", .text), ("points", .integer),
                ("isHard", .boolean), ("sentence", .anyObject), ("change", .anyObject), ("source", .anyObject),
                ("parties", .list(.object("Entity"))), ("companies", .list(.text)), ("edges", .list(.text)),
                ("records", .list(.text)),
                ("departments", .list(.text)), ("omitted", .object("OmittedEvidence")),
            ],
            optional: [("explainedBy", words(RegistrationRiskRules.Explanation.Kind.self))]),
        Schema(
            name: "RiskExplanation", summary: "What makes indicators mean less, and which.",
            required: [
                ("id", words(RegistrationRiskRules.Explanation.Kind.self)), ("title", .anyObject),
                ("sentence", .anyObject), ("explains", .list(.text)), ("parties", .list(.object("Entity"))),
                ("companies", .list(.text)),
                ("edges", .list(.text)), ("records", .list(.text)), ("departments", .list(.text)),
                ("omitted", .object("OmittedEvidence")),
            ]),
        Schema(
            name: "OmittedEvidence", summary: "How many items of each list are not shown.",
            required: [("parties", .integer), ("companies", .integer), ("edges", .integer), ("records", .integer)]),
        Schema(
            name: "RankedPremisesList", summary: "Premises by score; what is no alert says so.",
            required: answer + [
                ("rules", .anyObject), ("alertScore", .integer), ("items", .list(.object("RankedPremises"))),
            ] + page, optional: next),
        Schema(
            name: "PremisesDivisionList", summary: "How the ranked premises spread over counties.",
            required: answer + [("items", .list(.object("PremisesDivision")))] + page),
        Schema(
            name: "PremisesDivision",
            summary: "A county, or the finest division above it that is known, with its premises and their live "
                + "companies, each once for every premises that it is at; without a code those that nobody can place.",
            required: [("places", .integer), ("liveCompanies", .integer)],
            optional: [("division", .text), ("divisionName", .text)]),
        Schema(
            name: "RankedPremises", summary: "Premises with what looks like fake registration there.",
            required: [
                ("place", .object("Place")), ("liveCount", .integer), ("companyCount", .integer),
                ("rings", .list(.object("PlaceRing"))), ("ringCount", .integer),
            ] + verdict),
        Schema(
            name: "PlaceRing", summary: "A ring of companies at the place, by one of them.",
            required: [("company", .text), ("companyCount", .integer), ("score", .integer), ("isAlert", .boolean)]),
        Schema(
            name: "PlacePage",
            summary: "A place: what it is part of, its spellings and parts, who is and was registered there.",
            required: answer + place + [
                ("partOf", .list(.object("Place"))), ("spellings", .list(.object("Entity"))),
                ("spellingCount", .integer), ("parts", .list(.object("Place"))), ("partCount", .integer),
                ("rings", .list(.object("PlaceRing"))), ("ringCount", .integer),
                ("here", .integer), ("items", .list(.object("Entity"))), ("rules", .anyObject),
            ] + verdict + page, optional: [("division", .text), ("divisionName", .text)] + next),
        Schema(
            name: "Ring", summary: "Companies that hang together as shells do, and why.", required: ring + verdict,
            optional: [("place", .object("Place"))]),
        Schema(
            name: "RingList", summary: "Rings by score; what is no alert says so.",
            required: answer + [
                ("rules", .anyObject), ("alertScore", .integer), ("items", .list(.object("Ring"))),
            ] + page, optional: next),
        Schema(
            name: "RiskVerdict", summary: "What looks like fake registration of one company.", required: verdict),
        Schema(
            name: "PremisesRisk", summary: "What looks like fake registration at a company's premises.",
            required: [("place", .object("Place"))] + verdict),
        Schema(
            name: "CompanyRisk", summary: "A company by itself, its premises, and the ring it is in.",
            required: answer + [
                ("subject", .object("Entity")), ("rules", .anyObject), ("own", .object("RiskVerdict")),
            ],
            optional: [("premises", .object("PremisesRisk")), ("ring", .object("Ring"))]),
        Schema(
            name: "PremisesCheckAnswer",
            summary: "What speaks against an intended registration: pass, needsProof or refer, with reasons.",
            required: answer + [
                ("outcome", words(RegistrationCheck.Outcome.self)), ("address", .object("CheckedAddress")),
                ("companies", .list(.object("Entity"))), ("companyCount", .integer), ("rules", .anyObject),
                ("remarks", .list(.object("CheckRemark"))),
            ] + verdict, optional: [("place", .object("Place")), ("within", .object("Place"))]),
        Schema(
            name: "CheckRemark", summary: "What an officer has to know beside the indicators.",
            required: [
                ("id", words(RegistrationCheck.Remark.Kind.self)), ("needsProof", .boolean), ("sentence", .anyObject),
                ("companies", .list(.object("Entity"))), ("companyCount", .integer),
            ]),
        Schema(
            name: "CheckedAddress", summary: "The normalised address, and how exactly it tells a place.",
            required: [
                ("key", .text), ("isImprecise", .boolean), ("confidence", .number),
                ("parts", .list(.object("AddressPart"))), ("further", .list(.anyObject)),
            ],
            optional: [
                ("level", .word(PlaceLevel.allCases.map(\.name))), ("division", .text), ("divisionName", .text),
            ]),
        Schema(
            name: "AddressPart", summary: "A part of an address as it is written, with its bytes in the UTF-8 text.",
            required: [("kind", .text), ("text", .text), ("start", .integer), ("end", .integer)]),
        Schema(
            name: "PremisesCheckRequest", summary: "An intended registration; what is not told is not checked.",
            required: [("address", .text)],
            optional: [
                ("city", .text), ("name", .text), ("representative", .text), ("scope", .text), ("contact", .text),
            ]),
    ]
}
