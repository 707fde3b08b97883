import Testing

@testable import GraphStore

struct ReadingPropertyTests {
    /// Pieces of text that have hurt CSV readers.
    private static let pieces = [
        "", "a", "甲", "𠀀", "\"", "\"\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", " ", "\u{FEFF}", "1",
        "有限公司", "é", "\u{3000}",
    ]

    private func randomField(_ random: inout ReadingSeed) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            text += Self.pieces.randomElement(using: &random) ?? ""
        }
        return text
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `tables that were written read back the same, cut anywhere`(seed: UInt64) throws {
        var random = ReadingSeed(seed)
        for trial in 0..<150 {
            let columns = Int.random(in: 1...6, using: &random)
            let header = (0..<columns).map { "列\($0)" }
            let rows = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                (0..<columns).map { _ in randomField(&random) }
            }
            var csv = CSVWriter(byteOrderMark: Bool.random(using: &random))
            csv.row(header)
            for row in rows { csv.row(row) }
            let encoding = try #require(
                [TextEncoding.utf8, .gb18030, .utf16LittleEndian].randomElement(using: &random))
            var bytes = csv.bytes
            if encoding == .utf16LittleEndian, bytes.first != 0xEF { bytes = [0xEF, 0xBB, 0xBF] + bytes }
            bytes = TextDecoder.encode(bytes[...], to: encoding)
            let piece = Int.random(in: 1...40, using: &random)
            let item = InputItem.memory(bytes, name: "a.csv", pieceByteCount: piece)
            let table = try ReadTable(item, window: Int.random(in: 64...300, using: &random))
            #expect(table.header == header, "seed \(seed) trial \(trial)")
            #expect(table.rows == rows, "seed \(seed) trial \(trial)")
            #expect(table.flags.allSatisfy { $0.subtracting(.mayHideRows).isEmpty }, "seed \(seed) trial \(trial)")
        }
    }

    @Test(arguments: [20_240_601, 1, 2, 3, 4] as [UInt64])
    func `mutated files never trap, and every byte of them is in exactly one row`(seed: UInt64) throws {
        var random = ReadingSeed(seed)
        var refused = 0
        for trial in 0..<200 {
            var csv = CSVWriter()
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                csv.row(["甲公司\(trial)", randomField(&random), "广东省中山市", randomField(&random)])
            }
            var bytes = csv.bytes
            if Bool.random(using: &random) { bytes = TextDecoder.encode(bytes[...], to: .gb18030) }
            for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, &random) }
            let item = InputItem.memory(
                bytes, name: "a.csv", pieceByteCount: Int.random(in: 1...100, using: &random))
            do {
                let table = try ReadTable(
                    item, header: .given(["a", "b", "c", "d"]), window: Int.random(in: 64...4096, using: &random))
                expectTiling(table, bytes, "seed \(seed) trial \(trial)")
            } catch {
                #expect(
                    [.encodingUnknown, .formatUnknown].contains(error.code), "seed \(seed) trial \(trial): \(error)")
                refused += 1
            }
        }
        print("mutated files: seed \(seed), 200 read, \(refused) refused for their encoding")
        #expect(refused < 60)
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout ReadingSeed) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let marks: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x00, 0x80, 0xFF, 0xE5, 0x81, 0x30]
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
        case 2: bytes.remove(at: place)
        case 3: bytes.removeLast(Int.random(in: 0...min(20, bytes.count), using: &random))
        default: bytes.insert(contentsOf: bytes[place..<min(place + 30, bytes.count)], at: place)
        }
    }

    /// The oracle: rows in order, separated by line ends alone, are the file;
    /// and a row's line is one more than the line ends before it.
    private func expectTiling(_ table: ReadTable, _ bytes: [UInt8], _ comment: Comment) {
        // The rule for CR alone as line end, and the decoded marks of a file,
        // make cases of their own; here are those of LF and CRLF.
        guard bytes.prefix(64).contains(0x0A) else { return }
        var place = 0
        var line = 1
        func skipLineEnds() {
            while place < bytes.count {
                if bytes[place] == 0x0A {
                    place += 1
                } else if bytes[place...].starts(with: [0x0D, 0x0A]) {
                    place += 2
                } else {
                    return
                }
                line += 1
            }
        }
        for (index, original) in table.originals.enumerated() {
            skipLineEnds()
            guard bytes[place...].starts(with: original) else {
                Issue.record("row \(index) is not the next text of the file: \(comment)")
                return
            }
            #expect(table.lines[index] == line, comment)
            line += original.count { $0 == 0x0A }
            place += original.count
        }
        skipLineEnds()
        let rest = Array(bytes[place...])
        #expect(rest.isEmpty || rest == [0x0D], comment)
        #expect(table.numbers == Array(1...max(1, table.rows.count)).prefix(table.rows.count).map { $0 }, comment)
    }

    @Test func `random NDJSON lines never trap and each is a row`() throws {
        let seed: UInt64 = 7
        var random = ReadingSeed(seed)
        for trial in 0..<500 {
            let lines = (0..<5).map { number in
                var line = Array(#"{"名":"甲\n\u7532","n":-1.5e+3,"x":[{"y":null},true],"k\#(number)":"v"}"#.utf8)
                for _ in 0..<Int.random(in: 0...3, using: &random) { mutate(&line, &random) }
                return line.filter { $0 != 0x0A && $0 < 0x80 }
            }
            let filled = lines.filter { line in line.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } }
            guard !filled.isEmpty else { continue }
            let item = InputItem.memory(Array(lines.joined(separator: [0x0A])), name: "a.ndjson")
            let table = try ReadTable(item)
            #expect(table.rows.count == filled.count, "seed \(seed) trial \(trial)")
            for (row, flags) in zip(table.rows, table.flags) where flags.contains(.invalidJSON) {
                #expect(row.isEmpty, "seed \(seed) trial \(trial)")
            }
        }
    }
}
