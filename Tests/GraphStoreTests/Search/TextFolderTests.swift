import Testing

@testable import GraphStore

struct TextFolderTests {
    private func folded(_ text: String) -> String { String(decoding: TextFolder.key(text), as: UTF8.self) }

    @Test(arguments: [
        ("ＡＢＣ（深圳）·有限公司", "abc深圳有限公司"),
        ("騰訊科技（深圳）有限公司", "腾讯科技深圳有限公司"),
        ("臺灣龍門", "台湾龙门"),
        ("長沙市嶽麓區", "长沙市岳麓区"), ("滙豐", "汇丰"), ("著名姊妹", "著名姊妹"),
        ("Müller-Lüdenscheidt GmbH & Co.", "müllerlüdenscheidtgmbhco"),
        ("ｱﾊﾟﾚﾙ㈱", "アパレル株"),
        ("二○○八年", "二〇〇八年"),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提"), ("阿卜杜拉•买买提", "阿卜杜拉买买提"), ("阿卜杜拉・买买提", "阿卜杜拉买买提"),
        ("３号楼 ２－１０１", "3号楼2101"),
        ("①②", "12"),
        ("𠀀𠮷食品", "𠀀𠮷食品"),
        ("\u{F900}", "岂"),
        (" \t\u{3000}—\u{200B}", ""),
        ("", ""),
    ])
    func `the same writing folds to the same key`(text: String, key: String) {
        #expect(folded(text) == key)
    }

    @Test func `folding a key gives the key again, for every character`() {
        var unstable: [UInt32] = []
        for value in UInt32(1)...0x323AF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = folded(String(scalar))
            if folded(once) != once { unstable.append(value) }
        }
        #expect(unstable.isEmpty, "\(unstable.prefix(20).map { String($0, radix: 16) })")
    }

    @Test func `simplified forms are single characters that stay as they are`() {
        #expect(TextFolder.simplified("龍") == "龙")
        #expect(TextFolder.simplified("龙") == "龙")
        #expect(TextFolder.simplified("a") == "a")
        #expect(TextFolder.simplified("𠀀") == "𠀀")
        for value in UInt32(0x3400)...0x9FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let simple = TextFolder.simplified(scalar)
            if TextFolder.simplified(simple) != simple { Issue.record("\(scalar) → \(simple)") }
        }
    }

    @Test func `malformed bytes leave no trace and do not stop the rest`() {
        for bad: [UInt8] in [[0xFF], [0xE5, 0x8F], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            var key: [UInt8] = []
            TextFolder.fold((Array("公A".utf8) + bad + Array("司".utf8)).span, into: &key)
            #expect(String(decoding: key, as: UTF8.self) == "公a司")
        }
    }
}

struct ByteSearchTests {
    @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 40])
    func `finds what a plain loop finds, at every place of long and short ranges`(needleLength: Int) {
        var random = SearchRandom(seed: UInt64(needleLength))
        let haystack = (0..<700).map { _ in UInt8.random(in: 48...49, using: &random) }
        for _ in 0..<400 {
            let start = Int.random(in: 0..<haystack.count, using: &random)
            let end = Int.random(in: start...haystack.count, using: &random)
            let from = Int.random(in: 0...(haystack.count - needleLength), using: &random)
            let needle = Array(haystack[from..<(from + needleLength)])
            let expected = (start...end).first { place in
                place + needleLength <= end && Array(haystack[place..<(place + needleLength)]) == needle
            }
            let found = ByteSearch.firstOffset(of: needle.span, in: haystack.span, range: start..<end)
            #expect(found == expected, "range \(start)..<\(end) needle \(needle)")
        }
    }
}

/// A small generator that gives the same numbers for the same seed (SplitMix64).
struct SearchRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
