/// Writes XML 1.0 of one element a line, with nothing left unescaped.
///
/// Characters that XML cannot hold even as references (controls, U+FFFE,
/// U+FFFF) become U+FFFD: what is lost can be seen.
struct XMLText {
    private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var open: [StaticString] = []

    /// A name and its value; written only when there is a value.
    typealias Attribute = (name: StaticString, value: String?)

    /// Opens an element; ``close()`` ends it.
    mutating func open(_ name: StaticString, _ attributes: [Attribute] = []) {
        addTag(name, attributes)
        add(">\n")
        open.append(name)
    }

    /// Ends the element opened last.
    mutating func close() {
        guard let name = open.popLast() else { preconditionFailure("no element is open") }
        addIndent()
        add("</\(name)>\n")
    }

    /// An element without content.
    mutating func empty(_ name: StaticString, _ attributes: [Attribute] = []) {
        addTag(name, attributes)
        add("/>\n")
    }

    /// An element with text alone in it.
    mutating func text(_ name: StaticString, _ text: String, _ attributes: [Attribute] = []) {
        addTag(name, attributes)
        add(">")
        addEscaped(text)
        add("</\(name)>\n")
    }

    private mutating func addTag(_ name: StaticString, _ attributes: [Attribute]) {
        addIndent()
        add("<\(name)")
        for case (let name, .some(let value)) in attributes {
            add(" \(name)=\"")
            addEscaped(value)
            add("\"")
        }
    }

    private mutating func addIndent() { for _ in open { add("  ") } }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func addEscaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": add("&amp;")
            case "<": add("&lt;")
            // Also in "]]>", which may not stand in text.
            case ">": add("&gt;")
            case "\"": add("&quot;")
            // A parser turns these into blanks in attributes, and a carriage
            // return into a newline anywhere, unless they are references.
            case "\t": add("&#9;")
            case "\n": add("&#10;")
            case "\r": add("&#13;")
            default:
                switch scalar.value {
                case 0..<0x20, 0xFFFE, 0xFFFF: add("\u{FFFD}")
                default: add(String(scalar))
                }
            }
        }
    }
}
