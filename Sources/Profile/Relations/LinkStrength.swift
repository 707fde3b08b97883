internal import Foundation
public import GraphStore

/// How much a relation says, in 0…1: what paths between entities are ranked by.
///
/// The strength of a path is the product of those of its edges. Offices,
/// holdings and kinship say nearly all that there is to say; a shared telephone,
/// e-mail address, permit or address says the less the more share it: two
/// companies with one phone are an event, three thousand with an agent's are
/// none.
///
/// These are weights for a ranking and no probabilities; nothing is decided by
/// them.
public struct LinkStrength: Sendable {
    private let graph: CSRGraph

    /// Strengths in one graph.
    public init(_ graph: CSRGraph) { self.graph = graph }

    /// A holding whose share is not known counts as one of a tenth.
    private static let unknownShare = 0.1
    /// No relation is free: each takes a quarter of the score, so that a short way
    /// comes before a long one through relations that are as strong.
    private static let stepCost = -log(0.75)

    /// Paths that cost more say nothing: a score of e⁻¹⁶, as of ten shared
    /// telephones in a row.
    public static let costMax = 16.0

    /// A path of less than a thousandth of the best path's score says nothing
    /// beside it: the logarithm of that.
    public static let excessMax = 6.9

    /// The strength of an edge.
    ///
    /// - Complexity: O(1).
    public func strength(of edge: EdgeID) -> Double {
        // An identity is as good as its probability, and never quite certain.
        if let added = graph.addedEdge(edge) { return 0.95 * added.probability }
        let table = graph.table
        switch EdgeKind(rawValue: table.kind[edge.index]) {
        case .legalRepresentative, .controlAgreement, .branchOf: return 0.95
        case .officer, .kinship, .concertedAction: return 0.85
        case .shareholder: return 0.5 + 0.5 * share(of: edge)
        case .registeredAt, .operatesAt, .contact, .holdsPermit, .hosts, .partOf: return rarity(of: edge)
        case .possiblySameAs: return 0.3
        default: return 0.5
        }
    }

    /// What an edge costs on a path: positive, sums where strengths multiply.
    public func cost(of edge: EdgeID) -> Double { Self.stepCost - log(strength(of: edge)) }

    /// The least cost of any edge at a node that very many share, where sharing
    /// is what nearly all of its edges are; 0 at others, which is always right.
    ///
    /// - Complexity: O(log degree).
    public func leastCost(at node: NodeID) -> Double {
        let degree = graph.degree(of: node)
        guard degree >= Self.crowd else { return 0 }
        var (known, least) = (0, Self.stepCost - log(Self.rarity(sharedBy: degree)))
        for kind in Self.sharing {
            let others = graph.row(of: node, mark: EdgeMark(kind, .out))
            known += graph.row(of: node, mark: EdgeMark(kind, .in)).count + others.count
            guard others.count < Self.crowd else { return 0 }
            for position in others { least = min(least, cost(of: graph.entry(at: position).edge)) }
        }
        return known == degree ? least : 0
    }

    /// The strength of a path of this cost.
    public static func strength(ofCost cost: Double, hops: Int) -> Double {
        exp(Double(hops) * stepCost - cost)
    }

    /// What paths are ranked by, in 0…1: the strength, less a quarter for each
    /// step.
    public static func score(ofCost cost: Double) -> Double { exp(-cost) }

    private func share(of edge: EdgeID) -> Double {
        let least = graph.table.shareMin[edge.index]
        return least >= 0 ? Double(least) / Double(EdgeAttributes.wholeShare) : Self.unknownShare
    }

    /// Nodes of as many relations are read only when a path may lead through.
    private static let crowd = 64
    /// Kinds of relations through things that others may share.
    private static let sharing: [EdgeKind] = [.registeredAt, .operatesAt, .contact, .holdsPermit, .hosts, .partOf]

    private static func rarity(sharedBy count: Int) -> Double { 0.7 / Double(max(1, count - 1)).squareRoot() }

    /// Through a thing that n share two edges lead: their product is 1 ÷ (n − 1)
    /// of what it would be if only two did.
    private func rarity(of edge: EdgeID) -> Double {
        let shared = graph.degree(of: NodeID(rawValue: graph.table.to[edge.index]))
        return Self.rarity(sharedBy: shared)
    }
}
