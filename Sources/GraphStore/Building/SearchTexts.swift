/// All that search indexes: display names of nodes, codes, numbers and former
/// names that records state, and codes by which other records name a company.
struct SearchTexts: Sendable {
    private let entities: ProvisionalEntities
    private let stated: [RecordProjector.SearchText]
    private let statedTexts: [UInt8]
    private let numbering: NodeNumbering

    init(projector: RecordProjector, numbering: NodeNumbering) {
        entities = projector.entities
        (stated, statedTexts) = (projector.search, projector.searchTexts)
        self.numbering = numbering
    }

    /// - Throws: ``SearchError`` when there is more than an index can hold.
    func index() throws(SearchError) -> SearchIndex {
        var builder = SearchIndexBuilder()
        let names = entities.names.span
        for kind in NodeKind.allCases {
            let field: SearchField =
                switch kind {
                case .company, .person, .permit: .name
                case .premises: .address
                case .contact: .phone
                }
            for node in numbering.nodes(of: kind) {
                let name = entities.nameRange(Int(numbering.rootOf[node]))
                guard !name.isEmpty else { continue }
                let text = names.extracting(name)
                let isEmail = kind == .contact && text.contains(UInt8(ascii: "@"))
                builder.add(node: NodeID(node), kind: kind, field: isEmail ? .email : field, text: text)
            }
        }
        let texts = statedTexts.span
        var isStated = [Bool](repeating: false, count: entities.count)
        var hasStatedNumber = [Bool](repeating: false, count: numbering.nodeCount)
        for entry in stated {
            switch entry.field {
            case .code: isStated[Int(entry.entity)] = true
            case .registrationNumber: hasStatedNumber[Int(numbering.nodeOf[Int(entry.entity)])] = true
            default: break
            }
            builder.add(
                node: NodeID(rawValue: numbering.nodeOf[Int(entry.entity)]), kind: entities.kind(of: Int(entry.entity)),
                field: entry.field, text: texts.extracting(Int(entry.start)..<Int(entry.start) + Int(entry.length)))
        }
        addStatedNames(to: &builder)
        addMentionedCodes(to: &builder, isStated: isStated, hasStatedNumber: hasStatedNumber)
        return try builder.finish()
    }

    /// Names that live records give beside the one shown: of two companies that
    /// are registered under one code, or by two sources.
    private func addStatedNames(to builder: inout SearchIndexBuilder) {
        var known: Set<[UInt8]> = []
        for displaced in entities.displacedNames {
            let node = numbering.nodeOf[Int(displaced.entity)]
            guard node != .max else { continue }
            let root = Int(numbering.rootOf[Int(node)])
            let text = entities.names[Int(displaced.start)..<Int(displaced.start) + Int(displaced.length)]
            guard text != entities.names[entities.nameRange(root)],
                known.insert(Array(text) + "|\(node)".utf8).inserted
            else { continue }
            builder.add(
                node: NodeID(rawValue: node), kind: entities.kind(of: root), field: .statedName, text: text)
        }
    }

    /// Codes of companies that no record of their own states: a penalty or a
    /// shareholding names them.
    ///
    /// - Parameters:
    ///   - builder: where they go.
    ///   - isStated: by provisional entity, whether its code is indexed.
    ///   - hasStatedNumber: by node, whether registration numbers are: a number
    ///     leads to a node of another identifier only where a record states both.
    private func addMentionedCodes(
        to builder: inout SearchIndexBuilder, isStated: [Bool], hasStatedNumber: [Bool]
    ) {
        for entity in 0..<entities.count where !isStated[entity] {
            let node = numbering.nodeOf[entity]
            guard node != .max else { continue }
            let field: SearchField
            switch entities.namespace(of: entity) {
            case .unifiedCode, .organisationCode, .foreignRegister: field = .code
            case .registrationNumber where !hasStatedNumber[Int(node)]: field = .registrationNumber
            default: continue
            }
            builder.add(node: NodeID(rawValue: node), kind: .company, field: field, text: entities.bytes(entity))
        }
    }
}
