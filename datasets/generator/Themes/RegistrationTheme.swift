/// 企业登记: every company once.
struct RegistrationTheme: ThemeEmitter {
    let theme = "registration"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for position in world.companies.indices {
            let index = world.company(atPosition: position)
            var random = world.random(Stream.registration, index)
            row.clear()
            fill(index, world, &random, &row)
            try sink.write(&row, truth: &truth)
        }
    }

    private func fill(_ index: Int, _ world: borrowing World, _ random: inout SplitMix64, _ row: inout RowBuffer) {
        let company = world.companies[index]
        let day = company.establishedDay
        world.appendName(index, to: &row)
        row.end()
        if company.codeFault > 0 { row.plant(Self.faults[Int(company.codeFault) - 1]) }
        row.part(bytes: world.code(index))
        row.end()
        if company.established < World.newCodes.number, random.chance(0.6) {
            row.part(bytes: world.registrationNumber(index))
        }
        row.end()
        if random.chance(0.04), company.kind != .branch { formerName(world, company, &random, &row) }
        row.end()
        row.add(day)
        row.add(type(index, world))
        row.add(company.status.word)
        world.addPerson(company.rep, slot: "legal_representative", identified: 0.28, &random, to: &row)
        capital(company, &random, &row)
        world.appendScope(index, to: &row)
        row.end()
        let industries = Trade.all[Int(company.trade)].industries
        row.add(industries[random.below(industries.count)])
        let geography = world.places.geography
        let estate = world.places.estates[Int(world.places.units[Int(company.unit)].estate)]
        let district = geography.districts[geography.towns[Int(estate.town)].district].name
        row.part(random.chance(0.9) ? geography.city + district : district)
        row.part("市场监督管理局")
        row.end()
        row.add(geography.province)
        row.add(geography.city)
        row.add(random.chance(0.93) ? district : "")
        world.addAddress(company.unit, of: index, slot: "registered", year: day.year, &random, to: &row)
        if company.businessUnit != Company.none {
            world.addAddress(company.businessUnit, of: index, slot: "business", year: day.year, &random, to: &row)
        } else {
            row.skip()
        }
        phone(company, world, &random, &row)
        if random.chance(0.08) { email(company, &random, &row) }
        row.end()
        row.add(company.ended > 0 ? CalendarDay(number: company.ended) : nil)
    }

    static let faults = ["wrong_unified_check", "wrong_organisation_check", "placeholder_code", "short_code"]

    private func formerName(
        _ world: borrowing World, _ company: Company, _ random: inout SplitMix64, _ row: inout RowBuffer
    ) {
        row.part(String(world.places.geography.city.dropLast()))
        row.part(world.tables.tradeNames.draw(&random))
        row.part(random.pick(Trade.all[Int(company.trade)].tails))
        row.part("有限公司")
    }

    private func type(_ index: Int, _ world: borrowing World) -> String {
        let company = world.companies[index]
        switch company.kind {
        case .joint: return "股份有限公司(非上市、自然人投资或控股)"
        case .partnership: return "有限合伙企业"
        case .soleProprietor: return "个体工商户"
        case .cooperative: return "农民专业合作社"
        case .branch: return "有限责任公司分公司(自然人投资或控股)"
        case .limited: break
        }
        let holders = world.holdingRanges[index].map { world.holdings[Int($0)] }.filter { $0.until == 0 }
        guard holders.count == 1, let only = holders.first else {
            return holders.allSatisfy { $0.kind == .state } && !holders.isEmpty ? "有限责任公司(国有独资)" : "有限责任公司(自然人投资或控股)"
        }
        switch only.kind {
        case .person: return "有限责任公司(自然人独资)"
        case .state: return "有限责任公司(国有独资)"
        default: return "有限责任公司(法人独资)"
        }
    }

    /// The spellings of real files, foreign currency among them.
    private func capital(_ company: Company, _ random: inout SplitMix64, _ row: inout RowBuffer) {
        defer { row.end() }
        guard company.capitalYuan > 0, !random.chance(0.05) else { return }
        let wan = Int(company.capitalYuan) / 10_000
        let roll = random.below(1000)
        if wan == 0 {
            row.part(Int(company.capitalYuan))
            row.part("(人民币元)")
            return
        }
        switch roll {
        case ..<14: row.part("\(wan)(万美元)")
        case ..<18: row.part("\(wan)万港元")
        case ..<520: row.part("\(wan)(万元人民币)")
        case ..<800: row.part("\(wan)万人民币")
        case ..<860:
            if wan >= 1000 {
                row.part(wan / 1000)
                row.part(",")
                row.part(wan % 1000, width: 3)
            } else {
                row.part(wan)
            }
            row.part("(万)")
        case ..<930:
            row.part(wan)
            row.part(".000000万元")
        default: row.part(Int(company.capitalYuan))
        }
    }

    /// Given by less than half; by shells and customers of agents, the agent's.
    private func phone(
        _ company: Company, _ world: borrowing World, _ random: inout SplitMix64, _ row: inout RowBuffer
    ) {
        defer { row.end() }
        guard random.chance(company.ring > 0 ? 0.7 : 0.42) else { return }
        if company.agent != Company.none {
            world.people.appendPhone(company.agent, to: &row, noise: &random)
        } else if random.chance(0.2) {
            row.part(world.scale.name == "city" ? "0757-" : "0532-")
            row.part(Int(mixed(UInt64(company.serial) &+ 77) % 90_000_000) + 10_000_000 - (random.chance(0.01) ? 1 : 0))
        } else {
            world.people.appendPhone(company.rep, to: &row, noise: &random)
        }
    }

    private func email(_ company: Company, _ random: inout SplitMix64, _ row: inout RowBuffer) {
        let key = company.agent != Company.none ? company.agent &* 7919 : company.nameSeed
        row.part(Int(key % 900_000_000) + 100_000)
        row.part(random.chance(0.7) ? "@example.com" : "@mail.example.cn")
    }
}

extension World {
    /// Appends the business scope: phrases of the trade and of the frequency
    /// table, joined as people join them.
    func appendScope(_ index: Int, to row: inout RowBuffer) {
        let company = companies[index]
        let shared = company.ring > 0 && rings[Int(company.ring) - 1].similarNames
        var random = random(Stream.scope, shared ? -Int(company.ring) : index)
        let trade = Trade.all[Int(company.trade)]
        let permitted = random.chance(0.1)
        if permitted { row.part("一般项目：") }
        let count = 2 + Int(random.pareto(1.6) * 2.6)
        let separator = random.pick(["、", "；", "、", "，", ";"])
        var used: Set<Int> = []
        for n in 0..<min(count, 24) {
            let own = n < 5 && random.chance(0.75)
            let choice = own ? random.below(trade.phrases.count) : 1_000 + tables.scopePhrases.drawIndex(&random)
            guard used.insert(choice).inserted else { continue }
            if used.count > 1 { row.part(separator) }
            row.part(own ? trade.phrases[choice] : tables.scopePhrases.words[choice - 1_000])
        }
        if permitted { row.part("（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）") }
        if random.chance(0.17) { row.part("。（依法须经批准的项目，经相关部门批准后方可开展经营活动）") }
    }
}
