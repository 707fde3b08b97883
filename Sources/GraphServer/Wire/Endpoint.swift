internal import GraphDrawing
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// One method at one path: what it takes, what it answers, and how. The router
/// and the OpenAPI document are both made of these.
struct Endpoint: Sendable {
    /// What its answers are.
    enum Answer: Sendable {
        case json
        /// A graph in any of the drawing formats.
        case graph
        /// A graph, or its ownership as statements for other systems.
        case ownership
        /// JSON, or CSV by `format=csv`.
        case table
        case csv
        case events
        case text
        case html
        case pdf

        /// Media types, the first being the one given unless asked otherwise.
        var mediaTypes: [String] {
            switch self {
            case .json: ["application/json"]
            case .graph: ["application/json"] + GraphFormat.drawings.map { $0.mediaType }
            case .ownership: Self.graph.mediaTypes + ExchangeFormat.allCases.map(\.mediaType)
            case .table: ["application/json", "text/csv"]
            case .csv: ["text/csv"]
            case .events: ["text/event-stream"]
            case .text: ["text/plain"]
            case .html: ["text/html"]
            case .pdf: ["application/pdf"]
            }
        }
    }

    /// What a request brings.
    enum Body: Sendable {
        /// A file as it is.
        case bytes
        /// A JSON object, by the name of its schema in the OpenAPI document.
        case json(String)

        var mediaType: String {
            switch self {
            case .bytes: "application/octet-stream"
            case .json: "application/json"
            }
        }

        var schema: String? {
            switch self {
            case .bytes: nil
            case .json(let name): name
            }
        }
    }

    var method: HTTPRequest.Method = .get
    /// With parameters in braces: `/v1/companies/{id}`.
    var path: String
    /// One sentence for people.
    var summary: String
    var parameters: [Parameter] = []
    var answer = Answer.json
    /// Name of the schema of JSON answers in the OpenAPI document.
    var schema = "Answer"
    /// What it takes besides parameters.
    var body: Body?
    var status: HTTPResponse.Status = .ok
    var handle: @Sendable (Exchange) async throws -> Response

    /// Names of the path's parameters.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

/// One request on its way to an answer. Holds one view of the data from start
/// to end, whatever is published meanwhile.
struct Exchange: Sendable {
    let server: ServerContext
    let endpoint: Endpoint
    let request: Request
    let requestID: String
    let logger: Logger
    let arguments: Arguments
    /// Decoded segments of the path by name.
    let path: [String: String]
    let view: ServedView
    /// The day that the answer describes.
    let asOf: Day

    var snapshot: GraphSnapshot { view.snapshot }

    /// A decoded segment of the path.
    ///
    /// - Precondition: the endpoint's path names it.
    func segment(_ name: String) -> String {
        guard let value = path[name] else { preconditionFailure("\(endpoint.path) has no {\(name)}") }
        return value
    }

    /// Runs heavy work off the threads that serve connections.
    ///
    /// - Throws: ``Problem`` `server.busy` when too much waits already.
    func work<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await server.work.run(body)
    }
}
