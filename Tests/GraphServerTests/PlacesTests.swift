import Addresses
import Foundation
import GraphStore
import Profile
import TestSupport
import Testing

@testable import GraphServer

/// Places of made-up addresses: every unit is written in several ways, and the
/// estate often instead of road and number.
@Suite struct PlacesTests {
    /// Homes of four estates, one on a road of two names.
    private struct Unit: Hashable {
        var estate: Int
        var building: Int
        var room: Int

        private static let doors = ["云桥路12号", "松涛大道7号", "望海二路88号", "仙霞岭路3号"]
        private static let names = ["云松花园", "海澜公馆", "瑞和家园", "景岚苑小区"]

        func written(_ random: inout SplitMix64) -> String {
            func one(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
            let prefix = one(["青岛市崂山区", "崂山区", "山东省青岛市崂山区北宅街道", "山东省青岛市崂山区"])
            let place = one([
                Self.doors[estate] + Self.names[estate], Self.doors[estate], Self.names[estate],
            ])
            return prefix + place + one(["\(building)号楼", "\(building)栋", "\(building)幢"])
                + one(["\(room)室", "\(room)", "\(room)房", "\(room / 100)层\(room)室"]) + one(["", "", "（自主申报）"])
        }
    }

    private static func addresses(seed: UInt64) -> [(unit: Unit, text: String)] {
        var random = SplitMix64(seed: seed)
        return (0..<240).map { _ in
            let unit = Unit(
                estate: Int.random(in: 0..<4, using: &random), building: Int.random(in: 1...4, using: &random),
                room: Int.random(in: 1...6, using: &random) * 100 + Int.random(in: 1...2, using: &random))
            return (unit, unit.written(&random))
        }
    }

    private static func places(_ texts: [String]) async throws -> (view: ServedView, places: Places) {
        let store = try FictionalStore()
        var rows = "name,code,established,status,province,city,address\n"
        for (number, text) in texts.enumerated() {
            rows += "青岛第\(number)号试验有限公司,\(Fiction.code(2_000 + number)),2020-01-01,存续,山东省,青岛市,\(text)\n"
        }
        try store.deliver(["registration.csv": rows])
        let view = try await store.server().views.current
        return (view, try view.places())
    }

    /// Sets of addresses that are one place.
    private static func partition(_ view: ServedView, _ places: Places) -> Set<Set<String>> {
        var sets: [PlaceID: Set<String>] = [:]
        for node in places.addresses {
            guard let place = places.place(of: NodeID(node)) else { continue }
            sets[place, default: []].insert(view.snapshot.nodes.names[node])
        }
        return Set(sets.values)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `spellings of one unit are one place, in whatever order they come`(seed: UInt64) async throws {
        print("seed \(seed)")
        let addresses = Self.addresses(seed: seed)
        let (view, places) = try await Self.places(addresses.map(\.text))
        var unitOf: [String: Unit] = [:]
        for (unit, text) in addresses { unitOf[text] = unit }
        let partition = Self.partition(view, places)
        #expect(partition.reduce(0) { $0 + $1.count } == unitOf.count)
        for set in partition { #expect(Set(set.compactMap { unitOf[$0] }).count == 1, "\(set)") }
        #expect(partition.count == Set(unitOf.values).count)
        var random = SplitMix64(seed: seed &+ 1)
        let (otherView, other) = try await Self.places(addresses.map(\.text).shuffled(using: &random))
        #expect(Self.partition(otherView, other) == partition)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `a new address finds the place that it would get in the data`(seed: UInt64) async throws {
        print("seed \(seed)")
        let addresses = Self.addresses(seed: seed)
        let (known, new) = (addresses.prefix(180), addresses.dropFirst(180))
        let (view, places) = try await Self.places(known.map(\.text))
        var placeOf: [Unit: PlaceID] = [:]
        let nodes = Dictionary(
            places.addresses.map { (view.snapshot.nodes.names[$0], NodeID($0)) },
            uniquingKeysWith: { first, _ in first })
        for (unit, text) in known { placeOf[unit] = nodes[text].flatMap { places.place(of: $0) } }
        for (unit, text) in new { #expect(places.locate(text, city: "青岛").place == placeOf[unit], "\(text)") }
    }

    @Test func `an address that lists several premises is at each`() async throws {
        let texts = [
            "崂山区云桥路12号2栋101室、3栋102室", "崂山区云桥路12号3栋102室", "崂山区云桥路12号2栋", "崂山区云桥路12号4栋1层、松涛大道7号5栋601室", "崂山区松涛大道7号5栋",
        ]
        let (view, places) = try await Self.places(texts)
        func node(_ text: String) throws -> NodeID {
            NodeID(try #require(places.addresses.first { view.snapshot.nodes.names[$0] == text }))
        }
        func place(_ text: String) throws -> PlaceID { try #require(places.place(of: node(text))) }
        let (list, room) = (try node(texts[0]), try place(texts[1]))
        #expect(places.furtherPlaces(of: list) == [room])
        #expect(places.companyCount(in: room) == 2)
        #expect(places.allAddresses(of: room) == [list, try node(texts[1])].sorted())
        // Of the two at the list's first building one is there with a room of it.
        #expect(places.companyCount(in: try place(texts[2])) == 2)
        // What nobody else names first is no place of its own, nor counted as what it is part of.
        #expect(places.furtherPlaces(of: try node(texts[3])) == [])
        #expect(places.companyCount(in: try place(texts[4])) == 1)
        #expect(places.furtherPlaces(of: try node(texts[1])) == [])
        let day = try #require(Day(iso: "2024-06-30"))
        let risk = try view.risk(under: try #require(view.rules.registrationRisk.first), on: day)
        #expect(risk.ranking.companies(at: room).count == 2)
        #expect(risk.counter.companies(inAndBelow: room).count == 2)
        let check = risk.counter.check(IntendedRegistration(address: texts[0])) { risk.ranking.companies(at: $0) }
        #expect(check.remarks.contains { $0.kind == .severalPremises })
    }

    @Test func `every place is part of a coarser one, and its representative lies in it`() async throws {
        let (_, places) = try await Self.places(Self.addresses(seed: 5).map(\.text))
        for index in 0..<places.count {
            let place = PlaceID(rawValue: UInt32(index))
            for part in places.parts(of: place) {
                #expect(places.parent(of: part) == place)
                #expect(places.level(of: part) > places.level(of: place))
            }
            let all = places.allAddresses(of: place)
            #expect(all.first == places.representative(of: place))
            #expect(all.count >= places.spellings(of: place).count)
        }
    }
}
