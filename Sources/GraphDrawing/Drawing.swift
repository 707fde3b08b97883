public import GraphStore

/// A part of the graph, ready to be written as DOT, GraphML, GEXF, Cytoscape
/// JSON or CSV, or to become a picture.
///
/// A drawing is plain text and numbers: it does not know where the subgraph
/// came from, what was masked in it or who asked. Making one puts it in a
/// canonical order (nodes by centre, kind, id; edges by ends, kind, id), so the
/// same subgraph gives the same bytes in whatever order it was collected.
///
/// - Complexity: O(n log n + e log e) time to make, for n nodes and e edges.
public struct Drawing: Sendable, Equatable {
    /// The line above the picture.
    public var title: String
    /// The version of the data that the subgraph was read at.
    public var epoch: Epoch
    /// The day that the subgraph describes. An edge that ended before it is
    /// drawn pale.
    public var asOf: Day
    /// Unique by id, in canonical order.
    public private(set) var nodes: [Node]
    /// Unique by id, in canonical order, each between two of ``nodes``.
    public private(set) var edges: [Edge]
    /// What the subgraph leaves out, in the order given.
    public private(set) var omitted: [Omission]
    /// Words of the legend that only this drawing needs, a line each.
    public var remarks: [String]

    /// Orders the parts and takes out what no format can say: a second node or
    /// edge of the same id, and an edge to a node that is not here. Those are
    /// counted in ``omitted`` under the reasons of ``Omission``.
    public init(
        title: String, epoch: Epoch, asOf: Day, nodes: [Node], edges: [Edge], omitted: [Omission] = [],
        remarks: [String] = []
    ) {
        (self.title, self.epoch, self.asOf) = (title, epoch, asOf)
        (self.omitted, self.remarks) = (omitted, remarks)
        var nodeIDs = Set<String>()
        var edgeIDs = Set<String>()
        var dropped: [Omission] = []
        self.nodes = nodes.sorted(by: Node.precedes).filter { node in
            if nodeIDs.insert(node.id).inserted { return true }
            dropped.append(Omission(kind: node.kind.name, count: 1, reason: Omission.duplicateID))
            return false
        }
        self.edges = edges.sorted(by: Edge.precedes).filter { edge in
            guard nodeIDs.contains(edge.from), nodeIDs.contains(edge.to) else {
                dropped.append(Omission(kind: edge.kind, count: 1, reason: Omission.endNotDrawn))
                return false
            }
            if edgeIDs.insert(edge.id).inserted { return true }
            dropped.append(Omission(kind: edge.kind, count: 1, reason: Omission.duplicateID))
            return false
        }
        for one in dropped {
            if let same = self.omitted.firstIndex(where: { $0.kind == one.kind && $0.reason == one.reason }) {
                self.omitted[same].count += 1
            } else {
                self.omitted.append(one)
            }
        }
    }

    /// The node that the drawing is about, when there is one.
    public var centre: Node? { nodes.first.flatMap { $0.isCentre ? $0 : nil } }

    /// Whether nodes stand in layers, as those of an ownership chart do.
    public var isLayered: Bool { nodes.contains { $0.layer != nil } }
}

extension Drawing {
    /// A company, person, premises, permit or contact.
    public struct Node: Sendable, Equatable {
        /// The entity's stable id, such as `company:91440101…`.
        public var id: String
        /// Decides shape and colours.
        public var kind: NodeKind
        /// What a reader calls it; any text, also a hostile one.
        public var name: String
        /// One short word under the name, such as 存续 or 吊销.
        public var status: String?
        /// Whether the drawing is about this node. Drawn with a heavy border.
        public var isCentre: Bool
        /// Further facts, in the order that they are shown.
        public var attributes: [Attribute]
        /// Where a click leads: a path (`/v1/companies/…`) or an http(s) URL.
        /// Anything else is left out of pictures.
        public var link: String?
        /// Short lines under the name that belong to this drawing alone, such as
        /// an integrated share. Only pictures show them: whatever other formats
        /// are to tell is an attribute too.
        public var notes: [String]
        /// How many entities the node stands for, when they are not drawn one by
        /// one; 0 when nobody counts them, nil for an entity of its own. Drawn
        /// with a dashed border.
        public var foldedCount: Int?
        /// In a layered drawing the row from the top, any number; edges lead
        /// down, and one that leads up moves nobody.
        public var layer: Int?

        /// Makes a node; nothing is checked, every text may hold anything.
        public init(
            id: String, kind: NodeKind, name: String, status: String? = nil, isCentre: Bool = false,
            attributes: [Attribute] = [], link: String? = nil, notes: [String] = [], foldedCount: Int? = nil,
            layer: Int? = nil
        ) {
            (self.id, self.kind, self.name, self.status) = (id, kind, name, status)
            (self.isCentre, self.attributes, self.link) = (isCentre, attributes, link)
            (self.notes, self.foldedCount, self.layer) = (notes, foldedCount, layer)
        }

        /// The canonical order: centre first, then kind, then id.
        static func precedes(_ a: Node, _ b: Node) -> Bool {
            if a.isCentre != b.isCentre { return a.isCentre }
            return (a.kind.rawValue, a.id) < (b.kind.rawValue, b.id)
        }
    }

    /// A fact about a node: 注册资本, 500万元.
    public struct Attribute: Sendable, Equatable {
        /// The name of the fact, as a reader knows it.
        public var key: String
        /// Its value as text.
        public var value: String
        /// Makes an attribute of any two texts.
        public init(_ key: String, _ value: String) { (self.key, self.value) = (key, value) }
    }

    /// A relation between two nodes of the drawing.
    public struct Edge: Sendable, Equatable {
        /// Unique in the drawing.
        public var id: String
        /// Id of the node that the relation starts at: the holder, the officer.
        public var from: String
        /// Id of the node that it leads to: the company held, the premises.
        public var to: String
        /// The kind's stable name, such as `shareholder`; chooses the colour.
        public var kind: String
        /// The kind's Chinese name, such as 股东.
        public var kindTitle: String
        /// The role, kinship, group or other word beside the kind.
        public var label: String?
        /// The first day; nil when it is unknown.
        public var since: Day?
        /// The first day on which it no longer holds; nil when it holds or its end
        /// is unknown.
        public var until: Day?
        /// Whether the relation is over, on a day that no record says.
        public var endedUndated: Bool
        /// Of a holding; nil when no record says it.
        public var share: Share?
        /// False for relations that hold both ways (possibly the same person).
        public var directed: Bool
        /// Ids of the records that say so.
        public var records: [String]
        /// Yuan as exact decimal text; nil when no record says it.
        public var amount: String?
        /// Titles of the departments whose records say so.
        public var departments: [String]
        /// Whether control rests on the relation. Drawn heavier.
        public var carriesControl: Bool

        /// Makes an edge; whether its ends exist is checked by ``Drawing``.
        public init(
            id: String, from: String, to: String, kind: String, kindTitle: String, label: String? = nil,
            since: Day? = nil, until: Day? = nil, endedUndated: Bool = false, share: Share? = nil,
            directed: Bool = true,
            records: [String] = [], amount: String? = nil, departments: [String] = [], carriesControl: Bool = false
        ) {
            (self.id, self.from, self.to) = (id, from, to)
            (self.kind, self.kindTitle, self.label) = (kind, kindTitle, label)
            (self.since, self.until, self.endedUndated, self.share) = (since, until, endedUndated, share)
            (self.directed, self.records) = (directed, records)
            (self.amount, self.departments, self.carriesControl) = (amount, departments, carriesControl)
        }

        /// The canonical order: ends, then kind, then id.
        static func precedes(_ a: Edge, _ b: Edge) -> Bool {
            (a.from, a.to, a.kind, a.id) < (b.from, b.to, b.kind, b.id)
        }

        /// Whether the relation no longer holds on the day.
        func hasEnded(by day: Day) -> Bool { endedUndated || (until.map { $0 <= day } ?? false) }
    }

    /// How many of a kind the subgraph leaves out, and why.
    public struct Omission: Sendable, Equatable {
        /// A node or edge kind by its stable name.
        public var kind: String
        /// At least one.
        public var count: Int
        /// Words for a reader.
        public var reason: String

        /// Makes an omission of any count.
        public init(kind: String, count: Int, reason: String) {
            (self.kind, self.count, self.reason) = (kind, count, reason)
        }

        /// The reason given for a node or edge whose id was there already.
        public static let duplicateID = "编号重复"
        /// The reason given for an edge to a node that is not in the drawing.
        public static let endNotDrawn = "一端未绘出"
    }
}
