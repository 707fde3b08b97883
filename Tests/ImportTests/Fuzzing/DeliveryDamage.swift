import Foundation

/// Makes malformed deliveries from good ones: the same seed makes the same files.
struct DeliveryDamage<Random: RandomNumberGenerator> {
    /// What is done to a file.
    enum Kind: String, CaseIterable {
        case flippedBytes, truncatedFile, truncatedLines, strayQuotes, nulBytes, hugeField, damagedHeader
        case swappedColumns, missingColumn, otherEncoding, mixedEncodings, noise, emptyFile, onlyHeader
        case lineEndings, repeatedHeader, controlCharacters, damagedGzip, damagedZip, brokenJSON
    }

    struct Delivery {
        var name: String
        var bytes: [UInt8]
        /// How many rows the file has, where the damage leaves no doubt.
        var rows: Int?
    }

    var random: Random

    init(random: Random) { self.random = random }

    /// A damaged copy of a CSV or NDJSON file.
    mutating func damage(_ original: [UInt8], theme: String, kind: Kind, number: Int, isJSON: Bool) -> Delivery {
        let name = "\(theme)-\(number)\(isJSON ? ".ndjson" : ".csv")"
        switch kind {
        case .flippedBytes, .nulBytes, .strayQuotes, .controlCharacters, .noise:
            return Delivery(name: name, bytes: changedBytes(original, kind), rows: nil)
        case .truncatedFile:
            return Delivery(
                name: name, bytes: Array(original.prefix(Int.random(in: 0...original.count, using: &random))), rows: nil
            )
        case .emptyFile: return Delivery(name: name, bytes: [], rows: nil)
        case .damagedGzip, .damagedZip: return damagedArchive(original, name, kind)
        case .otherEncoding, .mixedEncodings, .brokenJSON:
            return Delivery(name: name, bytes: encoded(original, kind), rows: nil)
        default: return damagedLines(original, name, kind, isJSON: isJSON)
        }
    }

    private mutating func place(in bytes: [UInt8]) -> Int { Int.random(in: 0..<max(bytes.count, 1), using: &random) }

    private mutating func changedBytes(_ original: [UInt8], _ kind: Kind) -> [UInt8] {
        var bytes = original
        guard !bytes.isEmpty else { return bytes }
        switch kind {
        case .flippedBytes:
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                bytes[place(in: bytes)] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            }
        case .nulBytes:
            for _ in 0..<Int.random(in: 1...20, using: &random) { bytes[place(in: bytes)] = 0 }
        case .strayQuotes:
            for _ in 0..<Int.random(in: 1...9, using: &random) {
                bytes.insert(UInt8(ascii: "\""), at: place(in: bytes))
            }
        case .controlCharacters:
            for _ in 0..<30 { bytes.insert(UInt8.random(in: 1..<32, using: &random), at: place(in: bytes)) }
        default:
            bytes = (0..<Int.random(in: 1...4000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }

    private mutating func encoded(_ original: [UInt8], _ kind: Kind) -> [UInt8] {
        let text = String(decoding: original, as: UTF8.self)
        switch kind {
        case .otherEncoding:
            let encodings: [String.Encoding] = [.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf16]
            let encoding = encodings[Int.random(in: 0..<encodings.count, using: &random)]
            return text.data(using: encoding).map { Array($0) } ?? []
        case .brokenJSON:
            let broken = [
                "{", "{\"a\":", "[1,2]", "null", "{\"a\":{\"b\":[[[[", "{\"a\":\"\\ud800\"}", "{\"a\":1e999}", "}{",
            ]
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for _ in 0..<8 {
                lines.insert(
                    broken[Int.random(in: 0..<broken.count, using: &random)],
                    at: Int.random(in: 0...lines.count, using: &random))
            }
            return Array(lines.joined(separator: "\n").utf8)
        default:
            // 青岛 in GB18030 in the middle of a file in UTF-8.
            var bytes = original
            for _ in 0..<5 { bytes.insert(contentsOf: [0xC7, 0xE0, 0xB5, 0xBA], at: place(in: bytes)) }
            return bytes
        }
    }

    private mutating func damagedArchive(_ original: [UInt8], _ name: String, _ kind: Kind) -> Delivery {
        // The magic of gzip or zip before what is none.
        let isGzip = kind == .damagedGzip
        let magic: [UInt8] = isGzip ? [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] : [0x50, 0x4b, 3, 4, 20, 0, 0, 8]
        let length = Int.random(in: 0...min(2000, original.count), using: &random)
        return Delivery(name: isGzip ? name + ".gz" : name + ".zip", bytes: magic + original.prefix(length), rows: nil)
    }

    /// Damage that keeps the lines apart, so that the number of rows is known.
    ///
    /// The files given have no line feed inside a field.
    private mutating func damagedLines(_ original: [UInt8], _ name: String, _ kind: Kind, isJSON: Bool) -> Delivery {
        var lines = original.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).map(Array.init)
        let comma = UInt8(ascii: ",")
        let first = isJSON ? 0 : 1
        guard lines.count > first else { return Delivery(name: name, bytes: original, rows: nil) }
        let hasQuotes = original.contains(UInt8(ascii: "\""))
        var isKnown = !isJSON && !hasQuotes
        switch kind {
        case .truncatedLines:
            for _ in 0..<10 {
                let line = Int.random(in: first..<lines.count, using: &random)
                lines[line] = Array(lines[line].prefix(max(1, Int.random(in: 0..<lines[line].count, using: &random))))
            }
            // A cut character may make the file look like another encoding's.
            isKnown = false
        case .hugeField:
            let line = Int.random(in: first..<lines.count, using: &random)
            let length = [100_000, 3_000_000, 9_000_000][Int.random(in: 0..<3, using: &random)]
            lines[line].insert(
                contentsOf: [UInt8](repeating: UInt8(ascii: "x"), count: length), at: lines[line].count / 2)
            if isJSON || hasQuotes { isKnown = false }
        case .damagedHeader:
            for _ in 0..<4 { lines[0].insert(UInt8.random(in: 33..<127, using: &random), at: place(in: lines[0])) }
            isKnown = false
        case .swappedColumns:
            for line in first..<lines.count where Bool.random(using: &random) {
                var fields = lines[line].split(separator: comma, omittingEmptySubsequences: false)
                fields.shuffle(using: &random)
                lines[line] = Array(fields.joined(separator: [comma]))
            }
        case .missingColumn:
            for line in first..<lines.count where line % 3 == 0 {
                lines[line] = Array(
                    lines[line].split(separator: comma, omittingEmptySubsequences: false).dropLast().joined(separator: [
                        comma
                    ]))
            }
        case .onlyHeader: lines = [lines[0]]
        case .repeatedHeader: lines.insert(lines[0], at: Int.random(in: 1...lines.count, using: &random))
        default: break
        }
        let ending: [UInt8] = kind == .lineEndings ? [13, 10] : [10]
        let bytes = Array(lines.joined(separator: ending))
        return Delivery(name: name, bytes: bytes, rows: isKnown ? lines.count - 1 : nil)
    }
}
