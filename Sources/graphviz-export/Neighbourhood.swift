import Addresses
import ArgumentParser
import Foundation
import GraphDrawing
import GraphStore
import Profile

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

    @OptionGroup var source: SourceOptions
    @Option(help: "Id of the entity; a bare number is a company's.") var of: [String] = []
    @Option(help: "File with an id a line; - is standard input.") var batch: String?
    @Option(help: "Hops, 0 to \(Limits.depthMax).") var depth = 2
    @Option(help: "Edge kinds, separated by commas; all when absent.") var kinds: String?
    @Option(help: "Nodes at most.") var limit = 200
    @Option(
        help: ArgumentHelp(
            "Join addresses that are one place, or in one building too (docs/premises.md).",
            valueName: "unit|building"))
    var samePremises: String?
    @OptionGroup var picture: PictureOptions

    /// Checks numbers and names that need no data.
    func validate() throws {
        guard of.isEmpty != (batch == nil) else { throw ValidationError("Give either --of ID or --batch FILE.") }
        guard (0...Limits.depthMax).contains(depth) else {
            throw ValidationError("--depth takes 0 to \(Limits.depthMax), not \(depth).")
        }
        guard (1...Limits.nodeCountMax).contains(limit) else {
            throw ValidationError("--limit takes 1 to \(Limits.nodeCountMax), not \(limit).")
        }
        if let samePremises, !["unit", "building"].contains(samePremises) {
            throw ValidationError("--same-premises takes unit or building, not \(samePremises).")
        }
        if batch != nil, picture.output == nil { throw ValidationError("--batch needs a folder: -o FOLDER.") }
    }

    /// Opens the graph, draws each entity or all together.
    func run() throws {
        var query = try GraphSource(source).query(kinds: kinds, depth: depth, limit: limit)
        if let samePremises { try query.join(samePremises == "building", source) }
        if let batch {
            try draw(each: try Self.ids(in: batch), query, into: picture.output ?? ".")
            return
        }
        try picture.write(try query.drawing(of: of))
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
                name + "." + (picture.format?.rawValue ?? "dot")
            ).relativePath
            try OutputFile.write(try picture.picture(of: drawing), to: path)
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
    /// What is walked; its edges may be more than those of the snapshot.
    var graph: CSRGraph
    var filter: EdgeFilter
    let asOf: Day
    let depth: Int
    let limit: Int

    /// - Throws: ``UnknownEntity`` for an id that nobody has.
    func drawing(of ids: [String]) throws -> Drawing {
        let nodes = try ids.map { try snapshot.entity($0) }
        var scratch = TraversalScratch()
        let searched = graph.neighbourhood(
            of: nodes, hops: depth, filter: filter, budget: Budget(maxNodes: limit), scratch: &scratch)
        let found = graph.closing(searched, hops: depth, filter: filter)
        let title = nodes.map { snapshot.nodes.names[$0.index] }.joined(separator: "、")
        return Drawing(
            snapshot: snapshot, graph: graph, kinds: kinds, title: title, asOf: asOf, nodes: found.nodes,
            edges: found.edges,
            centres: nodes, omitted: found.omitted)
    }
}

extension GraphQuery {
    /// Joins addresses that are one place.
    ///
    /// - Parameters:
    ///   - includingBuildings: also those in one building.
    ///   - options: where the catalogue is, beside which the tables of divisions are.
    /// - Throws: ``CatalogueError``, `GazetteerError`.
    mutating func join(_ includingBuildings: Bool, _ options: SourceOptions) throws {
        let folder = try CatalogueFolder.find(options.catalogue)
        let tables = URL(fileURLWithPath: folder).deletingLastPathComponent().appendingPathComponent("reference")
        let places = Places(
            snapshot, catalogue: try Catalogue.load(from: folder),
            gazetteer: try Gazetteer.reading(tables.relativePath))
        graph = snapshot.graph.adding(
            places.edges(includingBuildings: includingBuildings), within: snapshot.nodes.range(of: .premises))
        filter.outward = filter.outward.union([.samePremises, .sameBuilding])
        filter.inward = filter.inward.union([.samePremises, .sameBuilding])
    }
}

extension GraphSource {
    /// - Parameters: as the command's options; nil for their defaults.
    fileprivate func query(kinds names: String?, depth: Int, limit: Int) throws -> GraphQuery {
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
        filter.asOf = asOf
        return GraphQuery(
            snapshot: snapshot, kinds: kinds, graph: snapshot.graph, filter: filter, asOf: asOf, depth: depth,
            limit: limit)
    }
}
