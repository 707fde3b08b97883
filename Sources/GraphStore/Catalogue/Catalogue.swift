/// All themes, departments, source systems and panorama blocks: what kinds of
/// record the server understands. Loaded from a folder of YAML files by
/// ``Catalogue/load(from:)`` and immutable afterwards.
public struct Catalogue: Sendable {
    /// Something with an id and two names, in the order of its file.
    public struct Named: Sendable, Equatable {
        public var id: String
        public var title: Theme.Title
        public init(id: String, title: Theme.Title) { (self.id, self.title) = (id, title) }
    }

    public var departments: [Named]
    public var sources: [Named]
    public var blocks: [Named]
    /// Sorted by id. A theme's index is its number within this catalogue only.
    public var themes: [Theme]
    /// Hex SHA-256 over the files' names and bytes: the version that records keep.
    public var version: String

    public init(
        departments: [Named], sources: [Named], blocks: [Named], themes: [Theme], version: String
    ) {
        self.departments = departments
        self.sources = sources
        self.blocks = blocks
        self.themes = themes.sorted { $0.id < $1.id }
        self.version = version
    }

    public func themeIndex(_ id: some StringProtocol) -> Int? { themes.firstIndex { $0.id == id } }
}
