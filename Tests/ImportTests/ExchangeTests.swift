import Foundation
import GraphStore
import Profile
import Testing

@testable import GraphServer

/// Ownership written as BODS 0.4 and FollowTheMoney, and read again.
@Suite struct `Exchange` {
    private static let day = "2026-06-30"

    private static func export(
        _ snapshot: GraphSnapshot, _ format: ExchangeFormat, of start: String? = nil
    ) throws -> (bytes: [UInt8], counts: ExchangeCounts) {
        let export = ExchangeExport(
            statements: OwnershipStatements(OwnershipView(linking: snapshot), day: try #require(Day(iso: day))),
            format: format,
            departments: try Repository.catalogue.get().departmentTitles, decisionNumber: 0)
        var bytes: [UInt8] = []
        let counts = try export.run(
            of: start.flatMap { snapshot.node("company:" + $0) }, companiesMax: 1000
        ) { bytes += $0 }
        return (bytes, counts)
    }

    private static func statements(_ bytes: [UInt8]) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    }

    /// One owner of a company; namesakes stand apart.
    private struct Owner: Comparable {
        var name: String
        var bounds: ClosedRange<Double>

        static func < (a: Owner, b: Owner) -> Bool {
            (a.name, a.bounds.lowerBound, a.bounds.upperBound) < (b.name, b.bounds.lowerBound, b.bounds.upperBound)
        }

        /// How far shares of the same owner lie apart.
        func distance(to other: Owner) -> Double {
            max(abs(bounds.lowerBound - other.bounds.lowerBound), abs(bounds.upperBound - other.bounds.upperBound))
        }
    }

    private static func owners(_ view: OwnershipView, _ company: NodeID) throws -> [Owner] {
        let question = OwnershipQuestion(day: try #require(Day(iso: day)))
        let answer = try view.withScratch { try view.ownership.owners(of: company, question, scratch: &$0) }
        return answer.shares.map { Owner(name: view.snapshot.nodes.names[$0.node.index], bounds: $0.bounds) }.sorted()
    }

    /// The greatest distance of shares; nil when the owners are others.
    private static func distance(_ a: [Owner], _ b: [Owner]) -> Double? {
        guard a.map(\.name) == b.map(\.name) else { return nil }
        return zip(a, b).map { $0.distance(to: $1) }.max() ?? 0
    }

    @Test func `the sample comes back from BODS with the same owners of every company`() throws {
        let sample = try TestStore.sample.get().snapshot
        let (bytes, counts) = try Self.export(sample, .bods)
        print("exported: \(counts), \(bytes.count) bytes")
        let store = try TestStore()
        let report = try store.deliver([store.write("sample-bods.json", bytes)])
        print("imported again: \(report.total), refused: \(report.reasons), \(report.files.flatMap(\.notes))")
        #expect(report.failedFiles.isEmpty && report.total.isBalanced)
        let (before, after) = (OwnershipView(linking: sample), OwnershipView(linking: try store.rebuild()))
        var byName: [String: [NodeID]] = [:]
        for index in after.snapshot.nodes.range(of: .company) {
            byName[after.snapshot.nodes.names[index], default: []].append(NodeID(index))
        }
        var (compared, rounded) = (0, 0)
        for index in sample.nodes.range(of: .company) {
            let id = sample.nodes.ids[index]
            let expected = try Self.owners(before, NodeID(index))
            // Numbers without a code are those of the store.
            let isCode = id.count > "company:".count + 8
            let again =
                isCode ? [try #require(after.snapshot.node(id), "\(id)")] : byName[sample.nodes.names[index]] ?? []
            let distances = try again.compactMap { Self.distance(try Self.owners(after, $0), expected) }
            let nearest = try #require(distances.min(), "\(id): \(expected)")
            // Amounts of 99.99 % of a capital are not the whole; shares of
            // 99.99 %, as which they are written, are it but for rounding.
            #expect(nearest < 1e-4, "\(id): \(expected)")
            if nearest > 1e-6 { rounded += 1 }
            compared += expected.count
        }
        print("compared \(compared) owners; of \(rounded) companies shares were rounded")
        #expect(compared > 500 && rounded < 5)
        // A second time nothing is new.
        let second = try store.deliver([store.write("sample-bods.json", bytes)])
        #expect(second.total.inserted == 0 && second.total.updated == 0)
    }

    @Test func `statements keep what the standard asks for, and the same data give the same bytes`() throws {
        let sample = try TestStore.sample.get().snapshot
        let (bytes, counts) = try Self.export(sample, .bods)
        let again = try Self.export(sample, .bods).bytes
        #expect(again == bytes)
        let all = try Self.statements(bytes)
        var kinds: [String: String] = [:]
        var ids: Set<String> = []
        for statement in all {
            let id = try #require(statement["statementId"] as? String)
            #expect((32...64).contains(id.count) && ids.insert(id).inserted)
            for key in ["declarationSubject", "statementDate", "recordId", "recordType", "recordDetails"] {
                #expect(statement[key] != nil, "\(key)")
            }
            kinds[try #require(statement["recordId"] as? String)] = statement["recordType"] as? String
        }
        #expect(kinds.count == all.count)
        #expect(counts.companies + counts.persons + counts.relations == all.count)
        for statement in all where statement["recordType"] as? String == "relationship" {
            let details = try #require(statement["recordDetails"] as? [String: Any])
            #expect(kinds[details["subject"] as? String ?? ""] == "entity")
            if let party = details["interestedParty"] as? String {
                #expect(["entity", "person"].contains(kinds[party]))
            }
            for interest in details["interests"] as? [[String: Any]] ?? [] {
                let share = interest["share"] as? [String: Double] ?? [:]
                #expect(share.values.allSatisfy { (0...100).contains($0) })
                if let least = share["minimum"], let most = share["maximum"] { #expect(least < most) }
            }
        }
        // Personal identifiers are hashes here and in no form there.
        let text = String(decoding: bytes, as: UTF8.self)
        for statement in all where statement["recordType"] as? String == "person" {
            let details = try #require(statement["recordDetails"] as? [String: Any])
            #expect(details["identifiers"] == nil)
        }
        #expect(!text.contains("|"))
    }

    @Test func `one company brings everybody above it and nobody else`() throws {
        let sample = try TestStore.sample.get().snapshot
        let code = "91370212MA1000CY31"
        let all = try Self.statements(Self.export(sample, .bods, of: code).bytes)
        let subject = try #require(sample.node("company:" + code))
        let view = OwnershipView(linking: sample)
        let question = OwnershipQuestion(day: try #require(Day(iso: Self.day)))
        let answer = try view.withScratch { try view.ownership.owners(of: subject, question, scratch: &$0) }
        let owners = Set(answer.shares.map { sample.nodes.ids[$0.node.index] } + [sample.nodes.ids[subject.index]])
        let companies = all.filter { $0["recordType"] as? String == "entity" }.compactMap { $0["recordId"] as? String }
        #expect(owners.filter { $0.hasPrefix("company:") }.isSubset(of: Set(companies)))
        #expect(all.allSatisfy { $0["declarationSubject"] as? String == "company:" + code })
        // 0.70 · 0.55 · 0.60 · 0.25 and 0.70 · 0.55 · 0.30 of the story are written as they stand.
        let shares = all.flatMap { statement -> [Double] in
            let details = statement["recordDetails"] as? [String: Any] ?? [:]
            return (details["interests"] as? [[String: Any]] ?? []).compactMap {
                ($0["share"] as? [String: Double])?["exact"]
            }
        }
        for share in [70.0, 55, 60, 30, 25] { #expect(shares.contains(share), "\(share)") }
    }

    @Test func `FollowTheMoney has an entity a line, and every end of a relation is one`() throws {
        let sample = try TestStore.sample.get().snapshot
        let (bytes, counts) = try Self.export(sample, .ftm)
        print("FollowTheMoney: \(counts)")
        let entities = try bytes.split(separator: 0x0A).map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
        }
        let ids = entities.compactMap { $0["id"] as? String }
        #expect(Set(ids).count == entities.count)
        #expect(entities.count == counts.companies + counts.persons + counts.relations)
        let known = Set(ids)
        for entity in entities {
            let properties = try #require(entity["properties"] as? [String: [String]])
            for end in ["owner", "asset", "director", "organization", "agent", "client", "subject", "object"] {
                for id in properties[end] ?? [] { #expect(known.contains(id)) }
            }
        }
        #expect(entities.contains { $0["schema"] as? String == "Ownership" })
        #expect(entities.contains { $0["schema"] as? String == "Directorship" })
    }

    @Test func `our own package comes back from its export`() throws {
        let first = try TestStore()
        try first.deliver([`BODS packages`.own])
        let before = try first.rebuild()
        let (bytes, _) = try Self.export(before, .bods)
        let second = try TestStore()
        try second.deliver([second.write("again.json", bytes)])
        let after = try second.rebuild()
        for code in ["GB-COH-90000001", "GB-COH-90000002", "GB-COH-90000003"] {
            let (old, new) = (try #require(before.node("company:" + code)), try #require(after.node("company:" + code)))
            let (expected, found) = (
                try Self.owners(OwnershipView(linking: before), old),
                try Self.owners(OwnershipView(linking: after), new)
            )
            #expect(found == expected && !found.isEmpty)
        }
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""scheme":"GB-COH""#))
        #expect(String(decoding: bytes, as: UTF8.self).contains("informationUnknownToPublisher"))
    }
}
