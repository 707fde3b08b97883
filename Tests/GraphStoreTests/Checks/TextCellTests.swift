import Foundation
import Testing

@testable import GraphStore

struct TextCellTests {
    @Test(arguments: [
        "", " ", "\u{3000}", "\u{A0}\u{FEFF}", "N/A", "n/a", "NA", "NULL", "null", "None", "无", "暂无", "未知", "不详", "-",
        "--",
        "—", "——", "－", "/", "***", "空", " 无 ", "\u{200B}无\u{3000}", "Ｎ／Ａ", "\\N",
    ])
    func `placeholders are missing in every column`(cell: String) {
        for type in EveryType.all {
            let probe = CellProbe(cell, type)
            #expect(probe.isMissing && probe.json == "null", "\(type)")
            #expect(CellProbe(cell, type, required: true).failure == .requiredMissing, "\(type)")
        }
    }

    @Test(arguments: ["无锡市", "N/A级", "无。", "-1号", "空调", "未知数科技"])
    func `a placeholder inside a text is text`(cell: String) throws {
        #expect(try JSONProbe.string(CellProbe(cell, .text).json) == cell)
    }

    @Test(arguments: [
        ("  中山市\u{3000}", "中山市"), ("a\"b\\c", "a\"b\\c"), ("line\nbreak\ttab", "line\nbreak\ttab"), ("𠀀𪚥", "𠀀𪚥"),
        ("\u{200B}x\u{200D}", "x"), ("é—ß", "é—ß"), ("ＡＢＣ（甲）", "ＡＢＣ（甲）"),
    ])
    func `text is trimmed and otherwise kept`(cell: String, canonical: String) throws {
        let probe = CellProbe(cell, .text)
        #expect(try JSONProbe.string(probe.json) == canonical)
        #expect(!probe.isAltered && probe.findings.isEmpty)
    }

    @Test func `control and replacement characters are kept with a finding`() throws {
        let control = CellProbe("a\u{0}b\u{1F}c", .text)
        #expect(control.json == "\"a\\u0000b\\u001fc\"")
        #expect(control.findings == .controlCharacters)
        #expect(CellProbe("a\u{85}b", .text).findings == .controlCharacters)
        #expect(CellProbe("张\u{FFFD}", .text).findings == .replacementCharacter)
    }

    @Test(
        arguments: [
            [0xC3], [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xFF], [0xE4, 0xBD], [0x61, 0xD6, 0xD0, 0xB9, 0xFA], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func `what is not UTF-8 is refused in every column`(bytes: [UInt8]) {
        for type in EveryType.all {
            #expect(CellProbe(bytes: bytes, CellProbe.reader(type)).failure == .encodingInvalid, "\(type)")
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `UTF-8 is judged as the standard library judges it`(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        let leads: [UInt8] = [0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE3, 0xED, 0xEF, 0xF0, 0xF4, 0xF5]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &random)).map { _ in leads.randomElement(using: &random) ?? 0
            }
            let scan = TextScan(bytes.span)
            let text = String(validating: bytes, as: UTF8.self)
            #expect((scan.invalidOffset == nil) == (text != nil), "seed \(seed): \(bytes)")
            if let text { #expect(scan.characterCount == text.unicodeScalars.count, "seed \(seed): \(bytes)") }
        }
    }

    @Test func `codes are width folded and keep their case`() throws {
        let probe = CellProbe("（粤）ａＢ—１２３　号", .code)
        #expect(try JSONProbe.string(probe.json) == "(粤)aB-123 号")
        #expect(probe.isAltered)
        #expect(!CellProbe("粤市监〔2023〕12号", .code).isAltered)
    }

    @Test func `addresses stay on one line`() throws {
        let probe = CellProbe("东城街道 \r\n 1号\t\u{1}楼", .address)
        #expect(try JSONProbe.string(probe.json) == "东城街道 1号 楼")
        #expect(probe.isAltered && probe.findings.isEmpty)
        #expect(CellProbe("\u{1}", .address).isMissing)
    }

    @Test func `lengths count characters`() {
        let check: (inout Theme.Check) -> Void = { ($0.minimumLength, $0.maximumLength) = (2, 3) }
        #expect(CellProbe("甲", .text, check: check).failure == .lengthMinimum)
        #expect(CellProbe("𠀀乙丙", .text, check: check).failure == nil)
        #expect(CellProbe("甲乙丙丁", .text, check: check).failure == .lengthMaximum)
        #expect(CellProbe("1234", .integer, check: check).failure == .lengthMaximum)
        #expect(CellProbe("1234", .integer, check: check).json.isEmpty)
    }

    @Test(arguments: [
        ("####", "2023", true), ("####", "202", false), ("####", "20a3", false), ("@@-#", "Ab-1", true),
        ("@", "甲", false),
        ("?市监〔####〕*号", "粤市监〔2023〕12号", true), ("?市监〔####〕*号", "粤市监[2023]12号", true),
        ("?市监〔####〕*号", "粤市监（2023）12号", true), ("?市监〔####〕*号", "粤市监2023第12号", false), ("*", "任何", true),
        ("*a*b", "xxaxxabxb", true), ("*a*b", "xxaxxabxc", false), ("a*", "a", true), ("", "a", false),
        ("１#", "15", true),
        ("**#", "ab5", true), ("?", "𠀀", true), ("??", "𠀀", false),
    ])
    func `masks`(mask: String, text: String, fits: Bool) {
        let probe = CellProbe(text, .text) { $0.masks = [mask] }
        #expect(probe.failure == (fits ? nil : .mask))
        #expect(CellProbe(text, .text) { $0.masks = ["不会", mask] }.failure == probe.failure)
    }

    @Test func `a hostile mask and text end soon`() {
        let text = String(repeating: "a", count: 20_000)
        let probe = CellProbe(text, .text) { $0.masks = [String(repeating: "*a", count: 30) + "b"] }
        #expect(probe.failure == .mask)
    }

    @Test func `choices lead to their value`() throws {
        let type = Theme.ColumnType.choice([
            Theme.Choice(value: "存续", aliases: ["在营", "存续（在营、开业、在册）", "OPEN"]),
            Theme.Choice(value: "无", aliases: ["没有"]),
        ])
        for (cell, altered) in [("存续", false), ("在营", true), ("存续(在营、开业、在册)", true), ("open", true), (" ＯＰＥＮ ", true)] {
            let probe = CellProbe(cell, type)
            #expect(probe.json == "\"存续\"" && probe.isAltered == altered, "\(cell)")
        }
        #expect(CellProbe("无", type).json == "\"无\"", "a listed value is no placeholder")
        #expect(CellProbe("暂无", type).isMissing)
        let refused = CellProbe("注销", type)
        #expect(refused.failure == .choiceUnknown)
        if case .failed(let failure) = refused.result { #expect(failure.zh.contains("存续、无")) }
    }

    @Test(arguments: [("是", "true"), ("否", "false"), ("TRUE", "true"), ("0", "false"), ("Ｙ", "true"), ("n", "false")])
    func `booleans`(cell: String, json: String) {
        #expect(CellProbe(cell, .boolean).json == json)
        #expect(CellProbe("也许", .boolean).failure == .typeBoolean)
    }

    private func kind(ofHolder name: String) throws -> HolderNames.Kind? {
        let bytes = Array(name.utf8)
        return try CatalogueFolder.shipped.get().holderNames.kind(of: bytes.span)
    }

    @Test(
        arguments: [
            ("公众股东", .public), ("社会公众股", .public), (" 公众股东 ", .public), ("公众 股东", .public), ("库存股", .treasury),
            ("其他股东", .unnamed), ("自然人股东", .unnamed), ("-", .unnamed), ("无", .unnamed), ("Ａ股", .unnamed),
            ("a股", .unnamed),
            ("合计", .total), ("职工持股会", .collective), ("工会委员会", .collective),
        ] as [(String, HolderNames.Kind)])
    func `holders that are nobody in particular`(name: String, expected: HolderNames.Kind) throws {
        #expect(try kind(ofHolder: name) == expected)
    }

    @Test(arguments: ["张伟", "公众人物传媒有限公司", "无锡某某有限公司", "欧阳自然", "青岛某某有限公司工会委员会"])
    func `holders that are somebody`(name: String) throws {
        #expect(try kind(ofHolder: name) == nil)
    }

    @Test func `findings have a name each`() {
        #expect(CellFindings.names.count == 12 && Set(CellFindings.names).count == 12)
        #expect(
            CellFindings([.uscCheckDigitWrong, .openEndedDate]).reasonCodes == [
                "code.usc_check_digit", "date.open_ended",
            ])
    }
}

struct ContactCellTests {
    @Test(arguments: [
        ("13812345678", "13812345678"), ("138 1234 5678", "13812345678"), ("138-1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"), ("008613812345678", "13812345678"), ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"), ("0769-22223333", "0769-22223333"), ("(0769)22223333", "0769-22223333"),
        ("076922223333", "0769-22223333"), ("010-62345678", "010-62345678"), ("0769-22223333-801", "0769-22223333-801"),
        ("0769-22223333转801", "0769-22223333-801"), ("0769-22223333 ext.801", "0769-22223333-801"),
        ("86-769-22223333", "0769-22223333"), ("+86-769-22223333", "0769-22223333"), ("400-123-4567", "4001234567"),
        ("22223333", "22223333"), ("2222-3333", "22223333"), ("12345", "12345"), ("+852 2345 6789", "+85223456789"),
        ("013812345678", "13812345678"), ("13812345678、13912345678", "13812345678;13912345678"),
        ("13812345678/0769-22223333；", "13812345678;0769-22223333"),
    ])
    func `phones have one spelling`(cell: String, canonical: String) throws {
        let probe = CellProbe(cell, .phone)
        if cell == "86-769-22223333" {
            // Without a plus this is 13 digits: the country code all the same.
            #expect(probe.failure == .typePhone || probe.json == "\"\(canonical)\"")
        } else {
            #expect(probe.json == "\"\(canonical)\"")
            #expect(probe.isAltered == (cell != canonical))
        }
    }

    @Test(arguments: [
        "1381234567", "138123456789", "abc", "12812345678", "0769-2222", "张三 13812345678", ";", "+", "1381234567x",
    ])
    func `what is no phone is refused`(cell: String) {
        #expect(CellProbe(cell, .phone).failure == .typePhone)
    }

    @Test func `masked and made-up phones are no contacts`() {
        #expect(CellProbe("138****5678", .phone).findings == .maskedIdentifier)
        #expect(CellProbe("00000000000", .phone).findings == .placeholderCode)
        #expect(CellProbe("11111111111", .phone).json == "null")
    }

    @Test(arguments: [
        ("Li.Lei@Example.COM", "Li.Lei@example.com"), ("ａ@ｂ．ｃｎ", "a@b.cn"), ("a@b.cn;c@d.com.cn", "a@b.cn;c@d.com.cn"),
    ])
    func `mail addresses keep the case of the name`(cell: String, canonical: String) {
        #expect(CellProbe(cell, .email).json == "\"\(canonical)\"")
    }

    @Test(arguments: ["a", "a@", "@b.cn", "a@b", "a@b..cn", "a@-b.cn", "a@b.cn.", "a@@b.cn", "张@b.cn", "a@b_c.cn"])
    func `what is no mail address is refused`(cell: String) {
        #expect(CellProbe(cell, .email).failure == .typeEmail)
    }
}

/// One column type of each sort.
enum EveryType {
    static let all: [Theme.ColumnType] = [
        .text, .code, .companyCode, .personID, .date, .integer, .decimal, .money, .percent, .phone, .email, .address,
        .boolean,
        .choice([Theme.Choice(value: "甲", aliases: ["a"]), Theme.Choice(value: "乙\"", aliases: [])]),
    ]
}
