public import GraphStore

/// What changed in a company's ownership between two days, as the records known
/// now tell it.
public struct OwnershipChange: Sendable, Equatable {
    /// The company asked about.
    public let company: NodeID
    /// Direct holders whose share is not the same on both days, by holder.
    public let holders: [HolderChange]
    /// Who controls the company on each day.
    public let controller: Pair<ControllerVerdict>
    /// The beneficial owners on each day.
    public let beneficialOwners: Pair<BeneficialOwners>
    /// The party that heads the company's control group on each day.
    public let groupHead: Pair<NodeID>
    /// Companies of the group on the second day alone, ascending.
    public let joinedGroup: [NodeID]
    /// Companies of the group on the first day alone, ascending.
    public let leftGroup: [NodeID]

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
}

extension OwnershipView {
    /// What changed in a company's ownership from one day to another.
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
        func members(_ head: NodeID, _ day: Day, _ scratch: inout OwnershipScratch) -> Set<NodeID> {
            let found = control.controlled(by: head, on: day, maxNodes: maxNodes, scratch: &scratch).companies
            return Set(found.map(\.company))
        }
        let controllers = OwnershipChange.Pair(before: controller(first, &scratch), after: controller(second, &scratch))
        let heads = OwnershipChange.Pair(before: controllers.before.head, after: controllers.after.head)
        let before = members(heads.before, first, &scratch)
        let after = members(heads.after, second, &scratch)
        return OwnershipChange(
            company: company, holders: holderChanges(of: company, from: first, to: second), controller: controllers,
            beneficialOwners: OwnershipChange.Pair(
                before: try beneficialOwners.owners(of: company, under: rules, on: first, scratch: &scratch),
                after: try beneficialOwners.owners(of: company, under: rules, on: second, scratch: &scratch)),
            groupHead: heads, joinedGroup: after.subtracting(before).sorted(),
            leftGroup: before.subtracting(after).sorted())
    }

    private func holderChanges(of company: NodeID, from first: Day, to second: Day) -> [OwnershipChange.HolderChange] {
        func byHolder(_ day: Day) -> [NodeID: Holding] {
            Dictionary(
                table.holders(of: company, on: day).holdings.map { ($0.holder, $0) }, uniquingKeysWith: { a, _ in a })
        }
        let (before, after) = (byHolder(first), byHolder(second))
        return Set(before.keys).union(after.keys).sorted().compactMap { holder in
            let (old, new) = (before[holder], after[holder])
            if let old, let new, old.bounds == new.bounds { return nil }
            return OwnershipChange.HolderChange(holder: holder, before: old, after: new)
        }
    }
}
