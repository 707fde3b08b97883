import Foundation
import Testing

@testable import GraphStore

struct DateCellTests {
    @Test(arguments: [
        ("2019-03-01", false), ("2019/3/1", true), ("2019.3.1", true), ("2019.03.01", true), ("20190301", true),
        ("2019年3月1日", true), ("2019年03月01日", true), ("２０１９－０３－０１", true), ("2019-03-01 00:00:00", true),
        ("2019-03-01T00:00:00", true), ("2019-03-01T00:00:00.000", true), ("2019/3/1 8:05", true),
        ("20190301000000", true),
        ("2019年3月1日 12时30分", true), ("2019-02-28T16:00:00Z", true), ("2019-02-28T16:00:00.000Z", true),
        ("2019-03-01T00:00:00+08:00", true), ("\u{FEFF}2019-03-01 ", false), ("2019-3-1", true),
    ])
    func `spellings of one day agree`(cell: String, altered: Bool) {
        let probe = CellProbe(cell, .date)
        #expect(probe.json == "\"2019-03-01\"")
        #expect(probe.notes?.day == Day(year: 2019, month: 3, day: 1)?.rawValue)
        #expect(probe.isAltered == altered)
    }

    @Test(arguments: ["2023-02-29", "2023/13/1", "20230431", "1500-01-01", "2023年2月30日", "2023-00-10", "2201-01-01"])
    func `a day that does not exist is refused as such`(cell: String) {
        #expect(CellProbe(cell, .date).failure == .dateNonexistent)
    }

    @Test(arguments: [
        "43525", "yesterday", "2019-03", "2019/03-01", "01/03/2019", "2019-03-011", "2019-03-01 99:00", "2019年3月",
        "2019-03-01x", "2019-03-011200", "2019-03-01T", "-2019-03-01", "2019--03-01", "2019-03-01 00:00:00Zz",
    ])
    func `what is no date is refused, serial numbers too`(cell: String) {
        #expect(CellProbe(cell, .date).failure == .typeDate)
    }

    @Test func `leap days follow the calendar`() {
        #expect(CellProbe("2000-02-29", .date).json == "\"2000-02-29\"")
        #expect(CellProbe("1900-02-29", .date).failure == .dateNonexistent)
    }

    @Test func `bounds are inclusive`() {
        let bounded: (inout Theme.Check) -> Void = {
            ($0.earliest, $0.latest) = (Day(year: 1949, month: 10, day: 1), Day(year: 2030, month: 1, day: 1))
        }
        #expect(CellProbe("1949-10-01", .date, check: bounded).failure == nil)
        #expect(CellProbe("1949-09-30", .date, check: bounded).failure == .dateEarliest)
        #expect(CellProbe("2030-01-02", .date, check: bounded).failure == .dateLatest)
    }

    @Test func `no date and no end are told apart`() {
        #expect(CellProbe("0000-00-00", .date).isMissing)
        let open = CellProbe("长期", .date)
        #expect(open.json == "null" && open.findings == .openEndedDate)
        #expect(CellProbe("9999-12-31", .date, required: true).findings == .openEndedDate)
    }
}

struct NumberCellTests {
    @Test(arguments: [
        ("200", "200", false), ("1,721", "1721", true), ("１２３", "123", true), ("+5", "5", true), ("007", "7", true),
        ("-12", "-12", false), ("12.0", "12", true), ("-0", "0", true), ("1，234，567", "1234567", true),
    ])
    func `integers`(cell: String, canonical: String, altered: Bool) {
        let probe = CellProbe(cell, .integer)
        #expect(probe.json == canonical)
        #expect(probe.isAltered == altered)
    }

    @Test(arguments: ["12.5", "1,23", "12,34,567", "1e5", "0x10", "一百", "1 2", "--1", "+", ".", "1.2.3", "1,", "12人"])
    func `what is no integer is refused`(cell: String) {
        #expect(CellProbe(cell, .integer).failure == .typeInteger)
    }

    @Test func `digits beyond the limits are refused, not rounded`() {
        #expect(CellProbe("999999999999999999", .integer).failure == nil)
        #expect(CellProbe("1000000000000000000", .integer).failure == .numberDigits)
        let long = "0." + String(repeating: "3", count: 38)
        #expect(CellProbe(long, .decimal).json == long)
        #expect(CellProbe(long + "3", .decimal).failure == .numberDigits)
        #expect(CellProbe(String(repeating: "9", count: 39), .decimal).failure == .numberDigits)
        #expect(CellProbe("99999999999999999999999999999999999999", .decimal).json.count == 38)
        #expect(CellProbe("16.66666666666666666667", .decimal).json == "16.66666666666666666667")
    }

    @Test(arguments: [
        ("33.34", "33.34"), ("33.34%", "33.34"), ("33.340％", "33.34"), ("100", "100"), ("0", "0"), (".5", "0.5"),
        ("5.", "5"), ("0.1 %", "0.1"), ("0.000001", "0.000001"),
    ])
    func `percentages are exact`(cell: String, canonical: String) {
        #expect(CellProbe(cell, .percent).json == canonical)
    }

    @Test func `percentages lie between 0 and 100 unless the column says otherwise`() {
        #expect(CellProbe("100.0001", .percent).failure == .rangeMaximum)
        #expect(CellProbe("-1", .percent).failure == .rangeMinimum)
        #expect(CellProbe("150", .percent) { $0.maximum = 200 }.failure == nil)
        #expect(CellProbe("5‰", .percent).failure == .typePercent)
        #expect(CellProbe("5%%", .percent).failure == .typePercent)
    }

    @Test func `bounds compare exactly as decimals`() {
        let check: (inout Theme.Check) -> Void = { ($0.minimum, $0.maximum) = (0.1, 0.3) }
        #expect(CellProbe("0.1", .decimal, check: check).failure == nil)
        #expect(CellProbe("0.3", .decimal, check: check).failure == nil)
        #expect(CellProbe("0.09999999999999999999999", .decimal, check: check).failure == .rangeMinimum)
        #expect(CellProbe("0.30000000000000000000001", .decimal, check: check).failure == .rangeMaximum)
        #expect(
            CellProbe("1" + String(repeating: "0", count: 30), .decimal) { $0.maximum = 1e20 }.failure == .rangeMaximum)
        #expect(CellProbe("-5", .decimal) { $0.minimum = -4.5 }.failure == .rangeMinimum)
    }

    @Test func `canonical text scales to integers`() {
        func scaled(_ text: String, _ digits: Int) -> Int64? {
            let bytes = Array(text.utf8)
            return DecimalText.scaled(bytes.span, fractionDigits: digits)
        }
        #expect(scaled("33.34", 6) == 33_340_000)
        #expect(scaled("-0.005", 2) == -1 && scaled("0.004", 2) == 0)
        #expect(scaled("92233720368547758.07", 2) == .max && scaled("92233720368547758.08", 2) == nil)
        #expect(scaled("abc", 2) == nil && scaled("12x", 2) == nil && scaled("", 2) == nil)
        func millionths(_ text: String) -> Int32? {
            let bytes = Array(text.utf8)
            return DecimalText.percentMillionths(bytes.span)
        }
        #expect(millionths("100") == 100_000_000 && millionths("2148") == nil)
    }

    @Test(arguments: [11, 12] as [UInt64])
    func `decimals compare and scale as Foundation's Decimal does`(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        func value(_ text: String) -> DecimalValue? {
            let bytes = Array(text.utf8)
            return DecimalText.value(bytes.span)
        }
        func draw() -> String {
            let sign = Bool.random(using: &random) ? "-" : ""
            let whole = UInt32.random(in: 0...(1 << UInt32.random(in: 0...30, using: &random)), using: &random)
            let places = Int.random(in: 0...8, using: &random)
            let fraction = (0..<places).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            return sign + String(whole) + (places > 0 ? "." + fraction : "")
        }
        for _ in 0..<2000 {
            let (a, b) = (draw(), draw())
            let (x, y) = (try #require(value(a)), try #require(value(b)))
            let (p, q) = (try #require(Decimal(string: a)), try #require(Decimal(string: b)))
            #expect((x < y) == (p < q) && (x == y) == (p == q), "seed \(seed): \(a) \(b)")
            #expect(Decimal(string: x.text) == p, "seed \(seed): \(a)")
            // Magnitudes, because ties of negative numbers are a convention.
            var magnitude = Decimal()
            var positive = (p < 0 ? -p : p) * 10000
            NSDecimalRound(&magnitude, &positive, 0, .plain)
            let expected = NSDecimalNumber(decimal: p < 0 ? -magnitude : magnitude).int64Value
            #expect(x.scaled(fractionDigits: 4) == expected, "seed \(seed): \(a)")
        }
    }
}

struct MoneyCellTests {
    @Test(arguments: [
        ("200(万元人民币)", "2000000"), ("183.8000(万人民币元)", "1838000"), ("3万人民币", "30000"), ("1,721(万)", "17210000"),
        ("100万美元", "\"1000000 USD\""), ("5000000", "5000000"), ("1.5亿", "150000000"), ("￥500", "500"),
        ("¥1,200.50", "1200.5"),
        ("50(万元)", "500000"), ("50（万元）", "500000"), ("300(万元(人民币))", "3000000"), ("300(万元（港币）)", "\"3000000 HKD\""),
        ("10(万香港元)", "\"100000 HKD\""), ("20万港币", "\"200000 HKD\""), ("7.5(万德国马克)", "\"75000 DEM\""),
        ("8(万日元)", "\"80000 JPY\""), ("12人民币元", "12"), ("12元人民币", "12"), ("9(万元美元)", "\"90000 USD\""),
        ("0.00001(万)", "0.1"), ("2千万元", "20000000"), ("1万亿元", "1000000000000"), ("人民币200万元", "2000000"),
        ("USD 300", "\"300 USD\""), ("３００（万元）", "3000000"), ("100元整", "100"), ("-5.5万", "-55000"),
        ("1000000.00", "1000000"),
        ("66.666667(万元)", "666666.67"), ("0.0000001(万美元)", "\"0.001 USD\""), ("500 万元", "5000000"), ("0(万元)", "0"),
    ])
    func `spellings of amounts`(cell: String, canonical: String) {
        let probe = CellProbe(cell, .money)
        #expect(probe.json == canonical)
        #expect(probe.isAltered == (cell != probe.json))
    }

    @Test(arguments: [
        "1e6", "1E6", "(万美元)", "万元", "abc", "100-200万", "1,23万", "100万美元港币", "5万千", "二百万", "100股", "12万34", "$",
        "1.2.3", "100万元%",
    ])
    func `what is no amount is refused`(cell: String) {
        #expect(CellProbe(cell, .money).failure == .typeMoney)
    }

    @Test func `amounts stay in range`() {
        #expect(CellProbe("1000000000000000", .money).failure == nil)
        #expect(CellProbe("1000000000000000.01", .money).failure == .rangeMaximum)
        #expect(CellProbe("-1000000000000001", .money).failure == .rangeMaximum)
        #expect(CellProbe("9999999999999亿", .money).failure == .rangeMaximum)
        #expect(CellProbe("99999999999999999999999999999999999999亿", .money).failure == .numberDigits)
        #expect(CellProbe("-1万", .money) { $0.minimum = 0 }.failure == .rangeMinimum)
        #expect(CellProbe("-1万美元", .money) { $0.minimum = 0 }.failure == .rangeMinimum)
        #expect(CellProbe("30万", .money) { $0.maximum = 200_000 }.failure == .rangeMaximum)
    }
}
