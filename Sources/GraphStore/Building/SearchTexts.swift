/// All that search indexes: display names of nodes, and codes, numbers and
/// former names that records state.
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
        for entry in stated {
            builder.add(
                node: NodeID(rawValue: numbering.nodeOf[Int(entry.entity)]), kind: entities.kind(of: Int(entry.entity)),
                field: entry.field, text: texts.extracting(Int(entry.start)..<Int(entry.start) + Int(entry.length)))
        }
        return try builder.finish()
    }
}
