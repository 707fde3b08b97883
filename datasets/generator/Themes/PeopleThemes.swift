/// 董事监事高级管理人员: every present and former post.
struct OfficerTheme: ThemeEmitter {
    let theme = "officer"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for (number, post) in world.posts.enumerated() {
            var random = world.random(Stream.officer, number)
            row.clear()
            world.addSubject(Int(post.company), &random, to: &row)
            world.addPerson(post.person, slot: "person", &random, to: &row)
            row.add(Post.roles[Int(post.role)])
            if random.chance(0.15) { row.part(world.people.birth(post.person).year) }
            row.end()
            row.add(random.chance(0.5) ? (world.people.isMan(post.person) ? "男" : "女") : "")
            row.add(post.role == 3 || post.role == 1 ? "聘任" : random.chance(0.7) ? "选举" : "委派")
            row.add(CalendarDay(number: post.since))
            row.add(post.until > 0 ? CalendarDay(number: post.until) : nil)
            try sink.write(&row, truth: &truth)
        }
    }
}

/// 法定代表人任职: the present representative of each company, then former ones.
struct LegalRepresentativeTheme: ThemeEmitter {
    let theme = "legal_representative"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var ends: [UInt32: Int32] = [:]
        for post in world.formerReps { ends[post.company] = max(ends[post.company] ?? 0, post.until) }
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for number in 0..<sink.distinctCount {
            var random = world.random(Stream.officer, number &+ 1 << 40)
            row.clear()
            if number < world.companies.count {
                let index = world.company(atPosition: number)
                let company = world.companies[index]
                let since = ends[UInt32(index)].map { CalendarDay(number: $0) } ?? company.establishedDay
                fill(
                    company.rep, index, since: since, until: company.ended > 0 ? company.lastDay : nil, world, &random,
                    &row)
            } else {
                let post = world.formerReps[number - world.companies.count]
                fill(
                    post.person, Int(post.company), since: CalendarDay(number: post.since),
                    until: CalendarDay(number: post.until),
                    world, &random, &row)
            }
            try sink.write(&row, truth: &truth)
        }
    }

    private func fill(
        _ person: UInt32, _ index: Int, since: CalendarDay, until: CalendarDay?, _ world: borrowing World,
        _ random: inout SplitMix64, _ row: inout RowBuffer
    ) {
        world.addSubject(index, &random, to: &row)
        world.addPerson(person, slot: "person", identified: 0.27, &random, to: &row)
        row.add("居民身份证")
        switch world.companies[index].kind {
        case .soleProprietor: row.add("经营者")
        case .branch: row.add("负责人")
        case .partnership: row.add("执行事务合伙人")
        case .joint: row.add("董事长")
        default: row.add(random.chance(0.8) ? "执行董事" : "经理")
        }
        row.add(random.chance(0.7) ? "选举" : "委派")
        row.add(3)
        row.add(since)
        // A term cannot end before it begins, whatever happened first.
        row.add(until.map { max($0, since) })
    }
}

/// 亲属关系.
struct RelationshipTheme: ThemeEmitter {
    let theme = "relationship"
    private static let words = ["配偶", "父母", "子女", "兄弟姐妹"]
    private static let canonical = ["spouse", "parent", "child", "sibling"]

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for (number, kin) in world.kin.enumerated() {
            var random = world.random(Stream.officer, number &+ 1 << 41)
            row.clear()
            world.addPerson(kin.person, slot: "subject", identified: 0.28, &random, to: &row)
            world.addPerson(kin.relative, slot: "relative", identified: 0.28, &random, to: &row)
            row.add((random.chance(0.5) ? Self.words : Self.canonical)[Int(kin.kind.rawValue)])
            row.add(kin.kind == .spouse ? "婚姻登记" : "户籍登记")
            row.part(370_000_000 + number % 90_000_000)
            row.end()
            row.add(CalendarDay(number: kin.since))
            row.skip()
            try sink.write(&row, truth: &truth)
        }
    }
}

/// 分支机构: which company a branch belongs to.
struct BranchTheme: ThemeEmitter {
    let theme = "branch"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        let branches = world.companies.indices.filter { world.companies[$0].kind == .branch }
        guard branches.count >= sink.distinctCount else {
            throw GeneratorError("branch: \(branches.count) branches, \(sink.distinctCount) rows asked for")
        }
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for number in 0..<sink.distinctCount {
            let index = branches[number * branches.count / sink.distinctCount]
            let company = world.companies[index]
            var random = world.random(Stream.officer, number &+ 1 << 42)
            row.clear()
            world.addSubject(index, &random, to: &row)
            row.part(bytes: world.code(Int(company.parent)))
            row.end()
            world.appendName(Int(company.parent), to: &row)
            row.end()
            row.add(random.chance(0.7) ? "分公司" : "门店")
            row.add(random.chance(0.3) ? "独立核算" : "非独立核算")
            row.add(world.division(of: company))
            row.add(Int(company.headCount))
            row.add(company.establishedDay)
            row.add(company.ended > 0 ? company.lastDay : nil)
            try sink.write(&row, truth: &truth)
        }
    }
}
