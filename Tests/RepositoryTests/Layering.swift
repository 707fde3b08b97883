/// Which modules the files of a folder may import. The longest matching folder
/// decides; a file with an exception is listed by itself.
struct Layer {
    /// A folder or one file, relative to the root.
    let path: String
    let modules: Set<String>
    /// Why, where the table of the architecture alone would not allow it.
    let reason: String

    init(_ path: String, _ modules: Set<String>, because reason: String = "") {
        (self.path, self.modules, self.reason) = (path, modules, reason)
    }
}

/// The architecture as data: `GraphServer` → `Profile` → `GraphStore`, and
/// `graphviz-export` → `Profile` → `GraphStore`; docs/architecture.md says why.
enum Layering {
    private static let system: Set = ["Glibc", "Darwin"]
    private static let server: Set = [
        "Addresses", "Profile", "GraphStore", "GraphDrawing", "ArgumentParser", "Hummingbird", "HummingbirdCore",
        "HTTPTypes",
        "NIOCore", "Logging", "Metrics", "ServiceLifecycle", "UnixSignals", "Subprocess", "Synchronization",
        "Foundation", "Dispatch",
    ]

    static let layers: [Layer] = [
        // GraphStore: no HTTP, no ownership terms; SQLite in Record/ alone.
        Layer("Sources/GraphStore/", ["Synchronization"]),
        Layer("Sources/GraphStore/Catalogue/", ["Foundation", "Yams"]),
        Layer("Sources/GraphStore/Ingest/", ["Foundation", "Synchronization"]),
        Layer("Sources/GraphStore/Record/", ["Foundation", "GRDB"]),
        Layer(
            "Sources/GraphStore/Unsafe/", system.union(["CZlib", "CZip", "CCrypto", "CBytes", "GRDB", "GRDBSQLite"]),
            because: "each file wraps one C library or one memory layout; BulkStatement is SQLite's own statement"),
        Layer(
            "Sources/GraphStore/Ingest/Import/ImportRun.swift", ["Foundation", "GRDB"],
            because: "an import is one SQLite transaction, which spans reading and writing"),
        Layer(
            "Sources/GraphStore/Building/BackgroundWork.swift", ["Foundation"],
            because: "reading, projecting and indexing overlap on threads"),
        Layer(
            "Sources/GraphStore/Snapshot/SnapshotStore.swift", ["Foundation", "Synchronization"],
            because: "publication renames a file"),
        Layer(
            "Sources/GraphStore/Search/FoldTable.swift", ["Foundation", "SimplifiedChinese"],
            because: "compatibility forms come from Foundation, simplified characters from OpenCC, once"),
        Layer(
            "Sources/GraphStore/Search/PinyinReadings.swift", ["Foundation"],
            because: "readings come from Foundation's Han-to-Latin transform, once"),

        Layer("Sources/SimplifiedChinese/Unsafe/", ["COpenCC"], because: "the file wraps OpenCC"),

        // Addresses: the text of addresses alone, so that other engines can pipe it.
        Layer("Sources/Addresses/", []),
        Layer(
            "Sources/Addresses/Text/CharacterTable.swift", ["Foundation", "SimplifiedChinese"],
            because: "compatibility forms come from Foundation, simplified characters from OpenCC, once"),
        Layer(
            "Sources/Addresses/Divisions/Gazetteer+Files.swift", ["Foundation"],
            because: "the tables of divisions are files"),

        // Profile: no SQL, no HTTP, no files, no clock.
        Layer("Sources/Profile/", ["GraphStore", "Synchronization"]),
        Layer(
            "Sources/Profile/Premises/", ["Addresses", "GraphStore", "Synchronization"],
            because: "places are found by what addresses say"),
        Layer(
            "Sources/Profile/Risk/", ["Addresses", "GraphStore", "Synchronization"],
            because: "words of addresses explain, and names begin with divisions"),
        Layer(
            "Sources/Profile/Ownership/ExactFraction.swift", ["BigInt"],
            because: "near a threshold shares are compared as fractions of any size"),
        Layer(
            "Sources/Profile/Relations/LinkStrength.swift", ["GraphStore", "Foundation"],
            because: "products of strengths are sums of logarithms"),

        // GraphDrawing: GraphStore's identities and, in two files, its snapshot.
        Layer("Sources/GraphDrawing/", ["GraphStore"]),
        Layer(
            "Sources/GraphDrawing/Drawing+OwnershipChart.swift", ["GraphStore", "Profile"],
            because: "both programs draw the ownership charts that Profile chooses, and draw them alike"),

        // Programs.
        Layer("Sources/GraphServer/", server),
        Layer(
            "Sources/GraphServer/App/RuleBooks.swift", ["Profile", "GraphStore", "Foundation", "Yams"],
            because: "rule sets are data that verdicts are given under"),
        Layer(
            "Sources/GraphServer/Pictures/BrokenPipes.swift", system,
            because: "a renderer that ends early must not end the server with SIGPIPE"),
        Layer(
            "Sources/graphviz-export/",
            ["Addresses", "Profile", "GraphStore", "GraphDrawing", "ArgumentParser", "Foundation", "Synchronization"]),
        Layer("Sources/graphviz-export/Unsafe/", system.union(["CGraphviz", "Synchronization"])),

        // The generator shares nothing with the product that reads its rows.
        Layer("datasets/generator/", ["ArgumentParser", "Foundation"]),
        Layer("datasets/generator/Unsafe/", system),
    ]

    /// The layer that a file belongs to.
    static func layer(of path: String) -> Layer? {
        layers.filter { path.hasPrefix($0.path) }.max { $0.path.count < $1.path.count }
    }

    /// The module that a line imports: `Foundation` for `internal import
    /// Foundation` and `import struct Foundation.Date`; nil for other lines.
    static func module(importedBy line: [UInt8]) -> String? {
        // Cheap for the many lines without.
        guard line.contains(wholeWord: "import") else { return nil }
        var words = line.text.split(separator: " ")[...]
        let before: Set = ["public", "package", "internal", "fileprivate", "private"]
        while let word = words.first, word.hasPrefix("@") || before.contains(String(word)) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        if let word = words.first, kinds.contains(String(word)) { words.removeFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }
}
