extension World {
    /// Appends the registered name.
    func appendName(_ index: Int, to row: inout RowBuffer) {
        let company = companies[index]
        if company.kind == .branch, company.parent != Company.none {
            appendName(Int(company.parent), to: &row)
            var random = SplitMix64(UInt64(company.nameSeed))
            let town = places.geography.towns[random.below(places.geography.towns.count)]
            row.part(town.name.hasSuffix("街道") ? String(town.name.dropLast(2)) : town.name)
            let number = random.in(1...90)
            row.part(random.pick(["第", "第", ""]))
            row.part(row.bytes.suffix(3) == Array("第".utf8)[...] ? AddressName.ordinal(number) : "\(number)号")
            row.part(random.pick(["分公司", "分公司", "分店", "门市部"]))
            return
        }
        var random = SplitMix64(UInt64(company.nameSeed))
        let trade = Trade.all[Int(company.trade)]
        let city = String(places.geography.city.dropLast())
        let districts = places.geography.districts
        let region = random.below(100)
        let inMiddle = region >= 96
        switch region {
        case ..<62: row.part(city)
        case ..<72: row.part(places.geography.city)
        case ..<80:
            row.part(places.geography.city)
            row.part(districts[random.below(districts.count)].name)
        case ..<84: row.part(String(places.geography.province.dropLast()))
        default: break
        }
        if company.ring > 0, rings[Int(company.ring) - 1].similarNames {
            var shared = SplitMix64(UInt64(rings[Int(company.ring) - 1].seed))
            row.part(shared.pick(Self.ringStems))
            row.part(tables.doubleGiven.draw(&random))
            row.part(trade.tails[0])
        } else {
            row.part(tables.tradeNames.draw(&random))
            let extra = random.below(100)
            if extra < 45 { row.part(tables.doubleGiven.draw(&random)) }
            if extra < 8 { row.part(tables.doubleGiven.draw(&random)) }
            if inMiddle {
                row.part("（")
                row.part(city)
                row.part("）")
            }
            row.part(random.pick(trade.tails))
        }
        row.part(form(company.kind, &random))
    }

    private static let ringStems = ["鑫", "瑞", "恒", "盛", "宏", "嘉", "博", "晟", "煜", "泽"]

    private func form(_ kind: CompanyKind, _ random: inout SplitMix64) -> String {
        switch kind {
        case .limited, .branch: random.chance(0.12) ? "有限责任公司" : "有限公司"
        case .joint: "股份有限公司"
        case .partnership: random.pick(["（有限合伙）", "合伙企业（有限合伙）", "中心（有限合伙）"])
        case .soleProprietor: random.pick(["店", "经营部", "商行", "服务部", "工作室", "店（个体工商户）"])
        case .cooperative: random.pick(["专业合作社", "农民专业合作社"])
        }
    }

    /// The name as a string, for reports.
    func name(_ index: Int) -> String {
        var row = RowBuffer()
        appendName(index, to: &row)
        return String(decoding: row.bytes, as: UTF8.self)
    }

    /// The 18-character code; with its planted fault, where it has one.
    func code(_ index: Int) -> [UInt8] {
        let company = companies[index]
        let prefix: String
        switch company.kind {
        case .soleProprietor: prefix = "92"
        case .cooperative: prefix = "93"
        default: prefix = "91"
        }
        let letters = company.established >= Self.newCodes.number
        var code = Codes.unified(
            prefix: prefix, division: division(of: company), serial: Int(company.serial), letters: letters)
        switch company.codeFault {
        case 1: code[17] = code[17] == UInt8(ascii: "8") ? UInt8(ascii: "9") : UInt8(ascii: "8")
        case 2:
            // A wrong organisation check under a right outer one.
            code[16] = code[16] == UInt8(ascii: "3") ? UInt8(ascii: "4") : UInt8(ascii: "3")
            code[17] = Codes.unifiedCheck(Array(code[..<17]))
        case 3: code = Array("无".utf8)
        case 4: code = Array(code[..<17])
        default: break
        }
        return code
    }

    /// From October 2015 on, new bodies begin with MA.
    static let newCodes = CalendarDay(2015, 10, 1)

    /// The county code of the registered address.
    func division(of company: Company) -> Int {
        let estate = places.estates[Int(places.units[Int(company.unit)].estate)]
        return places.geography.districts[places.geography.towns[Int(estate.town)].district].code
    }
}

/// Numbers in names.
enum AddressName {
    /// 一, 二, … as used in 第三分公司.
    static func ordinal(_ number: Int) -> String { Places.chinese(number) }
}
