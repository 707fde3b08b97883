import Foundation

/// Brings deliveries into the record store: files are read and checked on one
/// thread and written on another, all in one transaction. Either everything of
/// an import is kept or nothing.
public struct Importer {
    private let store: RecordStore
    private let catalogue: Catalogue
    private let hasher: PersonIDHasher

    /// - Parameter store: open for writing.
    public init(store: RecordStore, catalogue: Catalogue, hasher: PersonIDHasher) {
        self.store = store
        self.catalogue = catalogue
        self.hasher = hasher
    }

    /// Imports all files of the paths.
    ///
    /// - Parameters:
    ///   - progress: called a few times a second at most.
    ///   - isCancelled: asked between batches; true rolls everything back.
    ///   - load: projects the records meanwhile where the store is empty; give
    ///     it to the builder then.
    /// - Throws: ``RecordError`` (`cancelled` when asked to stop). Bad rows and
    ///   unreadable files are in the report, not thrown.
    public func run(
        _ listing: InputListing, options: ImportOptions, progress: @escaping (ImportProgress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }, load: FirstLoad? = nil
    ) throws -> ImportReport {
        let started = Date()
        var report = ImportReport(number: 0, epoch: 0)
        report.skipped = listing.skipped.map(\.description)
        report.files = listing.errors.map {
            ImportReport.File(name: $0.file ?? "", theme: nil, rows: 0, error: $0.description, notes: [])
        }
        let files = assign(listing.items, options: options, report: &report)
        let isFirst = try store.isEmpty()
        if isFirst { try store.prepareBulkLoad() }
        let load = isFirst ? load : nil
        do {
            try store.write { db in
                let run = ImportRun(
                    db, catalogue: catalogue, hasher: hasher, options: options, started: started, report: report,
                    load: load, progress: progress, isCancelled: isCancelled)
                report = try run.write(files)
            }
        } catch {
            load?.discard()
            // The import's own failure is the one to tell; this one shows again
            // at the next opening.
            if isFirst { try? store.finishBulkLoad() }
            throw error
        }
        if isFirst { try store.finishBulkLoad() }
        load?.commit(store)
        report.seconds = Date().timeIntervalSince(started)
        return report
    }

    // MARK: Which file is what

    private func assign(
        _ items: [InputItem], options: ImportOptions, report: inout ImportReport
    ) -> [DeliveredFile] {
        var files: [DeliveredFile] = []
        for item in items {
            do {
                if try BODSRecognition.isPackage(item) {
                    files += try package(item, options: options)
                    continue
                }
                guard item.format != .json else {
                    let error = IngestError(
                        .noStatements, "is JSON but no package of BODS statements", file: item.displayName)
                    report.skipped.append(error.description)
                    continue
                }
                let index = try recognise(item, options: options)
                files.append(DeliveredFile(item: item, themeIndex: index, theme: catalogue.themes[index]))
            } catch {
                report.files.append(
                    ImportReport.File(name: item.displayName, theme: nil, rows: 0, error: "\(error)", notes: []))
            }
        }
        // A theme's files together, in the order given: duplicates are then
        // looked for in one theme at a time.
        return files.enumerated().sorted {
            ($0.element.themeIndex, $0.offset) < ($1.element.themeIndex, $1.offset)
        }.map(\.element)
    }

    /// A package of statements as a file of each of the themes that its rows
    /// are of.
    private func package(_ item: InputItem, options: ImportOptions) throws(IngestError) -> [DeliveredFile] {
        guard options.theme == nil else {
            throw IngestError(
                .headerInvalid,
                "a package of BODS statements becomes rows of several themes; import it without \(options.themeOption)",
                file: item.displayName)
        }
        let package = BODSDelivery(item)
        var files: [DeliveredFile] = []
        for target in BODSRows.Target.allCases {
            guard let index = catalogue.themeIndex(target.rawValue) else {
                throw IngestError(
                    .headerInvalid,
                    "statements of BODS become rows of the theme \(target.rawValue), which the catalogue does not have",
                    file: item.displayName)
            }
            files.append(
                DeliveredFile(item: item, themeIndex: index, theme: catalogue.themes[index], package: package))
        }
        return files
    }

    private func recognise(_ item: InputItem, options: ImportOptions) throws(IngestError) -> Int {
        if let id = options.theme {
            guard let index = catalogue.themeIndex(id) else {
                throw IngestError(
                    .headerInvalid, "there is no theme \(id); `graph-server themes` lists them", file: item.displayName)
            }
            return index
        }
        if let index = catalogue.recogniseTheme(fileName: item.baseName) { return index }
        let header = try DeliveryReader.header(of: item)
        let candidates = catalogue.recogniseTheme(header: header)
        guard let index = candidates.first, candidates.count == 1 else {
            let what =
                candidates.isEmpty
                ? "neither its name nor its header is of a known theme"
                : "its header fits several themes (\(candidates.map { catalogue.themes[$0].id }.joined(separator: ", ")))"
            throw IngestError(
                .headerInvalid, "\(what); name the file <theme>-….csv or give the theme with \(options.themeOption)",
                file: item.displayName, line: 1)
        }
        return index
    }
}
