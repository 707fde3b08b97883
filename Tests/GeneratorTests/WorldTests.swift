import Foundation
import Testing

@testable import generate_dataset

/// What the generated worlds promise, on three seeds of the sample.
@Suite struct WorldTests {
    static let seeds: [UInt64] = [7, 1001, 424_242]

    private func world(_ seed: UInt64) throws -> World { try Generation(scale: "sample", seed: seed).world }

    @Test(arguments: seeds) func `codes pass both checks except planted ones`(seed: UInt64) throws {
        let world = try world(seed)
        var seen: Set<[UInt8]> = []
        for index in world.companies.indices {
            let code = world.code(index)
            let valid =
                code.count == 18 && Codes.unifiedCheck(Array(code[..<17])) == code[17]
                && Codes.organisationCheck(Array(code[8..<16])) == code[16]
            #expect(valid == (world.companies[index].codeFault == 0), "seed \(seed), company \(index)")
            if valid {
                #expect(seen.insert(code).inserted, "seed \(seed): \(String(decoding: code, as: UTF8.self)) twice")
            }
        }
        #expect(world.companies.contains { $0.codeFault > 0 })
    }

    @Test func `check characters agree with the published vectors`() {
        let vectors = [
            ("00000001", "91110000"), ("MA001234", "91440300"), ("MA01ABCD", "91310115"), ("12345678", "91441900"),
            ("00000045", "91110000"),
        ]
        let expected = [
            "91110000000000019B", "91440300MA001234XN", "91310115MA01ABCD5C", "914419001234567881",
            "911100000000004570",
        ]
        for ((body, start), code) in zip(vectors, expected) {
            let organisation = Array(body.utf8) + [Codes.organisationCheck(Array(body.utf8))]
            let bytes = Array(start.utf8) + organisation
            #expect(String(decoding: bytes + [Codes.unifiedCheck(bytes)], as: UTF8.self) == code)
        }
    }

    @Test(arguments: seeds) func `benign crowds outnumber rings five to one`(seed: UInt64) throws {
        let world = try world(seed)
        #expect(world.rings.count == world.scale.ringCount)
        #expect(world.crowds.count == 5 * world.rings.count)
        #expect(world.rings.allSatisfy { $0.companies.count >= 2 })
    }

    @Test(arguments: seeds) func `present shares of a company sum to the whole`(seed: UInt64) throws {
        let world = try world(seed)
        for index in world.companies.indices where !world.holdingRanges[index].isEmpty {
            let present = world.holdingRanges[index].map { world.holdings[Int($0)] }.filter { $0.until == 0 }
            let sum = present.reduce(0) { $0 + Int($1.share) }
            // Equal parts are rounded as people round them; a person drawn
            // twice for one company holds once.
            #expect((850_000...1_000_100).contains(sum), "seed \(seed), company \(index): \(sum)")
            #expect(present.allSatisfy { $0.share > 0 })
        }
    }

    @Test(arguments: seeds) func `nobody holds before being grown up or after the end`(seed: UInt64) throws {
        let world = try world(seed)
        for company in world.companies {
            #expect(company.establishedDay < CalendarDay.end)
            #expect(company.ended == 0 || company.ended > company.established)
        }
        for holding in world.holdings { #expect(holding.until == 0 || holding.until > holding.since) }
    }

    @Test(arguments: seeds) func `identity numbers and phones stay rare`(seed: UInt64) throws {
        try DatasetReading.generated("sample", seed: seed) { directory in
            func share(_ theme: String, _ column: String, of base: String) throws -> (Int, Int) {
                let rows = try DatasetReading.csv("\(directory)/\(theme).csv")
                let (at, on) = (rows[0].firstIndex(of: column) ?? 0, rows[0].firstIndex(of: base) ?? 0)
                let named = rows.dropFirst().filter { $0.count == rows[0].count && !$0[on].isEmpty }
                return (named.filter { !$0[at].isEmpty }.count, named.count)
            }
            let ids = [
                try share("registration", "legal_representative_id", of: "legal_representative"),
                try share("officer", "person_id", of: "person_name"),
                try share("legal_representative", "person_id", of: "person_name"),
                try share("relationship", "person_id", of: "person_name"),
                try share("shareholding", "holder_id", of: "holder_name"),
            ].reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
            #expect(Double(ids.0) <= 0.3 * Double(ids.1), "seed \(seed): \(ids)")
            let phones = try share("registration", "phone", of: "name")
            #expect(Double(phones.0) <= 0.5 * Double(phones.1), "seed \(seed): \(phones)")
        }
    }

    @Test(arguments: seeds) func `truth refers to rows that exist`(seed: UInt64) throws {
        try DatasetReading.generated("sample", seed: seed) { directory in
            let (header, rows) = try DatasetReading.rowsPerTheme()
            let column = try #require(header.firstIndex(of: "sample"))
            var counts: [String: Int] = [:]
            for row in rows { counts[row[0]] = Int(row[column]) }
            for file in ["persons", "premises", "dirt"] {
                for row in try DatasetReading.csv("\(directory)/truth/\(file).csv").dropFirst() {
                    let number = try #require(Int(row[2]), "\(file): \(row)")
                    #expect(number >= 1 && number <= counts[row[0]] ?? 0, "\(file): \(row)")
                    #expect(FileManager.default.fileExists(atPath: "\(directory)/\(row[1])"), "\(file): \(row)")
                }
            }
            let codes = Set(try DatasetReading.csv("\(directory)/registration.csv").dropFirst().map { $0[1] })
            for file in ["rings", "benign"] {
                for row in try DatasetReading.csv("\(directory)/truth/\(file).csv").dropFirst() {
                    #expect(codes.contains(row[0]), "\(file): \(row[0])")
                }
            }
        }
    }

    @Test(arguments: seeds) func `different units are never one place`(seed: UInt64) throws {
        // Standard spellings of all claimed units: equal text means equal place.
        let world = try world(seed)
        var places: [String: String] = [:]
        for (index, unit) in world.places.units.enumerated() {
            var row = RowBuffer()
            var style = AddressStyle.standard
            style.floor = true
            world.places.spell(unit: index, year: 2026, style: style, into: &row)
            var truth: [UInt8] = []
            Places.appendTruth(unit, to: &truth)
            let text = String(decoding: row.bytes, as: UTF8.self)
            let id = String(decoding: truth, as: UTF8.self)
            if let other = places.updateValue(id, forKey: text) { #expect(other == id, "seed \(seed): \(text)") }
        }
    }
}

/// The vocabulary against the code tables.
@Suite struct VocabularyTests {
    @Test func `industries of the trades are small classes of the national standard`() throws {
        let tables = try ReferenceTables(directory: DatasetReading.repository("datasets/reference"))
        let codes = Set(tables.industries.map(\.code))
        for trade in Trade.all {
            for industry in trade.industries {
                // A middle class without parts is written with a zero behind it.
                #expect(codes.contains(industry) || codes.contains(String(industry.dropLast())), "\(industry)")
            }
        }
    }
}
