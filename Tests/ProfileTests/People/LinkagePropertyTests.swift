import GraphStore
import Profile
import TestSupport
import Testing

/// Linkage of random little worlds beside its definition.
struct LinkagePropertyTests {
    private static let seeds = Array(UInt64(1)...200)

    @Test(arguments: [seeds])
    func `pairs, bits and people are those of the definition`(seeds: [UInt64]) throws {
        var (pairCount, mergeCount) = (0, 0)
        for seed in seeds {
            let world = MentionWorld.random(seed: seed)
            let people = try world.link(.fixed)
            let oracle = LinkageOracle(world: world, settings: .fixed)
            let entities = oracle.entities()
            for person in world.persons.indices {
                #expect(people.entity(of: world.person(person)) == world.person(entities[person]), "seed \(seed)")
            }
            let expected = Dictionary(
                uniqueKeysWithValues: oracle.pairs().map { ([world.person($0.a), world.person($0.b)], $0) })
            for link in people.merges + people.possiblySame {
                let pair = try #require(expected[[link.a, link.b]], "seed \(seed): \(link)")
                #expect(abs(pair.bits - link.bits) < 1e-9, "seed \(seed): \(link)")
                let sum = people.evidence(link.a, link.b).reduce(0) { $0 + $1.bits }
                #expect(abs(sum - link.bits) < 1e-9, "seed \(seed): \(link)")
            }
            for (nodes, pair) in expected where people.entity(of: nodes[0]) != people.entity(of: nodes[1]) {
                let united = nodes.flatMap(people.mentions(of:)).map { world.persons[$0.index - world.companyCount] }
                let years = united.map(\.birthYear).filter { $0 != 0 }
                let mayBeOne =
                    united.count(where: \.isIdentified) <= 1
                    && (years.max() ?? 0) - (years.min() ?? 0) <= 1
                let isListed = people.possiblySame.contains { [$0.a, $0.b] == nodes }
                #expect(isListed || !mayBeOne, "seed \(seed): \(pair)")
            }
            (pairCount, mergeCount) = (pairCount + expected.count, mergeCount + people.merges.count)
        }
        print("linkage beside its definition: \(seeds.count) seeds, \(pairCount) pairs, \(mergeCount) merges")
        #expect(pairCount > 300 && mergeCount > 30)
    }

    @Test(arguments: [seeds])
    func `identifiers and splits keep people apart through any chain, confirmations join them`(
        seeds: [UInt64]
    ) throws {
        for seed in seeds {
            let world = MentionWorld.random(seed: seed)
            var random = SplitMix64(seed: seed ^ 0xDEC1)
            func pairs() -> [PersonDecisions.Pair] {
                (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    let count = min(16, world.persons.count)
                    return PersonDecisions.Pair(
                        world.person(Int.random(in: 0..<count, using: &random)),
                        world.person(Int.random(in: 0..<count, using: &random)))
                }
            }
            let decisions = PersonDecisions(confirmed: pairs(), split: pairs())
            let before = try world.link(.fixed)
            let people = try world.link(.fixed, decisions)
            for person in world.persons.indices {
                let mentions = people.mentions(of: world.person(person))
                #expect(mentions.contains(world.person(person)) && mentions == mentions.sorted())
                #expect(mentions.allSatisfy { people.entity(of: $0) == mentions[0] }, "seed \(seed)")
                let identified = mentions.filter { world.nodes.isIdentified[$0.index] != 0 }
                #expect(identified.count <= 1, "seed \(seed)")
            }
            let refused = Set(people.refusedDecisions)
            for pair in decisions.split where !refused.contains(pair) {
                #expect(people.entity(of: pair.a) != people.entity(of: pair.b), "seed \(seed)")
            }
            for pair in decisions.confirmed where !refused.contains(pair) {
                #expect(people.entity(of: pair.a) == people.entity(of: pair.b), "seed \(seed)")
            }
            let again = try world.link(.fixed)
            #expect(again.merges == before.merges && again.possiblySame == before.possiblySame, "seed \(seed)")
        }
    }

    @Test(arguments: [seeds])
    func `a new mention finds the pairs that linking the grown graph finds`(seeds: [UInt64]) throws {
        var found = 0
        for seed in seeds {
            let grown = MentionWorld.random(seed: seed)
            // The last person of the first name is the new one.
            guard let last = grown.persons.lastIndex(where: { $0.name == "A" }), last > 0 else { continue }
            let (grownWorld, new) = grown.movingToEnd(last)
            let world = grownWorld.droppingLast()
            let before = try world.link(.fixed)
            let mention = grownWorld.mention(new, in: world)
            let candidates = before.candidates(for: mention)
            let after = try grownWorld.link(.fixed)
            let links = (after.merges + after.possiblySame).filter { $0.b == grownWorld.person(new) }
            for link in links {
                let candidate = try #require(candidates.first { $0.mention == link.a }, "seed \(seed): \(link)")
                #expect(candidate.bits == link.bits, "seed \(seed): \(link)")
            }
            // Candidates that the whole linkage lists no more are settled through others.
            for candidate in candidates where !links.contains(where: { $0.a == candidate.mention }) {
                let (a, b) = (candidate.mention, grownWorld.person(new))
                let bits = after.evidence(a, b).reduce(0) { $0 + $1.bits }
                #expect(abs(bits - candidate.bits) < 1e-9, "seed \(seed)")
            }
            found += candidates.count
        }
        print("new mentions: \(seeds.count) seeds, \(found) candidates")
        #expect(found > 50)
    }
}

extension MentionWorld {
    /// The same world with a person moved to the end of the persons.
    func movingToEnd(_ moved: Int) -> (world: MentionWorld, person: Int) {
        var world = self
        let last = persons.count - 1
        world.persons.append(world.persons.remove(at: moved))
        func place(_ person: Int) -> Int { person == moved ? last : person > moved ? person - 1 : person }
        for index in world.posts.indices { world.posts[index].person = place(posts[index].person) }
        world.kinships = kinships.map { (place($0.0), place($0.1)) }.filter { $0.0 != $0.1 }
        // The new one's relatives get no new relative in return: what it adds to
        // others is not asked here.
        return (world, last)
    }

    /// The world without its last person.
    func droppingLast() -> MentionWorld {
        var world = self
        let last = persons.count - 1
        world.persons.removeLast()
        world.posts.removeAll { $0.person == last }
        world.kinships.removeAll { $0.0 == last || $0.1 == last }
        return world
    }

    /// The last person as a new mention of the world without it: companies and
    /// other persons have the same numbers there.
    func mention(_ person: Int, in world: MentionWorld) -> PersonMention {
        var mention = PersonMention(name: persons[person].name)
        mention.isIdentified = persons[person].isIdentified
        mention.birthYear = persons[person].birthYear == 0 ? nil : Int(persons[person].birthYear)
        for post in posts where post.person == person {
            mention.posts.append(
                PersonMention.Post(
                    company: world.company(post.company), kind: post.kind, label: post.label, since: post.since))
        }
        for (one, other) in kinships where one == person || other == person {
            mention.relatives.append(world.person(one == person ? other : one))
        }
        return mention
    }
}
