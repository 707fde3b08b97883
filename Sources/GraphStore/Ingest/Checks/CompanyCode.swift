/// The numbers that a Chinese company is known by: 统一社会信用代码 (GB 32100-2015),
/// 组织机构代码 (GB 11714) and the old 注册号 (GS 15-2006).
///
/// Every function takes bytes that are upper-case ASCII already. A wrong check
/// digit is a doubt about the data, not a proof of forgery: genuine codes with
/// wrong digits were issued before 2016.
public enum CompanyCode {
    /// What a code looks like.
    public enum Form: UInt8, Sendable, CaseIterable {
        /// None of the others: not an identifier.
        case other = 0
        /// 18 characters.
        case unified = 1
        /// 15 digits.
        case registrationNumber = 2
        /// 15 characters with letters: numbers of early farmers' cooperatives.
        case cooperativeNumber = 3
        /// 9 characters.
        case organisation = 4
        /// An identifier of another register in the form of org-id.guide,
        /// `GB-COH-07444723`, or one that stands for a record of an exchange
        /// file whose entity has none, `BODS-R…`.
        case foreignRegister = 5

        /// Whether a code of this form names a company.
        public var isIdentifier: Bool { self != .other }
    }

    /// What holds of a code; stored apart.
    public struct Checks: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Length, characters and, for 18, the two leading characters.
        public static let formatOK = Checks(rawValue: 1)
        /// Character 18 is right by mod 31.
        public static let uscOK = Checks(rawValue: 2)
        /// The organisation code's check character is right by mod 11.
        public static let orgOK = Checks(rawValue: 4)
        /// Digit 15 of a registration number is right by MOD 11,10.
        public static let registrationOK = Checks(rawValue: 8)
    }

    /// The 31 characters of the code: no I, O, S, V, Z.
    static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// Registering authority and kind of body (GB 32100-2015 and amendments).
    public static let leadingPairs: [String] = [
        "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49",
        "51", "52", "53", "59", "61", "62", "69", "71", "72", "79", "81", "89",
        "91", "92", "93", "99", "A1", "A9", "N1", "N2", "N3", "N9", "Y1",
    ]

    private static let pairTable: [UInt64] = {
        // Bit 64·first + second, both as digits and capitals from '0' on.
        var bits = [UInt64](repeating: 0, count: 48)
        for pair in leadingPairs {
            let bytes = Array(pair.utf8)
            bits[Int(bytes[0]) - 0x30] |= 1 << UInt64(bytes[1] - 0x30)
        }
        return bits
    }()

    /// Form and checks of a code.
    ///
    /// - Parameter code: upper-case ASCII without spaces; an organisation code
    ///   may have its dash (`12345678-9`).
    /// - Returns: the form, and the checks that the code passes.
    /// - Complexity: O(1), no allocation.
    public static func classify(_ code: Span<UInt8>) -> (form: Form, checks: Checks) {
        if isForeignRegister(code) { return (.foreignRegister, .formatOK) }
        return switch code.count {
        case 18: classifyUnified(code)
        case 15: classifyRegistration(code)
        case 9, 10: classifyOrganisation(code)
        default: (.other, [])
        }
    }

    /// The form alone, at a fraction of the cost.
    ///
    /// - Parameter code: as for ``classify(_:)``.
    /// - Returns: what the code looks like, whatever its check digits.
    public static func form(of code: Span<UInt8>) -> Form {
        if isForeignRegister(code) { return .foreignRegister }
        return switch code.count {
        case 18: isUnifiedFormat(code) ? .unified : .other
        case 15: registrationForm(code)
        case 9, 10: classifyOrganisation(code).form
        default: .other
        }
    }

    /// Two letters of a jurisdiction (or `BODS`), a list of two to twenty
    /// letters, digits and underscores that begins with a letter, and a number
    /// of it, joined by dashes. What a Chinese code has dashes for is at its end.
    private static func isForeignRegister(_ code: Span<UInt8>) -> Bool {
        guard code.count >= 7, code.count <= 64 else { return false }
        let listStart: Int
        if code[2] == 0x2D, isCapital(code[0]), isCapital(code[1]) {
            listStart = 3
        } else if code[4] == 0x2D, code[0] == 0x42, code[1] == 0x4F, code[2] == 0x44, code[3] == 0x53 {
            listStart = 5
        } else {
            return false
        }
        guard isCapital(code[listStart]) else { return false }
        var index = listStart + 1
        while index < code.count, isCapital(code[index]) || CellBytes.isDigit(code[index]) || code[index] == 0x5F {
            index += 1
        }
        guard (2...20).contains(index - listStart), index + 1 < code.count, code[index] == 0x2D else { return false }
        for place in index + 1..<code.count where !isOfForeignNumber(code[place]) { return false }
        return true
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    /// Capitals, digits and `- . / _ : + ( )`.
    private static func isOfForeignNumber(_ byte: UInt8) -> Bool {
        if isCapital(byte) || CellBytes.isDigit(byte) { return true }
        return switch byte {
        case 0x2D, 0x2E, 0x2F, 0x5F, 0x3A, 0x2B, 0x28, 0x29: true
        default: false
        }
    }

    private static func classifyUnified(_ code: Span<UInt8>) -> (form: Form, checks: Checks) {
        var checks: Checks = []
        if let expected = uscCheckCharacter(code), expected == code[17] { checks.insert(.uscOK) }
        if let expected = organisationCheckCharacter(code.extracting(8..<16)), expected == code[16] {
            checks.insert(.orgOK)
        }
        guard isUnifiedFormat(code) else { return (.other, checks) }
        return (.unified, checks.union(.formatOK))
    }

    private static func isUnifiedFormat(_ code: Span<UInt8>) -> Bool {
        let values = alphabetValues.span
        for index in 0..<18 where values[Int(code[index])] < 0 { return false }
        for index in 2..<8 where !CellBytes.isDigit(code[index]) { return false }
        return pairTable[Int(code[0]) - 0x30] & (1 << UInt64(code[1] - 0x30)) != 0
    }

    private static func classifyRegistration(_ code: Span<UInt8>) -> (form: Form, checks: Checks) {
        let form = registrationForm(code)
        guard form == .registrationNumber else { return (form, form == .other ? [] : .formatOK) }
        return (form, registrationNumberCheckDigit(code) == code[14] ? [.formatOK, .registrationOK] : .formatOK)
    }

    /// Six digits of the authority, then digits, or letters and digits: 320506NA000043X.
    private static func registrationForm(_ code: Span<UInt8>) -> Form {
        var hasLetter = false
        for index in 0..<15 where !CellBytes.isDigit(code[index]) {
            guard index >= 6, code[index] &- 0x41 < 26 else { return .other }
            hasLetter = true
        }
        return hasLetter ? .cooperativeNumber : .registrationNumber
    }

    private static func classifyOrganisation(_ code: Span<UInt8>) -> (form: Form, checks: Checks) {
        if code.count == 10 && code[8] != 0x2D { return (.other, []) }
        let last = code[code.count - 1]
        guard let expected = organisationCheckCharacter(code.extracting(0..<8)),
            CellBytes.isDigit(last) || last == 0x58
        else { return (.other, []) }
        return (.organisation, expected == last ? [.formatOK, .orgOK] : .formatOK)
    }

    // MARK: Check characters

    private static let uscWeights: [Int] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    private static let organisationWeights: [Int] = [3, 7, 9, 10, 5, 8, 4, 2]

    /// Value of each byte in ``alphabet``; -1 for the others.
    private static let alphabetValues: [Int] = {
        var values = [Int](repeating: -1, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = value }
        return values
    }()

    /// The 18th character that belongs to the first 17.
    ///
    /// - Returns: nil when there are fewer than 17 or one is not of the 31.
    public static func uscCheckCharacter(_ code: Span<UInt8>) -> UInt8? {
        guard code.count >= 17 else { return nil }
        let (values, weights) = (alphabetValues.span, uscWeights.span)
        var sum = 0
        for index in 0..<17 {
            let value = values[Int(code[index])]
            if value < 0 { return nil }
            sum += value * weights[index]
        }
        // The outer remainder turns 31 into 0.
        return alphabet[(31 - sum % 31) % 31]
    }

    /// The 9th character that belongs to the first 8 of an organisation code.
    ///
    /// - Returns: nil when there are fewer than 8 or one is neither digit nor capital.
    public static func organisationCheckCharacter(_ code: Span<UInt8>) -> UInt8? {
        guard code.count >= 8 else { return nil }
        let weights = organisationWeights.span
        var sum = 0
        for index in 0..<8 {
            let byte = code[index]
            if CellBytes.isDigit(byte) {
                sum += Int(byte &- 0x30) * weights[index]
            } else if byte &- 0x41 < 26 {
                sum += Int(byte &- 0x41 + 10) * weights[index]
            } else {
                return nil
            }
        }
        let remainder = 11 - sum % 11
        return remainder == 10 ? 0x58 : remainder == 11 ? 0x30 : 0x30 + UInt8(remainder)
    }

    /// The 15th digit that belongs to the first 14 (ISO 7064 MOD 11,10).
    ///
    /// - Returns: nil when there are fewer than 14 or one is not a digit.
    public static func registrationNumberCheckDigit(_ code: Span<UInt8>) -> UInt8? {
        guard code.count >= 14 else { return nil }
        var product = 10
        for index in 0..<14 {
            guard CellBytes.isDigit(code[index]) else { return nil }
            let sum = (product + Int(code[index] &- 0x30)) % 10
            product = 2 * (sum == 0 ? 10 : sum) % 11
        }
        return 0x30 + UInt8((11 - product) % 10)
    }

    /// The code with letters that it cannot contain read as the digits they
    /// resemble (O→0, I→1, S→5, Z→2) or as U (V), when that passes format and
    /// both checks. A suggestion for a person to confirm; nothing applies it.
    ///
    /// - Returns: nil when the code is fine as it is or no correction passes.
    public static func suggestedCorrection(_ code: Span<UInt8>) -> String? {
        guard code.count == 18 else { return nil }
        var bytes: [UInt8] = []
        var changed = false
        for index in 0..<18 {
            let byte = code[index]
            let mended: UInt8
            switch byte {
            case 0x4F: mended = 0x30
            case 0x49: mended = 0x31
            case 0x53: mended = 0x35
            case 0x5A: mended = 0x32
            case 0x56: mended = 0x55
            default: mended = byte
            }
            changed = changed || mended != byte
            bytes.append(mended)
        }
        guard changed, classifyUnified(bytes.span).checks == [.formatOK, .uscOK, .orgOK] else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
