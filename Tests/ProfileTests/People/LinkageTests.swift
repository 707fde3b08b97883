import GraphStore
import Profile
import Testing

/// What the linkage of people does with one sort of evidence at a time.
struct LinkageTests {
    /// A little town: people with different names and nothing in common, among
    /// whom a surname and a given name are common or rare.
    private static func town(of count: Int = 300) -> MentionWorld {
        var world = MentionWorld()
        world.contactCount = 100 + count
        let surnames = ["张", "王", "李", "刘", "陈", "杨", "赵", "黄", "周", "吴"]
        let given = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋"]
        for index in 0..<count {
            // 张 and 伟 are every third: 张伟 is a frequent name even before one is there.
            let surname = index % 3 == 0 ? "张" : surnames[index % 10]
            let name = index % 3 == 1 ? "伟" : given[index / 10 % 10]
            guard surname + name != "张伟" else { continue }
            _ = world.add(surname + name, contact: 100 + index)
        }
        return world
    }

    private func bits(_ world: MentionWorld, _ a: Int, _ b: Int, _ kind: LinkageEvidenceKind) throws -> Double? {
        let people = try world.link(.fixed)
        return people.evidence(world.person(a), world.person(b)).first { $0.kind == kind }?.bits
    }

    @Test func `the same evidence says more of a rare name than of a frequent one`() throws {
        var world = Self.town()
        let frequent = [world.add("张伟", contact: 0).person, world.add("张伟", contact: 0).person]
        let rare = [world.add("尉迟恭", contact: 1).person, world.add("尉迟恭", contact: 1).person]
        let people = try world.link(.fixed)
        let common = try #require(try bits(world, frequent[0], frequent[1], .name))
        let strange = try #require(try bits(world, rare[0], rare[1], .name))
        // 张伟 is expected in a town of so many 张 and so many 伟; 尉迟恭 is not.
        #expect(strange - common > 5, "\(common) \(strange)")
        #expect(people.entity(of: world.person(rare[1])) == world.person(rare[0]))
        let link = people.merges.first { $0.a == world.person(rare[0]) }
        #expect(link?.probability ?? 0 > 0.99 && link?.standing == .merged)
    }

    @Test func `an agent's telephone says almost nothing, a telephone of two companies says much`() throws {
        var world = Self.town()
        for index in 0..<200 { _ = world.add("客户\(index)", contact: 2) }
        let clients = [world.add("张伟", contact: 2).person, world.add("张伟", contact: 2).person]
        let pair = [world.add("王芳华", contact: 3).person, world.add("王芳华", contact: 3).person]
        #expect(try #require(try bits(world, clients[0], clients[1], .contact)) < 1)
        #expect(try #require(try bits(world, pair[0], pair[1], .contact)) > 5)
        let people = try world.link(.fixed)
        #expect(people.entity(of: world.person(clients[0])) != people.entity(of: world.person(clients[1])))
    }

    @Test func `a name alone never makes one person of two mentions, however rare`() throws {
        var world = Self.town()
        let pair = [world.add("尉迟恭").person, world.add("尉迟恭").person]
        var settings = LinkageSettings.fixed
        settings.weights?.recurrence = 1_000
        let people = try world.link(settings)
        #expect(people.entity(of: world.person(pair[0])) != people.entity(of: world.person(pair[1])))
        let link = try #require(people.possiblySame.first { $0.a == world.person(pair[0]) })
        #expect(link.standing == .uncorroborated && link.probability > 0.99)
    }

    /// ```
    ///  372… 尉迟恭 ── phone 0 ── 尉迟恭 ── phone 1 ── 尉迟恭 370…
    /// ```
    @Test func `two identifiers never come together through a third mention`() throws {
        var world = Self.town()
        let one = world.add("尉迟恭", identified: true, contact: 0)
        let middle = world.add("尉迟恭", contact: 0)
        let other = world.add("尉迟恭", identified: true, contact: 1)
        world.contacts.append((middle.company, 1))
        let people = try world.link(.fixed)
        let entities = [one, middle, other].map { people.entity(of: world.person($0.person)) }
        #expect(Set(entities).count == 3, "claimed alike by two, the middle is left to neither")
        // With more for one side it belongs there.
        world.holdings.append((one.company, middle.company))
        world.premisesCount = 1
        world.premises += [(one.company, 0), (middle.company, 0)]
        let settled = try world.link(.fixed)
        let evidence = settled.evidence(world.person(one.person), world.person(middle.person))
        #expect(evidence.contains { $0.kind == .company && $0.bits > 0 })
        #expect(
            settled.entity(of: world.person(one.person)) != settled.entity(of: world.person(other.person)))
    }

    @Test func `years of birth that differ keep mentions apart, equal ones bring them together`() throws {
        var world = Self.town()
        let old = world.add("尉迟恭", contact: 0, birthYear: 1950)
        let young = world.add("尉迟恭", contact: 0, birthYear: 1985)
        let same = world.add("尉迟恭", contact: 0, birthYear: 1985)
        let people = try world.link(.fixed)
        #expect(people.entity(of: world.person(old.person)) != people.entity(of: world.person(young.person)))
        #expect(people.entity(of: world.person(same.person)) == people.entity(of: world.person(young.person)))
        let age = people.evidence(world.person(young.person), world.person(same.person)).first { $0.kind == .age }
        #expect(age?.shared == .birthYear(1985))
    }

    @Test func `an investigator's decisions win, and leave nothing behind`() throws {
        var world = Self.town()
        let pair = [world.add("尉迟恭", contact: 0).person, world.add("尉迟恭", contact: 0).person]
        let alone = world.add("尉迟恭大").person
        let identified = [world.add("王芳华", identified: true).person, world.add("王芳华", identified: true).person]
        let undecided = try world.link(.fixed)
        let (a, b, c) = (world.person(pair[0]), world.person(pair[1]), world.person(alone))
        #expect(undecided.entity(of: b) == a && undecided.entity(of: c) == c)

        let forbidden = PersonDecisions.Pair(world.person(identified[0]), world.person(identified[1]))
        let decided = try world.link(
            .fixed,
            PersonDecisions(
                confirmed: [PersonDecisions.Pair(a, c), PersonDecisions.Pair(b, c), forbidden],
                split: [PersonDecisions.Pair(b, a)]))
        #expect(decided.entity(of: c) == a && decided.entity(of: b) == b)
        #expect(decided.merges.contains { $0.standing == .confirmed && $0.a == a && $0.b == c })
        #expect(decided.refusedDecisions == [PersonDecisions.Pair(b, c), forbidden])
        #expect(decided.possiblySame.contains { $0.a == a && $0.b == b && $0.standing == .vetoed })

        let again = try world.link(.fixed)
        #expect(again.merges == undecided.merges && again.possiblySame == undecided.possiblySame)
    }

    @Test func `branches of one head are one surrounding`() throws {
        var world = Self.town(of: 900)
        let branches = (1...3).map { number -> Int in
            let (person, company) = world.add("尉迟恭")
            world.companyNames[company] = "青岛甲乙餐饮有限公司第\(number)分店"
            return person
        }
        let people = try world.link(.fixed)
        #expect(people.mentions(of: world.person(branches[0])) == branches.map(world.person))
        let shared = people.evidence(world.person(branches[0]), world.person(branches[1])).compactMap(\.shared)
        #expect(shared.contains(.name("青岛甲乙餐饮有限公司")))
    }

    @Test func `of a key that hundreds of one name share, the pairs left out are counted`() throws {
        var world = MentionWorld()
        world.contactCount = 1
        for _ in 0..<200 { _ = world.add("ZHANG WEI", contact: 0) }
        let people = try world.link(.fixed)
        // 200 − 64 mentions are compared with the first 64 alone; the post is no reason, all have it.
        #expect(people.linkage.uncomparedPairCount == 136 * 135 / 2)
        #expect(people.merges.isEmpty && people.entityCount == 200)
    }

    @Test func `in a name that hundreds bear, a new mention finds the same pairs as linking it does`() throws {
        var world = Self.town()
        for index in 0..<600 { _ = world.add("ZHANG WEI", contact: index % 150, place: index % 90) }
        world.premisesCount = 90
        var grown = world
        let (new, company) = grown.add("ZHANG WEI", contact: 7, place: 7)
        // The new one's company is in both, so that its numbers are the same.
        world.companyCount += 1
        world.contacts.append((company, 7))
        world.premises.append((company, 7))
        var settings = LinkageSettings.fixed
        settings.possibleProbability = 0.01
        let mention = PersonMention(
            name: "ZHANG WEI", posts: [PersonMention.Post(company: world.company(company), kind: .legalRepresentative)])
        let candidates = try world.link(settings).candidates(for: mention)
        let people = try grown.link(settings)
        let links = (people.merges + people.possiblySame).filter { $0.b == grown.person(new) }
        #expect(!links.isEmpty)
        #expect(
            Dictionary(uniqueKeysWithValues: candidates.map { ($0.mention, $0.bits) })
                == Dictionary(
                    uniqueKeysWithValues: links.map { (world.person($0.a.index - grown.companyCount), $0.bits) }))
    }

    @Test func `a graph without persons, and persons without names, link nothing`() throws {
        #expect(try MentionWorld().link().entityCount == 0)
        var world = MentionWorld()
        world.contactCount = 1
        _ = world.add("", contact: 0)
        _ = world.add("", contact: 0)
        let people = try world.link(.fixed)
        #expect(people.merges.isEmpty && people.possiblySame.isEmpty && people.entityCount == 2)
        #expect(people.entity(of: world.company(0)) == world.company(0))
        #expect(people.mentions(of: world.contact(0)) == [world.contact(0)])
    }
}
