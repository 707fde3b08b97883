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
    /// - Complexity: O(`stepsMax` · log), a step being a holder on a partial path.
    public func bestPaths(from company: NodeID, to owner: NodeID, count: Int) -> [OwnershipPath] {
        guard let start = place(of: company.rawValue), let goal = place(of: owner.rawValue), count > 0 else {
            return []
        }
        let leads = placesBelow(goal)
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
                guard leads[Int(stake.holder)], !isOn(stake.holder, best.number, partials) else { continue }
                let units = stake.least > 0 ? stake.least : stake.most
                let contribution = partial.contribution * Double(units) / Double(stake.whole)
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

    /// The greatest contribution first, then the path found first.
    private struct PathRank: Comparable {
        var contribution: Double
        var number: Int

        static func < (a: PathRank, b: PathRank) -> Bool {
            a.contribution != b.contribution ? a.contribution > b.contribution : a.number < b.number
        }
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

    /// Places from which a place can be reached, itself included.
    private func placesBelow(_ goal: UInt32) -> [Bool] {
        var below: [[UInt32]] = Array(repeating: [], count: closure.count)
        for place in 0..<closure.count {
            for number in closure.stakes(in: place) { below[Int(closure.stakes[number].holder)].append(UInt32(place)) }
        }
        var leads = [Bool](repeating: false, count: closure.count)
        leads[Int(goal)] = true
        var queue = [goal]
        while let place = queue.popLast() {
            for next in below[Int(place)] where !leads[Int(next)] {
                leads[Int(next)] = true
                queue.append(next)
            }
        }
        return leads
    }
}
