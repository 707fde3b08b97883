/// The edge kinds of a catalogue: those that the rules know, and those that its
/// themes declare by naming a kind of their own.
public struct EdgeKindTable: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        public var kind: EdgeKind
        /// The word of the catalogue, the API and exports.
        public var name: String
        public var title: Title
    }

    /// Ascending by kind: core kinds, then declared ones in the order of their
    /// names. A declared kind's number holds within one catalogue version.
    public let entries: [Entry]

    /// - Parameter declared: titles by name; names of core kinds are ignored.
    /// - Precondition: at most ``declaredCountMax`` names.
    public init(declared: [String: Title]) {
        let names = declared.keys.filter { EdgeKindTable.core($0) == nil }.sorted()
        precondition(names.count <= EdgeKindTable.declaredCountMax, "\(names.count) declared edge kinds")
        var entries = EdgeKindTable.core.map { Entry(kind: $0.kind, name: $0.name, title: $0.title) }
        for (offset, name) in names.enumerated() {
            let kind = EdgeKind(rawValue: EdgeKind.firstDeclared + UInt8(offset))
            entries.append(Entry(kind: kind, name: name, title: declared[name] ?? Title(zh: name, en: name)))
        }
        self.entries = entries
    }

    /// How many kinds the numbers of ``EdgeKind`` leave to catalogues.
    public static let declaredCountMax = Int(EdgeKind.last - EdgeKind.firstDeclared) + 1

    public func kind(named name: some StringProtocol) -> EdgeKind? {
        entries.first { $0.name == name }?.kind
    }

    public func entry(of kind: EdgeKind) -> Entry? { entries.first { $0.kind == kind } }

    /// What an end of a core edge may be.
    enum End: Equatable {
        case node(NodeKind)
        /// A company or a person.
        case party

        func accepts(_ kind: Theme.Mention.Kind) -> Bool {
            switch (self, kind) {
            case (.node(let mine), .node(let theirs)): mine == theirs
            case (.party, .party): true
            case (.party, .node(let theirs)): theirs == .company || theirs == .person
            case (.node, .party): false
            }
        }

        var word: String {
            switch self {
            case .node(let kind): kind.name
            case .party: "party (company or person)"
            }
        }
    }

    /// A kind that the rules know, with the ends that they rely on.
    struct Core {
        var kind: EdgeKind
        var name: String
        var title: Title
        var from: End
        var to: End

        init(_ kind: EdgeKind, _ name: String, _ zh: String, _ en: String, _ from: End, _ to: End) {
            (self.kind, self.name, self.from, self.to) = (kind, name, from, to)
            title = Title(zh: zh, en: en)
        }
    }

    static func core(_ name: String) -> Core? { core.first { $0.name == name } }

    /// Ascending by kind.
    static let core: [Core] = [
        Core(
            .legalRepresentative, "legal_representative", "法定代表人", "Legal representative",
            .party, .node(.company)),
        Core(.shareholder, "shareholder", "股东", "Shareholder", .party, .node(.company)),
        Core(.officer, "officer", "董监高", "Officer", .node(.person), .node(.company)),
        Core(.kinship, "kinship", "亲属", "Kinship", .node(.person), .node(.person)),
        Core(.concertedAction, "concerted_action", "一致行动", "Concerted action", .party, .node(.company)),
        Core(.controlAgreement, "control_agreement", "协议控制", "Control agreement", .party, .node(.company)),
        Core(.registeredAt, "registered_at", "登记住所", "Registered at", .node(.company), .node(.premises)),
        Core(.operatesAt, "operates_at", "经营场所", "Operates at", .node(.company), .node(.premises)),
        Core(.holdsPermit, "holds_permit", "持有许可", "Holds permit", .node(.company), .node(.permit)),
        Core(.branchOf, "branch_of", "隶属", "Branch of", .node(.company), .node(.company)),
        Core(.contact, "contact", "联系方式", "Contact", .party, .node(.contact)),
        Core(.partOf, "part_of", "属于", "Part of", .node(.premises), .node(.premises)),
        Core(
            .possiblySameAs, "possibly_same_as", "疑似同一人", "Possibly the same as", .node(.person), .node(.person)),
        Core(.hosts, "hosts", "托管", "Hosts", .node(.company), .node(.premises)),
        Core(.sameAs, "same_as", "同一人", "The same person as", .node(.person), .node(.person)),
        Core(.publicHolding, "public_holding", "公众持股", "Public float", .node(.company), .node(.company)),
        Core(.unnamedHolding, "unnamed_holding", "未具名持股", "Unnamed holders", .node(.company), .node(.company)),
        Core(.samePremises, "same_premises", "同一场所", "The same premises as", .node(.premises), .node(.premises)),
        Core(.sameBuilding, "same_building", "同一楼栋", "In one building with", .node(.premises), .node(.premises)),
    ]
}

extension Catalogue {
    /// The edge kinds of all themes, numbered.
    ///
    /// - Complexity: O(projections of all themes); take it once and keep it.
    public var edgeKinds: EdgeKindTable {
        var declared: [String: Title] = [:]
        for theme in themes {
            for case .edge(let edge) in theme.becomes { declared[edge.kind] = edge.title }
        }
        return EdgeKindTable(declared: declared)
    }
}
