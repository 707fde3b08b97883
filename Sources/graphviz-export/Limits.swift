/// What a picture may cost.
enum Limits {
    /// Bytes of DOT. A node of ours takes about 300, an edge 150: this is far
    /// above what ``nodeCountMax`` allows.
    static let inputByteCountMax = 32 << 20
    /// Nodes of a picture. At 5,000 every layout takes more than ten seconds
    /// and nobody can read the result.
    static let nodeCountMax = 20_000
    /// Edges of a picture, for the same reason.
    static let edgeCountMax = 100_000
    /// The largest graph that `auto` gives to `dot`. Its time grows with the
    /// square of the size and more: 0.3 s at 200 nodes, 4 s at 1,000, where
    /// `sfdp` takes 0.7 s.
    static let dotNodesMax = 300
    /// A picture of `dot` that is longer than this, and more than
    /// ``stripRatio`` times as long as wide, is laid out again by `sfdp`: a hub
    /// with 199 neighbours is 184 × 6 inches under `dot` and 33 × 28 under `sfdp`.
    /// Shorter strips are read by scrolling once.
    static let stripInches = 40.0
    /// See ``stripInches``.
    static let stripRatio = 4.0
    /// The largest graph whose edges `auto` leads around the nodes that `sfdp`
    /// has placed: 1 s at 100 nodes, 8 s at 200, where straight lines behind
    /// the nodes take 0.15 s.
    static let routedNodesMax = 100
    /// Pixels of a PNG. Cairo holds four bytes for each: 160 MB.
    static let pixelCountMax = 40_000_000.0
    /// Pixels of one side of a PNG. Cairo ends at 32,767; browsers and office
    /// programs refuse less.
    static let pixelsPerSideMax = 16_384.0
    /// Pixels per inch of a PNG whose graph asks for nothing else.
    static let resolution = 96.0
    /// Messages of libgraphviz that are passed on.
    static let messageCountMax = 20
}

extension Limits {
    /// Hops of a neighbourhood; four reach most of a connected registry.
    static let depthMax = 6

    /// Layers of an ownership chart when nobody says how many, and at most.
    static let chartDepth = 6
    static let chartDepthMax = 100
    /// Holders of a company drawn one by one when nobody says how many.
    static let chartBreadth = 12
    /// Parties of an ownership chart when nobody says how many: what `dot` lays
    /// out in a second. At most as many as there are nodes to a picture.
    static let chartNodes = 150
    static let chartNodesMax = 2_000
    /// Companies and holders that integrated shares look at: about 0.2 s.
    static let ownershipNodesMax = 200_000
}
