/// Text as DOT's quoted strings hold it, and as a picture's labels show it.
///
/// A label passes three readers: DOT's lexer (`\"`), the escape sequences of
/// Graphviz (`\N`, `\l`, `\\`) and its HTML entities (`&amp;`). Every writer of
/// labels goes through here, so no name can be read as any of them.
enum DOTText {
    /// A node's name between quotes. Backslashes are doubled, because one at
    /// the end would swallow the quote; the names stay distinct.
    static func identifier(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            default: quoted.unicodeScalars.append(visible(scalar))
            }
        }
        return quoted + "\""
    }

    /// Lines of text for `label`, shown character by character.
    static func label(_ lines: [String]) -> String {
        "\"" + lines.map { escaped($0, ampersand: "&amp;") }.joined(separator: "\\n") + "\""
    }

    /// Lines of text for `tooltip`. SVG output copies `&lt;` from a tooltip as
    /// it stands, so an ampersand is shown as its full-width form.
    static func tooltip(_ lines: [String]) -> String {
        "\"" + lines.map { escaped($0, ampersand: "＆") }.joined(separator: "\\n") + "\""
    }

    /// The value for `URL`, or nil when the link is not a path on this site or
    /// an http(s) address: a picture must not carry `javascript:`.
    static func link(_ link: String) -> String? {
        let isPath = link.hasPrefix("/") && !link.hasPrefix("//")
        let isAddress = ["http://", "https://"].contains { link.lowercased().hasPrefix($0) }
        guard isPath || isAddress else { return nil }
        var quoted = "\""
        for byte in link.utf8 {
            // What RFC 3986 does not allow in an address is percent-encoded.
            let isPlain = (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}&".utf8.contains(byte)
            if isPlain {
                quoted.unicodeScalars.append(Unicode.Scalar(byte))
            } else if byte == UInt8(ascii: "&") {
                quoted += "&amp;"
            } else {
                quoted += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return quoted + "\""
    }

    /// Text inside an HTML-like label, which Graphviz searches for escape
    /// sequences after it has read the entities: a backslash is shown as its
    /// full-width form.
    static func html(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // `\G` would be the name of the graph, and `&#92;G` too.
            case "\\": escaped += "＼"
            default: escaped.unicodeScalars.append(visible(scalar))
            }
        }
        return escaped
    }

    /// Breaks a name into lines of about equal width.
    ///
    /// - Parameters:
    ///   - text: any text; runs of blanks and newlines count as one blank.
    ///   - columns: the widest line wanted; a Chinese character has two. A
    ///     Latin word stays whole up to twice that.
    ///   - linesMax: the last line ends in an ellipsis when there is more.
    /// - Returns: one line or more, none longer than twice `columns`.
    /// - Complexity: O(length), and the length counts to 64 times the width.
    static func wrapped(_ text: String, columns: Int, linesMax: Int) -> [String] {
        let scalars = text.unicodeScalars
        let counted = scalars.prefix(columns * 64)
        let isCut = counted.endIndex != scalars.endIndex
        let units = breakable(String(counted), columnsMax: columns * 2)
        let total = units.reduce(0) { $0 + $1.columns }
        let lineCount = max(1, (total + columns - 1) / columns)
        // The narrowest lines that still are that few; words may ask for more.
        var target = (total + lineCount - 1) / lineCount
        var lines = fill(units, columns: target)
        while lines.count > lineCount, target < columns {
            target += 1
            lines = fill(units, columns: target)
        }
        if lines.count > linesMax {
            lines = Array(lines.prefix(linesMax))
            lines[linesMax - 1] += "…"
        } else if isCut, let last = lines.indices.last {
            lines[last] += "…"
        }
        return lines.isEmpty ? [""] : lines
    }

    /// Puts as many units on each line as its width takes.
    private static func fill(_ units: [Unit], columns target: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for unit in units {
            let fits = width + unit.columns <= target + (unit.staysOnLine ? 2 : 0)
            if !line.isEmpty, !fits, !(unit.staysOnLine && width <= target) {
                lines.append(line)
                (line, width) = ("", 0)
            }
            if line.isEmpty, unit.text == " " { continue }
            line += unit.text
            width += unit.columns
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }
    }

    private struct Unit {
        var text: String
        var columns: Int
        /// Closing punctuation may not begin a line.
        var staysOnLine: Bool
    }

    /// Characters that may be parted, Latin words as one unit.
    private static func breakable(_ text: String, columnsMax: Int) -> [Unit] {
        var units: [Unit] = []
        var isWordOpen = false
        for character in text {
            let columns = self.columns(of: character)
            if character.isWhitespace {
                if units.last?.text != " " { units.append(Unit(text: " ", columns: 1, staysOnLine: false)) }
                isWordOpen = false
            } else if columns == 1, character.isASCII, isWordOpen, let last = units.indices.last,
                units[last].columns < columnsMax
            {
                units[last].text.append(character)
                units[last].columns += 1
            } else {
                let closes = "）)】》」』、，。；：！？,.;:!?%".contains(character)
                units.append(Unit(text: String(character), columns: columns, staysOnLine: closes))
                isWordOpen = columns == 1 && character.isASCII
            }
        }
        return units
    }

    /// 2 for characters as wide as a Chinese one, else 1.
    private static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first?.value else { return 0 }
        let isWide =
            (0x1100...0x115F).contains(first) || (0x2E80...0xD7A3).contains(first)
            || (0xF900...0xFAFF).contains(first) || (0xFE30...0xFE6F).contains(first)
            || (0xFF00...0xFF60).contains(first) || (0xFFE0...0xFFE6).contains(first) || first >= 0x1F300
        return isWide ? 2 : 1
    }

    private static func escaped(_ text: String, ampersand: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "&": escaped += ampersand
            default: escaped.unicodeScalars.append(visible(scalar))
            }
        }
        return escaped
    }

    /// The scalar, or U+FFFD for one that a picture cannot show or that would
    /// make its neighbours show in another order.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: "\u{FFFD}"
        default: scalar
        }
    }
}
