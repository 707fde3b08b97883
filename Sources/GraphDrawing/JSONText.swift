/// A JSON value that keeps the order of its keys.
enum JSONText {
    case string(String)
    case number(Int)
    case bool(Bool)
    case list([JSONText])
    /// A list with each element on a line of its own.
    case lines([JSONText])
    /// Keys whose value is nil are left out.
    case object([(String, JSONText?)])

    /// UTF-8, ending in a newline.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        add(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func add(to bytes: inout [UInt8]) {
        switch self {
        case .string(let text): JSONText.addQuoted(text, to: &bytes)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .list(let items): JSONText.addList(items, separator: ",", to: &bytes)
        case .lines(let items): JSONText.addList(items, separator: ",\n", to: &bytes)
        case .object(let pairs):
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            for case (let key, .some(let value)) in pairs {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                JSONText.addQuoted(key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                value.add(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func addList(_ items: [JSONText], separator: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(contentsOf: separator.utf8) }
            item.add(to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Beside what JSON asks for, `<`, `>`, `&` and the line separators are
    /// escaped, because the text may be pasted into a page's script, and U+FEFF,
    /// because some readers (Foundation) drop it.
    private static func addQuoted(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: "\\\"".utf8)
            case "\\": bytes.append(contentsOf: "\\\\".utf8)
            case "\n": bytes.append(contentsOf: "\\n".utf8)
            case "\r": bytes.append(contentsOf: "\\r".utf8)
            case "\t": bytes.append(contentsOf: "\\t".utf8)
            default:
                switch scalar.value {
                case 0..<0x20, 0x3C, 0x3E, 0x26, 0x7F, 0x2028, 0x2029, 0xFEFF:
                    let digits = String(scalar.value, radix: 16)
                    bytes.append(contentsOf: "\\u".utf8)
                    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
                    bytes.append(contentsOf: digits.utf8)
                default: bytes.append(contentsOf: String(scalar).utf8)
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
