import Foundation
import Testing

@testable import GraphStore

struct PersonIDTests {
    // 11010519491231002X is the example of GB 11643-1999 itself.
    static let example = "11010519491231002X"

    @Test func `the example of the standard passes and is stored as a hash`() throws {
        let probe = CellProbe(Self.example, .personID)
        let parts = try JSONProbe.string(probe.json).split(separator: "|", omittingEmptySubsequences: false)
        #expect(parts.count == 4)
        #expect(parts[0].count == 32 && parts[0].allSatisfy { $0.isHexDigit })
        #expect(parts[1] == "1949" && parts[2] == "F" && parts[3] == "002X")
        #expect(probe.findings.isEmpty && probe.isAltered)
        #expect(!probe.json.contains("110105"))
        // By another implementation: HMAC-SHA256 of "R" and the number, key 32 × 0x5A.
        #expect(parts[0] == "da4974d258f0d0dca5915e105ea8a935")
    }

    @Test(arguments: ["11010519491231002x", " １１０１０５１９４９１２３１００２Ｘ ", "110105 19491231 002X", "110105491231002"])
    func `spellings and the 15-digit form agree`(cell: String) {
        #expect(CellProbe(cell, .personID).json == CellProbe(Self.example, .personID).json)
    }

    @Test(arguments: ["110105194912310021", "110105194913310028", "1101051949123100"])
    func `a wrong digit is a finding`(cell: String) {
        let probe = CellProbe(cell, .personID)
        #expect(probe.findings == .invalidPersonIDCheckDigit)
        #expect(probe.json != CellProbe(Self.example, .personID).json)
    }

    @Test(arguments: ["1101**********002X", "110105********002X", "110105XXXXXXXX002X", "１１０１＊＊＊＊００２Ｘ"])
    func `a masked number is no identifier`(cell: String) {
        let probe = CellProbe(cell, .personID)
        #expect(probe.json == "null" && probe.findings == .maskedIdentifier)
    }

    @Test func `passports are hashed without birth and sex`() throws {
        let text = try JSONProbe.string(CellProbe("e12345678", .personID).json)
        #expect(text.hasSuffix("|-|-|5678"))
        #expect(CellProbe("E12345678", .personID).json == CellProbe("e 1234-5678", .personID).json)
        #expect(CellProbe("A123456(7)", .personID).json == CellProbe("A1234567", .personID).json)
    }

    @Test(arguments: ["张三", "abc", "12\"45678", "1|2345678"])
    func `what is no document number is refused without naming it`(cell: String) {
        let probe = CellProbe(cell, .personID)
        #expect(probe.failure == .typePersonID && probe.json.isEmpty)
    }

    @Test func `without a key nothing is stored`() {
        let column = CellProbe.reader(.personID).column
        let probe = CellProbe(bytes: Array(Self.example.utf8), CellReader(column: column, keyring: nil))
        #expect(probe.failure == .keyMissing && probe.json.isEmpty)
    }

    @Test func `another key gives another hash`() {
        let column = CellProbe.reader(.personID).column
        let other = CellReader(column: column, keyring: PersonIDHasher(key: [UInt8](repeating: 1, count: 32)))
        #expect(CellProbe(bytes: Array(Self.example.utf8), other).json != CellProbe(Self.example, .personID).json)
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func hash(_ hasher: PersonIDHasher) -> String {
        CellProbe(
            bytes: Array(Self.example.utf8), CellReader(column: CellProbe.reader(.personID).column, keyring: hasher)
        )
        .json
    }

    @Test func `a key is created once, readable by its owner alone`() throws {
        try withFolder { folder in
            let path = folder + "/person.key"
            let first = try PersonIDHasher.loadOrCreate(file: path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            #expect((attributes[.size] as? NSNumber)?.intValue == 32)
            #expect(hash(first) == hash(try PersonIDHasher.loadOrCreate(file: path)))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["person.key"], "no draft is left")
        }
    }

    @Test func `an exposed or cut key is refused`() throws {
        try withFolder { folder in
            let path = folder + "/person.key"
            _ = try PersonIDHasher.loadOrCreate(file: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect { _ = try PersonIDHasher.loadOrCreate(file: path) } throws: {
                ($0 as? PersonIDKeyError)?.code == .exposed
            }
            try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect { _ = try PersonIDHasher.loadOrCreate(file: path) } throws: {
                ($0 as? PersonIDKeyError)?.code == .malformed
            }
            #expect { _ = try PersonIDHasher.loadOrCreate(file: folder + "/absent/person.key") } throws: {
                ($0 as? PersonIDKeyError)?.code == .unwritable
            }
        }
    }
}
