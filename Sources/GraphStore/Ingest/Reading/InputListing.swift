/// The files that the paths of an import lead to.
public struct InputListing: Sendable {
    /// In the order of the paths, inside a folder or archive in byte order of
    /// the names.
    public private(set) var items: [InputItem] = []
    /// Files and folders that are passed over, and why; no failures.
    public private(set) var skipped: [IngestError] = []
    /// Paths that cannot be read at all; the other paths are still listed.
    public private(set) var errors: [IngestError] = []

    /// Folders deeper than this are a loop of links, or a mistake.
    static let folderDepthMax = 64
    private var visitedFolders: Set<FolderIdentity> = []

    private struct FolderIdentity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    /// Lists files, folders (with their folders), zip archives and `-`.
    ///
    /// Inside folders and archives, hidden names (a leading dot, `__MACOSX`)
    /// are passed over, folders named `truth` are skipped with a reason: they
    /// hold what a generator knows and no department delivers. A path that is
    /// given itself is never passed over.
    ///
    /// - Complexity: One directory read per folder and archive; no file is
    ///   opened otherwise.
    public init(paths: [String]) {
        for path in paths {
            if path == "-" {
                items.append(.standardInput)
            } else {
                add(path: path, depth: 0, root: path.utf8.count - Self.lastPart(path).utf8.count)
            }
        }
    }

    private mutating func add(path: String, depth: Int, root: Int) {
        do throws(IngestError) {
            let (kind, device, inode) = try FileBytes.kind(of: path)
            switch kind {
            case .folder:
                let identity = FolderIdentity(device: device, inode: inode)
                try addFolder(path: path, identity: identity, depth: depth, root: root)
            case .regular: try addFile(path: path, root: root)
            case .stream where depth == 0:
                items.append(
                    InputItem(
                        displayName: path, deliveredName: Self.lastPart(path), baseName: FileEnding(name: path).stem,
                        format: FileEnding(name: path).format,
                        storedByteCount: nil, place: .stream(SpooledStream(path: path)), isGzip: false))
            case .stream: skip(path, .fileIrregular, "is not a regular file")
            }
        } catch {
            errors.append(error.naming(path))
        }
    }

    private mutating func addFolder(
        path: String, identity: FolderIdentity, depth: Int, root: Int
    ) throws(IngestError) {
        guard depth < Self.folderDepthMax else { return skip(path, .folderDepth, "folders are nested too deeply") }
        guard visitedFolders.insert(identity).inserted else {
            return skip(path, .folderRepeated, "this folder is listed already")
        }
        for name in try FileBytes.names(inFolder: path) where name.first != UInt8(ascii: ".") {
            let shown = path.hasSuffix("/") ? path : path + "/"
            guard let text = String(validating: name, as: UTF8.self) else {
                skip(shown + String(decoding: name, as: UTF8.self), .fileName, "the name is not UTF-8; rename it")
                continue
            }
            if text == Self.truthFolder {
                skip(shown + text, .groundTruth, "holds ground truth, not records")
            } else {
                add(path: shown + text, depth: depth + 1, root: depth == 0 ? shown.utf8.count : root)
            }
        }
    }

    // `root` are the bytes of the path before what is delivered: the folder of a
    // file, or the folder that was given.
    private mutating func addFile(path: String, root: Int) throws(IngestError) {
        let ending = FileEnding(name: path)
        if ending.isZip { return try addArchive(path: path, root: root) }
        guard ending.format != nil else { return skip(path, .formatUnknown, Self.unknownEnding) }
        items.append(
            InputItem(
                displayName: path, deliveredName: Self.under(root, path), baseName: ending.stem,
                format: ending.format, storedByteCount: nil,
                place: .file(path: path), isGzip: ending.isGzip))
    }

    private mutating func addArchive(path: String, root: Int) throws(IngestError) {
        let entries = try ZipArchive.entries(path: path)
        let expanded = entries.reduce(0) { $0.addingReportingOverflow($1.expandedByteCount).partialValue }
        guard expanded >= 0, expanded <= ExpansionGuard.archiveBytesMax else {
            throw IngestError(
                .archiveBomb,
                "declares more than \(ExpansionGuard.archiveBytesMax >> 30) GiB of content; deliver it in parts")
        }
        var found: [(name: [UInt8], item: InputItem)] = []
        for entry in entries where entry.name.last != UInt8(ascii: "/") {
            let inner = EntryName.decode(entry.name, saysUTF8: entry.saysUTF8)
            let shown = path + "!/" + inner
            let parts = inner.split(separator: "/")
            if parts.contains(where: { $0.hasPrefix(".") && $0 != ".." && $0 != "." || $0 == "__MACOSX" }) { continue }
            let ending = FileEnding(name: inner)
            if parts.dropLast().contains(where: { $0 == Self.truthFolder }) {
                skip(shown, .groundTruth, "holds ground truth, not records")
            } else if ending.isZip {
                skip(shown, .zipNested, "is an archive inside an archive; deliver it on its own")
            } else if ending.format == nil {
                skip(shown, .formatUnknown, Self.unknownEnding)
            } else {
                let item = InputItem(
                    displayName: shown, deliveredName: Self.under(root, shown), baseName: ending.stem,
                    format: ending.format, storedByteCount: entry.storedByteCount,
                    place: .zipEntry(path: path, entry: entry),
                    isGzip: ending.isGzip)
                found.append((entry.name, item))
            }
        }
        found.sort { $0.name.lexicographicallyPrecedes($1.name) }
        items += found.map(\.item)
    }

    private mutating func skip(_ name: String, _ code: IngestError.Code, _ reason: String) {
        skipped.append(IngestError(code, reason, file: name))
    }

    private static func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static func under(_ root: Int, _ path: String) -> String {
        String(decoding: path.utf8.dropFirst(root), as: UTF8.self)
    }

    private static let truthFolder = "truth"
    private static let unknownEnding =
        "the ending is not one of .csv, .tsv, .ndjson, .jsonl, .json (each also with .gz) and .zip"
}

/// The text of an archive entry's name, which archives store as bytes.
enum EntryName {
    /// UTF-8 where the archive says so or the bytes are unmistakably UTF-8
    /// (some programs forget the flag), else GB18030, else one character a
    /// byte.
    ///
    /// Bytes of GB18030 text can be valid UTF-8 by chance, but hardly ever of
    /// three-byte sequences alone, which is what Chinese is in UTF-8.
    static func decode(_ name: [UInt8], saysUTF8: Bool) -> String {
        if let text = String(validating: name, as: UTF8.self) {
            let unmistakable = text.unicodeScalars.allSatisfy { $0.value < 0x80 || $0.value >= 0x800 }
            if saysUTF8 || unmistakable { return text }
        }
        var scan = GB18030Scan()
        scan.add(name.span)
        scan.finish()
        if scan.invalidCount == 0 {
            let text = TextDecoder.decode(name, from: .gb18030)
            if let text = String(validating: text, as: UTF8.self) { return text }
        }
        return String(String.UnicodeScalarView(name.map { Unicode.Scalar($0) }))
    }
}
