import TestSupport
import Testing

@testable import Addresses

/// Spellings of one place have one key, places that are two have two.
@Suite struct AddressKeyTests {
    private func key(_ address: String, _ parser: inout AddressParser) -> String {
        String(decoding: parser.normalise(Array(address.utf8)[...]).key, as: UTF8.self)
    }

    /// A place, and ways to write it that people use.
    private struct Place {
        var road = 1, number = 1, building = 1, unit = 1, floor = 1, room = 1

        init(_ random: inout SplitMix64) {
            road = Int.random(in: 0..<4, using: &random)
            number = Int.random(in: 1...300, using: &random)
            building = Int.random(in: 1...30, using: &random)
            unit = Int.random(in: 1...6, using: &random)
            floor = Int.random(in: 1...33, using: &random)
            room = floor * 100 + Int.random(in: 1...12, using: &random)
        }

        func written(_ random: inout SplitMix64) -> String {
            func one(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
            let roads = ["云桥路", "松涛大道", "望海二路", "五一街"]
            let prefix = one(["山东省青岛市崂山区", "青岛市崂山区", "崂山区", "山东省青岛市崂山区北宅街道", "青岛崂山区"])
            var text = prefix + roads[road] + number.description + "号"
            text += one(["", "云松花园"])
            text += one(["\(building)号楼", "\(building)幢", "第\(building)栋", "\(chinese(building))号楼"])
            text += "\(unit)单元" + one(["", "\(floor)层", "\(floor)楼"])
            text += "\(room)" + one(["室", "", "房", "号"])
            text += one(["", "(自主申报)", "（仅限办公）"])
            if Bool.random(using: &random) {
                text = String(
                    String.UnicodeScalarView(
                        text.unicodeScalars.map { scalar in
                            (48...57).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                        }))
            }
            return one([text, text.replacing("号楼", with: "號樓"), " " + text])
        }

        private func chinese(_ value: Int) -> String {
            let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
            let tens = value / 10
            return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[value % 10]
        }

        /// What no spelling leaves out.
        var identity: [Int] { [road, number, building, unit, room] }
    }

    @Test func `spellings of one place agree, two places do not`() throws {
        var parser = AddressParser(try Divisions.all.get())
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SplitMix64(seed: seed)
        var owners: [String: [Int]] = [:]
        for _ in 0..<3_000 {
            let place = Place(&random)
            let first = place.written(&random)
            let known = key(first, &parser)
            for _ in 0..<4 {
                let other = place.written(&random)
                #expect(key(other, &parser) == known, "\(first) and \(other)")
            }
            #expect(owners[known, default: place.identity] == place.identity, "\(first)")
            owners[known] = place.identity
        }
    }

    @Test(arguments: [
        ("青岛市崂山区", AddressKey.Precision.none), ("青岛市崂山区王哥庄街道", .place), ("崂山区云桥村三组", .place), ("崂山区云桥路", .road),
        ("崂山区云桥路5号", .door), ("崂山区云桥大厦", .door), ("崂山区云桥路5号2号楼", .building), ("崂山区云桥路5号3层", .floor),
        ("崂山区云桥路5号301室", .room), ("崂山区云桥路5号301室12号工位", .desk), ("", .none),
    ])
    func `the level is the finest that is told`(address: String, level: AddressKey.Precision) throws {
        var parser = AddressParser(try Divisions.all.get())
        #expect(parser.normalise(Array(address.utf8)[...]).precision == level)
    }

    @Test(arguments: [
        ("云桥路5号", "云桥路5号甲"), ("云桥路5号", "云桥路5号之一"), ("云桥路甲5号", "云桥路乙5号"), ("二环路东一段5号", "二环路东二段5号"),
        ("云桥村三组", "云桥村四组"), ("沙子口街道东村12号", "北宅街道东村12号"), ("云桥路5号1层1503室", "云桥路5号15层1503室"), ("云桥路5号负1层", "云桥路5号1层"),
        ("五一路5号", "五二路5号"), ("云𠮷路5号", "云𫚭路5号"),
    ])
    func `what differs keeps places apart`(a: String, b: String) throws {
        var parser = AddressParser(try Divisions.all.get())
        #expect(key("崂山区" + a, &parser) != key("崂山区" + b, &parser))
    }

    @Test(arguments: [
        ("首层", "1层"), ("负一层", "地下1层"), ("二十三层", "23楼"), ("10F", "10层"), ("一〇五室", "105室"), ("壹层", "1楼"), ("廿三层", "23层"),
        ("一千二百室", "1200室"),
    ])
    func `numbers are written in many ways`(a: String, b: String) throws {
        var parser = AddressParser(try Divisions.all.get())
        #expect(key("崂山区云桥路5号" + a, &parser) == key("崂山区云桥路5号" + b, &parser))
    }
}
