/// The number of a personal document, normalised: 公民身份号码 (GB 11643, 18 digits
/// or the 15 of before 1999) or the number of another document.
struct PersonDocument {
    /// 0 unknown, 1 male, 2 female.
    enum Sex: UInt8 { case unknown, male, female }

    /// What is hashed: an 18-character resident id, or the other number
    /// without spaces and punctuation.
    var number: [UInt8]
    var isResidentID = false
    var birthYear: Int?
    var sex = Sex.unknown
    /// It is a resident id, or ought to be one, and its digits are wrong.
    var isDoubtful = false

    /// What a cell in a column of personal documents holds.
    enum Reading {
        case document(PersonDocument)
        /// Parts are starred out.
        case masked
        /// One repeated character.
        case placeholder
        case unreadable
    }

    /// The longest other document that is accepted, in bytes.
    private static let byteCountMax = 64

    /// - Parameter text: a trimmed cell.
    static func read(_ text: Span<UInt8>) -> Reading {
        guard text.count <= 3 * byteCountMax else { return .unreadable }
        guard let number = normalised(text) else { return .unreadable }
        if isMasked(number) { return .masked }
        guard number.count >= 4, number.count <= byteCountMax else { return .unreadable }
        if number.count > 4 && number.allSatisfy({ $0 == number[0] }) { return .placeholder }
        if let resident = residentID(number) { return .document(resident) }
        let digits = number.reduce(0) { CellBytes.isDigit($1) ? $0 + 1 : $0 }
        guard digits >= 4 else { return .unreadable }
        var document = PersonDocument(number: number)
        // Sixteen to nineteen digits and no letters is a mistyped resident id.
        document.isDoubtful = digits >= 14 && digits >= number.count - 1
        return .document(document)
    }

    /// Width folded, upper case, without spaces, dashes and brackets; nil when
    /// there are characters that no document number has.
    private static func normalised(_ text: Span<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for byte in CellBytes.identifier(text) {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x80..., 0x2A, 0x23: result.append(byte)
            case 0x2D, 0x28, 0x29, 0x2F, 0x2E: continue
            default: return nil
            }
        }
        return result
    }

    private static func isMasked(_ number: [UInt8]) -> Bool {
        var run = 0
        for byte in number {
            if byte == 0x2A || byte == 0x23 { return true }
            run = byte == 0x58 ? run + 1 : 0
            if run == 3 { return true }
        }
        return false
    }

    /// A resident id, upgraded to 18 characters; nil when the shape is not one
    /// or the birth date does not exist.
    static func residentID(_ number: [UInt8]) -> PersonDocument? {
        let isOld = number.count == 15
        guard isOld || number.count == 18 else { return nil }
        let span = number.span
        let bodyCount = isOld ? 15 : 17
        for index in 0..<bodyCount where !CellBytes.isDigit(span[index]) { return nil }
        if !isOld && !CellBytes.isDigit(span[17]) && span[17] != 0x58 { return nil }

        // The old form has no century: 19, as nobody born before holds one.
        var full = isOld ? Array(number[0..<6]) + [0x31, 0x39] + Array(number[6..<15]) : Array(number[0..<17])
        func value(_ range: Range<Int>) -> Int { full[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        let year = value(6..<10)
        guard (1850...2100).contains(year), Day(year: year, month: value(10..<12), day: value(12..<14)) != nil else {
            return nil
        }
        let check = checkCharacter(full.span)
        let delivered = isOld ? check : number[17]
        let isMale = (full[16] & 1) == 1
        full.append(delivered)
        return PersonDocument(
            number: full, isResidentID: true, birthYear: year, sex: isMale ? .male : .female,
            isDoubtful: delivered != check)
    }

    /// The 18th character that belongs to 17 digits (ISO 7064 MOD 11-2).
    static func checkCharacter(_ digits: Span<UInt8>) -> UInt8 {
        var sum = 0
        for index in 0..<17 { sum = (sum + Int(digits[index] & 15)) * 2 % 11 }
        let check = (12 - sum) % 11
        return check == 10 ? 0x58 : 0x30 + UInt8(check)
    }

    /// The last four characters, for authorised display.
    var lastFour: ArraySlice<UInt8> {
        var start = number.count
        for _ in 0..<4 where start > 0 {
            start -= 1
            while start > 0 && number[start] & 0xC0 == 0x80 { start -= 1 }
        }
        return number[start...]
    }
}
