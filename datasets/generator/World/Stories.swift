extension World {
    /// The sample's stories: structures with known answers among companies that
    /// are easy to find.
    mutating func plantStories(_ pool: inout [Int], _ random: inout SplitMix64) {
        func take(_ count: Int) -> [Int] {
            let taken = Array(pool.suffix(count))
            pool.removeLast(count)
            return taken.sorted { companies[$0].established < companies[$1].established }
        }
        pyramid(take(6), &random)
        crossOwned(take(2), &random)
        namesakes(take(1), &random)
        if let ring = rings.first {
            stories.append(
                (
                    "A shell cluster in one room", ring.companies,
                    Array(Set(ring.companies.map { companies[Int($0)].rep })).sorted(),
                    "Twelve firms at one flat, founded within four months by one or two people; those that state a phone state one agent's. The flat is written in several ways."
                ))
        }
    }

    /// Four levels; the company at the bottom is controlled through two
    /// companies together, neither of which has a majority.
    private mutating func pyramid(_ m: [Int], _ random: inout SplitMix64) {
        let owner = companies[m[0]].rep
        hold(owner, .person, m[0], percent: 70)
        hold(people.add(&random, around: 2000), .person, m[0], percent: 30)
        for middle in [m[1], m[2]] {
            hold(UInt32(m[0]), .company, middle, percent: 55)
            hold(companies[middle].rep, .person, middle, percent: 45)
        }
        hold(UInt32(m[1]), .company, m[3], percent: 60)
        hold(people.add(&random, around: 2005), .person, m[3], percent: 40)
        hold(UInt32(m[2]), .company, m[4], percent: 30)
        hold(UInt32(m[3]), .company, m[4], percent: 25)
        hold(people.add(&random, around: 2005), .person, m[4], percent: 45)
        hold(UInt32(m[4]), .company, m[5], percent: 51)
        hold(people.add(&random, around: 2005), .person, m[5], percent: 49)
        stories.append(
            (
                "A pyramid with joint control", m.map(UInt32.init), [owner],
                "The owner has 70 % of the first company, which has 55 % of the second and third; the second has 60 % of the fourth; the third (30 %) and the fourth (25 %) together control the fifth, which has 51 % of the sixth. Integrated, the owner has 0.70 × (0.55 × 0.30 + 0.55 × 0.60 × 0.25) = 17.325 % of the fifth, and controls all six."
            ))
    }

    /// The two-company net with the exact answers 25/44 and 15/88.
    private mutating func crossOwned(_ m: [Int], _ random: inout SplitMix64) {
        let since = max(companies[m[0]].established, companies[m[1]].established)
        let (p, q) = (companies[m[0]].rep, companies[m[1]].rep)
        hold(p, .person, m[0], percent: 50)
        hold(UInt32(m[1]), .company, m[0], percent: 40, since: since)
        hold(people.add(&random, around: 2005), .person, m[0], percent: 10)
        hold(q, .person, m[1], percent: 70)
        hold(UInt32(m[0]), .company, m[1], percent: 30, since: since)
        stories.append(
            (
                "A cross-holding", m.map(UInt32.init), [p, q],
                "The first company's representative has 50 % of it, the second company has 40 % and a third person 10 %; the second company's representative has 70 % of it and the first company 30 %. Integrated, the first person has 25/44 of the first company and 15/88 of the second, the second person 7/22 and 35/44."
            ))
    }

    /// Two people of one name, one of whom heads two companies.
    private mutating func namesakes(_ m: [Int], _ random: inout SplitMix64) {
        guard homonyms.count > 2 else { return }
        let (first, second) = (Int(homonyms[0]), Int(homonyms[1]))
        companies[m[0]].rep = companies[first].rep
        stories.append(
            (
                "Two people called 张伟", [UInt32(first), UInt32(m[0]), UInt32(second)],
                [companies[first].rep, companies[second].rep],
                "The representative of the first two companies is one person; that of the third only shares the name."
            ))
    }
}
