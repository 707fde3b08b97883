/// Validity of UTF-8 (RFC 3629: shortest forms, no surrogates, up to U+10FFFF)
/// in bytes that arrive in pieces.
///
/// A finite automaton whose states are shift distances (Vognsen, "UTF-8
/// validation with a shift-based DFA", 2021): one load and one shift a byte,
/// without branches, which Chinese text would mispredict.
struct UTF8Validator {
    private var state: UInt64 = 0

    /// Some byte so far cannot be UTF-8.
    var isInvalid: Bool { state & 63 == Self.invalid }
    /// All bytes so far are whole, valid characters.
    var isComplete: Bool { state & 63 == Self.accepted }

    /// Takes the next bytes.
    ///
    /// - Complexity: O(n), about 1.2 GB/s.
    mutating func add(_ bytes: Span<UInt8>) {
        let transitions = Self.transitions
        let table = transitions.span
        var state = state
        for index in bytes.indices { state = table[Int(bytes[index])] &>> state }
        self.state = state
    }

    /// Index of the byte at which `bytes`, coming next, stop being UTF-8.
    func firstInvalid(_ bytes: Span<UInt8>) -> Int {
        var copy = self
        for index in bytes.indices {
            copy.add(bytes.extracting(index..<index + 1))
            if copy.isInvalid { return index }
        }
        return bytes.count
    }

    /// Whether `bytes` are whole, valid characters.
    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        var validator = UTF8Validator()
        validator.add(bytes)
        return validator.isComplete
    }

    // The states, each the distance by which a table entry is shifted. One
    // to three continuation bytes are missing, or the second byte of a
    // sequence that begins with E0, ED, F0 or F4.
    private static let accepted: UInt64 = 0
    private static let invalid: UInt64 = 6
    private static let missing: [UInt64] = [0, 12, 18, 24]
    private static let afterE0: UInt64 = 30
    private static let afterED: UInt64 = 36
    private static let afterF0: UInt64 = 42
    private static let afterF4: UInt64 = 48

    /// For each byte the next state of every state, six bits each.
    private static let transitions: [UInt64] = (0...255).map { byte in
        let continues = 0x80...0xBF
        let rules: [(state: UInt64, allowed: ClosedRange<Int>, next: UInt64)] = [
            (missing[1], continues, accepted), (missing[2], continues, missing[1]),
            (missing[3], continues, missing[2]), (afterE0, 0xA0...0xBF, missing[1]),
            (afterED, 0x80...0x9F, missing[1]), (afterF0, 0x90...0xBF, missing[2]),
            (afterF4, 0x80...0x8F, missing[2]),
        ]
        var entry = first(byte) << accepted | invalid << invalid
        for rule in rules { entry |= (rule.allowed.contains(byte) ? rule.next : invalid) << rule.state }
        return entry
    }

    /// The state after a character's first byte.
    private static func first(_ byte: Int) -> UInt64 {
        switch byte {
        case 0..<0x80: accepted
        case 0xC2...0xDF: missing[1]
        case 0xE0: afterE0
        case 0xED: afterED
        case 0xE1...0xEF: missing[2]
        case 0xF0: afterF0
        case 0xF1...0xF3: missing[3]
        case 0xF4: afterF4
        default: invalid
        }
    }
}

/// Counts characters and errors of UTF-8 in bytes that arrive in pieces.
struct UTF8Scan {
    /// Sequences of three and four bytes.
    private(set) var wideCount = 0
    /// Bytes or cut sequences that are no character.
    private(set) var invalidCount = 0
    /// Lines (ended by LF) with at least one error.
    private(set) var brokenLineCount = 0
    private var lineIsBroken = false
    private var missing = 0
    private var isWide = false
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    mutating func add(_ bytes: Span<UInt8>) {
        for index in bytes.indices {
            let byte = bytes[index]
            if missing > 0 {
                if byte >= lowest, byte <= highest {
                    missing -= 1
                    (lowest, highest) = (0x80, 0xBF)
                    if missing == 0, isWide { wideCount += 1 }
                    continue
                }
                missing = 0
                fail()
            }
            if byte < 0x80 {
                if byte == 0x0A { lineIsBroken = false }
            } else {
                begin(byte)
            }
        }
    }

    mutating func finish() {
        if missing > 0 { fail() }
        missing = 0
    }

    private mutating func begin(_ byte: UInt8) {
        (lowest, highest) = (0x80, 0xBF)
        isWide = byte >= 0xE0
        switch byte {
        case 0xC2...0xDF: missing = 1
        case 0xE0...0xEF:
            missing = 2
            if byte == 0xE0 { lowest = 0xA0 }
            if byte == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            missing = 3
            if byte == 0xF0 { lowest = 0x90 }
            if byte == 0xF4 { highest = 0x8F }
        default: fail()
        }
    }

    private mutating func fail() {
        invalidCount += 1
        if !lineIsBroken {
            lineIsBroken = true
            brokenLineCount += 1
        }
    }
}

/// Counts characters and errors of GB18030 (GB 18030-2005: one, two and four
/// bytes) in bytes that arrive in pieces.
struct GB18030Scan {
    /// Characters of two and four bytes.
    private(set) var wideCount = 0
    /// Bytes or cut sequences that are no character.
    private(set) var invalidCount = 0
    /// Lines (ended by LF) with at least one error.
    private(set) var brokenLineCount = 0
    private var lineIsBroken = false
    /// Bytes of the current character so far.
    private var place = 0
    private var linear = 0

    /// Four-byte sequences count through their digits (126 × 10 × 126 × 10):
    /// first those of the rest of the basic plane, from `90 30 81 30` on the
    /// supplementary planes.
    private static let basicPlaneEnd = 39_420
    private static let supplementary = 189_000..<(189_000 + 0x10_0000)

    mutating func add(_ bytes: Span<UInt8>) {
        for index in bytes.indices {
            let byte = bytes[index]
            if place > 0, proceed(byte) { continue }
            if byte < 0x80 {
                if byte == 0x0A { lineIsBroken = false }
            } else if byte >= 0x81, byte <= 0xFE {
                place = 1
                linear = Int(byte) - 0x81
            } else {
                fail()
            }
        }
    }

    mutating func finish() {
        if place > 0 { fail() }
        place = 0
    }

    /// Takes the second to fourth byte of a character.
    ///
    /// - Returns: False when `byte` does not belong to it; the character is
    ///   then an error and `byte` has still to be looked at.
    private mutating func proceed(_ byte: UInt8) -> Bool {
        let isDigit = byte >= 0x30 && byte <= 0x39
        let isLead = byte >= 0x81 && byte <= 0xFE
        switch place {
        case 1 where isDigit, 3 where isDigit:
            linear = linear * 10 + Int(byte) - 0x30
            place += 1
            if place == 4 {
                place = 0
                if linear < Self.basicPlaneEnd || Self.supplementary.contains(linear) {
                    wideCount += 1
                } else {
                    fail()
                }
            }
            return true
        case 1 where byte >= 0x40 && byte <= 0xFE && byte != 0x7F:
            place = 0
            wideCount += 1
            return true
        case 2 where isLead:
            linear = linear * 126 + Int(byte) - 0x81
            place = 3
            return true
        default:
            place = 0
            fail()
            return false
        }
    }

    private mutating func fail() {
        invalidCount += 1
        if !lineIsBroken {
            lineIsBroken = true
            brokenLineCount += 1
        }
    }
}
