public import GraphStore

/// Votes that the close family of a controller has beside its own: a possible
/// block, which nobody has declared and no verdict counts.
public struct FamilyBlock: Sendable, Equatable {
    /// Where they vote.
    public let company: NodeID
    /// The controller and relatives of it, all with votes, ascending.
    public let members: [NodeID]
    /// Certain votes of all members and of what each controls, 0…1.
    public let votes: Double
    /// The shareholdings that these votes come from.
    public let holdings: [EdgeID]
    /// What says that they are relatives.
    public let kinships: [EdgeID]
    /// Not every relative was looked at, or not all that one controls.
    public let isCut: Bool
}

extension OwnershipView {
    /// Kinships, as records call them, of those who may vote as one.
    static let familyKinships = ["配偶", "父母", "子女"]
    /// Companies below the controller whose voters are looked at.
    private static let familyStepsMax = 20
    /// Relatives that are looked at: more are a mistake of the records.
    private static let familyMembersMax = 50

    /// Blocks that a controller, or somebody suspected of control, and its
    /// spouse, parents and children may form.
    ///
    /// - Parameters:
    ///   - verdict: its controllers, and the companies on the way up to them.
    ///   - day: the day of the verdict.
    ///   - maxNodes: companies that each member may control.
    ///   - scratch: working memory.
    /// - Returns: one block at most for each company and controller: where a
    ///   relative has votes too; those nearest to the controller first.
    /// - Complexity: that of asking what the controllers and their relatives
    ///   control.
    public func families(
        of verdict: ControllerVerdict, on day: Day, maxNodes: Int, scratch: inout OwnershipScratch
    ) -> [FamilyBlock] {
        let heads = verdict.decides ? verdict.controllers : verdict.suspected.map { [$0] } ?? []
        var blocks: [FamilyBlock] = []
        for head in heads where isPerson(head) {
            let kin = closeFamily(of: head, on: day)
            guard !kin.isEmpty else { continue }
            var controlled: [NodeID: Set<NodeID>] = [:]
            var isCut = kin.count > Self.familyMembersMax
            for member in [head] + kin.keys.sorted().prefix(Self.familyMembersMax) {
                let found = control.controlled(by: member, on: day, maxNodes: maxNodes, scratch: &scratch)
                controlled[member] = Set(found.companies.map(\.company)).union([member])
                if found.isCut { isCut = true }
            }
            for step in verdict.steps.suffix(Self.familyStepsMax).reversed() {
                if let block = block(in: step.company, of: head, kin, controlled, isCut, on: day),
                    !blocks.contains(block)
                {
                    blocks.append(block)
                }
            }
        }
        return blocks
    }

    private func block(
        in company: NodeID, of head: NodeID, _ kin: [NodeID: [EdgeID]], _ controlled: [NodeID: Set<NodeID>],
        _ isCut: Bool, on day: Day
    ) -> FamilyBlock? {
        var (count, holdings, members): (VoteCount, [EdgeID], Set<NodeID>) = (VoteCount(), [], [])
        for holding in table.holders(of: company, on: day, by: .votes).holdings where holding.least > 0 {
            let voting = controlled.filter { $0.value.contains(holding.holder) }.keys
            guard !voting.isEmpty else { continue }
            count.add(holding.least, of: holding.whole)
            holdings.append(holding.edge)
            // What the controller controls votes for it, whoever else may.
            if voting.contains(head) { members.insert(head) } else { members.formUnion(voting) }
        }
        guard members.contains(head), members.count > 1 else { return nil }
        return FamilyBlock(
            company: company, members: members.sorted(), votes: min(1, count.value), holdings: holdings,
            kinships: members.sorted().flatMap { kin[$0] ?? [] }, isCut: isCut)
    }

    /// Spouse, parents and children of a person, with the edges that say so.
    private func closeFamily(of person: NodeID, on day: Day) -> [NodeID: [EdgeID]] {
        let graph = snapshot.graph
        var found: [NodeID: [EdgeID]] = [:]
        for mention in mentions(of: person) {
            for direction in [EdgeDirection.out, .in] {
                for position in graph.row(of: mention, mark: EdgeMark(.kinship, direction)) {
                    let entry = graph.entry(at: position)
                    let label = graph.table.label[entry.edge.index]
                    let relative = party(entry.target)
                    guard label != EdgeAttributes.noLabel, graph.table.isInForce(entry.edge, on: day),
                        Self.familyKinships.contains(snapshot.labels[Int(label)]), relative != person
                    else { continue }
                    found[relative, default: []].append(entry.edge)
                }
            }
        }
        return found
    }
}
