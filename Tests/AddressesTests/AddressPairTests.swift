import Foundation
import Testing

@testable import Addresses

/// How near two addresses are.
@Suite struct AddressPairTests {
    typealias Label = AddressPairJudge.Label

    @Test(arguments: [
        ("青岛", "青岛市崂山区云桥路12号", "崂山区云桥路１２號", Label.unit),
        ("青岛", "崂山区云桥路12号3号楼2单元501室", "崂山区云桥路12号3幢2单元501", .unit),
        ("青岛", "崂山区云桥路12号云桥大厦1503室", "崂山区云桥路12号15层1503室", .unit),
        ("青岛", "崂山区云桥路12号501室", "崂山区云桥路12号502室", .building),
        ("青岛", "崂山区云桥路12号501室", "崂山区云桥路12号", .building),
        ("青岛", "崂山区云桥路12号之一", "崂山区云桥路12号之二", .building),
        ("青岛", "崂山区云桥路12号", "崂山区云桥路14号", .street),
        ("青岛", "崂山区云松花园3号楼501", "崂山区云松花园4号楼501", .street),
        ("青岛", "崂山区云桥大厦A座501室", "崂山区云桥大厦B座501室", .building),
        ("青岛", "崂山区云桥村三组", "崂山区云桥村四组", .street),
        ("青岛", "崂山区云桥村", "崂山区云桥村村委会", .unit),
        ("青岛", "崂山区云桥路12号", "市南区云桥路12号", .different),
        ("青岛", "四方区云桥路12号", "市北区云桥路12号", .unit),
        ("青岛", "崂山区云桥路12号", "崂山区松涛路12号", .different),
        ("青岛", "崂山区云桥路一段12号", "崂山区云桥路三段12号", .street),
        ("青岛", "崂山区云桥路12号云松花园A区", "崂山区云松花园A座", .street),
        ("青岛", "崂山区人民路1段5号", "崂山区人民路一段5号", .unit),
        ("北京", "海淀区云桥南大街甲18号", "海淀区云桥南大街甲20号", .street),
        ("北京", "海淀区云桥南大街甲18号院1号楼13层1305", "北京市海淀区云桥南大街甲18号院1号楼1305室", .unit),
        ("长春", "长春市净月开发区云桥路12#", "长春市云桥路12号", .unit),
        ("哈尔滨", "哈尔滨市道里区云桥第五大道2118号3号商服", "道里区云桥第五大道2118号3号", .unit),
        ("上海", "上海市崇明县长兴镇云桥公路1800号3号楼1234室(上海云松经济发展区)", "崇明区长兴镇云桥公路1800号3幢1234室", .unit),
        ("重庆", "重庆市渝北区云桥大道883号附5号", "渝北区云桥大道883号附6号", .building),
        ("厦门", "厦门市思明区云桥路195号之二", "思明区云桥路195号之2", .unit),
        ("大连", "大连市金州区云松苑12-2-3-1号", "金州区云松苑12栋2单元3层1号", .unit),
        ("", "", "", .different),
    ])
    func `pairs made up for each rule`(city: String, a: String, b: String, label: Label) throws {
        var judge = AddressPairJudge(try Divisions.all.get())
        let verdict = judge.judge(a, b, city: city)
        #expect(verdict.label == label, "\(verdict.reason)")
        // Nobody is first.
        #expect(judge.judge(b, a, city: city).label == label)
        #expect(!verdict.reason.isEmpty && (0...1).contains(verdict.score))
    }
}
