internal import GraphStore

/// A JSON value that keeps the order of its keys. Its texts may be pasted into a
/// page's script.
enum JSONValue {
    case string(String)
    case number(Int)
    case bool(Bool)
    case list([JSONValue])
    /// A list with each element on a line of its own.
    case lines([JSONValue])
    /// Keys whose value is nil are left out.
    case object([(String, JSONValue?)])

    /// UTF-8, ending in a newline.
    var bytes: [UInt8] {
        var bytes = ByteBuilder(capacity: 4096)
        add(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes.bytes
    }

    private func add(to bytes: inout ByteBuilder) {
        switch self {
        case .string(let text): JSONText.append(text.utf8Span.span, forScripts: true, to: &bytes)
        case .number(let number): bytes.append(String(number).utf8Span.span)
        case .bool(let value): bytes.append(value ? "true" : "false")
        case .list(let items): JSONValue.addList(items, separator: ",", to: &bytes)
        case .lines(let items): JSONValue.addList(items, separator: ",\n", to: &bytes)
        case .object(let pairs):
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            for case (let key, .some(let value)) in pairs {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                JSONText.append(key.utf8Span.span, forScripts: true, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                value.add(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func addList(_ items: [JSONValue], separator: StaticString, to bytes: inout ByteBuilder) {
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(separator) }
            item.add(to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
