/// Walks over JSON (RFC 8259) in bytes without building values.
struct JSONScanner {
    /// A refusal and where it is.
    struct Failure: Error, Equatable {
        var problem: JSONProblem
        var offset: Int
    }

    /// Nested arrays and objects are kept as text; deeper than this is no
    /// record.
    static let depthMax = 64

    /// Index of the next byte; ``end`` bounds it.
    var index: Int
    let end: Int

    init(from start: Int, to end: Int) {
        index = start
        self.end = end
    }

    func failure(_ problem: JSONProblem) -> Failure {
        Failure(problem: index >= end && problem == .unexpectedByte ? .unexpectedEnd : problem, offset: index)
    }

    func next(_ text: Span<UInt8>) -> UInt8? { index < end ? text[index] : nil }

    mutating func skipSpace(_ text: Span<UInt8>) {
        while index < end {
            switch text[index] {
            case 0x20, 0x09, 0x0D, 0x0A: index += 1
            default: return
            }
        }
    }

    mutating func expect(_ byte: UInt8, _ text: Span<UInt8>) throws(Failure) {
        guard next(text) == byte else { throw failure(.unexpectedByte) }
        index += 1
    }

    /// Passes a string.
    ///
    /// - Returns: The range between the quotes, and whether it has escapes.
    mutating func string(_ text: Span<UInt8>) throws(Failure) -> (range: Range<Int>, hasEscapes: Bool) {
        try expect(UInt8(ascii: "\""), text)
        let start = index
        var hasEscapes = false
        while index < end {
            let byte = text[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return (start..<index - 1, hasEscapes)
            }
            if byte < 0x20 { throw failure(.controlCharacterInString) }
            index += 1
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                // What is escaped is judged when it is unescaped.
                if index < end { index += 1 }
            }
        }
        throw failure(.unexpectedEnd)
    }

    /// Appends the text of a string that has escapes.
    static func unescape(
        _ text: Span<UInt8>, _ range: Range<Int>, into output: inout [UInt8]
    ) throws(Failure) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                index += 1
                continue
            }
            guard index + 1 < range.upperBound else { throw Failure(problem: .invalidEscape, offset: index) }
            switch text[index + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(text[index + 1])
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = try unicodeEscape(text, at: &index, end: range.upperBound)
                output.append(contentsOf: Array(String(Character(scalar)).utf8))
                continue
            default: throw Failure(problem: .invalidEscape, offset: index)
            }
            index += 2
        }
    }

    /// Reads `\uXXXX`, or two of them that are a surrogate pair.
    private static func unicodeEscape(
        _ text: Span<UInt8>, at index: inout Int, end: Int
    ) throws(Failure) -> Unicode.Scalar {
        let start = index
        let high = try codeUnit(text, at: &index, end: end)
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, index + 1 < end, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u")
        else { throw Failure(problem: .loneSurrogate, offset: start) }
        let low = try codeUnit(text, at: &index, end: end)
        guard low >= 0xDC00, low < 0xE000,
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw Failure(problem: .loneSurrogate, offset: start) }
        return scalar
    }

    private static func codeUnit(_ text: Span<UInt8>, at index: inout Int, end: Int) throws(Failure) -> UInt32 {
        guard index + 6 <= end else { throw Failure(problem: .invalidEscape, offset: index) }
        var value: UInt32 = 0
        for place in index + 2..<index + 6 {
            guard let digit = Character(Unicode.Scalar(text[place])).hexDigitValue else {
                throw Failure(problem: .invalidEscape, offset: index)
            }
            value = value << 4 | UInt32(digit)
        }
        index += 6
        return value
    }
}

extension JSONScanner {
    /// Passes a number, `true`, `false`, `null`, array or object, checking its
    /// grammar.
    mutating func value(_ text: Span<UInt8>, depth: Int = 0) throws(Failure) {
        guard let first = next(text) else { throw failure(.unexpectedEnd) }
        switch first {
        case UInt8(ascii: "\""):
            let string = try string(text)
            if string.hasEscapes {
                var checked: [UInt8] = []
                try Self.unescape(text, string.range, into: &checked)
            }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(text)
        case UInt8(ascii: "t"): try literal("true", text)
        case UInt8(ascii: "f"): try literal("false", text)
        case UInt8(ascii: "n"): try literal("null", text)
        case UInt8(ascii: "["): try list(text, closing: UInt8(ascii: "]"), keyed: false, depth: depth)
        case UInt8(ascii: "{"): try list(text, closing: UInt8(ascii: "}"), keyed: true, depth: depth)
        default: throw failure(.unexpectedByte)
        }
    }

    private mutating func list(
        _ text: Span<UInt8>, closing: UInt8, keyed: Bool, depth: Int
    ) throws(Failure) {
        guard depth < Self.depthMax else { throw failure(.tooDeep) }
        index += 1
        skipSpace(text)
        if next(text) == closing {
            index += 1
            return
        }
        while true {
            skipSpace(text)
            if keyed {
                guard next(text) == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
                try value(text)
                skipSpace(text)
                try expect(UInt8(ascii: ":"), text)
                skipSpace(text)
            }
            try value(text, depth: depth + 1)
            skipSpace(text)
            if next(text) == closing {
                index += 1
                return
            }
            try expect(UInt8(ascii: ","), text)
        }
    }

    private mutating func literal(_ word: StaticString, _ text: Span<UInt8>) throws(Failure) {
        let start = index
        for byte in word.description.utf8 {
            guard next(text) == byte else {
                index = start
                throw failure(.invalidLiteral)
            }
            index += 1
        }
    }

    private mutating func number(_ text: Span<UInt8>) throws(Failure) {
        if next(text) == UInt8(ascii: "-") { index += 1 }
        if next(text) == UInt8(ascii: "0") {
            index += 1
        } else {
            try digits(text)
        }
        if next(text) == UInt8(ascii: ".") {
            index += 1
            try digits(text)
        }
        if let byte = next(text), byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            index += 1
            if let sign = next(text), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            try digits(text)
        }
        if let byte = next(text), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            throw failure(.invalidNumber)
        }
    }

    private mutating func digits(_ text: Span<UInt8>) throws(Failure) {
        let start = index
        while let byte = next(text), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        if index == start { throw failure(.invalidNumber) }
    }
}
