public import GraphStore

/// All that the records say of one entity, in three views of the same facts:
/// by block (overview), by department, and by year (timeline).
///
/// A **fact** is one live record whose subject is the entity. Each fact is in
/// each view exactly once, so the counts of the views are equal:
/// `factCount == Σ blocks == Σ departments == Σ years`.
///
/// Facts dated after `asOf` are counted and left out; facts without a date are kept and
/// stand in a year of their own. Nothing is copied from the snapshot: facts are
/// row numbers of its ``FactTable``.
public struct Panorama: Sendable {
    /// The entity that the facts are about.
    public let subject: NodeID
    /// The day that the profile describes.
    public let asOf: Day
    /// Where a company is in its life on the day.
    public let stage: LifeCycleStage
    /// Rows of the fact table, by date, undated last.
    public let facts: [Int]
    /// Facts dated after the day: they are in no view, and must not be missed.
    public let laterFactCount: Int
    /// In the catalogue's order of blocks; blocks without facts are left out.
    public let blocks: [Group]
    /// In the order of first appearance in the snapshot's department list.
    public let departments: [Group]
    /// Ascending, the undated last.
    public let years: [Year]
    /// The entity's edges in force on the day, by what they say of it.
    public let relations: Relations

    /// Facts that belong together: a block's or a department's.
    public struct Group: Sendable {
        /// Position in the catalogue's blocks, or in the snapshot's departments.
        public let number: Int
        /// Positions in ``Panorama/facts``.
        public let facts: [Int]
        /// Facts by theme (its number), in the order of theme numbers.
        public let themes: [(theme: Int, count: Int)]
    }

    /// Facts of one year.
    public struct Year: Sendable {
        /// nil: facts without a date.
        public let year: Int?
        /// Positions in ``Panorama/facts``: contiguous, since facts are by date.
        public let facts: Range<Int>
    }

    /// Edges at the entity in force on the day.
    public struct Relations: Sendable {
        /// Legal representatives and officers, in edge order.
        public var people: [CSRGraph.Entry] = []
        /// Who holds a share.
        public var shareholders: [CSRGraph.Entry] = []
        /// What the entity holds, leads or manages itself.
        public var holdings: [CSRGraph.Entry] = []
        /// Where it is registered and operates.
        public var premises: [CSRGraph.Entry] = []
        /// Permits that it holds.
        public var permits: [CSRGraph.Entry] = []
        /// Its telephone numbers and e-mail addresses.
        public var contacts: [CSRGraph.Entry] = []
        /// Its branches, and what it is a branch of.
        public var branches: [CSRGraph.Entry] = []
        /// All other kinds, declared ones included.
        public var others: [CSRGraph.Entry] = []
        /// Edges that are known to have ended or not to have begun by the day.
        public var notInForceCount = 0
    }
}

/// Answers panoramas of one snapshot under one catalogue.
public struct PanoramaQuery: Sendable {
    private let snapshot: GraphSnapshot
    /// Block number of each of the snapshot's themes.
    private let blockOfTheme: [Int]
    private let blockCount: Int

    /// - Complexity: O(themes); make one for each snapshot and keep it.
    public init(snapshot: GraphSnapshot, catalogue: Catalogue) {
        self.snapshot = snapshot
        blockCount = catalogue.blocks.count + 1
        blockOfTheme = snapshot.themes.map { id in
            guard let theme = catalogue.themeIndex(id) else { return catalogue.blocks.count }
            let block = catalogue.themes[theme].block
            return catalogue.blocks.firstIndex { $0.id == block } ?? catalogue.blocks.count
        }
    }

    /// - Complexity: O(facts + edges of the entity).
    public func panorama(of node: NodeID, asOf: Day) -> Panorama {
        let table = snapshot.facts
        var facts: [Int] = []
        let range = table.range(of: node)
        facts.reserveCapacity(range.count)
        let dates = table.date.span
        for row in range where dates[row] == Day.unknownRawValue || dates[row] <= asOf.rawValue { facts.append(row) }
        let card = snapshot.card(of: node)
        return Panorama(
            subject: node, asOf: asOf,
            stage: LifeCycleStage.stage(status: card.status, since: card.since, until: card.until, asOf: asOf),
            facts: facts, laterFactCount: range.count - facts.count,
            blocks: groups(facts, count: blockCount) { blockOfTheme[Int(table.theme[$0])] },
            departments: groups(facts, count: snapshot.departments.count) { Int(table.department[$0]) },
            years: years(facts), relations: relations(of: node, asOf: asOf))
    }

    private func groups(_ facts: [Int], count: Int, of number: (Int) -> Int) -> [Panorama.Group] {
        let numbers = facts.map(number)
        var sizes = [Int](repeating: 0, count: count)
        for group in numbers { sizes[group] += 1 }
        return sizes.indices.compactMap { group in
            guard sizes[group] > 0 else { return nil }
            var positions: [Int] = []
            positions.reserveCapacity(sizes[group])
            // A handful of themes: looking through them beats a dictionary.
            var themes: [(theme: Int, count: Int)] = []
            for (position, number) in numbers.enumerated() where number == group {
                positions.append(position)
                let theme = Int(snapshot.facts.theme[facts[position]])
                if let known = themes.firstIndex(where: { $0.theme == theme }) {
                    themes[known].count += 1
                } else {
                    themes.append((theme, 1))
                }
            }
            return Panorama.Group(number: group, facts: positions, themes: themes.sorted { $0.theme < $1.theme })
        }
    }

    private func years(_ facts: [Int]) -> [Panorama.Year] {
        var years: [Panorama.Year] = []
        var start = 0
        func year(_ position: Int) -> Int? { Day(stored: snapshot.facts.date[facts[position]])?.components.year }
        while start < facts.count {
            let current = year(start)
            var end = start + 1
            while end < facts.count, year(end) == current { end += 1 }
            years.append(Panorama.Year(year: current, facts: start..<end))
            start = end
        }
        return years
    }

    private func relations(of node: NodeID, asOf: Day) -> Panorama.Relations {
        var relations = Panorama.Relations()
        for position in snapshot.graph.row(of: node) {
            let entry = snapshot.graph.entry(at: position)
            guard snapshot.graph.table.isInForce(entry.edge, on: asOf) else {
                relations.notInForceCount += 1
                continue
            }
            let isIn = entry.mark.direction == .in
            switch entry.mark.kind {
            case .legalRepresentative, .officer:
                if isIn { relations.people.append(entry) } else { relations.holdings.append(entry) }
            case .shareholder:
                if isIn { relations.shareholders.append(entry) } else { relations.holdings.append(entry) }
            case .registeredAt, .operatesAt: relations.premises.append(entry)
            case .holdsPermit: relations.permits.append(entry)
            case .contact: relations.contacts.append(entry)
            case .branchOf: relations.branches.append(entry)
            case .publicHolding, .unnamedHolding:
                // Of the company with itself: it stands twice in its row.
                if isIn { relations.others.append(entry) }
            default: relations.others.append(entry)
            }
        }
        return relations
    }
}
