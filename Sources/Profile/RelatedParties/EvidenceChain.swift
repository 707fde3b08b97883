public import GraphStore

/// The edges by which a party is related to a company, from the company on.
///
/// Chains of control are kept as a reference to all that one party controls and
/// are followed when somebody reads them: thousands of companies in a loop would
/// otherwise have thousands of edges each.
public struct EvidenceChain: Sendable, Equatable {
    /// Those through whom the party is related, from the company on.
    public internal(set) var through: [NodeID] = []
    private var parts: [Part] = []

    private enum Part: Sendable {
        case edges([EdgeID])
        /// What control over a company rests on, up to whoever controls, or from
        /// there down.
        case control(of: NodeID, ControlTree, isDownward: Bool)
    }

    /// A party that is the company itself, or is related by no edge.
    init(through: [NodeID] = [], edges: [EdgeID] = []) {
        self.through = through
        if !edges.isEmpty { parts = [.edges(edges)] }
    }

    /// Goes on over edges.
    func adding(_ edges: [EdgeID], through more: [NodeID] = []) -> EvidenceChain {
        var chain = self
        chain.through += more
        if !edges.isEmpty { chain.parts.append(.edges(edges)) }
        return chain
    }

    /// Goes on from a company up to whoever controls it, or down from there.
    func adding(controlOf company: NodeID, in tree: ControlTree, isDownward: Bool) -> EvidenceChain {
        var chain = self
        chain.parts.append(.control(of: company, tree, isDownward: isDownward))
        return chain
    }

    /// The edges in the order of the way, each once: chains joined together may
    /// pass one twice.
    ///
    /// - Complexity: O(its edges).
    public var edges: [EdgeID] {
        var seen: Set<EdgeID> = []
        return parts.flatMap { part in
            switch part {
            case .edges(let edges): edges
            case .control(let company, let tree, let isDownward):
                isDownward ? tree.edges(to: company).reversed() : tree.edges(to: company)
            }
        }.filter { seen.insert($0).inserted }
    }

    /// Chains of the same edges through the same parties are equal.
    public static func == (a: EvidenceChain, b: EvidenceChain) -> Bool { a.through == b.through && a.edges == b.edges }
}

/// Everything that one party controls, with what control of each company rests
/// on.
final class ControlTree: Sendable {
    /// In the order in which control was found.
    let companies: [ControlQuery.Controlled]
    private let places: [NodeID: Int]
    private let holder: @Sendable (EdgeID) -> NodeID

    /// - Parameters:
    ///   - companies: as ``ControlQuery/controlled(by:on:maxNodes:scratch:)``
    ///     finds them.
    ///   - holder: who has a stake or an agreement.
    init(_ companies: [ControlQuery.Controlled], holder: @escaping @Sendable (EdgeID) -> NodeID) {
        self.companies = companies
        self.holder = holder
        places = Dictionary(
            companies.enumerated().map { ($1.company, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func contains(_ company: NodeID) -> Bool { places[company] != nil }

    /// The holdings and agreements that control over a company rests on, nearest
    /// first.
    ///
    /// - Complexity: O(them).
    func edges(to company: NodeID) -> [EdgeID] {
        var (edges, seen, queue): ([EdgeID], Set<NodeID>, [NodeID]) = ([], [company], [company])
        var next = 0
        while next < queue.count {
            guard let place = places[queue[next]] else {
                next += 1
                continue
            }
            next += 1
            for edge in companies[place].stakes + companies[place].agreements {
                edges.append(edge)
                let holder = holder(edge)
                if seen.insert(holder).inserted { queue.append(holder) }
            }
        }
        return edges
    }
}
