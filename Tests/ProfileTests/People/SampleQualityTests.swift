import Foundation
import GraphStore
import Profile
import Testing

/// Linkage of the sample's people beside who they are.
struct SampleQualityTests {
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Slots of the truth by theme, for edges that start at the person.
    private static let slots = [
        "registration": "legal_representative", "shareholding": "holder", "officer": "person",
        "legal_representative": "person", "concerted_action": "member", "control_agreement": "controller",
    ]

    /// The sample, imported, and the true person of each mention in a row.
    private static func sample() throws -> (snapshot: GraphSnapshot, rows: [(node: NodeID, person: String)]) {
        let folder = FileManager.default.temporaryDirectory.path + "/panorama-people-\(UUID().uuidString)"
        // Left-overs of a test only cost space.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let catalogue = try Catalogue.load(from: root + "/datasets/catalogue")
        let directory = DataDirectory(path: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try RecordStore(writing: directory, purpose: "test")
        _ = try Importer(store: store, catalogue: catalogue, hasher: PersonIDHasher(key: [UInt8](0..<32)))
            .run(InputListing(paths: [root + "/datasets/sample"]), options: ImportOptions())
        let snapshot = try SnapshotStore(directory: directory).rebuild(store: store, catalogue: catalogue)

        var truth: [String: String] = [:]
        for line in try String(contentsOfFile: root + "/datasets/sample/truth/persons.csv", encoding: .utf8)
            .split(separator: "\n").dropFirst()
        {
            let fields = line.split(separator: ",").map(String.init)
            truth[fields[1...3].joined(separator: ",")] = fields[4]
        }
        var rows: [(node: NodeID, person: String)] = []
        let reader = RecordReader(store: store)
        for index in 0..<snapshot.graph.edgeCount {
            let edge = snapshot.graph.table[EdgeID(index)]
            guard snapshot.nodes.kind(of: edge.from) == .person else { continue }
            for record in snapshot.graph.table.records(of: EdgeID(index)) {
                guard let stored = try reader.record(record) else { continue }
                let row = "\(URL(fileURLWithPath: stored.file).lastPathComponent),\(stored.row),"
                if edge.kind == .kinship {
                    if let person = truth[row + "subject"] { rows.append((edge.from, person)) }
                    if let person = truth[row + "relative"] { rows.append((edge.to, person)) }
                } else if let slot = slots[stored.theme], let person = truth[row + slot] {
                    rows.append((edge.from, person))
                }
            }
        }
        return (snapshot, rows)
    }

    @Test func `people of the sample are who they are`() throws {
        let (snapshot, rows) = try Self.sample()
        let people = PersonLinkage(snapshot: snapshot).people()
        var (linked, same, both) = (0, 0, 0)
        for (index, one) in rows.enumerated() {
            for other in rows[..<index] {
                let isLinked = people.entity(of: one.node) == people.entity(of: other.node)
                let isSame = one.person == other.person
                if isLinked { linked += 1 }
                if isSame { same += 1 }
                if isLinked && isSame { both += 1 }
            }
        }
        let (precision, recall) = (Double(both) / Double(linked), Double(both) / Double(same))
        print("sample: \(rows.count) mentions in rows, precision \(precision), recall \(recall)")
        print("sample: \(people.merges.count) merges, \(people.possiblySame.count) possible")
        #expect(rows.count > 1_500)
        #expect(precision > 0.97 && recall > 0.5)
        for link in people.merges {
            let evidence = people.evidence(link.a, link.b)
            #expect(evidence.contains { $0.kind != .name && $0.bits > 0 })
            #expect(link.probability >= 0.99)
        }
    }
}
