import Foundation
import Testing

@testable import GraphStore

struct CellFuzzTests {
    /// Pieces that the readers look for, so that random cells get deep.
    private static let pieces: [[UInt8]] = [
        "万", "亿", "元", "(", ")", "（", "人民币", "美元", "年", "月", "日", "2019", "03", "-", "/", ".", ",", "%", "％", "１", "＊",
        "*", "0",
        "9144", "MA", "X", "T", ":", "Z", "+86", "@", "a", "\"", "\\", "\n", "\u{0}", "\u{3000}", "\u{FEFF}", "转", "、",
        "无", "N/A",
        "99999999999999999999", "e5", "𠀀", "\u{FFFD}", "\u{85}", "#", "110105194912310", "02X", "13812345678",
    ].map { Array($0.utf8) }

    private func cell(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            if Int.random(in: 0..<8, using: &random) == 0 {
                bytes.append(UInt8.random(in: .min ... .max, using: &random))
            } else {
                bytes += Self.pieces.randomElement(using: &random) ?? []
            }
        }
        if Int.random(in: 0..<10, using: &random) == 0, !bytes.isEmpty { bytes.removeLast() }
        return bytes
    }

    @Test(arguments: [101, 102, 103] as [UInt64])
    func `random bytes never trap and the payload stays JSON`(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        let checked: (inout Theme.Check) -> Void = {
            ($0.minimum, $0.maximum, $0.minimumLength, $0.maximumLength) = (-1e9, 1e12, 1, 40)
            $0.masks = ["*#*", "*@", "?*?"]
            $0.latest = Day(year: 2100, month: 1, day: 1)
        }
        let readers = EveryType.all.flatMap { [CellProbe.reader($0), CellProbe.reader($0, check: checked)] }
        var outcomes = (missing: 0, value: 0, failed: 0)
        for _ in 0..<1500 {
            let bytes = cell(&random)
            var row = ByteBuilder(capacity: 256)
            row.append("[")
            for reader in readers {
                let start = row.count
                if start > 1 { row.append(0x2C) }
                let before = row.count
                switch reader.read(bytes.span, into: &row) {
                case .missing: outcomes.missing += 1
                case .value(let notes):
                    outcomes.value += 1
                    let value = row.bytes[before...]
                    #expect(notes.isNull == value.elementsEqual("null".utf8), "seed \(seed): \(bytes)")
                case .failed(let failure):
                    outcomes.failed += 1
                    let count = row.count
                    #expect(count == before && !failure.zh.isEmpty && !failure.en.isEmpty)
                    row.truncate(to: start)
                }
            }
            row.append(0x5D)
            let json = row.bytes
            #expect(throws: Never.self, "seed \(seed): \(bytes)") { try JSONSerialization.jsonObject(with: Data(json)) }
        }
        print("outcomes \(outcomes)")
        #expect(outcomes.missing > 0 && outcomes.value > 0 && outcomes.failed > 0)
    }

    @Test(arguments: [7, 8] as [UInt64])
    func `reading a canonical value again changes nothing`(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        // A hash is not a document number.
        let types = EveryType.all.filter { $0 != .personID }
        for _ in 0..<3000 {
            let bytes = cell(&random)
            // Foundation drops U+FEFF behind an escape: no oracle for it.
            if String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FEFF}") { continue }
            for type in types {
                let first = CellProbe(bytes: bytes, CellProbe.reader(type))
                guard let notes = first.notes, !notes.isNull else { continue }
                let value = try JSONProbe.value(first.json)
                let text = value as? String ?? first.json
                let second = CellProbe(text, type)
                #expect(second.json == first.json, "seed \(seed): \(type) \(bytes)")
                #expect(
                    type == .companyCode || !second.isAltered || text.contains("USD"), "seed \(seed): \(type) \(bytes)")
            }
        }
    }
}
