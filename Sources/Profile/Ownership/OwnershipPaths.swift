public import GraphStore

/// One way on which a share reaches its owner.
public struct OwnershipPath: Sendable, Equatable {
    /// Shareholdings from the company up to the owner.
    public let edges: [EdgeID]
    /// Companies on the way, from the company itself to the owner.
    public let nodes: [NodeID]
    /// The product of the shares: what the path contributes at least; what it
    /// may contribute at most when that is not certain.
    public let contribution: Double
    /// Every share on the way is known to be there.
    public let isCertain: Bool
}

extension OwnershipScratch {
    /// The paths that contribute most to an integrated share, in the closure of
    /// the last question.
    ///
    /// Paths do not visit a company twice: what loops add is the integrated
    /// share less the sum of all paths.
    ///
    /// - Parameters:
    ///   - company: where the paths begin; in the closure.
    ///   - owner: where they end; in the closure.
    ///   - count: paths at most.
    /// - Returns: the greatest contribution first; fewer than `count` when there
    ///   are no more, or when looking for more would cost too much.
    /// - Complexity: O(`stepsMax` · log), a step being a holder on a partial path,
    ///   and O(what is below the owner); the first time after a question O(stakes).
    public mutating func bestPaths(from company: NodeID, to owner: NodeID, count: Int) -> [OwnershipPath] {
        guard let start = place(of: company.rawValue), let goal = place(of: owner.rawValue), count > 0 else {
            return []
        }
        var paths = takePaths()
        defer { self.paths = paths }
        paths.mark(leadingTo: goal)
        var partials = [PartialPath(place: start, previous: -1, stake: -1, certain: true, contribution: 1)]
        var heap = BinaryHeap<PathRank>()
        heap.insert(PathRank(contribution: 1, number: 0))
        var found: [OwnershipPath] = []
        var steps = 0
        while let best = heap.removeFirst(), found.count < count, steps < Self.stepsMax {
            let partial = partials[best.number]
            if partial.place == goal, best.number > 0 {
                found.append(path(best.number, partials))
                continue
            }
            for number in closure.stakes(in: Int(partial.place)) {
                let stake = closure.stakes[number]
                steps += 1
                guard paths.leads(stake.holder), !isOn(stake.holder, best.number, partials) else { continue }
                let contribution = partial.contribution * stake.pathValue
                partials.append(
                    PartialPath(
                        place: stake.holder, previous: best.number, stake: number,
                        certain: partial.certain && stake.least > 0, contribution: contribution))
                heap.insert(PathRank(contribution: contribution, number: partials.count - 1))
            }
        }
        return found
    }

    /// Holders looked at for the paths of one owner.
    private static var stepsMax: Int { 20_000 }

    private struct PartialPath {
        var place: UInt32
        var previous: Int
        var stake: Int
        var certain: Bool
        var contribution: Double
    }

    private func isOn(_ place: UInt32, _ number: Int, _ partials: [PartialPath]) -> Bool {
        var number = number
        while number >= 0 {
            if partials[number].place == place { return true }
            number = partials[number].previous
        }
        return false
    }

    private func path(_ number: Int, _ partials: [PartialPath]) -> OwnershipPath {
        var (edges, nodes): ([EdgeID], [NodeID]) = ([], [])
        var place = number
        while place >= 0 {
            nodes.append(NodeID(rawValue: closure.nodes[Int(partials[place].place)]))
            if partials[place].stake >= 0 {
                edges.append(EdgeID(rawValue: closure.stakes[partials[place].stake].edge))
            }
            place = partials[place].previous
        }
        return OwnershipPath(
            edges: edges.reversed(), nodes: nodes.reversed(), contribution: partials[number].contribution,
            isCertain: partials[number].certain)
    }

    /// The path that contributes most between the subject of the last question and
    /// somebody else in its closure; shares are taken as for the paths that
    /// contribute most.
    ///
    /// - Parameters:
    ///   - company: where the path begins.
    ///   - owner: where it ends.
    /// - Returns: of equal ones the one found first; nil when there is none.
    /// - Precondition: one of the two is the subject.
    /// - Complexity: O(the path), the first time after a question O(stakes · log).
    mutating func bestPath(from company: NodeID, to owner: NodeID) -> OwnershipPath? {
        guard let start = place(of: company.rawValue), let goal = place(of: owner.rawValue), start != goal else {
            return nil
        }
        precondition(start == 0 || goal == 0, "neither \(company) nor \(owner) is the subject of the question")
        var paths = takePaths()
        defer { self.paths = paths }
        let isUpward = start == 0
        guard let stakes = paths.bestStakes(to: isUpward ? goal : start, in: closure, isUpward: isUpward) else {
            return nil
        }
        return OwnershipPath(
            edges: stakes.map { EdgeID(rawValue: closure.stakes[$0].edge) },
            nodes: [company] + stakes.map { NodeID(rawValue: closure.nodes[Int(closure.stakes[$0].holder)]) },
            contribution: stakes.reduce(1) { $0 * closure.stakes[$1].pathValue },
            isCertain: stakes.allSatisfy { closure.stakes[$0].least > 0 })
    }

    /// What paths are found with, taken out so that it is changed in place.
    private mutating func takePaths() -> ClosurePaths {
        let known = paths ?? ClosurePaths(closure)
        paths = nil
        return known
    }
}
