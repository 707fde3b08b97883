public import GraphStore

/// The part of ownership around one party that fits on a page: who stands above
/// a company, or what lies below a holder, layer by layer.
///
/// Who is drawn is decided layer by layer, from the subject on: of each company
/// the greatest holders, of each holder the companies in which it has most.
/// Between those who are drawn every holding is drawn, whatever its size and
/// also where it leads back, so that loops are seen as they are. Everybody else
/// is counted in a ``Fold``: nothing is left out without a number.
public struct OwnershipChart: Sendable, Equatable {
    /// The way from the subject.
    public enum Direction: String, Sendable, CaseIterable {
        /// Up, to those who own a company.
        case owners
        /// Down, to what a party owns.
        case holdings
    }

    /// What is asked of a chart.
    public struct Question: Sendable, Equatable {
        /// Up or down.
        public var direction: Direction
        /// The day whose holdings are drawn.
        public var day: Day
        /// What shares are of.
        public var measure: OwnershipMeasure
        /// Layers drawn one by one; what is beyond is folded.
        public var depth: Int
        /// Holdings known to be below this, 0…1, do not bring anybody onto the
        /// chart, unless control rests on them.
        public var minShare: Double
        /// Holders of a company, or companies of a holder, drawn one by one.
        public var breadth: Int
        /// Parties drawn one by one on the whole chart.
        public var maxNodes: Int

        /// Capital, every share, unless told otherwise.
        public init(
            _ direction: Direction, day: Day, measure: OwnershipMeasure = .capital, depth: Int, minShare: Double = 0,
            breadth: Int, maxNodes: Int
        ) {
            (self.direction, self.day, self.measure) = (direction, day, measure)
            (self.depth, self.minShare, self.breadth, self.maxNodes) = (depth, minShare, breadth, maxNodes)
        }
    }

    /// A party of the chart.
    public struct Node: Sendable, Equatable {
        /// The company or person.
        public let node: NodeID
        /// Layers from the subject, which is at 0.
        public let distance: Int
        /// What the party has of the subject in the end, or the subject of it;
        /// nil for the subject itself. Zero for a party that has its place by an
        /// agreement alone.
        public let share: ClosedRange<Double>?
        /// The party controls the subject, alone or with others of its group.
        public let role: Role?
    }

    /// What a party is to the subject besides an owner.
    public enum Role: Sendable, Equatable {
        /// Controls the subject alone.
        case controller
        /// Controls it with others who vote as one.
        case jointController
    }

    /// A holding between two parties of the chart.
    public struct Holding: Sendable, Equatable {
        /// Who has the share.
        public let holder: NodeID
        /// What it is a share of.
        public let company: NodeID
        /// The statement that is followed.
        public let edge: EdgeID
        /// 0…1, as all statements together give it.
        public let share: ClosedRange<Double>
        /// No record says the share; ``share`` is what the others leave.
        public let isUnknown: Bool
        /// Control over the subject, or the subject's, rests on it.
        public let carriesControl: Bool
    }

    /// An agreement or a membership of those who vote as one, between a party
    /// and a company of the chart.
    public struct Arrangement: Sendable, Equatable {
        /// Whom the agreement gives votes, or the member.
        public let party: NodeID
        /// Whose votes they are.
        public let company: NodeID
        /// The agreement or membership.
        public let edge: EdgeID
        /// Control over the subject, or the subject's, rests on it.
        public let carriesControl: Bool
    }

    /// Holders of a company, or companies of a holder, that are not drawn one by
    /// one.
    public struct Fold: Sendable, Equatable {
        /// The company whose holders they are, or the holder whose companies.
        public let of: NodeID
        /// How many; one at least.
        public let count: Int
        /// How many of them are natural persons.
        public let personCount: Int
        /// What the holders have together; of companies the least and the
        /// greatest share that the holder has in one of them.
        public let share: ClosedRange<Double>
        /// No record says any of these shares.
        public let isUnknown: Bool
    }

    /// A share of a company of the chart whose holders are no party, and so no
    /// node of the graph.
    public struct Remainder: Sendable, Equatable {
        /// What it is a share of.
        public let company: NodeID
        /// Whose it is, and how much.
        public let share: PlaceholderHolding
    }

    /// The company or holder that the chart is about.
    public let subject: NodeID
    /// What was asked.
    public let question: Question
    /// The subject first, then by distance.
    public internal(set) var nodes: [Node] = []
    /// Company by company, by holder.
    public internal(set) var holdings: [Holding] = []
    /// Company by company.
    public internal(set) var arrangements: [Arrangement] = []
    /// One at most for each party drawn.
    public internal(set) var folds: [Fold] = []
    /// Shares of those who are no party, company by company; upward alone.
    public internal(set) var remainders: [Remainder] = []
    /// Parties whose own holders or companies were not looked at for the
    /// integrated shares, because a budget ended: shares are lower bounds then.
    public internal(set) var cutCount = 0

    /// Edges of the graph that the chart draws.
    public var edges: [EdgeID] {
        holdings.map(\.edge) + arrangements.map(\.edge) + remainders.map(\.share.holding.edge)
    }
}

extension OwnershipView {
    /// Chooses what of a party's ownership to draw.
    ///
    /// - Parameters:
    ///   - subject: a company, or for holdings any party.
    ///   - question: direction, day and limits.
    ///   - maxNodes: companies and holders that the integrated shares may look
    ///     at.
    ///   - scratch: working memory.
    /// - Returns: parties by distance from the subject.
    /// - Throws: ``LoopTooDense``.
    /// - Complexity: that of the question of integrated ownership and of
    ///   control, and O(statements about the companies drawn and about those of
    ///   the holders drawn).
    public func chart(
        of subject: NodeID, _ question: OwnershipChart.Question, maxNodes: Int, scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> OwnershipChart {
        var search = OwnershipChartSearch(self, subject, question)
        search.findControl(maxNodes: maxNodes, scratch: &scratch)
        search.choose()
        let shares = OwnershipQuestion(day: question.day, measure: question.measure, maxNodes: maxNodes)
        let answer =
            switch question.direction {
            case .owners: try ownership.owners(of: subject, shares, scratch: &scratch)
            case .holdings: try ownership.holdings(of: subject, shares, scratch: &scratch)
            }
        return search.chart(with: answer)
    }
}
