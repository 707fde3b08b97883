/// One epoch of the data as an immutable graph in memory: nodes, edges, facts,
/// names and search. What every question is asked of.
///
/// A reader takes one snapshot for a request and keeps it; a newer one is
/// published beside it and never changes it. Made of columns, usually mapped
/// from a file, so that opening costs page faults and not parsing.
///
/// ```
/// node v      kind by kindStarts; ids[v], names[v], since[v], until[v], status[v]
/// its facts   factOffsets[v] ..< factOffsets[v + 1], by date, undated last
/// its bodies  bodyOffsets[v] ..< bodyOffsets[v + 1], newest record last
/// its edges   graph.row(of: v)
/// ```
public final class GraphSnapshot: Sendable {
    public let epoch: Epoch
    /// Random name of the store that the data came from.
    public let storeID: String
    public let catalogueVersion: String

    public let graph: CSRGraph
    public let nodes: NodeTable
    public let facts: FactTable
    public let bodies: BodyTable
    /// Roles, kinships, groups, states: what edges and nodes carry as numbers.
    public let labels: StringTable
    /// Ids of themes, source systems and departments that facts carry as numbers.
    public let themes: [String]
    public let sources: [String]
    public let departments: [String]
    /// Names of the edge kinds that themes declare, as `number=name`.
    public let declaredKinds: [String]
    public let search: SearchIndex
    let paths: PathIndex

    init(
        epoch: Epoch, storeID: String, catalogueVersion: String, graph: CSRGraph, nodes: NodeTable, facts: FactTable,
        bodies: BodyTable, labels: StringTable, themes: [String], sources: [String], departments: [String],
        declaredKinds: [String], search: SearchIndex, paths: PathIndex
    ) {
        self.epoch = epoch
        self.storeID = storeID
        self.catalogueVersion = catalogueVersion
        self.graph = graph
        self.nodes = nodes
        self.facts = facts
        self.bodies = bodies
        self.labels = labels
        self.themes = themes
        self.sources = sources
        self.departments = departments
        self.declaredKinds = declaredKinds
        self.search = search
        self.paths = paths
    }

    /// The node of an id such as `company:91440101…`: a public id, another
    /// identifier of the entity behind the same kind, or a merged-away id.
    ///
    /// - Complexity: O(length of the id).
    public func node(_ id: String) -> NodeID? { node(Array(id.utf8).span) }

    /// Registration numbers, organisation codes and numbers of other registers
    /// of companies whose id is no code.
    ///
    /// - Complexity: O(ids of companies), allocates.
    public func codesBesideIDs() -> [NodeID: [String]] {
        let prefixCount = "company:".utf8.count
        let (aliases, ids) = (paths.aliases, nodes.ids)
        let (aliasBytes, idBytes) = (aliases.bytes.span, ids.bytes.span)
        var codes: [NodeID: [String]] = [:]
        for index in 0..<aliases.count {
            let node = NodeID(rawValue: paths.aliasNodes[index])
            guard nodes.kind(of: node) == .company else { continue }
            let (alias, id) = (aliases.range(index), ids.range(node.index))
            guard CompanyCode.form(of: idBytes.extracting(id.dropFirst(prefixCount))) == .other else { continue }
            let isCode = CompanyCode.form(of: aliasBytes.extracting(alias.dropFirst(prefixCount))).isIdentifier
            if isCode { codes[node, default: []].append(String(aliases[index].dropFirst(prefixCount))) }
        }
        return codes
    }

    /// The same over bytes, without a string.
    public func node(_ id: Span<UInt8>) -> NodeID? { paths.node(id) }
}

/// The columns of nodes.
public struct NodeTable: Sendable {
    /// First node of each kind by ``NodeKind/rawValue``; two more than the
    /// greatest kind, so that `kindStarts[k] ..< kindStarts[k + 1]` always holds.
    public let kindStarts: [Int]
    /// Public ids, `company:…`.
    public let ids: StringTable
    public let names: StringTable
    /// First and first-no-longer day of a company or permit, ``Day/unknownRawValue``.
    public let since: Column<Int32>
    public let until: Column<Int32>
    /// Label number of the registration or permit status, ``EdgeAttributes/noLabel``.
    public let status: Column<UInt32>
    /// Of persons; 0 where no record says it or records differ.
    public let birthYear: Column<UInt16>
    /// 1 for persons known by a personal identifier: two of them are two people,
    /// but for those of ``sameIdentifier``.
    public let isIdentified: Column<UInt8>
    /// Persons of one identifier under different names (a mistake, a new name, or a
    /// borrowed number): the node, then the number of the identifier, by node.
    public let sameIdentifier: Column<UInt32>

    public var count: Int { ids.count }

    /// The rows of ``sameIdentifier``.
    public var sameIdentifierRows: some Sequence<(person: NodeID, identifier: UInt32)> {
        stride(from: 0, to: sameIdentifier.count, by: 2).lazy.map {
            (NodeID(rawValue: sameIdentifier[$0]), sameIdentifier[$0 + 1])
        }
    }

    public func range(of kind: NodeKind) -> Range<Int> {
        kindStarts[Int(kind.rawValue)]..<kindStarts[Int(kind.rawValue) + 1]
    }

    /// - Complexity: O(1); there are five kinds.
    public func kind(of node: NodeID) -> NodeKind {
        for kind in NodeKind.allCases where node.index < kindStarts[Int(kind.rawValue) + 1] { return kind }
        preconditionFailure("node \(node.index) outside 0..<\(count)")
    }

    /// The label number of the node's status on a day.
    ///
    /// A status is recorded without the day from which it holds. Of a day before
    /// the node's first, and of a company's before it closed, it says nothing;
    /// a permit's last day lies ahead while its status holds.
    ///
    /// - Returns: ``EdgeAttributes/noLabel`` where no record says it.
    /// - Complexity: O(1).
    public func status(of node: NodeID, on day: Day) -> UInt32 {
        let (since, until) = (since[node.index], until[node.index])
        if since != Day.unknownRawValue, day.rawValue < since { return EdgeAttributes.noLabel }
        if until != Day.unknownRawValue, day.rawValue < until, kind(of: node) == .company {
            return EdgeAttributes.noLabel
        }
        return status[node.index]
    }
}

/// What records say of nodes, one line a record, by node and date.
public struct FactTable: Sendable {
    /// `nodeCount + 1`.
    public let offsets: Column<UInt32>
    public let date: Column<Int32>
    public let record: Column<UInt32>
    /// Fen, or ``EdgeAttributes/unknownAmount``.
    public let amount: Column<Int64>
    /// Number in ``GraphSnapshot/themes``.
    public let theme: Column<UInt16>
    public let source: Column<UInt16>
    public let department: Column<UInt16>
    /// Bit 1: the record carries findings.
    public let flags: Column<UInt8>
    /// JSON-escaped one-line summaries.
    public let titles: FileTexts

    public var count: Int { date.count }

    public func range(of node: NodeID) -> Range<Int> { Int(offsets[node.index])..<Int(offsets[node.index + 1]) }
}

/// The payloads of records that make nodes (registrations, permits, …).
public struct BodyTable: Sendable {
    /// `nodeCount + 1`.
    public let offsets: Column<UInt32>
    public let record: Column<UInt32>
    public let theme: Column<UInt16>
    public let source: Column<UInt16>
    public let department: Column<UInt16>
    /// Bits 1 format_ok, 2 usc_ok, 4 org_ok; 0xff: the row has no code.
    public let codeCheck: Column<UInt8>
    /// JSON arrays in the order of the theme's columns (and the object of
    /// delivered texts and unknown columns where there is one).
    public let texts: StringTable

    public func range(of node: NodeID) -> Range<Int> { Int(offsets[node.index])..<Int(offsets[node.index + 1]) }
}
