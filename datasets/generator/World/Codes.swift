/// Identification numbers with valid check characters, as ASCII bytes.
enum Codes {
    /// GB 32100-2015's alphabet: no I, O, S, V, Z.
    static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    private static let unifiedWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
    private static let identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

    /// 统一社会信用代码 (GB 32100-2015, GB 11714 inside).
    /// - Parameters:
    ///   - prefix: registering department and kind of body, such as `91`.
    ///   - division: six digits.
    ///   - serial: the number of the body, below 31⁶ (after 2015-10: `MA` and
    ///     six characters) or below 10⁸ (before: eight digits).
    static func unified(prefix: String, division: Int, serial: Int, letters: Bool) -> [UInt8] {
        var code = Array(prefix.utf8)
        var row = RowBuffer()
        row.part(division, width: 6)
        code += row.bytes
        var body: [UInt8] = []
        if letters {
            var rest = serial
            for _ in 0..<6 {
                body.append(alphabet[rest % 31])
                rest /= 31
            }
            body = Array("MA".utf8) + body.reversed()
        } else {
            row.clear()
            row.part(serial % 100_000_000, width: 8)
            body = row.bytes
        }
        code += body
        code.append(organisationCheck(body))
        code.append(unifiedCheck(code))
        return code
    }

    /// The check character of eight bytes of an organisation code.
    static func organisationCheck(_ body: [UInt8]) -> UInt8 {
        var sum = 0
        for (byte, weight) in zip(body, organisationWeights) {
            sum += Int(byte <= 0x39 ? byte - 0x30 : byte - 0x37) * weight
        }
        let check = 11 - sum % 11
        return check == 10 ? UInt8(ascii: "X") : check == 11 ? UInt8(ascii: "0") : 0x30 + UInt8(check)
    }

    /// The eighteenth character for seventeen.
    static func unifiedCheck(_ code: [UInt8]) -> UInt8 {
        var sum = 0
        for (byte, weight) in zip(code, unifiedWeights) { sum += (alphabet.firstIndex(of: byte) ?? 0) * weight }
        return alphabet[(31 - sum % 31) % 31]
    }

    /// The 15-digit registration number (GS 15-2006, ISO 7064 MOD 11,10).
    static func registrationNumber(division: Int, serial: Int) -> [UInt8] {
        var row = RowBuffer()
        row.part(division, width: 6)
        row.part(serial % 100_000_000, width: 8)
        var p = 10
        for byte in row.bytes {
            var s = (p + Int(byte - 0x30)) % 10
            if s == 0 { s = 10 }
            p = 2 * s % 11
        }
        return row.bytes + [0x30 + UInt8((11 - p) % 10)]
    }

    /// 公民身份号码 (GB 11643, ISO 7064 MOD 11-2).
    /// - Parameter order: three digits, odd for men.
    static func identityNumber(division: Int, birth: CalendarDay, order: Int) -> [UInt8] {
        var row = RowBuffer()
        row.dateStyle = .compact
        row.part(division, width: 6)
        row.part(birth)
        row.part(order % 1_000, width: 3)
        var sum = 0
        for (byte, weight) in zip(row.bytes, identityWeights) { sum += Int(byte - 0x30) * weight }
        return row.bytes + [Array("10X98765432".utf8)[sum % 11]]
    }
}
