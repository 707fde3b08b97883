/// 标准地址: buildings of the address library, with floors and use. About one
/// in eight buildings is not in it.
struct StandardAddressTheme: ThemeEmitter {
    let theme = "standard_address"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        let total = world.places.estates.reduce(0) { $0 + Self.blocks(of: $1) }
        guard total >= sink.distinctCount else {
            throw GeneratorError("standard_address: \(total) buildings, \(sink.distinctCount) rows asked for")
        }
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        var passed = 0
        var written = 0
        for (number, estate) in world.places.estates.enumerated() {
            for block in 0..<Self.blocks(of: estate) {
                passed += 1
                // Evenly spread over all buildings, whatever their number.
                guard written < passed * sink.distinctCount / total else { continue }
                written += 1
                row.clear()
                fill(number, estate, block: block + 1, world, &row)
                try sink.write(&row, truth: &truth)
            }
        }
    }

    /// Villages are one entry each; their houses have no plates in the library.
    static func blocks(of estate: Estate) -> Int { estate.kind == .village ? 1 : Int(estate.blockCount) }

    private func fill(
        _ number: Int, _ estate: Estate, block: Int, _ world: borrowing World, _ row: inout RowBuffer
    ) {
        var random = world.random(Stream.standardAddress, number * 256 + block)
        let places = world.places
        let town = places.geography.towns[Int(estate.town)]
        let road = places.geography.roads[Int(estate.road)]
        let isVillage = estate.kind == .village
        let alone = Self.blocks(of: estate) == 1 && estate.kind != .residential
        let level = isVillage ? PlaceLevel.place : alone ? .doorplate : .building
        row.mention(
            Unit(
                estate: UInt32(number), block: UInt16(alone || isVillage ? 0 : block), floor: 0, room: 0, desk: 0,
                level: level),
            slot: "subject")
        places.spellStandard(estate: number, block: alone || isVillage ? 0 : block, level: level, into: &row)
        row.end()
        row.add(places.geography.province)
        row.add(places.geography.city)
        row.add(places.geography.districts[town.district].name)
        row.add(town.name)
        row.add(isVillage ? "" : road.name)
        if !isVillage {
            row.part(Int(estate.door))
            row.part("号")
            if estate.annex > 0 { row.part("附\(estate.annex)号") }
        }
        row.end()
        row.add(isVillage ? town.villages[Int(estate.community)] : places.estateNames[Int(estate.name)])
        if !alone, !isVillage { row.part("\(block)") }
        row.end()
        row.add(isVillage ? 3 : Int(estate.floors))
        row.add(isVillage ? 300 : Int(estate.floors) * Int(estate.rooms))
        row.add(estate.kind.use)
        let renamed = road.renamedYear > 0 && !isVillage
        row.add(renamed ? "renumbered" : random.chance(0.01) ? "demolished" : "in use")
        let since = CalendarDay(random.in(1985...2015), random.in(1...12), random.in(1...28))
        row.add(since)
        row.skip()
    }
}

extension Places {
    /// Appends the library's spelling of a building.
    func spellStandard(estate index: Int, block: Int, level: PlaceLevel, into row: inout RowBuffer) {
        let estate = estates[index]
        let town = geography.towns[Int(estate.town)]
        row.part(geography.province)
        row.part(geography.city)
        row.part(geography.districts[town.district].name)
        row.part(town.name)
        guard estate.kind != .village else {
            row.part(town.villages[Int(estate.community)])
            return
        }
        let road = geography.roads[Int(estate.road)]
        row.part(road.name)
        row.part(Int(estate.door))
        row.part("号")
        if estate.annex > 0 { row.part("附\(estate.annex)号") }
        row.part(estateNames[Int(estate.name)])
        if block > 0 { appendBlock(estate, block, AddressStyle.standard, &row) }
    }
}

/// 托管地址: licensed hosts.
struct HostAddressTheme: ThemeEmitter {
    let theme = "host_address"
    private static let kinds = ["cluster registration", "incubator", "market", "service hall"]

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for (number, host) in world.hosts.prefix(sink.distinctCount).enumerated() {
            var random = world.random(Stream.standardAddress, number &+ 1 << 40)
            let since = CalendarDay(number: host.since)
            row.clear()
            var style = AddressStyle.standard
            style.town = random.chance(0.5)
            row.mention(world.places.units[Int(host.unit)], slot: "hosted")
            world.places.spell(unit: Int(host.unit), year: since.year, style: style, into: &row)
            row.end()
            world.appendName(Int(host.host), to: &row)
            row.end()
            row.part(bytes: world.code(Int(host.host)))
            row.end()
            row.add(Self.kinds[Int(host.kind)])
            row.part("\(world.documentPlace)集群备〔\(since.year)〕\(number + 1)号")
            row.end()
            row.add(random.pick([50, 100, 200, 300, 500]))
            row.add(scaled: random.in(400...90_000), decimals: 1)
            row.add(since)
            row.add(since + 3_650)
            try sink.write(&row, truth: &truth)
        }
    }
}
