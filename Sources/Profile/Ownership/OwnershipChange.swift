public import GraphStore

/// What changed in a company's ownership between two days, as the records known
/// now tell it.
public struct OwnershipChange: Sendable, Equatable {
    /// The company asked about.
    public let company: NodeID
    /// Direct holders whose share is not the same on both days, by holder.
    public let holders: [HolderChange]
    /// Shares of those who are no party that are not the same on both days.
    public let placeholders: [PlaceholderChange]
    /// Who controls the company on each day.
    public let controller: Pair<ControllerVerdict>
    /// The beneficial owners on each day.
    public let beneficialOwners: Pair<BeneficialOwners>
    /// The party that heads the company's control group on each day.
    public let groupHead: Pair<NodeID>
    /// Companies of the group on the second day alone, ascending, and what controls
    /// each then.
    public let joinedGroup: [ControlQuery.Controlled]
    /// Companies of the group on the first day alone, ascending, and what
    /// controlled each.
    public let leftGroup: [ControlQuery.Controlled]
    /// The group of either day is greater than the budget: who joined and who left
    /// is not known for certain.
    public let isGroupCut: Bool

    /// Whether neither who the beneficial owners are nor how they were found is
    /// another on the second day.
    public var isSameOwners: Bool {
        let (before, after) = (beneficialOwners.before, beneficialOwners.after)
        return before.outcome == after.outcome && Set(before.owners.map(\.person)) == Set(after.owners.map(\.person))
    }

    /// A value on the first and on the second day.
    public struct Pair<Value: Sendable & Equatable>: Sendable, Equatable {
        /// On the first day.
        public let before: Value
        /// On the second day.
        public let after: Value
    }

    /// A holder whose share changed.
    public struct HolderChange: Sendable, Equatable {
        /// A person or company.
        public let holder: NodeID
        /// nil: no holder on the first day.
        public let before: Holding?
        /// nil: no holder any more on the second day.
        public let after: Holding?
    }

    /// A share that changed and whose holders are no party; at least one of the
    /// two days has one.
    public struct PlaceholderChange: Sendable, Equatable {
        /// On the first day.
        public let before: PlaceholderHolding?
        /// On the second day.
        public let after: PlaceholderHolding?
    }
}

extension OwnershipView {
    /// What changed in a company's ownership from one day to another; each question
    /// looks at no more than `maxNodes` companies and holders.
    ///
    /// - Throws: ``LoopTooDense``.
    /// - Complexity: that of the questions for controller, group and beneficial
    ///   owners, twice.
    public func change(
        of company: NodeID, from first: Day, to second: Day, rules: BeneficialOwnerRules, maxNodes: Int,
        scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> OwnershipChange {
        func controller(_ day: Day, _ scratch: inout OwnershipScratch) -> ControllerVerdict {
            control.controller(of: company, on: day, maxNodes: maxNodes, scratch: &scratch)
        }
        var isGroupCut = false
        func members(_ head: NodeID, _ day: Day, _ scratch: inout OwnershipScratch) -> [ControlQuery.Controlled] {
            let (found, isCut) = control.controlled(by: head, on: day, maxNodes: maxNodes, scratch: &scratch)
            if isCut { isGroupCut = true }
            return found.sorted { $0.company < $1.company }
        }
        func owners(_ day: Day, _ scratch: inout OwnershipScratch) throws(LoopTooDense) -> BeneficialOwners {
            try beneficialOwners.owners(of: company, under: rules, on: day, maxNodes: maxNodes, scratch: &scratch)
        }
        let controllers = OwnershipChange.Pair(before: controller(first, &scratch), after: controller(second, &scratch))
        let heads = OwnershipChange.Pair(before: controllers.before.head, after: controllers.after.head)
        let before = members(heads.before, first, &scratch)
        let after = members(heads.after, second, &scratch)
        let (old, new) = (table.holders(of: company, on: first), table.holders(of: company, on: second))
        return OwnershipChange(
            company: company, holders: Self.holderChanges(old, new), placeholders: Self.placeholderChanges(old, new),
            controller: controllers,
            beneficialOwners: OwnershipChange.Pair(
                before: try owners(first, &scratch), after: try owners(second, &scratch)),
            groupHead: heads, joinedGroup: Self.without(before, after), leftGroup: Self.without(after, before),
            isGroupCut: isGroupCut)
    }

    /// The second ones whose companies are not among the first.
    private static func without(
        _ first: [ControlQuery.Controlled], _ second: [ControlQuery.Controlled]
    ) -> [ControlQuery.Controlled] {
        let companies = Set(first.map(\.company))
        return second.filter { !companies.contains($0.company) }
    }

    private static func holderChanges(_ before: Holders, _ after: Holders) -> [OwnershipChange.HolderChange] {
        changes(before.holdings, after.holdings, holding: { $0 }).compactMap { before, after in
            (before ?? after).map { OwnershipChange.HolderChange(holder: $0.holder, before: before, after: after) }
        }
    }

    private static func placeholderChanges(
        _ before: Holders, _ after: Holders
    ) -> [OwnershipChange.PlaceholderChange] {
        changes(before.placeholders, after.placeholders, holding: \.holding).map { before, after in
            OwnershipChange.PlaceholderChange(before: before, after: after)
        }
    }

    /// What is on both days but not the same, or on one alone, by holder.
    private static func changes<Item>(
        _ first: [Item], _ second: [Item], holding: (Item) -> Holding
    ) -> [(before: Item?, after: Item?)] {
        func byHolder(_ items: [Item]) -> [NodeID: Item] {
            Dictionary(items.map { (holding($0).holder, $0) }, uniquingKeysWith: { a, _ in a })
        }
        let (before, after) = (byHolder(first), byHolder(second))
        return Set(before.keys).union(after.keys).sorted().compactMap { holder in
            let (old, new) = (before[holder], after[holder])
            if let old, let new, holding(old).bounds == holding(new).bounds { return nil }
            return (old, new)
        }
    }
}
