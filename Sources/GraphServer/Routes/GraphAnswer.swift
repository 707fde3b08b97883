internal import GraphDrawing
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// A part of the graph as an answer, before it takes a form.
struct GraphAnswer: Sendable {
    /// What was walked; its edges may be more than those of the snapshot.
    var graph: CSRGraph
    /// The line above a drawing.
    var title: String
    /// In the order of the answer.
    var nodes: [NodeID]
    /// Hops from the nearest start, for each node, where that means something.
    var hops: [Int]?
    var edges: [EdgeID]
    /// What was asked about; drawn with a heavy border.
    var centres: [NodeID]
    var explored: Exploration
    var omitted: [Omission]
    /// Nodes whose rows go on, and where.
    var cursors: [ExpansionCursor] = []
    /// The cursor of the question was of another epoch.
    var epochChanged = false
    /// Time ended the question: the same question may have another answer.
    var isCutByTime: Bool { omitted.contains { $0.reason == .deadline } }
    /// Members of the JSON object that only this answer has.
    var more: @Sendable (inout JSONWriter) -> Void = { _ in }
}

extension Exchange {
    /// The answer in the form that was asked for.
    func response(_ answer: GraphAnswer, format: GraphFormat) async throws -> Response {
        let caching: Caching = answer.isCutByTime ? .never : .byVersion
        var response: Response
        switch format {
        case .json:
            let sources = try await work { try self.sources(of: answer.edges) }
            response = json(caching: caching) { json in write(answer, sources, to: &json) }
        case .drawing(let format):
            // A picture has no room for departments; tables and files have.
            let tellsDepartments = !format.isPicture && format != .dot
            let drawing = try await work {
                self.drawing(answer, departments: tellsDepartments ? try self.departments(of: answer.edges) : [:])
            }
            return try await self.response(drawing, format, caching)
        case .exchange(let format):
            throw Problem(.notAcceptable, "format=\(format.rawValue) is offered for the owners of a company alone")
        }
        response.headers[.vary] = "Accept"
        return response
    }

    /// 304 for a graph answer.
    func notModified(_ format: GraphFormat) -> Response? {
        var response = notModified(format: format.name)
        response?.headers[.vary] = "Accept"
        return response
    }

    /// The titles of the departments whose records state each edge, each once.
    func departments(of edges: [EdgeID]) throws -> [EdgeID: [String]] {
        let titles = Dictionary(
            view.catalogue.departments.map { ($0.id, $0.title.zh) }, uniquingKeysWith: { first, _ in first })
        let ids = try sources(of: edges).map { Set($0.map(\.department)).subtracting([""]).sorted() }
        return Dictionary(
            zip(edges, ids.map { $0.map { titles[$0] ?? $0 } }), uniquingKeysWith: { first, _ in first })
    }

    private func drawing(_ answer: GraphAnswer, departments: [EdgeID: [String]]) -> Drawing {
        Drawing(
            snapshot: snapshot, graph: answer.graph, kinds: view.edgeKinds, title: answer.title, asOf: asOf,
            nodes: answer.nodes,
            edges: answer.edges, centres: answer.centres, omitted: answer.omitted,
            links: { EntityPath.path(of: $0, kind: $1) }, departments: { departments[$0] ?? [] })
    }

    /// A drawing in a form.
    ///
    /// - Throws: ``Problem`` `picture.tooLarge`, and those of the renderer.
    func response(
        _ drawing: Drawing, _ format: DrawingFormat, _ caching: Caching = .byVersion
    ) async throws -> Response {
        let content: [UInt8]
        if format.isPicture {
            guard drawing.nodes.count <= Limits.pictureNodesMax else {
                throw Problem(
                    .pictureTooLarge,
                    "a picture of \(drawing.nodes.count) nodes is not drawn, at most "
                        + "\(Limits.pictureNodesMax) are; ask for fewer with limit=, or for format=dot")
            }
            let dot = try await work { DrawingFormat.dot.bytes(of: drawing) ?? [] }
            content = try await server.renderer.picture(dot, format: format)
        } else {
            content = try await work { format.bytes(of: drawing) ?? [] }
        }
        return file(
            content, named: "graph.\(format.fileExtension)", mediaType: format.mediaType, caching: caching,
            format: format.name)
    }

    /// An answer in a form that cannot say in itself what it describes.
    func file(
        _ content: [UInt8], named name: String, mediaType: String, caching: Caching = .byVersion, format: String
    ) -> Response {
        var response = bytes(content, mediaType: mediaType, caching: caching, format: format)
        response.headers[.epoch] = String(snapshot.epoch.rawValue)
        response.headers[.asOf] = asOf.iso
        response.headers[.contentDisposition] = "inline; filename=\"\(name)\""
        response.headers[.vary] = "Accept"
        return response
    }

    private func write(_ answer: GraphAnswer, _ sources: [[RecordSource]], to json: inout JSONWriter) {
        json.key("nodes")
        json.beginArray()
        for (index, node) in answer.nodes.enumerated() {
            json.beginObject()
            json.entityMembers(node, of: snapshot)
            json.permitNumber(node, view: view)
            if let hops = answer.hops {
                json.key("hops")
                json.number(hops[index])
            }
            json.endObject()
        }
        json.endArray()
        json.key("edges")
        json.beginArray()
        for (edge, sources) in zip(answer.edges, sources) {
            if let added = answer.graph.addedEdge(edge) {
                json.addedEdge(added, id: edge, view: view)
            } else {
                json.edge(edge, view: view, asOf: asOf, sources: sources)
            }
        }
        json.endArray()
        json.exploration(answer.explored, omitted: answer.omitted, kinds: view.edgeKinds)
        json.key("returned")
        json.beginObject()
        json.key("nodes")
        json.number(answer.nodes.count)
        json.key("edges")
        json.number(answer.edges.count)
        json.endObject()
        json.key("next")
        json.beginArray()
        for cursor in answer.cursors {
            json.beginObject()
            json.key("node")
            json.string(snapshot.nodes.ids, cursor.node.index)
            json.key("cursor")
            json.string(self.cursor(after: expansionKey(cursor, in: answer.graph)))
            json.endObject()
        }
        json.endArray()
        if answer.epochChanged {
            json.key("epochChanged")
            json.bool(true)
        }
        answer.more(&json)
    }
}

extension HTTPField.Name {
    /// `X-Epoch`: the version of the data, for forms that cannot say it.
    static var epoch: HTTPField.Name { HTTPField.Name("X-Epoch") ?? .server }
    /// `X-As-Of`: the day that the answer describes.
    static var asOf: HTTPField.Name { HTTPField.Name("X-As-Of") ?? .server }
}
