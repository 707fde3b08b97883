/// What `-T` may name.
enum PictureFormat: String, CaseIterable, Sendable {
    case svg, png, pdf
    /// DOT again, with the positions that the layout found.
    case dot
}

/// How nodes get their places.
enum LayoutEngine: String, CaseIterable, Sendable {
    /// Layers, for hierarchies such as ownership.
    case dot
    /// Springs, for small networks.
    case neato, fdp
    /// Springs at several scales, for large networks.
    case sfdp
    /// Rings.
    case circo
    /// Rings around a centre.
    case twopi
    /// ``dot`` for graphs up to ``Limits/dotNodesMax`` nodes, else ``sfdp``.
    case auto

    /// The name of the engine to use for a graph of so many nodes.
    func name(forNodeCount nodeCount: Int) -> String {
        guard self == .auto else { return rawValue }
        return (nodeCount <= Limits.dotNodesMax ? LayoutEngine.dot : .sfdp).rawValue
    }
}
