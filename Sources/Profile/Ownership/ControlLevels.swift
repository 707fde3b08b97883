public import GraphStore

/// Levels of control between companies and whoever controls them in the end, by the
/// shortest way: what a controller has a say in itself is at 1.
enum ControlLevels {
    /// - Parameters:
    ///   - controllers: who stand at 0.
    ///   - parties: who has a say in each company, of those who vote for the controllers.
    /// - Returns: levels of the controllers and of every company that a way leads to.
    /// - Complexity: O(companies + parties).
    static func below(_ controllers: [NodeID], parties: [(company: NodeID, parties: [NodeID])]) -> [NodeID: Int] {
        var companies: [NodeID: [NodeID]] = [:]
        for (company, parties) in parties { for party in parties { companies[party, default: []].append(company) } }
        var levels = Dictionary(uniqueKeysWithValues: Set(controllers).map { ($0, 0) })
        var (reached, level) = (controllers, 0)
        while !reached.isEmpty {
            level += 1
            reached = reached.flatMap { companies[$0] ?? [] }.filter { levels[$0] == nil }
            for company in reached { levels[company] = level }
        }
        return levels
    }

    /// - Parameters:
    ///   - heads: by place, who heads it.
    ///   - ties: who has a say in which place, both under one head.
    /// - Returns: levels by place; 0 for a head.
    /// - Complexity: O(places + ties).
    static func below(heads: [UInt32], ties: [(party: UInt32, place: UInt32)]) -> [Int] {
        let below = Grouping(ties.map(\.party), count: heads.count)
        var levels = [Int](repeating: 0, count: heads.count)
        var reached = heads.indices.filter { Int(heads[$0]) == $0 }
        var level = 0
        while !reached.isEmpty {
            level += 1
            var next: [Int] = []
            for party in reached {
                for tie in below[party] {
                    let place = Int(ties[Int(tie)].place)
                    guard levels[place] == 0, Int(heads[place]) != place else { continue }
                    levels[place] = level
                    next.append(place)
                }
            }
            reached = next
        }
        return levels
    }
}

extension ControlQuery {
    /// Levels of companies of one group below its head.
    ///
    /// - Parameters:
    ///   - companies: that the head controls, all of them.
    ///   - head: who controls them.
    ///   - day: the day whose holdings count.
    ///   - scratch: working memory.
    /// - Returns: by company.
    /// - Complexity: O(companies + statements about them).
    public func levels(
        of companies: [NodeID], below head: NodeID, on day: Day, scratch: inout OwnershipScratch
    ) -> [NodeID: Int] {
        let group = Set(companies + [head])
        return ControlLevels.below(
            [head],
            parties: companies.map { company in
                scratch.holders.read(company.rawValue, of: table, on: day.rawValue, by: .votes)
                let holders = scratch.holders.holdings.filter { $0.least > 0 }.map(\.holder)
                let parties = holders + arrangements.agreements(about: company, on: day).map(\.controller)
                return (company, parties.filter(group.contains))
            })
    }
}
