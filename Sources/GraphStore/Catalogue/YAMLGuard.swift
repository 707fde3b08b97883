/// Looks a YAML text over before the parser sees it.
///
/// The parser's own nesting and its check for equal keys recurse, so depth is
/// bounded here, and anchors are refused: a few hundred bytes of aliases to
/// aliases used as keys keep that check busy for ever.
///
/// It errs on the side of refusal: a plain (unquoted) text that looks like an
/// anchor must be quoted.
enum YAMLGuard {
    /// - Returns: nil for a text that may be parsed.
    /// - Complexity: O(bytes), no allocation.
    static func refusal(of text: String) -> YAMLFailure? {
        var scan = Scan()
        for byte in text.utf8 {
            scan.take(byte)
            if let failure = scan.failure { return failure }
        }
        return nil
    }

    private struct Scan {
        var failure: YAMLFailure?
        private var line = 1
        /// Open brackets of flow lists and maps.
        private var depth = 0
        /// List markers before the first other character of a line.
        private var dashes = 0
        /// The quote that is open, or 0. Closed at the line's end on purpose:
        /// a quote left open must not hide the following lines.
        private var quote: UInt8 = 0
        private var isComment = false
        /// The byte before, and the last byte that was no blank; a newline at
        /// the start of a line.
        private var previous = UInt8(ascii: "\n")
        private var previousInk = UInt8(ascii: "\n")
        /// The last ink was followed by a blank, as `:` and `-` must be.
        private var hadBlank = false
        /// `&`, `*` or `!` (a tag, before an anchor) stood where an anchor may.
        private var isAnchorStart = false

        mutating func take(_ byte: UInt8) {
            defer { previous = byte }
            if byte == UInt8(ascii: "\n") { return startLine() }
            if isComment { return }
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
            if isAnchorStart && !isBlank {
                failure = YAMLFailure(
                    code: .tooLarge, line: line,
                    message: "anchors, aliases and tags (&, *, !) are not allowed; put a text that begins so in quotes")
            }
            isAnchorStart = false
            if quote != 0 {
                if byte == quote && !(quote == UInt8(ascii: "\"") && previous == UInt8(ascii: "\\")) { quote = 0 }
                (previousInk, hadBlank) = (byte, false)
                return
            }
            if isBlank { hadBlank = true } else { takeInk(byte) }
        }

        private mutating func startLine() {
            (line, dashes, quote, isComment, hadBlank) = (line + 1, 0, 0, false, true)
            isAnchorStart = false
            if depth == 0 || previousInk != UInt8(ascii: ",") { previousInk = UInt8(ascii: "\n") }
        }

        private mutating func takeInk(_ byte: UInt8) {
            let opensValue = isValueStart
            switch byte {
            case UInt8(ascii: "#") where hadBlank || previous == UInt8(ascii: "\n"):
                isComment = true
                return
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if opensValue || depth > 0 { depth += 1 }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth > 0 { depth -= 1 }
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                if opensValue { quote = byte }
            case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
                isAnchorStart = opensValue
            case UInt8(ascii: "-"), UInt8(ascii: "?"):
                if opensValue { dashes += 1 }
            default:
                break
            }
            if depth > CatalogueLimits.depthMax || dashes > CatalogueLimits.depthMax {
                failure = YAMLFailure(
                    code: .tooLarge, line: line, message: "nested deeper than \(CatalogueLimits.depthMax) levels")
            }
            (previousInk, hadBlank) = (byte, false)
        }

        /// A value may begin here: at a line's start, after `- `, `? `, `: `,
        /// or after `[`, `{`, `,` within brackets.
        private var isValueStart: Bool {
            switch previousInk {
            case UInt8(ascii: "\n"): true
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): hadBlank
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): depth > 0
            default: false
            }
        }
    }
}
