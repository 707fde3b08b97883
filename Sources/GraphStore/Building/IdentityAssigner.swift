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
    private(set) var new = NewIdentities()
    /// Entity number of each node.
    private(set) var entities: [UInt32]
    /// Nodes whose public id is a company code, with the identifier.
    private(set) var codeOfNode: [UInt32: UInt32] = [:]

    /// - Parameters:
    ///   - nodeOf: the node of each provisional entity, `UInt32.max` for none.
    init(stored: StoredIdentities, nodeCount: Int) {
        self.stored = stored
        next = stored.next
        entities = [UInt32](repeating: 0, count: nodeCount)
    }

    mutating func assign(_ provisional: ProvisionalEntities, nodeOf: [UInt32]) {
        let members = Self.membersByNode(nodeOf, nodeCount: entities.count)
        // Companies first: a mention's identity names its company's number.
        if stored.entries.isEmpty {
            for node in entities.indices { allocate(node, members.of(node), provisional, nodeOf) }
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

    /// The identifiers that are kept: all strong ones, or, for an entity that
    /// has none, its weak ones (a name or mention alone says little later).
    private static func lasting(_ members: ArraySlice<UInt32>, _ provisional: ProvisionalEntities) -> [Int] {
        let sorted = members.map(Int.init).sorted {
            (provisional.namespace(of: $0).rank, $0) < (provisional.namespace(of: $1).rank, $1)
        }
        let strong = sorted.filter { provisional.namespace(of: $0).rank < ProvisionalEntities.Namespace.name.rank }
        return strong.isEmpty ? sorted : strong
    }

    /// The identifier as the identity table keeps it: `u:9144…`, and for a
    /// mention `m:<entity of the company>:<name>`.
    private func storedText(_ entity: Int, _ provisional: ProvisionalEntities, _ nodeOf: [UInt32]) -> [UInt8] {
        let namespace = provisional.namespace(of: entity)
        var text = [namespace.rawValue, UInt8(ascii: ":")]
        guard namespace == .mention else { return text + provisional.text(entity) }
        let (scope, name) = provisional.mentionParts(entity)
        if Int(scope) < nodeOf.count, nodeOf[Int(scope)] != UInt32.max {
            text += Array(String(entities[Int(nodeOf[Int(scope)])]).utf8)
        } else {
            text += Array("r\(UInt32.max - scope)".utf8)
        }
        return text + [UInt8(ascii: ":")] + name
    }

    private mutating func allocate(
        _ node: Int, _ members: ArraySlice<UInt32>, _ provisional: ProvisionalEntities, _ nodeOf: [UInt32]
    ) {
        let entity = next
        next += 1
        entities[node] = entity
        for (position, member) in Self.lasting(members, provisional).enumerated() {
            let isCode = position == 0 && provisional.namespace(of: member) == .unifiedCode
            if isCode { codeOfNode[UInt32(node)] = UInt32(member) }
            new.add(
                storedText(member, provisional, nodeOf), kind: provisional.kind(of: member), entity: entity,
                namesEntity: isCode)
        }
    }

    private mutating func adopt(_ members: Members, _ provisional: ProvisionalEntities, _ nodeOf: [UInt32]) {
        var owner: [UInt32: UInt32] = [:]
        // Strong identifiers claim before weak ones, so two rounds by kind of
        // node: kinds are contiguous and companies come first.
        for node in entities.indices {
            let lasting = Self.lasting(members.of(node), provisional)
            let known = lasting.map { member in
                (member, stored.entries[String(decoding: storedText(member, provisional, nodeOf), as: UTF8.self)])
            }
            let candidates = Set(known.compactMap { $0.1?.entity }).sorted().filter { owner[$0] == nil }
            guard let entity = candidates.first else {
                allocate(node, members.of(node), provisional, nodeOf)
                owner[entities[node]] = UInt32(node)
                continue
            }
            entities[node] = entity
            owner[entity] = UInt32(node)
            for merged in candidates.dropFirst() where stored.redirects[merged] != entity {
                new.redirects.append((merged, entity))
                owner[merged] = UInt32(node)
            }
            for (member, entry) in known {
                if let entry {
                    if entry.namesEntity, entry.entity == entity { codeOfNode[UInt32(node)] = UInt32(member) }
                } else {
                    new.add(
                        storedText(member, provisional, nodeOf), kind: provisional.kind(of: member), entity: entity,
                        namesEntity: false)
                }
            }
        }
    }
}
