import Foundation
import GraphStore

/// The executives of listed companies: a file with name, gender and age of
/// each in each company, which together say who is one person.
struct Executives {
    private var lines: [[String]]

    /// - Throws: where the file is no such CSV (no quotes, six columns).
    init(file: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard lines.first == ["stock_code", "stock_name", "person_name", "gender", "age", "jobs"] else {
            throw BenchmarkError("\(file): other columns than expected")
        }
        lines = lines.filter { $0.count == 6 && $0[0] != "stock_code" }
    }

    /// A stock's name alone may be somebody else's, too.
    private static func company(_ line: [String]) -> String { "\(line[1])\(line[0])" }

    /// The rows as deliveries of officers, without gender and age.
    func writeOfficers(to path: String) throws {
        let file = try CSVFile(path, columns: "company_name,person_name,role")
        for line in lines {
            for job in Set(line[5].split(separator: "/")).sorted() {
                file.field(Self.company(line))
                file.field(line[2])
                file.field(String(job))
                try file.endRow()
            }
        }
        try file.close()
    }

    /// Who is who: name, gender and age.
    func truth(_ snapshot: GraphSnapshot) -> PeopleTruth {
        var persons: [String: UInt32] = [:]
        var personOf: [String: UInt32] = [:]
        for line in lines {
            let key = line[2...4].joined(separator: ",")
            let person = persons[key] ?? UInt32(persons.count)
            persons[key] = person
            personOf[Self.company(line) + "," + line[2]] = person
        }
        var rows: [NodeID: [UInt32: Int]] = [:]
        for index in snapshot.nodes.range(of: .person) {
            let node = NodeID(index)
            for entry in snapshot.graph.entries(of: node) {
                let key = snapshot.nodes.names[entry.target.index] + "," + snapshot.nodes.names[index]
                if let person = personOf[key] { rows[node] = [person: 1] }
            }
        }
        return PeopleTruth(rows: rows)
    }
}
