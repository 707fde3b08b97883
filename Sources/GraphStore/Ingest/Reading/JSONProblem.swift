/// Why a line of NDJSON is not the object of scalars that it should be.
public enum JSONProblem: UInt8, Sendable, CaseIterable {
    case notAnObject = 1
    case unexpectedEnd
    case unexpectedByte
    case invalidNumber
    case invalidLiteral
    case invalidEscape
    case loneSurrogate
    case controlCharacterInString
    case duplicateKey
    case tooManyKeys
    case tooDeep
    case textAfterObject

    /// One clause for messages.
    public var reason: String {
        switch self {
        case .notAnObject: "the line is not a JSON object"
        case .unexpectedEnd: "the line ends inside the object"
        case .unexpectedByte: "a character that JSON does not allow here"
        case .invalidNumber: "a number that JSON does not allow"
        case .invalidLiteral: "a word other than true, false and null"
        case .invalidEscape: "an escape that JSON does not know"
        case .loneSurrogate: "half of a surrogate pair"
        case .controlCharacterInString: "a control character in a string, which must be escaped"
        case .duplicateKey: "a key appears twice"
        case .tooManyKeys: "the file has more than \(JSONLinesGrammar.columnCountMax) different keys"
        case .tooDeep: "values are nested more than \(JSONScanner.depthMax) deep"
        case .textAfterObject: "text after the object"
        }
    }
}
