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

    /// The columns of payloads, as they are written.
    struct Columns: Sendable {
        /// `"company_code":`, in the order of the payload.
        fileprivate let keys: [[UInt8]]
        /// Whether the value names a person.
        fileprivate let arePersonal: [Bool]
        /// `{"company_code":"统一社会信用代码",…}`: the columns' titles.
        let titles: [UInt8]

        /// - Parameters:
        ///   - ids: in the order of the payload.
        ///   - theme: the theme as the catalogue has it; nil when it left it.
        init(_ ids: [String], theme: Theme?) {
            keys = ids.map {
                var json = JSONWriter(capacity: 32)
                json.key($0)
                return json.bytes
            }
            var titles = JSONWriter(capacity: 64 * ids.count)
            titles.beginObject()
            for id in ids {
                titles.key(id)
                titles.string(theme?.columnIndex(id).flatMap { theme?.columns[$0].title.zh } ?? id)
            }
            titles.endObject()
            self.titles = titles.bytes
            arePersonal = ids.map { id in
                guard let column = theme?.columnIndex(id).flatMap({ theme?.columns[$0] }) else { return false }
                return column.personal == .identifier || column.type == .personID
            }
        }
    }

    /// Writes `fields`: an object of canonical values by column id, and
    /// `beside` where the record keeps texts beside them.
    ///
    /// - Parameters:
    ///   - payload: a JSON array as the store keeps it.
    ///   - columns: what its elements are.
    ///   - json: an open object.
    static func write(_ payload: [UInt8], columns: Columns, to json: inout JSONWriter) {
        let ranges = elements(payload) ?? []
        json.key("fields")
        json.beginObject()
        for (index, key) in columns.keys.enumerated() where index < ranges.count {
            json.key(written: key)
            let value = payload.span.extracting(ranges[index])
            // A column that the catalogue no longer has may have been personal.
            if columns.arePersonal[index] || looksHashed(value) {
                masked(Array(payload[ranges[index]]), to: &json)
            } else {
                json.raw(value)
            }
        }
        json.endObject()
        // The trailing object: delivered texts that differ, unknown columns.
        if ranges.count > columns.keys.count, let last = ranges.last {
            json.key("beside")
            json.raw(payload.span.extracting(last))
        }
    }

    /// `"<32 hex digits>|year|sex|last four"`.
    private static func looksHashed(_ value: Span<UInt8>) -> Bool {
        guard value.count > 38, value[33] == UInt8(ascii: "|") else { return false }
        for index in 1..<33 where !(48...57).contains(value[index]) && !(97...102).contains(value[index]) {
            return false
        }
        return true
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
        json.key("sexTitle")
        switch parts[2] {
        case "M": json.string("男")
        case "F": json.string("女")
        default: json.null()
        }
        json.endObject()
    }
}

extension JSONWriter {
    /// The records that make a node what it is, newest last.
    mutating func statements(of node: NodeID, view: ServedView) {
        let snapshot = view.snapshot
        key("statements")
        beginArray()
        for row in snapshot.bodies.range(of: node) {
            let theme = view.words.themes[Int(snapshot.bodies.theme[row])]
            beginObject()
            key("record")
            quoted(Int(snapshot.bodies.record[row]))
            members(theme.members)
            members(view.words.departments[Int(snapshot.bodies.department[row])])
            members(view.words.sources[Int(snapshot.bodies.source[row])])
            codeCheck(snapshot.bodies.codeCheck[row])
            RecordBody.write(snapshot.bodies.texts.copy(row), columns: theme.columns, to: &self)
            key("columns")
            raw(theme.columns.titles)
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
