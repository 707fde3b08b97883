internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle

/// Health, metrics, the OpenAPI document and the page at `/`.
enum OperationRoutes {
    static let all = [
        Endpoint(path: "/", summary: "This page: what the server answers.", answer: .html, handle: index),
        Endpoint(path: "/openapi.json", summary: "The OpenAPI 3.1 document of this server.", handle: openAPI),
        Endpoint(path: "/healthz", summary: "Whether the process lives.", handle: health),
        Endpoint(path: "/readyz", summary: "Whether it answers questions: 200, or 503 while it stops.", handle: ready),
        Endpoint(
            path: "/metrics", summary: "Counters and timings in the text format of Prometheus.", answer: .text,
            handle: metrics),
    ]

    @Sendable private static func health(_ exchange: Exchange) async throws -> Response {
        exchange.json(caching: .never) { json in
            json.key("status")
            json.string("ok")
        }
    }

    @Sendable private static func ready(_ exchange: Exchange) async throws -> Response {
        guard !Task.isShuttingDownGracefully else {
            throw Problem(.stopping, "the server stops", retryAfterSeconds: 10)
        }
        return exchange.json(caching: .never) { json in
            json.key("status")
            json.string("ready")
            json.key("nodes")
            json.number(exchange.snapshot.graph.nodeCount)
        }
    }

    @Sendable private static func openAPI(_ exchange: Exchange) async throws -> Response {
        exchange.bytes(OpenAPI.document(Endpoints.all), mediaType: "application/json", caching: .never)
    }

    @Sendable private static func index(_ exchange: Exchange) async throws -> Response {
        exchange.bytes(IndexPage.html(Endpoints.all), mediaType: "text/html; charset=utf-8", caching: .never)
    }

    @Sendable private static func metrics(_ exchange: Exchange) async throws -> Response {
        let (server, snapshot) = (exchange.server, exchange.snapshot)
        typealias Gauge = ServerMetrics.Gauge
        let gauges = [
            Gauge(name: "panorama_epoch", help: "Epoch that is served.", value: Double(snapshot.epoch.rawValue)),
            Gauge(name: "panorama_nodes", help: "Nodes of the graph.", value: Double(snapshot.graph.nodeCount)),
            Gauge(name: "panorama_edges", help: "Edges of the graph.", value: Double(snapshot.graph.edgeCount)),
            Gauge(name: "panorama_facts", help: "Facts of all entities.", value: Double(snapshot.facts.count)),
            Gauge(
                name: "panorama_questions_running", help: "Questions at work.", value: Double(server.work.runningCount)),
            Gauge(
                name: "panorama_questions_waiting", help: "Questions that wait.",
                value: Double(server.work.waitingCount)),
            Gauge(
                name: "panorama_imports_waiting", help: "Imports that wait.", value: Double(server.imports.waitingCount)
            ),
            Gauge(
                name: "process_resident_memory_bytes", help: "Resident memory.",
                value: Double(ProcessFigures.residentBytes() ?? 0)),
            Gauge(name: "process_start_time_seconds", help: "Start, since 1970.", value: server.metrics.startedAt),
        ]
        return exchange.bytes(
            Array(server.metrics.text(gauges: gauges).utf8), mediaType: "text/plain; version=0.0.4; charset=utf-8",
            caching: .never)
    }
}
