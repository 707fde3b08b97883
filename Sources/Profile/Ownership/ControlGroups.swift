public import GraphStore

/// Companies with one head, and companies that hold each other, over a whole
/// registry on one day.
public struct RegistryStructure: Sendable {
    /// The day whose holdings count.
    public let day: Day
    /// Groups of two or more companies, the greatest first, then by head.
    public let groups: [Group]
    /// Loops of companies that hold each other, the greatest first, then by the
    /// first company.
    public let loops: [CircularHolding]
    /// Companies that are two levels or more below their controller, those of the
    /// greatest groups first, then by company.
    public let chains: [Chain]

    init(day: Day, groups: [Group], loops: [CircularHolding]) {
        (self.day, self.groups, self.loops) = (day, groups, loops)
        chains = groups.enumerated().flatMap { number, group in
            zip(group.companies, group.levels).compactMap { company, levels in
                levels > 1 ? Chain(company: company, levels: levels, group: number) : nil
            }
        }
    }

    /// Companies that one party controls in the end.
    public struct Group: Sendable, Equatable {
        /// The party: nobody controls it, or several do together, or only
        /// companies that it controls itself.
        public let head: NodeID
        /// Controlled companies, ascending; the head is not among them.
        public let companies: [NodeID]
        /// By company: levels of control up to the head, by the shortest way. What the
        /// head holds itself is at 1.
        public let levels: [Int]
    }

    /// A company with others between it and whoever controls it in the end.
    public struct Chain: Sendable, Equatable {
        /// The company.
        public let company: NodeID
        /// Levels of control up to the head of its group: 2 or more.
        public let levels: Int
        /// Its group's place in ``RegistryStructure/groups``.
        public let group: Int
    }

    /// Companies that hold each other directly or through others.
    public struct CircularHolding: Sendable, Equatable {
        /// Ascending.
        public let companies: [NodeID]
        /// Shareholdings among them.
        public let inside: [Stake]
        /// What holders outside of the loop have in its companies, by holder.
        public let outside: [Stake]
        /// Nobody outside is known or missing: whose they are is not defined.
        public let isClosed: Bool
    }

    /// A shareholding of a loop.
    public struct Stake: Sendable, Equatable {
        /// Inside or outside of the loop.
        public let holder: NodeID
        /// In the loop.
        public let company: NodeID
        /// 0…1.
        public let bounds: ClosedRange<Double>
        /// The statement followed.
        public let edge: EdgeID
    }
}

extension ControlQuery {
    /// Control groups and circular shareholdings of all companies.
    ///
    /// - Complexity: O(nodes + shareholdings).
    public func structure(on day: Day, scratch: inout OwnershipScratch) -> RegistryStructure {
        scratch.closeAll(of: table, on: day.rawValue, by: .votes, joining: arrangements)
        scratch.components.search(scratch.closure)
        let heads = ControlHeads(scratch.closure, scratch.components, arrangements, on: day)
        let levels = heads.levels(in: scratch.closure)
        let nodes = scratch.closure.nodes
        var groups = heads.groups.map { head, members -> RegistryStructure.Group in
            let members = members.sorted { nodes[$0] < nodes[$1] }
            return RegistryStructure.Group(
                head: NodeID(rawValue: nodes[head]), companies: members.map { NodeID(rawValue: nodes[$0]) },
                levels: members.map { levels[$0] })
        }
        groups.sort { a, b in
            a.companies.count != b.companies.count ? a.companies.count > b.companies.count : a.head < b.head
        }
        scratch.closeAll(of: table, on: day.rawValue, by: .capital)
        scratch.components.search(scratch.closure)
        return RegistryStructure(
            day: day, groups: groups, loops: Self.loops(scratch.closure, scratch.components))
    }

    private static func loops(
        _ closure: OwnershipClosure, _ components: ComponentSearch
    ) -> [RegistryStructure.CircularHolding] {
        var loops: [RegistryStructure.CircularHolding] = []
        for number in 0..<components.count where components.component(number).count > 1 {
            let loop = OwnershipSolver<Double>.Loop(components.component(number), closure, components)
            let members = Set(loop.places)
            var (inside, outside): ([RegistryStructure.Stake], [RegistryStructure.Stake]) = ([], [])
            var isComplete = true
            for place in loop.places {
                if !closure.isAllNamed(place) { isComplete = false }
                for number in closure.stakes(in: place) {
                    let stake = closure.stakes[number]
                    let shown = closure.shown(stake, of: place)
                    if members.contains(Int(stake.holder)) { inside.append(shown) } else { outside.append(shown) }
                }
            }
            outside.sort { $0.holder != $1.holder ? $0.holder < $1.holder : $0.company < $1.company }
            loops.append(
                RegistryStructure.CircularHolding(
                    companies: loop.places.map { NodeID(rawValue: closure.nodes[$0]) }.sorted(), inside: inside,
                    outside: outside, isClosed: isComplete && outside.isEmpty))
        }
        return loops.sorted {
            $0.companies.count != $1.companies.count
                ? $0.companies.count > $1.companies.count : $0.companies[0] < $1.companies[0]
        }
    }
}

extension OwnershipClosure {
    fileprivate func shown(_ stake: Stake, of place: Int) -> RegistryStructure.Stake {
        let least = stake.leastValue
        return RegistryStructure.Stake(
            holder: NodeID(rawValue: nodes[Int(stake.holder)]), company: NodeID(rawValue: nodes[place]),
            bounds: least...max(least, stake.mostValue), edge: EdgeID(rawValue: stake.edge))
    }
}

extension ControlHeads {
    /// Places by head, of heads with two or more others.
    fileprivate var groups: [(head: Int, members: [Int])] {
        var members: [Int: [Int]] = [:]
        for place in status.indices where isControlled(place) { members[head(of: place), default: []].append(place) }
        return members.filter { $0.value.count > 1 }.map { (head: $0.key, members: $0.value) }
    }

    private func isControlled(_ place: Int) -> Bool { status[place] == .majority || status[place] == .agreement }

    /// Levels of control from each place up to its head (``ControlLevels``).
    ///
    /// - Complexity: O(places + stakes).
    fileprivate func levels(in closure: OwnershipClosure) -> [Int] {
        let heads = (0..<closure.count).map { UInt32(head(of: $0)) }
        var ties: [(party: UInt32, place: UInt32)] = []
        for place in heads.indices where isControlled(place) {
            for number in closure.stakes(in: place) where closure.stakes[number].least > 0 {
                ties.append((closure.stakes[number].holder, UInt32(place)))
            }
            ties += agreed(on: place).map { ($0, UInt32(place)) }
        }
        return ControlLevels.below(
            heads.indices.filter { Int(heads[$0]) == $0 }, count: heads.count,
            ties: ties.filter { heads[Int($0.party)] == heads[Int($0.place)] })
    }
}
