import Foundation
import Testing

@testable import GraphStore

struct CompanyCodeTests {
    private func classify(_ text: String) -> (form: CompanyCode.Form, checks: CompanyCode.Checks) {
        let bytes = Array(text.utf8)
        return CompanyCode.classify(bytes.span)
    }

    private func uscCheck(_ text: String) -> UInt8? {
        let bytes = Array(text.utf8)
        return CompanyCode.uscCheckCharacter(bytes.span)
    }

    private func organisationCheck(_ text: String) -> UInt8? {
        let bytes = Array(text.utf8)
        return CompanyCode.organisationCheckCharacter(bytes.span)
    }

    private func registrationCheck(_ text: String) -> UInt8? {
        let bytes = Array(text.utf8)
        return CompanyCode.registrationNumberCheckDigit(bytes.span)
    }

    private func correction(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        return CompanyCode.suggestedCorrection(bytes.span)
    }

    /// Domain reference §1.2: body and its check character, code and its.
    static let worked: [(body: String, org: String, code: String, usc: String)] = [
        ("00000001", "9", "91110000000000019", "B"), ("MA001234", "X", "91440300MA001234X", "N"),
        ("MA01ABCD", "5", "91310115MA01ABCD5", "C"), ("12345678", "8", "91441900123456788", "1"),
        ("00000045", "7", "91110000000000457", "0"),
    ]

    @Test(arguments: worked)
    func `the worked vectors have the check characters of the reference`(
        vector: (body: String, org: String, code: String, usc: String)
    ) {
        #expect(organisationCheck(vector.body) == vector.org.utf8.first)
        #expect(uscCheck(vector.code) == vector.usc.utf8.first)
        let found = classify(vector.code + vector.usc)
        #expect(found.form == .unified && found.checks == [.formatOK, .uscOK, .orgOK])
        #expect(classify(vector.body + vector.org).checks == [.formatOK, .orgOK])
    }

    @Test func `a remainder of zero gives the check character zero`() {
        #expect(uscCheck("91110000000000457") == UInt8(ascii: "0"))
    }

    @Test(arguments: [("44190000000001", "2"), ("11000000000001", "7"), ("32050040000001", "6")])
    func `old registration numbers follow MOD 11,10`(body: String, check: String) {
        #expect(registrationCheck(body) == check.utf8.first)
        #expect(classify(body + check).checks == [.formatOK, .registrationOK])
        let wrong = check == "0" ? "1" : "0"
        #expect(classify(body + wrong) == (.registrationNumber, .formatOK))
    }

    @Test func `a number shaped like an identity card is not a company code`() {
        let found = classify("362322198709086409")
        #expect(found.form == .other)
        #expect(found.checks == .uscOK, "it passes mod 31 by chance, and nothing else")
        #expect(CellProbe("362322198709086409", .companyCode).findings.contains(.codeFormatUnknown))
    }

    @Test func `a genuine code with a wrong check digit is kept with a finding`() {
        let probe = CellProbe("91350203M0001QKT19", .companyCode)
        #expect(probe.json == "\"91350203M0001QKT19\"")
        #expect(probe.notes?.codeForm == .unified)
        #expect(probe.notes?.codeChecks == [.formatOK, .orgOK])
        #expect(probe.findings == .uscCheckDigitWrong)
    }

    @Test func `a correction is suggested only when the corrected code passes`() {
        #expect(correction("9144O300MA001234XN") == "91440300MA001234XN")
        #expect(correction("9144030OMA001234XM") == nil)
        #expect(correction("91440300MA001234XN") == nil)
        let probe = CellProbe("9144O300MA001234XN", .companyCode)
        #expect(probe.json == "\"9144O300MA001234XN\"", "never applied silently")
        #expect(probe.findings == [.codeFormatUnknown, .correctionAvailable])
    }

    @Test(arguments: [
        ("９１４４０３００ＭＡ００１２３４ＸＮ", "91440300MA001234XN", CompanyCode.Form.unified),
        ("91440300ma001234xn", "91440300MA001234XN", .unified),
        (" 9144 0300 MA00 1234XN ", "91440300MA001234XN", .unified),
        ("12345678-8", "123456788", .organisation), ("12345678－8", "123456788", .organisation),
        ("320506NA000043X", "320506NA000043X", .cooperativeNumber),
        ("441900000000012", "441900000000012", .registrationNumber),
        ("4419001234567", "4419001234567", .other), ("44190012345", "44190012345", .other),
        ("工商1234", "工商1234", .other), ("9144\"0300", "9144\"0300", .other),
    ])
    func `spellings lead to one canonical code`(cell: String, canonical: String, form: CompanyCode.Form) throws {
        let probe = CellProbe(cell, .companyCode)
        #expect(try JSONProbe.string(probe.json) == canonical)
        #expect(probe.notes?.codeForm == form)
        #expect(probe.findings.contains(.codeFormatUnknown) == (form == .other))
        let trimmed = cell.trimmingCharacters(in: .whitespaces)
        #expect(probe.isAltered == (trimmed != canonical))
    }

    @Test(arguments: ["000000000000000000", "111111111111111", "XXXXXXXXX"])
    func `a repeated character is no code`(cell: String) {
        let probe = CellProbe(cell, .companyCode)
        #expect(probe.json == "null" && probe.findings == .placeholderCode)
        #expect(CellProbe(cell, .companyCode, required: true).failure == .requiredMissing)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `random valid codes pass and every single substitution fails mod 31`(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        let alphabet = CompanyCode.alphabet
        for _ in 0..<300 {
            var code = Array("91".utf8)
            for _ in 0..<6 { code.append(UInt8.random(in: 0x30...0x39, using: &random)) }
            // Eight characters that both alphabets have.
            for _ in 0..<8 { code.append(alphabet.randomElement(using: &random) ?? 0x30) }
            code.append(Self.organisationCheck(Array(code[8..<16])))
            code.append(Self.uscCheck(code))
            let found = CompanyCode.classify(code.span)
            #expect(found.form == .unified && found.checks == [.formatOK, .uscOK, .orgOK], "seed \(seed)")
            let position = Int.random(in: 0..<18, using: &random)
            for replacement in alphabet where replacement != code[position] {
                var wrong = code
                wrong[position] = replacement
                let checks = CompanyCode.classify(wrong.span).checks
                #expect(!checks.contains(.uscOK), "seed \(seed)")
            }
        }
    }

    /// The reference's pseudo-code with powers of three, as an oracle.
    static func uscCheck(_ code: [UInt8]) -> UInt8 {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
        var (sum, weight) = (0, 1)
        for byte in code.prefix(17) {
            sum += (alphabet.firstIndex(of: byte) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    static func organisationCheck(_ body: [UInt8]) -> UInt8 {
        let weights = [3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body, weights).reduce(0) { total, pair in
            total + (Int(String(decoding: [pair.0], as: UTF8.self), radix: 36) ?? 0) * pair.1
        }
        return Array("0123456789X".utf8)[(11 - sum % 11) % 11]
    }

    @Test func `the shared vectors hold`() throws {
        let file = "../shared/reference/test_vectors.json"
        guard let data = FileManager.default.contents(atPath: file) else {
            print("not checked: \(file) is not here")
            return
        }
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let codes = try #require(root["uscc"] as? [[String: Any]])
        for vector in codes {
            let text = try #require(vector["code"] as? String)
            let found = classify(text)
            if let ok = vector["usc_ok"] as? Bool { #expect(found.checks.contains(.uscOK) == ok, "\(text)") }
            if let ok = vector["org_ok"] as? Bool { #expect(found.checks.contains(.orgOK) == ok, "\(text)") }
            if let ok = vector["charset_ok"] as? Bool { #expect(found.checks.contains(.formatOK) == ok, "\(text)") }
        }
        print("checked \(codes.count) shared codes")
        for vector in try #require(root["regno15"] as? [[String: String]]) {
            let body = try #require(vector["body14"])
            #expect(registrationCheck(body) == vector["check"]?.utf8.first)
        }
    }
}

/// Reads one JSON value with Foundation, as an oracle of our writer.
enum JSONProbe {
    static func value(_ json: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    }
    static func string(_ json: String) throws -> String { try #require(try value(json) as? String) }
}

/// Numbers of registers of other countries.
@Suite struct ForeignRegisterTests {
    @Test(arguments: [
        ("GB-COH-07444723", true), ("XI-LEI-PY6ZZQWO2IZFZC3IOL08", true), ("CA-CRA_ACR-1", true),
        ("BODS-R0123456789AB-E1", true), ("FI-PRO-3007894-1", true), ("GB-COH-", false), ("GB-COH", false),
        ("G1-COH-1", false), ("GB-1CO-1", false), ("GB-COH-1*", false), ("ABCD-COH-1", false), ("12345678-9", false),
        ("GB--1234567", false),
    ]) func `numbers of other registers have the form of org-id.guide`(code: String, isForeign: Bool) {
        let bytes = Array(code.utf8)
        #expect((CompanyCode.form(of: bytes.span) == .foreignRegister) == isForeign)
        #expect((CompanyCode.classify(bytes.span).form == .foreignRegister) == isForeign)
    }
}
