public import GraphStore

/// Levels of control between companies and whoever controls them in the end, by the
/// shortest way: what a controller has a say in itself is at 1, however small the say.
enum ControlLevels {
    /// - Parameters:
    ///   - starts: who stands at 0.
    ///   - count: of places.
    ///   - ties: who has a say in which place.
    /// - Returns: by place; -1 where no way leads to.
    /// - Complexity: O(places + ties).
    static func below(_ starts: [Int], count: Int, ties: [(party: UInt32, place: UInt32)]) -> [Int] {
        let below = Grouping(ties.map(\.party), count: count)
        var levels = [Int](repeating: -1, count: count)
        for start in starts { levels[start] = 0 }
        var (reached, level) = (starts, 0)
        while !reached.isEmpty {
            level += 1
            var next: [Int] = []
            for party in reached {
                for tie in below[party] {
                    let place = Int(ties[Int(tie)].place)
                    guard levels[place] < 0 else { continue }
                    levels[place] = level
                    next.append(place)
                }
            }
            reached = next
        }
        return levels
    }

    /// - Parameters:
    ///   - controllers: who stand at 0.
    ///   - parties: who has a say in each company, of those who vote for the controllers.
    /// - Returns: levels of the controllers and of every company that a way leads to.
    /// - Complexity: O(companies + parties).
    static func below(_ controllers: [NodeID], parties: [(company: NodeID, parties: [NodeID])]) -> [NodeID: Int] {
        var nodes: [NodeID] = []
        var places: [NodeID: UInt32] = [:]
        func place(_ node: NodeID) -> UInt32 {
            if let known = places[node] { return known }
            places[node] = UInt32(nodes.count)
            nodes.append(node)
            return UInt32(nodes.count - 1)
        }
        let starts = Set(controllers.map { Int(place($0)) }).sorted()
        let ties = parties.flatMap { company, parties in parties.map { (party: place($0), place: place(company)) } }
        let levels = below(starts, count: nodes.count, ties: ties)
        return Dictionary(uniqueKeysWithValues: zip(nodes, levels).filter { $1 >= 0 })
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
    /// - Complexity: O(companies + statements about them), as much as finding them took.
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
