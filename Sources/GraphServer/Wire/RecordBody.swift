internal import GraphStore

/// The payload of a record, told with the names of its columns and with
/// personal identifiers masked.
enum RecordBody {
    /// Ranges of the elements of a JSON array; nil when the bytes are none.
    static func elements(_ json: [UInt8]) -> [Range<Int>]? {
        guard json.first == UInt8(ascii: "["), json.last == UInt8(ascii: "]"), json.count >= 2 else { return nil }
        var ranges: [Range<Int>] = []
        var (start, depth, index) = (1, 0, 1)
        var isInString = false
        while index < json.count - 1 {
            let byte = json[index]
            if isInString {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                case UInt8(ascii: ",") where depth == 0:
                    ranges.append(start..<index)
                    start = index + 1
                default: break
                }
            }
            index += 1
        }
        if start < json.count - 1 { ranges.append(start..<json.count - 1) }
        return ranges
    }

    /// Writes `fields`: an object of canonical values by column id, and
    /// `delivered` and `other` where the record keeps texts beside them.
    ///
    /// - Parameters:
    ///   - payload: a JSON array as the store keeps it.
    ///   - columns: ids in the order of the payload.
    ///   - theme: the theme as the catalogue has it; nil when it left it.
    ///   - json: an open object.
    static func write(_ payload: [UInt8], columns: [String], theme: Theme?, to json: inout JSONWriter) {
        let ranges = elements(payload) ?? []
        json.key("fields")
        json.beginObject()
        for (index, column) in columns.enumerated() where index < ranges.count {
            json.key(column)
            let value = Array(payload[ranges[index]])
            // A column that the catalogue no longer has may have been personal.
            let known = theme?.columnIndex(column).flatMap { theme?.columns[$0] }
            if known?.personal == .identifier || known?.type == .personID || looksHashed(value) {
                masked(value, to: &json)
            } else {
                json.raw(value)
            }
        }
        json.endObject()
        // The trailing object: delivered texts that differ, unknown columns.
        if ranges.count > columns.count, let last = ranges.last {
            json.key("beside")
            json.raw(Array(payload[last]))
        }
    }

    /// `"<32 hex digits>|year|sex|last four"`.
    private static func looksHashed(_ value: [UInt8]) -> Bool {
        value.count > 38 && value[33] == UInt8(ascii: "|")
            && value[1..<33].allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// A personal identifier as birth year and sex alone.
    private static func masked(_ value: [UInt8], to json: inout JSONWriter) {
        let parts = String(decoding: value.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            .split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return json.null() }
        json.beginObject()
        json.key("masked")
        json.bool(true)
        json.key("birthYear")
        if let year = Int(parts[1]) { json.number(year) } else { json.null() }
        json.key("sex")
        if parts[2] == "-" { json.null() } else { json.string(String(parts[2])) }
        json.endObject()
    }
}

extension JSONWriter {
    /// The records that make a node what it is, newest last.
    mutating func statements(of node: NodeID, view: ServedView) {
        let snapshot = view.snapshot
        let bodies = snapshot.bodies
        key("statements")
        beginArray()
        for row in bodies.range(of: node) {
            let themeID = snapshot.themes[Int(bodies.theme[row])]
            let theme = view.catalogue.themeIndex(themeID).map { view.catalogue.themes[$0] }
            beginObject()
            key("record")
            string(String(bodies.record[row]))
            key("theme")
            string(themeID)
            key("title")
            string(theme?.title.zh ?? themeID)
            key("department")
            string(snapshot.departments[Int(bodies.department[row])])
            key("source")
            string(snapshot.sources[Int(bodies.source[row])])
            codeCheck(bodies.codeCheck[row])
            RecordBody.write(
                bodies.texts.copy(row), columns: theme?.columns.map(\.id) ?? [], theme: theme, to: &self)
            endObject()
        }
        endArray()
    }

    /// What the check digits of the record's company code say.
    mutating func codeCheck(_ bits: UInt8) {
        key("codeCheck")
        guard bits != 0xff else { return null() }
        beginObject()
        key("formatOk")
        bool(bits & 1 != 0)
        key("uscOk")
        bool(bits & 2 != 0)
        key("orgOk")
        bool(bits & 4 != 0)
        endObject()
    }
}
