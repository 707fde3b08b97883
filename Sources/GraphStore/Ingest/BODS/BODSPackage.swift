internal import Foundation

/// The statements of one BODS package, each with its place in the file, and
/// what was no statement.
///
/// A package is a JSON array of statements, or statements one after the other
/// (NDJSON).
struct BODSPackage: Sendable {
    /// Where a statement stands.
    struct Place: Sendable {
        /// Its text in ``bytes``.
        var range: Range<Int>
        /// Line on which it begins, from 1.
        var line: Int
        /// Number among the statements, from 1.
        var number: Int
    }

    /// What was read of a place.
    struct Entry: Sendable {
        var place: Place
        var statement: BODSStatement
    }

    /// A place without a usable statement.
    struct Broken: Sendable {
        var place: Place
        /// `row.json`, `row.encoding`, `row.too_long` or `bods.statement`.
        var reason: String
        var message: String
    }

    let bytes: [UInt8]
    private(set) var entries: [Entry] = []
    private(set) var broken: [Broken] = []
    /// How many more entities and interests are taken.
    private var claimsLeft: Int

    /// Reads a whole file; a test need not fill one to meet its bound.
    ///
    /// - Throws: ``IngestError``: `package.too_large`, `json.invalid` for an
    ///   array that breaks off or has something else than values separated by
    ///   commas (which state would be the latest is then not known), and what
    ///   opening throws.
    init(item: InputItem, claimCountMax: Int = BODSLimits.claimCountMax) throws(IngestError) {
        claimsLeft = claimCountMax
        do throws(IngestError) {
            let bytes = try Self.allBytes(of: item)
            self.bytes = bytes
            var reader = Reader(end: bytes.count)
            try reader.read(bytes) { (place, problem) throws(IngestError) in
                try add(place, problem)
            }
        } catch {
            throw error.naming(item.displayName)
        }
    }

    private static func allBytes(of item: InputItem) throws(IngestError) -> [UInt8] {
        let source = try item.open()
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try source.fill(&piece, from: 0)
            guard bytes.count + count <= BODSLimits.packageByteCountMax else {
                throw IngestError(
                    .packageTooLarge,
                    "the package has more than \(BODSLimits.packageByteCountMax >> 20) MiB; deliver it in parts, each "
                        + "with the records that its relationships name")
            }
            bytes += piece[..<count]
            if count < piece.count { return bytes }
        }
    }

    private mutating func add(_ place: Place, _ problem: JSONProblem?) throws(IngestError) {
        guard place.number <= BODSLimits.statementCountMax else {
            throw IngestError(
                .packageTooLarge,
                "the package has more than \(BODSLimits.statementCountMax) statements; deliver it in parts",
                line: place.line)
        }
        func refuse(_ reason: String, _ message: String) {
            broken.append(Broken(place: place, reason: reason, message: message))
        }
        if let problem { return refuse("row.json", "不是 JSON 对象 \(problem.reason)") }
        guard place.range.count <= BODSLimits.statementByteCountMax else {
            return refuse("row.too_long", "声明过长 the statement is longer than 8 MiB")
        }
        guard UTF8Validator.isValid(bytes.span.extracting(place.range)) else {
            return refuse("row.encoding", "字节不是 UTF-8 the statement's bytes are not UTF-8")
        }
        let statement: BODSStatement
        do {
            statement = try JSONDecoder().decode(BODSStatement.self, from: Data(bytes[place.range]))
        } catch let error as DecodingError {
            return refuse("bods.statement", "不是 BODS 0.4 声明 " + Self.message(of: error))
        } catch {
            return refuse("bods.statement", "不是 BODS 0.4 声明 the statement cannot be decoded")
        }
        claimsLeft -= statement.claimCount
        guard claimsLeft >= 0 else {
            throw IngestError(
                .packageTooLarge,
                "the package has more than \(BODSLimits.claimCountMax) entities and interests; deliver it in parts, each "
                    + "with the records that its relationships name",
                line: place.line)
        }
        entries.append(Entry(place: place, statement: statement))
    }

    /// What is wrong and at which key, without the value.
    private static func message(of error: DecodingError) -> String {
        func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            (context.codingPath + (last.map { [$0] } ?? [])).map { key in
                key.intValue.map(String.init) ?? key.stringValue
            }.joined(separator: "/")
        }
        return switch error {
        case .keyNotFound(let key, let context): "\(path(context, key)) is missing"
        case .typeMismatch(_, let context): "\(path(context)) is not of the type that the standard says"
        case .valueNotFound(_, let context): "\(path(context)) is null"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? context.debugDescription : "\(path(context)): \(context.debugDescription)"
        @unknown default: "the statement cannot be decoded"
        }
    }
}

extension BODSPackage {
    /// Finds the statements in the text.
    private struct Reader {
        let end: Int
        private var line = 1
        private var lineEnd = 0
        private var number = 0

        init(end: Int) { self.end = end }

        mutating func read(
            _ bytes: [UInt8], found: (Place, JSONProblem?) throws(IngestError) -> Void
        ) throws(IngestError) {
            let text = bytes.span
            let hasMark = end >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
            var scanner = JSONScanner(from: hasMark ? 3 : 0, to: end)
            scanner.skipSpace(text)
            if scanner.next(text) == UInt8(ascii: "[") {
                try array(text, &scanner, found)
            } else {
                try lines(text, &scanner, found)
            }
        }

        /// The place of the value that begins at an offset, its end still open.
        private mutating func place(_ text: Span<UInt8>, from start: Int, to end: Int) -> Place {
            while lineEnd < start {
                if text[lineEnd] == 0x0A { line += 1 }
                lineEnd += 1
            }
            number += 1
            return Place(range: start..<end, line: line, number: number)
        }

        private mutating func array(
            _ text: Span<UInt8>, _ scanner: inout JSONScanner,
            _ found: (Place, JSONProblem?) throws(IngestError) -> Void
        ) throws(IngestError) {
            scanner.index += 1
            while let range = try element(text, &scanner) {
                let isObject = text[range.lowerBound] == UInt8(ascii: "{")
                try found(place(text, from: range.lowerBound, to: range.upperBound), isObject ? nil : .notAnObject)
            }
        }

        /// The next element of the array; nil at its end.
        private func element(_ text: Span<UInt8>, _ scanner: inout JSONScanner) throws(IngestError) -> Range<Int>? {
            do throws(JSONScanner.Failure) {
                scanner.skipSpace(text)
                if scanner.next(text) == UInt8(ascii: "]") {
                    scanner.index += 1
                    scanner.skipSpace(text)
                    if scanner.index < end { throw scanner.failure(.textAfterObject) }
                    return nil
                }
                if number > 0 {
                    try scanner.expect(UInt8(ascii: ","), text)
                    scanner.skipSpace(text)
                }
                let start = scanner.index
                try scanner.value(text, depth: 1)
                return start..<scanner.index
            } catch {
                throw broken(text, error)
            }
        }

        private mutating func lines(
            _ text: Span<UInt8>, _ scanner: inout JSONScanner,
            _ found: (Place, JSONProblem?) throws(IngestError) -> Void
        ) throws(IngestError) {
            while scanner.index < end {
                let start = scanner.index
                var problem: JSONProblem?
                do throws(JSONScanner.Failure) {
                    guard text[start] == UInt8(ascii: "{") else { throw scanner.failure(.notAnObject) }
                    try scanner.value(text)
                } catch {
                    // What follows on the line belongs to what is broken.
                    problem = error.problem
                    while scanner.index < end, text[scanner.index] != 0x0A { scanner.index += 1 }
                }
                try found(place(text, from: start, to: scanner.index), problem)
                scanner.skipSpace(text)
            }
        }

        private func broken(_ text: Span<UInt8>, _ failure: JSONScanner.Failure) -> IngestError {
            var line = 1
            for index in 0..<min(failure.offset, end) where text[index] == 0x0A { line += 1 }
            return IngestError(
                .jsonInvalid,
                "the array of statements is not whole: \(failure.problem.reason); nothing of it is taken, as a later "
                    + "state of its records may be in what is broken; deliver it again",
                line: line, offset: failure.offset)
        }
    }
}
