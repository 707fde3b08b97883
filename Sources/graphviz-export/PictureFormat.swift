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
    /// ``dot``, unless it makes a long strip of the graph or the graph is too
    /// large for it; then ``sfdp``.
    case auto
}
