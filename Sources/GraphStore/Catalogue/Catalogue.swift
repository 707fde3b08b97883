/// All themes, departments, source systems and panorama blocks: what kinds of
/// record the server understands. Loaded from a folder of YAML files by
/// ``Catalogue/load(from:)`` and immutable afterwards.
public struct Catalogue: Sendable {
    /// Something with an id and two names, in the order of its file.
    public struct Named: Sendable, Equatable {
        public var id: String
        public var title: Title
        public init(id: String, title: Title) { (self.id, self.title) = (id, title) }
    }

    public let departments: [Named]
    public let sources: [Named]
    public let blocks: [Named]
    /// Names of holders that name nobody in particular.
    public let holderNames: HolderNames
    /// Sorted by id. A theme's index is its number within this catalogue only.
    public let themes: [Theme]
    /// Hex SHA-256 over the files' names and bytes: the version that records keep.
    public let version: String
    private let themeIndices: [String: Int]

    public init(
        departments: [Named], sources: [Named], blocks: [Named], holderNames: HolderNames = .none, themes: [Theme],
        version: String
    ) {
        self.departments = departments
        self.sources = sources
        self.blocks = blocks
        self.holderNames = holderNames
        self.themes = themes.sorted { $0.id < $1.id }
        self.version = version
        themeIndices = Dictionary(
            self.themes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The position of a theme in ``themes``.
    ///
    /// - Complexity: O(1).
    public func themeIndex(_ id: some StringProtocol) -> Int? { themeIndices[String(id)] }
}
