import ArgumentParser
import Foundation
import GraphDrawing
import GraphStore

/// `graphviz-export neighbourhood`: the surroundings of entities in a data
/// directory, as DOT or a picture.
struct Neighbourhood: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "neighbourhood",
        abstract: "Draw what surrounds an entity of a data directory.",
        discussion: """
            Examples:
              graphviz-export neighbourhood --of company:91370212260033300C > graph.dot
              graphviz-export neighbourhood --of 91370212260033300C -T svg -o graph.svg
              graphviz-export neighbourhood --of 91370212260033300C --as-of 2024-06-30
              graphviz-export neighbourhood --batch ids.txt -T png -o pictures/

            --batch takes a file with one id a line (- is standard input) and writes one
            file for each into the folder given with -o. What the limit leaves out is
            counted in the drawing's heading.
            """)

    @Option(help: "Data directory, as `graph-server import` fills it.") var data = "var/panorama"
    @Option(help: "Folder of the theme catalogue (default: datasets/catalogue here or beside the program).")
    var catalogue: String?
    @Option(help: "Id of the entity; a bare number is a company's.") var of: [String] = []
    @Option(help: "File with an id a line; - is standard input.") var batch: String?
    @Option(help: "Hops, 0 to \(Limits.depthMax).") var depth = 2
    @Option(help: "Edge kinds, separated by commas; all when absent.") var kinds: String?
    @Option(help: "Only edges in force on this day (YYYY-MM-DD); today when absent.") var asOf: String?
    @Option(help: "Nodes at most.") var limit = 200
    @Option(name: .customShort("T", allowingJoined: true), help: "svg, png, pdf; DOT when absent.")
    var format: PictureFormat?
    @Option(help: LayoutEngine.help) var engine = LayoutEngine.auto
    @Option(name: .shortAndLong, help: "File, or with --batch a folder; standard output when absent.")
    var output: String?

    /// Checks numbers and names that need no data.
    func validate() throws {
        guard of.isEmpty != (batch == nil) else { throw ValidationError("Give either --of ID or --batch FILE.") }
        guard (0...Limits.depthMax).contains(depth) else {
            throw ValidationError("--depth takes 0 to \(Limits.depthMax), not \(depth).")
        }
        guard (1...Limits.nodeCountMax).contains(limit) else {
            throw ValidationError("--limit takes 1 to \(Limits.nodeCountMax), not \(limit).")
        }
        if let asOf, Day(iso: asOf) == nil {
            throw ValidationError("--as-of takes a day such as 2024-06-30, not \(asOf).")
        }
        if batch != nil, output == nil { throw ValidationError("--batch needs a folder: -o FOLDER.") }
    }

    /// Opens the graph, draws each entity or all together.
    func run() throws {
        let source = try GraphSource(data: data, catalogue: catalogue)
        let query = try source.query(kinds: kinds, asOf: asOf, depth: depth, limit: limit)
        if let batch {
            try draw(each: try Self.ids(in: batch), query, into: output ?? ".")
            return
        }
        let bytes = try picture(of: try query.drawing(of: of))
        if let output { try OutputFile.write(bytes, to: output) } else { try StandardStream(.output).write(bytes) }
    }

    private func picture(of drawing: Drawing) throws -> [UInt8] {
        let dot = DrawingFormat.dot.bytes(of: drawing) ?? []
        guard let format else { return dot }
        return try Picture.render(dot: dot, format: format, engine: engine)
    }

    /// Draws each entity; those that nobody knows are told at the end.
    private func draw(each ids: [String], _ query: GraphQuery, into folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var unknown: [String] = []
        for id in ids {
            let drawing: Drawing
            do {
                drawing = try query.drawing(of: [id])
            } catch let error as UnknownEntity {
                unknown.append(error.id)
                continue
            }
            let name = String(id.map { $0.isLetter || $0.isNumber ? $0 : "-" })
            let path = URL(fileURLWithPath: folder).appendingPathComponent(
                name + "." + (format?.rawValue ?? "dot")
            ).relativePath
            try OutputFile.write(try picture(of: drawing), to: path)
            print(path)
        }
        guard unknown.isEmpty else {
            throw BatchIncomplete(drawn: ids.count - unknown.count, unknown: unknown)
        }
    }

    private static func ids(in file: String) throws -> [String] {
        let text: String
        if file == "-" {
            text = String(
                decoding: try StandardStream(.input).readAll(byteCountMax: Limits.inputByteCountMax), as: UTF8.self)
        } else {
            text = try String(contentsOfFile: file, encoding: .utf8)
        }
        let ids = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
        guard !ids.isEmpty else { throw ValidationError("\(file) holds no id; expected one a line.") }
        return ids
    }
}

/// The graph of a data directory, opened for reading.
struct GraphSource {
    let snapshot: GraphSnapshot
    let kinds: EdgeKindTable

    /// - Throws: errors of store, catalogue or snapshot, each saying what to do.
    init(data: String, catalogue folder: String?) throws {
        let directory = DataDirectory(path: data)
        let catalogue = try Catalogue.load(from: try CatalogueFolder.find(folder))
        let store = try RecordStore(reading: directory)
        guard let current = try SnapshotStore(directory: directory).current(store: store, catalogue: catalogue) else {
            throw ValidationError(
                "\(data) has no current graph under this catalogue; `graph-server serve --data \(data)` builds it.")
        }
        snapshot = current
        kinds = catalogue.edgeKinds
    }

    /// - Parameters: as the command's options; nil for their defaults.
    func query(kinds names: String?, asOf: String?, depth: Int, limit: Int) throws -> GraphQuery {
        var filter = EdgeFilter()
        if let names {
            var set = EdgeKindSet.none
            for name in names.split(separator: ",") {
                guard let kind = kinds.kind(named: name) else {
                    let known = kinds.entries.map(\.name).joined(separator: ", ")
                    throw ValidationError("There is no edge kind \(name); known are \(known).")
                }
                set.insert(kind)
            }
            filter = EdgeFilter(kinds: set)
        }
        let now = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        let today = Day(year: now.year ?? 2000, month: now.month ?? 1, day: now.day ?? 1)
        let day = asOf.flatMap { Day(iso: $0) } ?? today ?? Day(rawValue: 0)
        filter.asOf = day
        return GraphQuery(snapshot: snapshot, kinds: kinds, filter: filter, asOf: day, depth: depth, limit: limit)
    }
}

/// An id that nobody has.
struct UnknownEntity: Error, CustomStringConvertible {
    let id: String

    var description: String { "There is no entity \(id); ids look like company:9137… or person:12." }
}

/// A list of entities of which some are unknown; the others are drawn.
struct BatchIncomplete: Error, CustomStringConvertible {
    let drawn: Int
    let unknown: [String]

    var description: String { "\(drawn) drawn; there is no entity \(unknown.joined(separator: ", "))" }
}

/// A neighbourhood to be drawn.
struct GraphQuery {
    let snapshot: GraphSnapshot
    let kinds: EdgeKindTable
    let filter: EdgeFilter
    let asOf: Day
    let depth: Int
    let limit: Int

    /// - Throws: ``UnknownEntity`` for an id that nobody has.
    func drawing(of ids: [String]) throws -> Drawing {
        let nodes = try ids.map { id in
            let full = id.contains(":") ? id : "company:\(id)"
            guard let node = snapshot.node(full) else {
                throw UnknownEntity(id: id)
            }
            return node
        }
        var scratch = TraversalScratch()
        let searched = snapshot.graph.neighbourhood(
            of: nodes, hops: depth, filter: filter, budget: Budget(maxNodes: limit), scratch: &scratch)
        let found = snapshot.graph.closing(searched, hops: depth, filter: filter)
        let title = nodes.map { snapshot.nodes.names[$0.index] }.joined(separator: "、")
        return Drawing(
            snapshot: snapshot, kinds: kinds, title: title, asOf: asOf, nodes: found.nodes, edges: found.edges,
            centres: nodes, omitted: found.omitted)
    }
}
