import Foundation
import GRDB
import GraphStore
import Profile

/// Who each mention of a person in the records really is, as the generator
/// wrote it down.
struct PeopleTruth {
    /// Mentions in rows, by person node: true person → number of rows.
    private(set) var rows: [NodeID: [UInt32: Int]] = [:]

    /// Words for what a row calls its persons, by theme and edge.
    private static let slots: [String: (EdgeKind, String)] = [
        "registration": (.legalRepresentative, "legal_representative"),
        "shareholding": (.shareholder, "holder"), "officer": (.officer, "person"),
        "legal_representative": (.legalRepresentative, "person"),
        "concerted_action": (.concertedAction, "member"), "control_agreement": (.controlAgreement, "controller"),
    ]

    /// - Parameters:
    ///   - file: `truth/persons.csv` of the generator.
    ///   - snapshot: the graph of the generated data.
    ///   - store: the data directory that it was built from.
    /// - Throws: where the file or the store cannot be read.
    init(file: String, snapshot: GraphSnapshot, store: String) throws {
        let persons = try Self.read(file)
        let origins = try Self.origins(of: store + "/records.sqlite")
        let table = snapshot.graph.table
        for index in 0..<table.count {
            let edge = table[EdgeID(index)]
            guard snapshot.nodes.kind(of: edge.from) == .person else { continue }
            for record in table.records(of: EdgeID(index)) {
                guard let (row, theme) = origins[record] else { continue }
                if edge.kind == .kinship {
                    add(edge.from, persons[row + "subject"])
                    add(edge.to, persons[row + "relative"])
                } else if let (kind, slot) = Self.slots[theme], kind == edge.kind {
                    add(edge.from, persons[row + slot])
                }
            }
        }
    }

    /// `file,row,` and theme of every record. From the database itself: the
    /// product reads single records only.
    private static func origins(of database: String) throws -> [RecordID: (row: String, theme: String)] {
        var origins: [RecordID: (row: String, theme: String)] = [:]
        var configuration = Configuration()
        configuration.readonly = true
        try DatabaseQueue(path: database, configuration: configuration).read { db in
            let themes = slots.keys.sorted() + ["relationship"]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT record.id, file.name, record.row, theme.id FROM record
                    JOIN file ON file.number = record.file JOIN theme ON theme.number = file.theme
                    WHERE theme.id IN (\(themes.map { _ in "?" }.joined(separator: ",")))
                    """, arguments: StatementArguments(themes))
            while let row = try rows.next() {
                let name: String = row[1]
                let file = name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...]
                origins[RecordID(rawValue: row[0])] = ("\(file),\(row[2] as Int),", row[3])
            }
        }
        return origins
    }

    /// Truth that is known otherwise.
    init(rows: [NodeID: [UInt32: Int]]) { self.rows = rows }

    private mutating func add(_ node: NodeID, _ person: UInt32?) {
        if let person { rows[node, default: [:]][person, default: 0] += 1 }
    }

    /// `file,row,slot` → person.
    private static func read(_ file: String) throws -> [String: UInt32] {
        var persons: [String: UInt32] = [:]
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for line in text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
            let fields = line.split(separator: UInt8(ascii: ","))
            guard fields.count == 5, let person = UInt32(Substring(fields[4].dropFirst())) else {
                throw BenchmarkError("\(file): a line with \(fields.count) fields")
            }
            persons["\(Substring(fields[1])),\(Substring(fields[2])),\(Substring(fields[3]))"] = person
        }
        return persons
    }

    /// The person whom most rows of a mention mean.
    func person(_ node: NodeID) -> UInt32? {
        rows[node]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Pairs of mentions: how many are linked, are one person, and both.
    struct Pairs: Codable {
        var linked = 0
        var same = 0
        var both = 0
        var precision: Double { linked == 0 ? 1 : Double(both) / Double(linked) }
        var recall: Double { same == 0 ? 1 : Double(both) / Double(same) }
    }

    /// Compares entities with the truth.
    ///
    /// - Parameters:
    ///   - entity: of a person node.
    ///   - isCounted: which nodes take part.
    ///   - byRow: whether every row is a mention of its own, or every node.
    /// - Returns: counts of pairs of mentions.
    func pairs(entity: (NodeID) -> NodeID, isCounted: (NodeID) -> Bool, byRow: Bool) -> Pairs {
        var linked: [NodeID: Int] = [:]
        var same: [UInt32: Int] = [:]
        var both: [UInt64: Int] = [:]
        for (node, persons) in rows where isCounted(node) {
            let entity = entity(node)
            let counted = byRow ? persons : person(node).map { [$0: 1] } ?? [:]
            for (person, count) in counted {
                linked[entity, default: 0] += count
                same[person, default: 0] += count
                both[UInt64(entity.rawValue) << 32 | UInt64(person), default: 0] += count
            }
        }
        func pairs(_ counts: some Sequence<Int>) -> Int { counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
        return Pairs(linked: pairs(linked.values), same: pairs(same.values), both: pairs(both.values))
    }
}
