import Foundation

extension Catalogue {
    /// Reads and checks the folder: `departments.yaml`, `sources.yaml`,
    /// `blocks.yaml`, `holders.yaml` and `themes/*.yaml` (other files are ignored).
    ///
    /// - Throws: ``CatalogueError`` with every problem of every file.
    /// - Complexity: O(bytes of the folder); once at start.
    public static func load(from folder: String) throws(CatalogueError) -> Catalogue {
        var loader = CatalogueLoader(folder: folder)
        let catalogue = loader.load()
        guard let catalogue, loader.problems.isEmpty else { throw CatalogueError(problems: loader.problems) }
        return catalogue
    }
}

/// One reading of a catalogue folder.
private struct CatalogueLoader {
    let folder: String
    var problems: [CatalogueError.Problem] = []
    private var files: [(name: String, bytes: [UInt8])] = []

    init(folder: String) { self.folder = folder }

    mutating func load() -> Catalogue? {
        let departments = named("departments.yaml", "department")
        let sources = named("sources.yaml", "source system")
        let blocks = named("blocks.yaml", "block")
        let holderNames = holderNames("holders.yaml")
        let context = ThemeReader.Context(
            departments: departments.map(\.id), sources: sources.map(\.id), blocks: blocks.map(\.id))
        var themes: [Theme] = []
        var kindTitles: [String: (title: Title, file: String)] = [:]
        for name in themeFiles() {
            guard let bytes = bytes(of: "themes/\(name)") else { continue }
            var reader = ThemeReader(file: "themes/\(name)", context: context)
            let theme = reader.read(bytes, name: String(name.dropLast(".yaml".count)))
            problems += reader.yaml.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
            guard let theme else { continue }
            checkAcross(theme, themes, &kindTitles)
            themes.append(theme)
        }
        if themes.isEmpty && problems.isEmpty {
            note(.unreadable, "themes", "has no theme; add a file `<theme>.yaml`")
        }
        if kindTitles.count > EdgeKindTable.declaredCountMax {
            note(
                .tooLarge, "themes",
                "declare \(kindTitles.count) edge kinds; at most \(EdgeKindTable.declaredCountMax) are accepted")
        }
        guard problems.isEmpty else { return nil }
        return Catalogue(
            departments: departments, sources: sources, blocks: blocks, holderNames: holderNames, themes: themes,
            version: version())
    }

    private mutating func note(_ code: CatalogueError.Code, _ file: String, _ message: String) {
        problems.append(.init(code: code, file: file, line: nil, message: message))
    }

    /// What no theme can know alone: titles and edge kinds shared with others.
    private mutating func checkAcross(
        _ theme: Theme, _ earlier: [Theme], _ kinds: inout [String: (title: Title, file: String)]
    ) {
        let folded = HeaderText.folded(theme.title.zh)
        if let other = earlier.first(where: { HeaderText.folded($0.title.zh) == folded }) {
            note(.duplicate, theme.file, "has the Chinese title of \(other.file); files could not be told apart")
        }
        for case .edge(let edge) in theme.becomes where EdgeKindTable.core(edge.kind) == nil {
            if let other = kinds[edge.kind] {
                guard other.title != edge.title else { continue }
                note(
                    .duplicate, theme.file,
                    "gives the edge `\(edge.kind)` another title than \(other.file); use the same `zh` and `en`")
            } else {
                kinds[edge.kind] = (edge.title, theme.file)
            }
        }
    }

    /// Hex SHA-256 over `name NUL length NUL bytes` of each file in order of
    /// names, so that no two folders of different content share it.
    private func version() -> String {
        var text: [UInt8] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            text += Array(file.name.utf8) + [0] + Array(String(file.bytes.count).utf8) + [0]
            text += file.bytes
        }
        return SHA256.hash(text).hexadecimal
    }

    // MARK: Files

    private mutating func themeFiles() -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder + "/themes")
        } catch {
            note(.unreadable, "themes", "the folder \(folder)/themes cannot be read: \(error.localizedDescription)")
            return []
        }
        let files = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        for name in names where name.hasSuffix(".yml") {
            note(.unreadable, "themes/\(name)", "is not read; rename it to end in `.yaml`")
        }
        if files.count > CatalogueLimits.themeCountMax {
            note(
                .tooLarge, "themes",
                "has \(files.count) files; at most \(CatalogueLimits.themeCountMax) are accepted")
            return []
        }
        return files
    }

    /// Reads a file up to one byte over the limit, which its reader refuses.
    private mutating func bytes(of name: String) -> [UInt8]? {
        let path = folder + "/" + name
        do {
            let values = try FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
            guard values[.type] as? FileAttributeType == .typeRegular else {
                note(.unreadable, name, "is not a regular file")
                return nil
            }
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try handle.read(upToCount: CatalogueLimits.fileByteCountMax + 1) ?? Data()
            try handle.close()
            let bytes = [UInt8](data)
            files.append((name, bytes))
            return bytes
        } catch {
            note(.unreadable, name, "cannot be read from \(folder): \(error.localizedDescription)")
            return nil
        }
    }

    /// A file that is a list of `{id, zh, en}`.
    private mutating func named(_ file: String, _ what: String) -> [Catalogue.Named] {
        guard let bytes = bytes(of: file) else { return [] }
        var reader = YAMLReader(file: file)
        defer { problems += reader.problems }
        guard let root = reader.document(bytes), let items = reader.items(root, "the file") else { return [] }
        var named: [Catalogue.Named] = []
        for item in items {
            let keys = ["id", "zh", "en"]
            guard let fields = reader.map(item, "a \(what)", keys: keys, required: keys) else { continue }
            let id = reader.identifier(fields["id"], "`id` of a \(what)")
            let title = reader.title(fields, "a \(what)")
            guard let id, let title else { continue }
            if named.contains(where: { $0.id == id }) {
                reader.note(.duplicate, item.line, "the \(what) `\(id)` occurs twice")
            }
            named.append(Catalogue.Named(id: id, title: title))
        }
        return named
    }

    /// A file that is a list of `{kind, names}`.
    private mutating func holderNames(_ file: String) -> HolderNames {
        guard let bytes = bytes(of: file) else { return .none }
        var reader = YAMLReader(file: file)
        defer { problems += reader.problems }
        guard let root = reader.document(bytes), let items = reader.items(root, "the file") else { return .none }
        var names: [(kind: HolderNames.Kind, name: String)] = []
        var seen: Set<String> = []
        for item in items {
            let keys = ["kind", "names"]
            guard let fields = reader.map(item, "an entry", keys: keys, required: keys) else { continue }
            let kinds = HolderNames.Kind.allCases.map(\.rawValue)
            let kind = reader.word(fields["kind"], "`kind` of an entry", of: kinds)
                .flatMap(HolderNames.Kind.init(rawValue:))
            for (name, line) in reader.texts(fields["names"], "`names` of `\(kind?.rawValue ?? "?")`") {
                guard seen.insert(HolderNames.folded(name)).inserted else {
                    reader.note(.duplicate, line, "the name `\(reader.shown(name))` occurs twice")
                    continue
                }
                if let kind { names.append((kind, name)) }
            }
        }
        return HolderNames(names)
    }
}
