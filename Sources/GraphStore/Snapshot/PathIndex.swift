/// Finds the node of an id as it stands in a path: the public id, another
/// identifier of the entity, or an id that was merged away.
///
/// Open addressing; a lookup touches one slot, the string's offsets and its
/// bytes: three cache lines as a rule.
struct PathIndex: Sendable {
    /// `tag << 32 | entry + 1`, zero for empty; a power of two of them.
    let slots: Column<UInt64>
    /// Entries 0 ..< nodeCount are the public ids in the order of nodes.
    let ids: StringTable
    /// Entries from nodeCount on.
    let aliases: StringTable
    let aliasNodes: Column<UInt32>

    /// - Complexity: O(number of strings).
    init(ids: StringTable, aliases: StringTable, aliasNodes: [UInt32]) {
        let count = ids.count + aliases.count
        var size = 16
        while size < count * 2 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        func place(_ text: Span<UInt8>, entry: Int) {
            let hash = ByteHash.hash(text)
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = (hash >> 32) << 32 | UInt64(entry + 1)
        }
        let (idBytes, aliasBytes) = (ids.bytes.span, aliases.bytes.span)
        for index in 0..<ids.count { place(idBytes.extracting(ids.range(index)), entry: index) }
        for index in 0..<aliases.count {
            place(aliasBytes.extracting(aliases.range(index)), entry: ids.count + index)
        }
        self.slots = Column(slots)
        self.ids = ids
        self.aliases = aliases
        self.aliasNodes = Column(aliasNodes)
    }

    /// The node of an id; public ids win over aliases. Nil when nobody has it.
    ///
    /// - Complexity: O(id.count).
    func node(_ id: Span<UInt8>) -> NodeID? {
        let hash = ByteHash.hash(id)
        let slots = slots.span
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash >> 32 {
                let entry = Int(slots[slot] & 0xffff_ffff) - 1
                if entry < ids.count {
                    if ids.bytes.span.extracting(ids.range(entry)).isEqual(to: id) { return NodeID(entry) }
                } else {
                    let alias = entry - ids.count
                    if aliases.bytes.span.extracting(aliases.range(alias)).isEqual(to: id) {
                        return NodeID(rawValue: aliasNodes[alias])
                    }
                }
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    func write(to writer: inout SectionWriter) {
        writer.write("path.slots", slots)
        aliases.write("path.aliases", to: &writer)
        writer.write("path.aliasNodes", aliasNodes)
    }

    init(from reader: SectionReader, ids: StringTable) throws(SnapshotError) {
        slots = try reader.column("path.slots", of: UInt64.self)
        aliases = try StringTable("path.aliases", from: reader)
        aliasNodes = try reader.column("path.aliasNodes", of: UInt32.self)
        guard slots.count.nonzeroBitCount == 1, aliasNodes.count == aliases.count else {
            throw SnapshotError(.damaged, "the path index has an impossible size")
        }
        self.ids = ids
    }
}
