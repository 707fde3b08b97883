import Foundation
import Testing

@testable import Addresses

/// Names of divisions.
@Suite struct GazetteerTests {
    @Test(
        arguments: [
            ("青岛", 370200), ("青岛市", 370200), ("天津", 120000), ("静海", 120118), ("甘孜", 513300), ("恩施", 422800),
            ("没有的地方", 0),
        ] as [(String, UInt32)])
    func `a city by what people call it`(name: String, code: UInt32) throws {
        #expect(try Divisions.all.get().code(ofCity: name) == code)
    }

    /// A name of many places is that of the city named before it.
    @Test(
        arguments: [
            ("北京市朝阳区云桥路1号", 110105), ("长春市朝阳区云桥路1号", 220104), ("福州市鼓楼区云桥路1号", 350102), ("徐州市鼓楼区云桥路1号", 320302),
            ("北京朝阳区云桥路1号", 110105), ("山东省青岛市四方区云桥路1号", 370205), ("东莞市长安镇云桥路1号", 441900),
            ("广州增城市云桥路1号", 440183), ("乐山市中区云桥路1号", 511102), ("咸阳市乾县云桥路1号", 610424),
        ] as [(String, UInt32)])
    func `a name of many places is that of the city before it`(address: String, code: UInt32) throws {
        var parser = AddressParser(try Divisions.all.get())
        _ = parser.parse(address)
        #expect((parser.place.county == 0 ? parser.place.city : parser.place.county) == code)
    }

    /// Names are compared folded, as addresses are: 乾县 and 於潜镇 are found whatever
    /// folding makes of them.
    @Test func `every name of the tables is found in an address`() throws {
        let gazetteer = try Divisions.all.get()
        #expect(gazetteer.divisions.count > 48_000)
        for name in gazetteer.divisionNames {
            let units = Array(AddressText.folded(name).units)
            let found = gazetteer.names.longest(in: units, at: 0, end: units.count)
            #expect(found?.end == units.count, "\(name)")
        }
    }

    @Test(
        arguments: [
            (370212, "山东省青岛市崂山区"), (110108, "北京市海淀区"), (429004, "湖北省仙桃市"), (370200, "山东省青岛市"),
            (370212003, "山东省青岛市崂山区"), (370205, "山东省青岛市四方区"), (410211, "河南省开封市金明区"),
            (542329, "西藏自治区日喀则地区白朗县"), (999999, nil),
        ] as [(UInt32, String?)])
    func `a division by its full name`(code: UInt32, name: String?) throws {
        #expect(try Divisions.all.get().fullName(of: code) == name)
    }

    @Test func `a city that several are called is none`() throws {
        let gazetteer = try Divisions.all.get()
        #expect(gazetteer.code(ofCity: "鼓楼区") == 0 && gazetteer.code(ofCity: "朝阳区") == 0)
        #expect(gazetteer.code(ofCity: "青島") == 370200)
    }

    @Test func `a broken table is told with its line`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gazetteer-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // a leftover of a test
        let missing = #expect(throws: GazetteerError.self) { try Gazetteer.reading(folder) }
        #expect(missing?.file.hasSuffix("gbt2260_2023_pca.csv") == true && missing?.line == nil)
        try "code6,name\n370200,青岛市\n37,坏\n".write(
            toFile: folder + "/gbt2260_2023_pca.csv", atomically: true, encoding: .utf8)
        let broken = #expect(throws: GazetteerError.self) { try Gazetteer.reading(folder) }
        #expect(broken?.line == 3 && broken?.description.contains(":3: expected a code") == true)
    }
}
