/// A theme as the builder walks its records: projections with the positions of
/// their cells in one layout's payloads.
///
/// Everything that is read for each record is a plain value without references:
/// copying a theme's own structures cost a third of the building time.
final class ThemePlan: Sendable {
    let themeIndex: Int
    /// `theme|` as the start of a permit's identifier.
    let permitPrefix: [UInt8]
    /// Number of cells in a payload of the layout.
    let cellCount: Int
    /// Position in the payload of each column of the theme; ``absent`` where
    /// the layout is older and lacks the column.
    let positions: [Int]
    /// The layout is the theme's own order: bodies are copied as they are.
    let isCurrent: Bool
    let subject: MentionPlan?
    let amount: Int
    let edges: [EdgePlan]
    let nodes: [NodePlan]
    /// States that say that an edge has ended, in ``endedTexts``.
    let endedStates: [TextPlan]
    let endedTexts: [UInt8]
    /// Cells with further identifiers of nodes.
    let identifierCells: [Int]
    /// Cell that says in which city an address lies, for addresses that do not.
    let city: Int
    /// Cell with the birth year of the person that the row names.
    let birthYear: Int
    let summary: [SummaryPlan]
    let summaryTexts: [UInt8]

    /// "No such cell".
    static let absent = -1

    struct MentionPlan: BitwiseCopyable, Equatable {
        enum Kind: BitwiseCopyable { case company, person, premises, permit, contact, party }
        var kind: Kind
        var code: Int
        var name: Int
        var personID: Int
        var partyKind: Int
    }

    /// Where a text begins and ends.
    struct TextPlan: BitwiseCopyable {
        var start: Int
        var end: Int
    }

    /// A cell with the day of an end.
    struct UntilPlan: BitwiseCopyable {
        var cell: Int
        /// Days from the cell's day to the first that no longer counts.
        var offset: Int32

        init(_ until: Theme.Until?, _ cell: (Int?) -> Int) {
            self.cell = cell(until?.column)
            offset = until?.isLastDay == true ? 1 : 0
        }
    }

    struct EdgePlan: BitwiseCopyable {
        var kind: EdgeKind
        var from: MentionPlan
        var to: MentionPlan
        var label: Int
        var since: Int
        var until: UntilPlan
        /// Says that the edge has ended, if no date does.
        var ended: StatePlan
        /// Says that it has ended before its term.
        var cutShort: StatePlan
        var share: Int
        var shareMin: Int
        var shareMax: Int
        var votes: Int
        var income: Int
        var amount: Int
    }

    /// A cell, and those of its values that say that an edge is over.
    struct StatePlan: BitwiseCopyable {
        var cell: Int
        /// Where in ``ThemePlan/endedStates`` the values begin and end.
        var start: Int
        var end: Int
    }

    struct NodePlan {
        var mention: MentionPlan
        /// Part of ``ThemePlan/identifierCells``.
        var identifiers: Range<Int>
        var formerNames: Int
        var status: Int
        var since: Int
        var until: UntilPlan
    }

    enum SummaryPlan: BitwiseCopyable {
        /// Start and end in ``ThemePlan/summaryTexts``.
        case text(Int, Int)
        case cell(Int)
        /// A cell that says 是 or 否.
        case boolean(Int)
        /// A cell with an amount, in yuan where it is a number.
        case money(Int)
        /// When the cell is empty, the next parts are left out.
        case unlessEmpty(cell: Int, partCount: Int)
    }

    init(theme: Theme, themeIndex: Int, layoutColumns: [String], kinds: EdgeKindTable) {
        self.themeIndex = themeIndex
        permitPrefix = Array(theme.id.utf8) + [UInt8(ascii: "|")]
        cellCount = layoutColumns.count
        let positions = theme.columns.map { column in layoutColumns.firstIndex(of: column.id) ?? Self.absent }
        self.positions = positions
        isCurrent = layoutColumns == theme.columns.map(\.id)
        func cell(_ column: Int?) -> Int { column.map { positions[$0] } ?? Self.absent }
        subject = theme.subject.map { Self.plan($0, cell) }
        amount = cell(theme.amount)
        var edges: [EdgePlan] = []
        var nodes: [NodePlan] = []
        var identifierCells: [Int] = []
        var endedStates: [TextPlan] = []
        var endedTexts: [UInt8] = []
        for projection in theme.becomes {
            switch projection {
            case .edge(let edge):
                // The loader has checked that every kind is in the table.
                guard let kind = kinds.kind(named: edge.kind) else { continue }
                func states(_ over: Theme.EndedWhen?) -> StatePlan {
                    let first = endedStates.count
                    for value in over?.values ?? [] {
                        endedStates.append(TextPlan(start: endedTexts.count, end: endedTexts.count + value.utf8.count))
                        endedTexts += value.utf8
                    }
                    return StatePlan(cell: cell(over?.column), start: first, end: endedStates.count)
                }
                let (ended, cutShort) = (states(edge.endedWhen), states(edge.cutShortWhen))
                edges.append(Self.plan(edge, kind, ended: ended, cutShort: cutShort, cell))
            case .node(let node):
                let firstIdentifier = identifierCells.count
                identifierCells += node.identifiers.map { cell($0) }
                nodes.append(
                    NodePlan(
                        mention: Self.plan(node.mention, cell), identifiers: firstIdentifier..<identifierCells.count,
                        formerNames: cell(node.formerNames), status: cell(node.status), since: cell(node.since),
                        until: UntilPlan(node.until, cell)))
            }
        }
        self.edges = edges
        self.nodes = nodes
        (self.endedStates, self.endedTexts) = (endedStates, endedTexts)
        self.identifierCells = identifierCells
        city = cell(theme.columnIndex("city"))
        birthYear = cell(theme.columnIndex("birth_year"))
        var summary: [SummaryPlan] = []
        var texts = ByteBuilder(capacity: 256)
        for part in theme.summary.parts {
            switch part {
            case .text(let text):
                let start = texts.count
                JSONText.append(text.utf8Span.span, to: &texts)
                // Titles are kept escaped, without the quotes.
                summary.append(.text(start + 1, texts.count - 1))
            case .column(let column):
                let position = cell(column)
                switch theme.columns[column].type {
                case .boolean: summary.append(.boolean(position))
                case .money: summary.append(.money(position))
                default: summary.append(.cell(position))
                }
            case .optional(let columns, let partCount):
                for (place, column) in columns.enumerated() {
                    // What is left out includes the checks that follow.
                    summary.append(
                        .unlessEmpty(cell: cell(column), partCount: columns.count - place - 1 + partCount))
                }
            }
        }
        self.summary = summary
        summaryTexts = texts.bytes
    }

    private static func plan(_ mention: Theme.Mention, _ cell: (Int?) -> Int) -> MentionPlan {
        let kind: MentionPlan.Kind =
            switch mention.kind {
            case .party: .party
            case .node(.company): .company
            case .node(.person): .person
            case .node(.premises): .premises
            case .node(.permit): .permit
            case .node(.contact): .contact
            }
        return MentionPlan(
            kind: kind, code: cell(mention.code), name: cell(mention.name), personID: cell(mention.personID),
            partyKind: cell(mention.partyKind))
    }

    private static func plan(
        _ edge: Theme.Edge, _ kind: EdgeKind, ended: StatePlan, cutShort: StatePlan, _ cell: (Int?) -> Int
    ) -> EdgePlan {
        EdgePlan(
            kind: kind, from: plan(edge.from, cell), to: plan(edge.to, cell), label: cell(edge.label),
            since: cell(edge.since), until: UntilPlan(edge.until, cell), ended: ended, cutShort: cutShort,
            share: cell(edge.sharePercent),
            shareMin: cell(edge.sharePercentMin), shareMax: cell(edge.sharePercentMax), votes: cell(edge.votingPercent),
            income: cell(edge.incomePercent), amount: cell(edge.amount))
    }
}
