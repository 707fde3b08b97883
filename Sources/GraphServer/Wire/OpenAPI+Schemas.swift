internal import GraphStore
internal import Profile

extension OpenAPI {
    /// The shape of a JSON object.
    struct Schema: Sendable {
        var name: String
        var summary: String
        /// Members that are always there.
        var required: [Member] = []
        /// Members that may be absent or `null`.
        var optional: [Member] = []

        typealias Member = (name: String, form: Form)

        /// What a member holds.
        indirect enum Form: Sendable {
            case text, integer, number, boolean, day
            /// One of these words.
            case word([String])
            /// An object of another schema.
            case object(String)
            case list(Form)
            /// An object with any members.
            case anyObject
        }
    }

    /// The schemas of answers. A page that adds a member adds it here: the
    /// tests compare the two.
    static let schemas: [Schema] = entitySchemas + ownershipSchemas + riskSchemas

    private static let entitySchemas: [Schema] = [
        Schema(name: "Answer", summary: "What every JSON answer has.", required: answer),
        Schema(
            name: "Entity", summary: "An entity anywhere.", required: identity,
            optional: standing + [
                ("ageBand", words(AgeBand.self)), ("ageBandTitle", .text), ("permitState", words(PermitState.self)),
                ("permitStateTitle", .text), ("number", .text),
            ]),
        Schema(
            name: "OffRegister", summary: "A company that is not in business on the day of the answer.",
            required: identity + [("stage", words(LifeCycleStage.self))], optional: standing),
        Schema(
            name: "Problem", summary: "Why there is no answer (RFC 9457).",
            required: [("status", .integer), ("code", .text), ("detail", .text), ("requestId", .text)],
            optional: [
                ("type", .text), ("title", .text), ("instance", .text), ("help", .text),
                ("candidates", .list(.anyObject)),
            ]),
        Schema(
            name: "Source", summary: "The record behind a statement.", required: source,
            optional: [("date", .day), ("summary", .text)]),
        Schema(
            name: "ShareRange", summary: "A share in 0…1; equal bounds are exact, an unknown one is null.",
            optional: [("min", .number), ("max", .number)]),
        Schema(
            name: "Edge",
            summary: "A relation as records state it; `endedUndated` when it is over and no record says since when.",
            required: [
                ("id", .text), ("kind", .text), ("title", .text), ("from", .text), ("to", .text),
                ("inForce", .boolean), ("sources", .list(.object("Source"))),
            ],
            optional: [
                ("label", .text), ("since", .day), ("until", .day), ("endedUndated", .boolean),
                ("share", .object("ShareRange")),
                ("votes", .object("ShareRange")), ("income", .object("ShareRange")), ("amount", .number),
                ("currency", .word(["CNY"])),
            ]),
        Schema(
            name: "Relation", summary: "An edge at the subject, how it stands on the day, and its other end.",
            required: [
                ("state", words(RelationState.self)), ("stateTitle", .text), ("entity", .object("Entity")),
                ("edge", .object("Edge")),
            ]),
        Schema(
            name: "StateCounts", summary: "Entities, each once, by how their relations stand on the day.",
            required: RelationState.allCases.map { ($0.rawValue, .integer) }),
        Schema(
            name: "RelationGroup",
            summary: "Relations of one sort, current ones first; /relations pages through what is not returned.",
            required: [
                ("entities", .object("StateCounts")), ("total", .integer), ("returned", .integer),
                ("items", .list(.object("Relation"))),
            ]),
        Schema(
            name: "RelationPage", summary: "Relations by pages.",
            required: answer + [
                ("subject", .object("Entity")), ("items", .list(.object("Relation"))), ("total", .integer),
                ("returned", .integer), ("explored", .anyObject), ("omitted", .list(.anyObject)),
            ],
            optional: [("next", .text), ("epochChanged", .boolean)]),
        Schema(
            name: "Statement", summary: "A record that makes the entity what it is, with its values by column.",
            required: source + [("title", .text), ("fields", .anyObject), ("columns", .anyObject)],
            optional: [("codeCheck", .anyObject), ("beside", .anyObject)]),
        Schema(
            name: "Fact", summary: "A record about the entity, in one line; an amount in yuan.",
            required: source + [("title", .text), ("summary", .text), ("hasFindings", .boolean)],
            optional: [("date", .day), ("amount", .number), ("currency", .word(["CNY"]))]),
        Schema(
            name: "FactList",
            summary: "The latest facts; `rest` is where all of them are, `note` says why there are none.",
            required: [("total", .integer), ("returned", .integer), ("items", .list(.object("Fact")))],
            optional: [("rest", .text), ("note", .anyObject)]),
        page(
            of: .person, "A person.", hasFacts: true,
            required: [
                ("ageBand", words(AgeBand.self)), ("ageBandTitle", .text), ("companies", .object("StateCounts")),
            ]),
        page(
            of: .premises, "Premises.", hasFacts: true,
            optional: [("standardAddress", .object("StandardAddress")), ("place", .text)]),
        page(
            of: .permit, "A permit.",
            required: [("permitState", words(PermitState.self)), ("permitStateTitle", .text)],
            optional: [
                ("daysLeft", .integer), ("number", .text), ("type", .text), ("issuedBy", .text),
                ("statedBy", .object("Source")),
            ]),
        page(
            of: .contact, "A telephone number or e-mail address.",
            required: [("contactKind", words(ContactProfile.Kind.self)), ("contactKindTitle", .text)]),
        groups(of: .person), groups(of: .premises), groups(of: .permit), groups(of: .contact),
        Schema(
            name: "StandardAddress", summary: "What the register of standard addresses says.", required: source,
            optional: [
                ("date", .day), ("use", .text), ("floors", .integer), ("units", .integer), ("estate", .text),
                ("building", .text), ("status", .text), ("since", .day), ("until", .day),
            ]),
    ]

    static let answer: [Schema.Member] = [("epoch", .integer), ("asOf", .day)]
    private static let identity: [Schema.Member] = [
        ("id", .text), ("kind", .word(NodeKind.allCases.map(\.name))), ("name", .text),
    ]
    private static let standing: [Schema.Member] = [("status", .text), ("since", .day), ("until", .day)]
    private static let source: [Schema.Member] = [
        ("record", .text), ("theme", .text), ("department", .text), ("source", .text),
    ]

    static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> Schema.Form {
        .word(Word.allCases.map(\.rawValue))
    }

    /// The page of an entity that is no company.
    private static func page(
        of kind: NodeKind, _ summary: String, hasFacts: Bool = false, required: [Schema.Member] = [],
        optional: [Schema.Member] = []
    ) -> Schema {
        Schema(
            name: pageName(of: kind), summary: summary,
            required: answer + identity + required + [("relations", .object(groupsName(of: kind)))]
                + [("statements", .list(.object("Statement"))), ("links", .anyObject)]
                + (hasFacts ? [("facts", .object("FactList"))] : []),
            optional: standing + optional)
    }

    private static func groups(of kind: NodeKind) -> Schema {
        Schema(
            name: groupsName(of: kind), summary: "The relations of a \(kind.name) by sort.",
            required: RelationSort.sorts(of: kind).map { ($0.rawValue, .object("RelationGroup")) })
    }

    /// The name of the schema of a kind's page: `PersonPage`.
    static func pageName(of kind: NodeKind) -> String {
        kind.name.prefix(1).uppercased() + kind.name.dropFirst() + "Page"
    }

    private static func groupsName(of kind: NodeKind) -> String {
        kind.name.prefix(1).uppercased() + kind.name.dropFirst() + "Relations"
    }
}

extension JSONWriter {
    /// A schema under its name.
    mutating func schema(_ schema: OpenAPI.Schema) {
        key(schema.name)
        beginObject()
        key("type")
        string("object")
        key("description")
        string(schema.summary)
        key("required")
        beginArray()
        for member in schema.required { string(member.name) }
        endArray()
        key("properties")
        beginObject()
        for member in schema.required {
            key(member.name)
            form(member.form, nullable: false, meaning: OpenAPI.meaning(of: member.name, in: schema))
        }
        for member in schema.optional {
            key(member.name)
            form(member.form, nullable: true, meaning: OpenAPI.meaning(of: member.name, in: schema))
        }
        endObject()
        endObject()
    }

    private mutating func form(_ form: OpenAPI.Schema.Form, nullable: Bool, meaning: String? = nil) {
        beginObject()
        if let meaning {
            key("description")
            string(meaning)
        }
        switch form {
        case .object(let name) where nullable:
            key("anyOf")
            beginArray()
            reference(name)
            type("null")
            endArray()
        case .object(let name): referenceMember(name)
        default:
            key("type")
            if nullable {
                beginArray()
                string(form.typeName)
                string("null")
                endArray()
            } else {
                string(form.typeName)
            }
            details(form, nullable: nullable)
        }
        endObject()
    }

    private mutating func details(_ form: OpenAPI.Schema.Form, nullable: Bool) {
        switch form {
        case .day:
            key("format")
            string("date")
        case .word(let words):
            key("enum")
            beginArray()
            for word in words { string(word) }
            if nullable { null() }
            endArray()
        case .list(let element):
            key("items")
            self.form(element, nullable: false)
        case .text, .integer, .number, .boolean, .object, .anyObject: break
        }
    }

    private mutating func reference(_ name: String) {
        beginObject()
        referenceMember(name)
        endObject()
    }

    private mutating func referenceMember(_ name: String) {
        key("$ref")
        string("#/components/schemas/\(name)")
    }
}

extension OpenAPI.Schema.Form {
    /// The word of JSON Schema.
    fileprivate var typeName: String {
        switch self {
        case .text, .day, .word: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .list: "array"
        case .object, .anyObject: "object"
        }
    }
}
