internal import GraphStore

extension Exchange {
    /// Where the records of each edge come from.
    ///
    /// The facts of an edge's ends know most of them; the store is asked for
    /// the rest. Summaries are read only if asked for. Blocks: call it from a
    /// work queue.
    ///
    /// - Complexity: O(edges · facts of their ends), and about 30 µs for each
    ///   record that the store is asked for.
    func sources(of edges: [EdgeID], summaries: Bool = false) throws -> [[RecordSource]] {
        var known: [RecordID: RecordSource] = [:]
        let table = snapshot.graph.table
        var seen: Set<NodeID> = []
        var wanted: Set<RecordID> = []
        // What is found by rules has no records.
        let stated = edges.filter { $0.index < table.count }
        for edge in stated { wanted.formUnion(table.records(of: edge)) }
        for edge in stated {
            for end in [NodeID(rawValue: table.to[edge.index]), NodeID(rawValue: table.from[edge.index])] {
                if seen.insert(end).inserted { try learn(end, wanted, summaries: summaries, into: &known) }
            }
        }
        let missing = wanted.filter { known[$0] == nil }.sorted()
        if !missing.isEmpty {
            try server.records.read { reader in
                for id in missing {
                    guard let record = try reader.record(id) else { continue }
                    known[id] = RecordSource(
                        record: id, theme: record.theme, department: record.department, source: record.source,
                        date: record.date?.rawValue ?? Day.unknownRawValue)
                }
            }
        }
        return edges.map { edge in
            guard edge.index < table.count else { return [] }
            return table.records(of: edge).map { id in
                known[id]
                    ?? RecordSource(record: id, theme: "", department: "", source: "", date: Day.unknownRawValue)
            }
        }
    }

    private func learn(
        _ node: NodeID, _ wanted: Set<RecordID>, summaries: Bool, into known: inout [RecordID: RecordSource]
    ) throws(SnapshotError) {
        let facts = snapshot.facts
        for row in facts.range(of: node) {
            let id = RecordID(rawValue: facts.record[row])
            guard wanted.contains(id), known[id] == nil else { continue }
            known[id] = source(ofFact: row, summary: summaries ? try facts.titles.run(row..<row + 1).bytes : nil)
        }
    }

    /// Where the record behind a fact comes from.
    func source(ofFact row: Int, summary: [UInt8]? = nil) -> RecordSource {
        let facts = snapshot.facts
        return RecordSource(
            record: RecordID(rawValue: facts.record[row]), theme: snapshot.themes[Int(facts.theme[row])],
            department: snapshot.departments[Int(facts.department[row])],
            source: snapshot.sources[Int(facts.source[row])], date: facts.date[row], summary: summary)
    }
}
