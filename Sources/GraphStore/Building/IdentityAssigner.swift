/// Gives every node its entity number: the one that any of its identifiers was
/// given before, else a new one. Numbers never change and are never reused.
///
/// Where an entity's identifiers have numbers of several entities (a merge),
/// the least wins and the others lead to it for good. Where two nodes claim one
/// number (a split), the node with the stronger identifier keeps it, among
/// equals the one that was met first.
struct IdentityAssigner {
    private let stored: StoredIdentities
    private var next: UInt32
    /// Identifiers of the node at hand; see ``rank(_:_:)``.
    private var ranked: [Int] = []
    private var lastingCount = 0
    private(set) var new = NewIdentities()
    /// Entity number of each node.
    private(set) var entities: [UInt32]
    /// The identifier that is each node's public id, a company code; `UInt32.max`
    /// for nodes that go by their number.
    private(set) var codeOfNode: [UInt32]

    /// Merged-away entity → the entity that it became part of, old and new.
    var redirects: [UInt32: UInt32] {
        new.redirects.reduce(into: stored.redirects) { $0[$1.from] = $1.to }
    }

    /// - Parameters:
    ///   - nodeOf: the node of each provisional entity, `UInt32.max` for none.
    init(stored: StoredIdentities, nodeCount: Int) {
        self.stored = stored
        next = stored.next
        entities = [UInt32](repeating: 0, count: nodeCount)
        codeOfNode = [UInt32](repeating: .max, count: nodeCount)
    }

    mutating func assign(_ provisional: borrowing ProvisionalEntities, nodeOf: [UInt32]) {
        let members = Self.membersByNode(nodeOf, nodeCount: entities.count)
        // Companies first: a mention's identity names its company's number.
        if stored.isEmpty {
            for node in entities.indices {
                rank(members.of(node), provisional)
                allocate(node, provisional, nodeOf)
            }
        } else {
            adopt(members, provisional, nodeOf)
        }
    }

    /// Provisional entities grouped by node.
    private struct Members {
        var offsets: [UInt32]
        var entities: [UInt32]
        func of(_ node: Int) -> ArraySlice<UInt32> { entities[Int(offsets[node])..<Int(offsets[node + 1])] }
    }

    private static func membersByNode(_ nodeOf: [UInt32], nodeCount: Int) -> Members {
        var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
        for node in nodeOf where node != UInt32.max { offsets[Int(node) + 1] += 1 }
        for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
        var next = offsets
        var entities = [UInt32](repeating: 0, count: Int(offsets[nodeCount]))
        for (entity, node) in nodeOf.enumerated() where node != UInt32.max {
            entities[Int(next[Int(node)])] = UInt32(entity)
            next[Int(node)] += 1
        }
        return Members(offsets: offsets, entities: entities)
    }

    /// Sorts a node's identifiers into ``ranked``, strongest first, among equals
    /// in the order of first sight, and counts the lasting ones: all strong
    /// ones, or, for an entity that has none, its weak ones. A name or mention
    /// alone says little later, but an entity that was known by it before keeps
    /// its number.
    private mutating func rank(_ members: ArraySlice<UInt32>, _ provisional: borrowing ProvisionalEntities) {
        ranked.removeAll(keepingCapacity: true)
        lastingCount = 0
        let nameRank = ProvisionalEntities.Namespace.name.rank
        for rank in 0...ProvisionalEntities.Namespace.weakest.rank {
            if rank == nameRank { lastingCount = ranked.count }
            for member in members where provisional.namespace(of: Int(member)).rank == rank {
                ranked.append(Int(member))
            }
        }
        if lastingCount == 0 { lastingCount = ranked.count }
    }

    /// Appends the identifier as the identity table keeps it: `u:9144…`, and
    /// for a mention `m:<entity of the company>:<name>` or `m:k<key of the record>:<name>`;
    /// a collective's begins with `g`.
    ///
    /// Static, because a copy of `self` would make every append copy the text.
    private static func appendStoredText(
        _ entity: Int, _ provisional: borrowing ProvisionalEntities, _ nodeOf: [UInt32], _ entities: [UInt32],
        to text: inout [UInt8]
    ) {
        let range = provisional.identifiers.range(entity)
        text.append(provisional.identifiers.arena[range.lowerBound])
        text.append(UInt8(ascii: ":"))
        guard provisional.namespace(of: entity).isScoped else {
            text += provisional.identifiers.arena[range.lowerBound + 1..<range.upperBound]
            return
        }
        let scope = provisional.mentionScope(entity)
        if scope < UInt64(nodeOf.count), nodeOf[Int(scope)] != UInt32.max {
            text += String(entities[Int(nodeOf[Int(scope)])]).utf8
        } else {
            text += "k\(scope)".utf8
        }
        text.append(UInt8(ascii: ":"))
        text += provisional.identifiers.arena[range.lowerBound + 9..<range.upperBound]
    }

    private mutating func note(
        _ member: Int, _ provisional: borrowing ProvisionalEntities, _ nodeOf: [UInt32], entity: UInt32,
        namesEntity: Bool
    ) {
        let start = new.texts.count
        Self.appendStoredText(member, provisional, nodeOf, entities, to: &new.texts)
        new.rows.append(
            NewIdentities.Row(
                text: start..<new.texts.count, kind: provisional.kind(of: member).rawValue, entity: entity,
                namesEntity: namesEntity))
    }

    /// Gives a node the next number and notes its lasting identifiers.
    private mutating func allocate(_ node: Int, _ provisional: borrowing ProvisionalEntities, _ nodeOf: [UInt32]) {
        let entity = next
        next += 1
        entities[node] = entity
        for (position, member) in ranked.prefix(lastingCount).enumerated() {
            let isCode = position == 0 && provisional.namespace(of: member) == .unifiedCode
            if isCode { codeOfNode[node] = UInt32(member) }
            note(member, provisional, nodeOf, entity: entity, namesEntity: isCode)
        }
    }

    /// Identity tables of before kept personal identifiers without the name.
    private func storedWithoutName(
        _ member: Int, _ text: [UInt8], _ provisional: borrowing ProvisionalEntities
    ) -> StoredIdentities.Entry? {
        guard provisional.namespace(of: member) == .personalIdentifier else { return nil }
        return stored.entry(of: Array(text.prefix(2 + ProvisionalEntities.personalIdentifierLength)))
    }

    private mutating func adopt(_ members: Members, _ provisional: borrowing ProvisionalEntities, _ nodeOf: [UInt32]) {
        var owner: [UInt32: UInt32] = [:]
        // Strong identifiers claim before weak ones, so two rounds by kind of
        // node: kinds are contiguous and companies come first.
        for node in entities.indices {
            rank(members.of(node), provisional)
            var known: [(Int, StoredIdentities.Entry?)] = []
            for member in ranked {
                var text: [UInt8] = []
                Self.appendStoredText(member, provisional, nodeOf, entities, to: &text)
                known.append((member, stored.entry(of: text) ?? storedWithoutName(member, text, provisional)))
            }
            var candidates: [UInt32] = []
            for case (_, let entry?) in known where owner[entry.entity] == nil && !candidates.contains(entry.entity) {
                candidates.append(entry.entity)
            }
            candidates.sort()
            guard let entity = candidates.first else {
                allocate(node, provisional, nodeOf)
                owner[entities[node]] = UInt32(node)
                continue
            }
            entities[node] = entity
            owner[entity] = UInt32(node)
            for merged in candidates.dropFirst() where stored.redirects[merged] != entity {
                new.redirects.append((merged, entity))
                owner[merged] = UInt32(node)
            }
            for (position, (member, entry)) in known.enumerated() {
                if let entry {
                    if entry.namesEntity, entry.entity == entity { codeOfNode[node] = UInt32(member) }
                } else if position < lastingCount {
                    note(member, provisional, nodeOf, entity: entity, namesEntity: false)
                }
            }
        }
    }
}
