/// Phone numbers and e-mail addresses in one canonical spelling, so that equal
/// contacts of two companies are equal bytes.
enum ContactReading {
    /// What became of a phone cell.
    enum Outcome: Equatable {
        case numbers
        case masked
        /// One repeated digit.
        case placeholder
        case unreadable
    }

    /// Numbers in one cell; more is a mistake.
    static let numbersMax = 20

    /// Whether the cell is a Chinese mobile number in canonical form already.
    @inline(__always)
    static func isPlainMobile(_ text: Span<UInt8>) -> Bool {
        guard text.count == 11, text[0] == 0x31, text[1] >= 0x33, text[1] <= 0x39 else { return false }
        var isRepeated = true
        for index in 2..<11 {
            guard CellBytes.isDigit(text[index]) else { return false }
            isRepeated = isRepeated && text[index] == text[1]
        }
        return !isRepeated
    }

    /// Canonical numbers joined by `;`, in the order delivered.
    ///
    /// Mobile `13812345678`; landline `0769-22223333`, with extension
    /// `0769-22223333-801`; 400 and 800 numbers and short numbers as digits;
    /// foreign numbers `+85212345678`.
    static func phones(_ text: Span<UInt8>, into result: inout [UInt8]) -> Outcome {
        var number: [UInt8] = []
        var count = 0
        var index = 0
        while index <= text.count {
            let isEnd = index == text.count
            let (byte, width) = isEnd ? (0x3B, 1) : CellBytes.folded(text, at: index)
            if isEnd || isSeparator(text, byte, at: index) {
                if !number.isEmpty {
                    count += 1
                    guard count <= numbersMax else { return .unreadable }
                    if count > 1 { result.append(0x3B) }
                    let outcome = phone(number, into: &result)
                    if outcome != .numbers { return outcome }
                    number.removeAll(keepingCapacity: true)
                }
            } else if byte != CellBytes.notASCII {
                // Spaces only group digits.
                if byte != 0x20 { number.append(CellBytes.lower(byte)) }
            } else if isExtensionWord(text, at: index) {
                number.append(0x78)  // x
            } else {
                return .unreadable
            }
            guard number.count <= 40 else { return .unreadable }
            index += width
        }
        return count > 0 ? .numbers : .unreadable
    }

    /// 、 ; , / | and line breaks.
    private static func isSeparator(_ text: Span<UInt8>, _ byte: UInt8, at index: Int) -> Bool {
        switch byte {
        case 0x3B, 0x2C, 0x2F, 0x7C, 0x0A, 0x0D: true
        case CellBytes.notASCII:
            text.count - index >= 3 && text[index] == 0xE3 && text[index + 1] == 0x80 && text[index + 2] == 0x81
        default: false
        }
    }

    /// 转 or 轉.
    private static func isExtensionWord(_ text: Span<UInt8>, at index: Int) -> Bool {
        guard text.count - index >= 3 else { return false }
        let word = (text[index], text[index + 1], text[index + 2])
        return word == (0xE8, 0xBD, 0xAC) || word == (0xE8, 0xBD, 0x89)
    }

    /// One number: folded, lower case, without spaces.
    private static func phone(_ text: [UInt8], into result: inout [UInt8]) -> Outcome {
        var digits: [UInt8] = []
        var extensionDigits: [UInt8] = []
        var inExtension = false
        var isForeign = false
        var lastGroup = 0
        for (index, byte) in text.enumerated() {
            switch byte {
            case 0x30...0x39:
                if inExtension { extensionDigits.append(byte) } else { digits.append(byte) }
                lastGroup += 1
            case 0x2B where index == 0: isForeign = true
            case 0x2D:
                // A dash behind a whole landline number starts an extension.
                if !inExtension && isWholeLandline(digits) && lastGroup >= 7 { inExtension = true }
                lastGroup = 0
            case 0x28, 0x29, 0x2E: lastGroup = 0
            case 0x78, 0x23: inExtension = true  // x, #
            case 0x65, 0x74: continue  // the e and t of ext
            case 0x2A: return .masked
            default: return .unreadable
            }
        }
        guard extensionDigits.count <= 6, !(inExtension && extensionDigits.isEmpty) else { return .unreadable }
        if digits.count >= 6 && digits.allSatisfy({ $0 == digits[0] }) { return .placeholder }
        guard appendNumber(digits, isForeign: isForeign, to: &result) else { return .unreadable }
        if !extensionDigits.isEmpty { result += [0x2D] + extensionDigits }
        return .numbers
    }

    private static func isWholeLandline(_ digits: [UInt8]) -> Bool {
        digits.first == 0x30 ? digits.count >= 10 : digits.count == 7 || digits.count == 8
    }

    private static func appendNumber(_ delivered: [UInt8], isForeign: Bool, to result: inout [UInt8]) -> Bool {
        var digits = delivered[...]
        var isForeign = isForeign
        if digits.starts(with: [0x30, 0x30]) {
            digits = digits.dropFirst(2)
            isForeign = true
        }
        // 86 in front of a mobile number or an area code.
        if digits.starts(with: [0x38, 0x36]), isForeign || digits.count == 13 {
            digits = digits.dropFirst(2)
            let isArea = isForeign && digits.count >= 9 && digits.count <= 11 && digits.first != 0x31
            if isArea && digits.first != 0x30 { digits = [0x30] + digits }
            isForeign = false
        }
        if isForeign {
            guard (7...15).contains(digits.count) else { return false }
            result += [0x2B] + digits
            return true
        }
        guard let first = digits.first else { return false }
        if first == 0x30 { return appendLandline(Array(digits), to: &result) }
        let second = digits.dropFirst().first ?? 0
        switch digits.count {
        case 11: guard first == 0x31, second >= 0x33 else { return false }
        case 10:  // 400 and 800
            guard first == 0x34 || first == 0x38, second == 0x30, digits.dropFirst(2).first == 0x30 else {
                return false
            }
        case 7, 8: break
        case 5, 6: guard first == 0x31 || first == 0x39 else { return false }
        default: return false
        }
        result += digits
        return true
    }

    /// 010 and 02x have three digits, every other area code four.
    private static func appendLandline(_ digits: [UInt8], to result: inout [UInt8]) -> Bool {
        guard digits.count >= 10, digits.count <= 12 else { return false }
        let areaCount = digits[1] == 0x31 || digits[1] == 0x32 ? 3 : 4
        let local = digits.count - areaCount
        guard local == 7 || local == 8, digits[1] != 0x30 else {
            // 0 in front of a mobile number, as dialled from elsewhere.
            guard digits.count == 12, digits[1] == 0x31, digits[2] >= 0x33 else { return false }
            result += digits.dropFirst()
            return true
        }
        result += digits[0..<areaCount] + [0x2D] + digits[areaCount...]
        return true
    }

    /// Addresses with the domain in lower case, several joined by `;`.
    ///
    /// - Returns: false when one does not look like `local@domain.tld`.
    static func emails(_ text: Span<UInt8>, into result: inout [UInt8]) -> Bool {
        var address: [UInt8] = []
        var count = 0
        var index = 0
        while index <= text.count {
            let isEnd = index == text.count
            let (byte, width) = isEnd ? (0x3B, 1) : CellBytes.folded(text, at: index)
            if isEnd || isSeparator(text, byte, at: index) || byte == 0x20 {
                if !address.isEmpty {
                    count += 1
                    if count > 1 { result.append(0x3B) }
                    guard count <= numbersMax, email(address, into: &result) else { return false }
                    address.removeAll(keepingCapacity: true)
                }
            } else {
                guard byte != CellBytes.notASCII, byte > 0x20, byte < 0x7F, address.count < 254 else { return false }
                address.append(byte)
            }
            index += width
        }
        return count > 0
    }

    private static func email(_ address: [UInt8], into result: inout [UInt8]) -> Bool {
        guard let at = address.firstIndex(of: 0x40), at > 0, at <= 64 else { return false }
        for byte in address[..<at] where byte == 0x22 || byte == 0x5C || byte == 0x3C || byte == 0x3E { return false }
        let domain = address[(at + 1)...]
        var labels = 1
        var previous: UInt8 = 0x2E
        for byte in domain {
            switch byte {
            case 0x2E:
                guard previous != 0x2E, previous != 0x2D else { return false }
                labels += 1
            case 0x2D: guard previous != 0x2E else { return false }
            default: guard CellBytes.isDigit(byte) || CellBytes.isLatin(byte) else { return false }
            }
            previous = byte
        }
        guard labels >= 2, previous != 0x2E, previous != 0x2D else { return false }
        result += address[...at]
        result += domain.map(CellBytes.lower)
        return true
    }
}
