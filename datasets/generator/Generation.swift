internal import Foundation

/// One data set: its world and where it is written.
struct Generation {
    let world: World

    /// - Parameters:
    ///   - scale: a name of ``Scale/names``.
    ///   - reference: the folder of frequency tables; nil looks beside the
    ///     working directory and the sources.
    /// - Throws: ``GeneratorError``.
    init(scale name: String, seed: UInt64, reference: String? = nil) throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
        let beside = sources.deletingLastPathComponent().appending(path: "reference").path
        let directory =
            reference
            ?? ([
                "datasets/reference", beside,
            ].first { FileManager.default.fileExists(atPath: $0 + "/surname_freq.csv") } ?? "datasets/reference")
        let tables = try ReferenceTables(directory: directory)
        let rowsPath = [
            directory + "/../generator/rows-per-theme.csv", sources.appending(path: "rows-per-theme.csv").path,
        ].first { FileManager.default.fileExists(atPath: $0) }
        guard let rowsPath, let data = FileManager.default.contents(atPath: rowsPath) else {
            throw GeneratorError("cannot find datasets/generator/rows-per-theme.csv: run from the repository's folder")
        }
        let scale = try Scale(name: name, table: String(decoding: data, as: UTF8.self))
        world = try World(scale: scale, seed: seed, tables: tables)
    }

    /// Writes all themes, the truth and `meta.json`.
    /// - Parameter progress: is told a line for each theme.
    /// - Throws: ``GeneratorError``, or what the file system says.
    func write(to directory: String, force: Bool, progress: (String) -> Void) throws {
        let files = FileManager.default
        let existing = (try? files.contentsOfDirectory(atPath: directory)) ?? []  // absent: nothing there
        guard existing.isEmpty || force else {
            throw GeneratorError(
                "\(directory) is not empty: choose another --out, or give --force to replace its files")
        }
        try files.createDirectory(atPath: directory + "/truth", withIntermediateDirectories: true)
        progress(
            "\(world.scale.name), seed \(world.seed): \(world.companies.count) companies, \(world.people.count) persons"
        )

        var truth = try TruthBook(directory: directory + "/truth")
        var meta: [(theme: String, rows: Int, files: [(name: String, rows: Int)])] = []
        for emitter in ThemeEmitters.all {
            guard let rows = world.scale.rows[emitter.theme], let columns = ThemeColumns.all[emitter.theme] else {
                throw GeneratorError("rows-per-theme.csv has no row for \(emitter.theme)")
            }
            var sink = ThemeSink(
                theme: emitter.theme, columns: columns, rowCount: rows, directory: directory, seed: world.seed)
            try emitter.emit(world, into: &sink, truth: &truth)
            let written = try sink.close()
            meta.append((emitter.theme, rows, written))
            progress("\(emitter.theme): \(rows) rows")
        }
        try truth.close()
        try world.writeTruth(to: directory + "/truth")
        try writeMeta(meta, to: directory + "/meta.json")
        progress("done: \(meta.reduce(0) { $0 + $1.rows }) rows in \(directory)")
    }

    private func writeMeta(
        _ themes: [(theme: String, rows: Int, files: [(name: String, rows: Int)])], to path: String
    ) throws {
        var text = "{\n  \"scale\": \"\(world.scale.name)\",\n  \"seed\": \(world.seed),\n"
        text += "  \"companies\": \(world.companies.count),\n  \"persons\": \(world.people.count),\n"
        text += "  \"rows\": \(themes.reduce(0) { $0 + $1.rows }),\n  \"themes\": {\n"
        for (number, entry) in themes.sorted(by: { $0.theme < $1.theme }).enumerated() {
            let files = entry.files.map { "{\"file\": \"\($0.name)\", \"rows\": \($0.rows)}" }.joined(separator: ", ")
            text += "    \"\(entry.theme)\": {\"rows\": \(entry.rows), \"files\": [\(files)]}"
            text += number + 1 < themes.count ? ",\n" : "\n"
        }
        text += "  }\n}\n"
        var file = try OutputFile(path: path)
        try file.write(text)
        try file.close()
    }
}
