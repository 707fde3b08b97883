import Foundation
import GraphStore
import Profile
import TestSupport
import Testing

/// Packages of the Beneficial Ownership Data Standard 0.4: what is taken of
/// them, and that everything else is told.
@Suite struct `BODS packages` {
    static let folder =
        (Repository.root as NSString).deletingLastPathComponent + "/shared/tests/control_tests/bods_examples"
    static let own = Repository.root + "/datasets/exchange/cloudbridge-bods.json"
    /// The published examples, where they stand beside the repository.
    static let examples: [String] = {
        // Nobody has to have them.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test(arguments: examples.map { folder + "/" + $0 } + [own])
    func `every package is accounted for, and changes nothing when it comes again`(path: String) throws {
        let store = try TestStore()
        let first = try store.deliver([path])
        #expect(first.failedFiles.isEmpty, "\(first.failedFiles)")
        #expect(first.total.isBalanced, "\(first.total)")
        #expect(first.total.read > 0)
        let statements = try StatedPackage(path: path).statements
        let note = try #require(first.files.flatMap(\.notes).first)
        print("\((path as NSString).lastPathComponent): \(note); \(first.reasons)")
        #expect(note.hasPrefix("BODS 0.4: \(statements.count) statements"))
        let entities = Set(statements.filter { $0.type == "entity" }.map(\.record)).count
        #expect(first.themes["registration"]?.read == entities)
        #expect(first.themes["registration"]?.inserted == entities)
        let waiting = try store.quarantine()
        for entry in waiting {
            #expect(ReasonText.sentence(of: entry.reason) != nil, "\(entry.reason)")
            // The text of the very statement, whose number and line are told.
            let object = try JSONSerialization.jsonObject(with: Data(entry.original)) as? [String: Any]
            #expect(object?["recordId"] as? String == statements[entry.row - 1].record)
        }
        let digest = try store.digest()
        let again = try store.deliver([path])
        #expect(again.total.inserted == 0 && again.total.updated == 0 && again.total.withdrawn == 0)
        #expect(again.total.isBalanced && again.total.read == first.total.read)
        #expect(again.total.stillWaiting == first.total.quarantined)
        #expect(again.epoch == first.epoch)
        #expect(try store.digest() == digest)
        _ = try store.rebuild()
    }

    /// Published packages whose direct interests in shares form no loop.
    static let chains = [
        "joint-ownership.json", "indirect-ownership.json", "mixed-direct-and-indirect-ownership.json",
        "multiple-indirect-ownership.json", "mutilple-indirect-ownership-2.json",
        "bods-package-entity-owning-entity.json", "bods-package-fi-soe.json", "bods-package.json",
        "full-pep-declaration.json", "multiple-tax-residencies.json", "bods-package-linking-annotations.json",
    ]

    @Test(.enabled(if: !examples.isEmpty), arguments: chains)
    func `owners are those whom the package states, and what it says of indirect shares is among the bounds`(
        name: String
    ) throws {
        let store = try TestStore()
        try store.deliver([Self.folder + "/" + name])
        let owners = try Owners(store.rebuild())
        let stated = try StatedPackage(path: Self.folder + "/" + name)
        for subject in stated.subjects {
            let found = try owners.of(subject, on: "2026-01-01")
            let expected = stated.owners(of: subject)
            #expect(found.keys.sorted() == expected.keys.sorted(), "\(subject)")
            for (owner, bounds) in expected {
                let share = try #require(found[owner])
                #expect(abs(share.lowerBound - bounds.lowerBound) < 1e-9, "\(owner) of \(subject): \(share)")
                #expect(abs(share.upperBound - bounds.upperBound) < 1e-9, "\(owner) of \(subject): \(share)")
            }
            for (owner, total) in stated.wholeShares(of: subject) {
                let share = try #require(found[owner] ?? found[stated.behind(owner)], "\(owner) of \(subject)")
                #expect(share.lowerBound - 1e-9 <= total && total <= share.upperBound + 1e-9, "\(owner): \(share)")
            }
        }
    }

    @Test(.enabled(if: !examples.isEmpty)) func `a nominator controls the nomination and no indirect edge is drawn`()
        throws
    {
        let store = try TestStore()
        let report = try store.deliver([Self.folder + "/nomination.json"])
        #expect(report.themes["control_agreement"]?.inserted == 1)
        #expect(report.reasons == ["bods.interest_unmapped": 2, "bods.indirect": 1])
        let snapshot = try store.rebuild()
        let edges = snapshot.graph.table
        let agreements = edges.range(of: .controlAgreement)
        #expect(agreements.count == 1)
        let edge = try #require(agreements.first)
        #expect(snapshot.nodes.names[Int(edges.from[edge])] == "Silvia Teixeira Perez")
        #expect(snapshot.nodes.names[Int(edges.to[edge])] == "Perez-Rivero nomination")
    }

    @Test(.enabled(if: !examples.isEmpty)) func `states of a record follow each other, and closed ones have ended`()
        throws
    {
        let store = try TestStore()
        let report = try store.deliver([Self.folder + "/tecido.json", Self.folder + "/fermcat.json"])
        #expect(report.total.competing == 0)
        let owners = try Owners(store.rebuild())
        #expect(try owners.of("Tecido Ltd", on: "2020-01-01") == ["Maria Esteves": 1...1])
        let first = try owners.of("Tecido Ltd", on: "2022-01-01")
        #expect(first == ["Shear Trust": 0.6...0.6, "Maria Esteves": 0.4...0.4])
        let second = try owners.of("Tecido Ltd", on: "2022-12-01")
        #expect(second == ["Shear Trust": 0.7...0.7, "Maria Esteves": 0.3...0.3])
        #expect(try owners.of("Tecido Ltd", on: "2026-01-01") == ["Shear Trust": 0.8...0.8])
        #expect(try owners.of("Fermcat Ltd", on: "2026-01-01") == ["Patrick O'Donohue": 1...1])
    }

    @Test func `our own package: names do not merge companies, and every remark is there`() throws {
        let store = try TestStore()
        let report = try store.deliver([Self.own])
        #expect(report.reasons == ["bods.indirect": 1, "bods.interest_unmapped": 1])
        let owners = try Owners(store.rebuild())
        let looms = try owners.of(code: "GB-COH-90000001", on: "2026-01-01")
        #expect(looms["Cloudbridge Holdings Ltd"] == 0.6...0.6)
        #expect(looms["Ada Fictional"] == 0.3...0.3)
        #expect(looms["Ben Fictional"] == 0.3...0.3)
        #expect(looms["Kingdom of Cloudbridge"]?.lowerBound == 0.2)
        // Whom nobody names is no party.
        #expect(looms.count == 4)
        let namesake = try owners.of(code: "GB-COH-90000003", on: "2024-06-01")
        #expect(namesake == ["Ben Fictional": 0.4...0.4, "Ada Fictional": 0.45...0.45])
        #expect(try owners.of(code: "GB-COH-90000003", on: "2025-12-01") == ["Ben Fictional": 0.55...0.55])
        let votes = try owners.of(code: "GB-COH-90000001", on: "2026-01-01", by: .votes)
        #expect(votes["Cloudbridge Holdings Ltd"] == 0.75...0.75)
        let view = owners.view
        let state = try #require(view.snapshot.node("named", "Kingdom of Cloudbridge"))
        #expect(view.stateParties.contains(state))
    }

    /// Shares, votes and income of thousands of periods in any order; a later
    /// state keeps every other period, which ends the one before.
    @Test func `rights of one period are one holding, among thousands of interests`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("interests seed \(seed)")
        var random = SplitMix64(seed: seed)
        let first = try #require(Day(iso: "2010-01-01"))
        let count = 3_000
        func day(_ k: Int) -> String { Day(rawValue: first.rawValue + Int32(k)).iso }
        func interests(of periods: some Sequence<Int>) -> [[String: Any]] {
            periods.flatMap { k in
                [("shareholding", 0), ("votingRights", 1), ("rightsToProfitOrIncome", 2)].map { type, more in
                    [
                        "type": type, "directOrIndirect": "direct", "startDate": day(k),
                        "share": ["exact": 1 + k % 90 + more],
                    ]
                }
            }.shuffled(using: &random)
        }
        let entity: [String: Any] = [
            "entityType": ["type": "registeredEntity"], "name": "Cloudbridge Periods Ltd",
            "identifiers": [["scheme": "GB-COH", "id": "90000099"]],
        ]
        let person: [String: Any] = [
            "personType": "knownPerson", "names": [["type": "legal", "fullName": "Ada Fictional"]],
        ]
        func relation(_ periods: some Sequence<Int>) -> [String: Any] {
            ["subject": "e", "interestedParty": "p", "interests": interests(of: periods)]
        }
        let statements: [(type: String, record: String, day: String, details: [String: Any])] = [
            ("entity", "e", day(0), entity), ("person", "p", day(0), person),
            ("relationship", "r", day(count), relation(0..<count)),
            ("relationship", "r", day(count + 1), relation(stride(from: 0, to: count, by: 2))),
        ]
        let package = statements.enumerated().map { number, statement in
            [
                "statementId": "fictional-statement-of-periods-\(number)", "declarationSubject": "e",
                "statementDate": statement.day, "recordId": statement.record, "recordStatus": "new",
                "recordType": statement.type, "recordDetails": statement.details,
                "publicationDetails": [
                    "publicationDate": "2026-03-01", "bodsVersion": "0.4", "publisher": ["name": "Fictional"],
                ],
            ] as [String: Any]
        }
        let store = try TestStore()
        let path = try store.write("periods.json", Array(JSONSerialization.data(withJSONObject: package)))
        let report = try store.deliver([path])
        #expect(report.themes["shareholding"]?.inserted == count)
        #expect(report.total.quarantined == 0)
        let table = try store.rebuild().graph.table
        let held = table.range(of: .shareholder)
        #expect(held.count == count)
        for edge in held {
            let k = Int(table.since[edge] - first.rawValue)
            let share = Int32(1 + k % 90) * (EdgeAttributes.wholeShare / 100)
            let percent = EdgeAttributes.wholeShare / 100
            #expect(table.shareMin[edge] == share && table.shareMax[edge] == share)
            #expect(table.votes[edge] == share + percent && table.income[edge] == share + 2 * percent)
            // The last one is ended by the day of the later statement.
            let end = k % 2 == 0 ? Day.unknownRawValue : first.rawValue + Int32(k == count - 1 ? count + 1 : k + 1)
            #expect(table.until[edge] == end, "period \(k)")
        }
    }
}

extension OwnershipView {
    /// With mentions linked, and nothing decided.
    convenience init(linking snapshot: GraphSnapshot) {
        self.init(snapshot, people: PersonLinkage(snapshot: snapshot).people())
    }
}

/// Asks for owners by name.
struct Owners {
    let view: OwnershipView

    init(_ snapshot: GraphSnapshot) { view = OwnershipView(linking: snapshot) }

    func of(_ name: String, on day: String) throws -> [String: ClosedRange<Double>] {
        try of(#require(view.snapshot.node("named", name), "\(name)"), on: day, by: .capital)
    }

    func of(code: String, on day: String, by measure: OwnershipMeasure = .capital) throws -> [String: ClosedRange<
        Double
    >] {
        try of(#require(view.snapshot.node("company:" + code), "\(code)"), on: day, by: measure)
    }

    private func of(_ node: NodeID, on day: String, by measure: OwnershipMeasure) throws -> [String: ClosedRange<
        Double
    >] {
        let question = OwnershipQuestion(day: try #require(Day(iso: day)), measure: measure)
        let answer = try view.withScratch { try view.ownership.owners(of: node, question, scratch: &$0) }
        return Dictionary(
            answer.shares.map { (view.snapshot.nodes.names[$0.node.index], $0.bounds) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension GraphSnapshot {
    /// The first company or person of exactly this name.
    func node(_: String, _ name: String) -> NodeID? {
        (0..<nodes.count).first { nodes.names[$0] == name }.map { NodeID($0) }
    }
}

/// What a package states, read with nothing of the importer: the oracle.
struct StatedPackage {
    struct Statement {
        var record: String
        var type: String
        var details: [String: Any]
    }

    let statements: [Statement]
    private var names: [String: String] = [:]
    /// Company → holder → share, of direct interests.
    private var direct: [String: [String: ClosedRange<Double>]] = [:]
    /// Company → holder → the whole of what is stated, indirect shares too.
    private var whole: [String: [String: Double]] = [:]
    /// Pairs of which an indirect share is stated.
    private var indirect: Set<String> = []
    /// Body of a state → the state that controls it.
    private var control: [String: String] = [:]

    init(path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        statements = list.map {
            Statement(
                record: $0["recordId"] as? String ?? "", type: $0["recordType"] as? String ?? "",
                details: $0["recordDetails"] as? [String: Any] ?? [:])
        }
        for statement in statements {
            let names = statement.details["names"] as? [[String: Any]]
            self.names[statement.record] = statement.details["name"] as? String ?? names?.first?["fullName"] as? String
        }
        for statement in statements where statement.type == "relationship" { read(statement.details) }
    }

    private mutating func read(_ details: [String: Any]) {
        guard let subject = names[details["subject"] as? String ?? ""],
            let holder = names[details["interestedParty"] as? String ?? ""]
        else { return }
        for interest in details["interests"] as? [[String: Any]] ?? [] {
            let type = interest["type"] as? String
            if type == "otherInfluenceOrControl" { control[subject] = holder }
            guard type == nil || type == "shareholding" else { continue }
            let share = interest["share"] as? [String: Double] ?? [:]
            let least = (share["exact"] ?? share["minimum"] ?? share["exclusiveMinimum"] ?? 0) / 100
            let most = (share["exact"] ?? share["maximum"] ?? share["exclusiveMaximum"] ?? 100) / 100
            if interest["directOrIndirect"] as? String != "indirect" {
                direct[subject, default: [:]][holder] = least...most
            }
            if interest["directOrIndirect"] as? String == "indirect" { indirect.insert(subject + "←" + holder) }
            if let exact = share["exact"] { whole[subject, default: [:]][holder, default: 0] += exact / 100 }
        }
    }

    var subjects: [String] { direct.keys.sorted() }

    /// All owners of a company over all paths; products of bounds add up, to
    /// all of the company at most.
    func owners(of company: String) -> [String: ClosedRange<Double>] {
        var sums: [String: (Double, Double)] = [:]
        func walk(_ company: String, _ factor: (Double, Double)) {
            for (holder, share) in direct[company] ?? [:] {
                let part = (factor.0 * share.lowerBound, factor.1 * share.upperBound)
                sums[holder, default: (0, 0)].0 += part.0
                sums[holder, default: (0, 0)].1 += part.1
                walk(holder, part)
            }
        }
        walk(company, (1, 1))
        return sums.mapValues { $0.0...max($0.0, min(1, $0.1)) }
    }

    /// What the package says that each party has in all, where a part of it is
    /// indirect.
    func wholeShares(of company: String) -> [String: Double] {
        (whole[company] ?? [:]).filter { indirect.contains(company + "←" + $0.key) }
    }

    /// The body through which a state has its shares.
    func behind(_ party: String) -> String { control.first { $0.value == party }?.key ?? party }
}
