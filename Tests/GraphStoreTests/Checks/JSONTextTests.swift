import Foundation
import Testing

@testable import GraphStore

/// The escaping of strings against Foundation's reading of JSON.
@Suite struct JSONTextTests {
    private static let texts = [
        "", "plain", "中文𠮷", "\"\\/", "\u{0}\u{1}\u{8}\u{9}\u{a}\u{c}\u{d}\u{1f}\u{7f}", "a\"b\\c\nd",
        "<script>&'</script>",
        "\u{2027}\u{2028}\u{2029}\u{202a}", "前\u{2028}后\u{2029}", "x\u{fefe}", "𐍈é\u{10ffff}", "\u{2028}",
    ]

    private func quoted(_ text: String, forScripts: Bool) -> [UInt8] {
        // Something stands in front and must stay.
        var bytes = ByteBuilder(capacity: 64)
        bytes.append(0x5B)
        JSONText.append(text.utf8Span.span, forScripts: forScripts, to: &bytes)
        bytes.append(0x5D)
        return bytes.bytes
    }

    @Test(arguments: texts, [false, true])
    func `what is written is read back as it was`(text: String, forScripts: Bool) throws {
        let json = quoted(text, forScripts: forScripts)
        let read = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String])
        #expect(read == [text])
        #expect(Array(read[0].utf8) == Array(text.utf8))
    }

    @Test func `any text of random scalars is read back as it was`() throws {
        let seed: UInt64 = 0x4A53_4F4E
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
                // Foundation drops U+FEFF; the test below is about it.
                Unicode.Scalar(UInt32.random(in: 0...0x3000, using: &random))
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            for forScripts in [false, true] {
                let json = quoted(String(text), forScripts: forScripts)
                let read = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String])
                #expect(Array(read[0].unicodeScalars) == scalars)
            }
        }
    }

    @Test func `text for scripts holds nothing that ends a script, a line or the file's start`() {
        let text = "</script>&\u{7f}\u{2028}\u{2029}\u{feff}"
        let json = String(decoding: quoted(text, forScripts: true), as: UTF8.self)
        #expect(json == #"["\u003c/script\u003e\u0026\u007f\u2028\u2029\ufeff"]"#)
        #expect(quoted("a<b", forScripts: false) == Array("[\"a<b\"]".utf8))
    }
}
