import Foundation
import TestSupport
import Testing

@testable import Addresses

/// Addresses in parts. Divisions and towns are real, everything below them is
/// made up.
@Suite struct AddressParserTests {
    @Test(arguments: [
        (
            "山东省青岛市崂山区北宅街道云桥路12号3号楼2单元501室",
            "province=山东省 city=青岛市 district=崂山区 town=北宅街道 road=云桥路 road_no=12号 building=3号楼 unit=2单元 room=501室"
        ),
        ("崂山区云桥路十二号3幢501", "district=崂山区 road=云桥路 road_no=十二号 building=3幢 room=501"),
        ("天津市静海区大邱庄镇云松村三组", "city=天津市 district=静海区 town=大邱庄镇 village=云松村三组"),
        ("东莞市长安镇云桥工业区6号", "city=东莞市 town=长安镇 road_no=6号 estate=云桥工业区"),
        ("佛山市顺德区伦教云桥路24号首层", "city=佛山市 district=顺德区 town=伦教 road=云桥路 road_no=24号 floor=首层"),
        (
            "武汉市江岸区云桥大道2020号云桥大厦B座15层1503室",
            "city=武汉市 district=江岸区 road=云桥大道 road_no=2020号 estate=云桥大厦 building=B座 floor=15层 room=1503室"
        ),
        ("大连市金州区云松苑12-2-3-1号", "city=大连市 district=金州区 estate=云松苑 building=12 unit=2 floor=3 room=1号"),
        ("上海市普陀区云桥路1809弄69号14幢129室", "city=上海市 district=普陀区 road=云桥路 road_no=1809弄69号 building=14幢 room=129室"),
        ("青岛市市南区云桥路5号甲一层", "city=青岛市 district=市南区 road=云桥路 road_no=5号甲 floor=一层"),
        ("广州市天河区云桥路103号之二自编72栋413房", "city=广州市 district=天河区 road=云桥路 road_no=103号之二 building=自编72栋 room=413房"),
        ("成都市蜀汉云桥路424号附1号", "city=成都市 road=蜀汉云桥路 road_no=424号附1号"),
        ("青岛市崂山区云桥路12号(自主申报)", "city=青岛市 district=崂山区 road=云桥路 road_no=12号 remark=自主申报"),
        ("青岛市崂山区云桥路与松涛路交汇处东侧", "city=青岛市 district=崂山区 road=云桥路 remark=与松涛路交汇处东侧"),
        ("天津开发区第六大街5号", "district=天津开发区 road=第六大街 road_no=5号"),
        ("成都市武侯区人民云桥路三段17号", "city=成都市 district=武侯区 road=人民云桥路三段 road_no=17号"),
        ("中国(湖北)自贸区宜昌片区云桥大道57-5号", "district=中国(湖北)自贸区宜昌片区 road=云桥大道 road_no=57-5号"),
        ("乐山市市中区云桥街9号", "city=乐山市 district=市中区 road=云桥街 road_no=9号"),
        ("青岛市崂山区云桥路12号2楼201-205室", "city=青岛市 district=崂山区 road=云桥路 road_no=12号 floor=2楼 room=201-205室"),
        ("青岛市崂山区云桥路12号众创空间308室5号工位", "city=青岛市 district=崂山区 road=云桥路 road_no=12号 estate=众创空间 room=308室5号工位"),
        ("", ""),
    ])
    func `an address in its parts`(address: String, expected: String) throws {
        var parser = AddressParser(try Divisions.all.get())
        let row = parser.parse(address).row
        let found = ParsedAddress.columns.compactMap { column in row[column].map { "\(column)=\($0)" } }
        #expect(found.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("崂山区云桥路12号2栋101室、3栋102室", ["370212/R云桥路/N12/B2/H101", "370212/R云桥路/N12/B3/H102"]),
        ("崂山区云桥路12号3层、松涛路8号2单元101室（自主申报）", ["370212/R云桥路/N12/F3", "370212/R松涛路/N8/U2/H101"]),
        ("崂山区云桥路12号1层、14号2层201室", ["370212/R云桥路/N12/F1", "370212/R云桥路/N14/H201"]),
        ("崂山区云桥路12号1层101室、2层201、202室", ["370212/R云桥路/N12/H101", "370212/R云桥路/N12/H201-202"]),
        ("青岛市崂山区云桥路12号、市南区松涛路8号2层", ["370212/R云桥路/N12", "370202/R松涛路/N8/F2"]),
        ("青岛市崂山区云桥路12号；青岛市市南区松涛路8号2层", ["370212/R云桥路/N12", "370202/R松涛路/N8/F2"]),
        (
            "山东省青岛市崂山区云桥路12号；山东省青岛市市南区松涛路8号2层",
            ["370212/R云桥路/N12", "370202/R松涛路/N8/F2"]
        ),
        ("北京市海淀区云桥路12号；北京市朝阳区松涛路8号2层", ["110108/R云桥路/N12", "110105/R松涛路/N8/F2"]),
        ("青岛市崂山区云桥路12号；济南市历下区松涛路8号", ["370212/R云桥路/N12", "370102/R松涛路/N8"]),
        ("青岛市高新区云桥路12号、青岛市保税区松涛路8号2层", ["370200/Z高新区/R云桥路/N12", "370200/Z保税区/R松涛路/N8/F2"]),
        ("崂山区云桥路12号、朝阳市场路8号", ["370212/R云桥路/N12", "370212/R朝阳市场路/N8"]),
        // One that is larger.
        ("崂山区云桥路12号1层、2层", ["370212/R云桥路/N12/F1-2"]),
        ("崂山区云桥路12号101室、102号", ["370212/R云桥路/N12/H101-102"]),
        ("崂山区云桥路12号2-43号、2-44号", ["370212/R云桥路/N12/H2-43-2-44"]),
        ("崂山区云桥路12号A、B栋1-4层", ["370212/R云桥路/N12/BA-B/F1-4"]),
    ])
    func `a list of premises is taken apart one by one`(address: String, keys: [String]) throws {
        var parser = AddressParser(try Divisions.all.get())
        let first = parser.parse(address)
        #expect([first.key] + first.further.map(\.key) == keys)
        // The parts of each are pieces of the source, in its order.
        for premises in [first] + first.further {
            for (part, next) in zip(premises.parts, premises.parts.dropFirst()) {
                #expect(part.bytes.upperBound <= next.bytes.lowerBound)
            }
            #expect(premises.parts.count { $0.kind == .city } <= 1, "\(premises.text)")
            for part in premises.parts {
                #expect(String(decoding: Array(address.utf8)[part.bytes], as: UTF8.self) == part.text)
            }
        }
    }

    /// Whatever stands there, the parts are pieces of it, in order.
    @Test func `parts are pieces of the source in order, whatever the source is`() throws {
        var parser = AddressParser(try Divisions.all.get())
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SplitMix64(seed: seed)
        let pieces = Array("青岛市崂山区云桥路街道村社号楼幢栋单元室层门弄附之第一二十百甲乙0123456789-（）()、，#/ABabＡ１ 　東側与交汇处\u{1F600}\u{0}内自编")
        for _ in 0..<20_000 {
            let address = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? " "
                })
            let bytes = Array(address.utf8)
            var end = 0
            for part in parser.parse(address).parts {
                #expect(part.bytes.lowerBound >= end && !part.bytes.isEmpty && part.bytes.upperBound <= bytes.count)
                #expect(part.text == String(decoding: bytes[part.bytes], as: UTF8.self), "\(address)")
                end = part.bytes.upperBound
            }
        }
    }

    @Test func `a part ends where its last character ends`() throws {
        var parser = AddressParser(try Divisions.all.get())
        let parts = parser.parse("青岛市 崂山区\u{2009}云𠮷路5号㈱").parts
        #expect(parts.map(\.text) == ["青岛市", "崂山区", "云𠮷路", "5号", "㈱"])
    }

    @Test(arguments: ["(", "一", "第", "A", "号", "云桥路0", "（1号"]) func `an endless address is left over as a remark`(
        piece: String
    ) throws {
        var parser = AddressParser(try Divisions.all.get())
        let parts = parser.parse(String(repeating: piece, count: 100_000)).parts
        #expect(parts.last?.kind == .remark && parts.count <= AddressParser.lengthMax)
    }

    @Test func `bytes that are no UTF-8 are read as nothing known`() throws {
        var parser = AddressParser(try Divisions.all.get())
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SplitMix64(seed: seed)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = parser.normalise(bytes[...])
        }
        let good = Array("青岛市崂山区云桥路12号".utf8)
        #expect(parser.normalise(good[...]).key == Array("370212/R云桥路/N12".utf8))
    }
}

/// The tables of the repository.
enum Divisions {
    static let folder =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/datasets/reference"
    static let all = Result { try Gazetteer.reading(folder) }
}
