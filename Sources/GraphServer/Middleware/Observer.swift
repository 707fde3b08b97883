internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Around every request: refuses foreign ones, bounds its URL, turns errors into
/// problems, counts, logs, and sets the headers that every answer has.
struct Observer<Context: RequestContext>: RouterMiddleware {
    let server: ServerContext
    /// Method and pattern of each endpoint, to tell a wrong method from a wrong path.
    let endpoints: [Endpoint]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let started = server.clock.monotonic()
        var problem: Problem?
        var response: Response
        do {
            try ForeignRequests.check(request)
            try checkURL(request)
            response = try await next(request, context)
        } catch {
            var told = ErrorMapping.problem(error)
            var allowed: String?
            if told.code == .unknownRoute, let methods = methods(at: request.uri.path) {
                allowed = methods
                told = Problem(.wrongMethod, "this path takes \(methods), not \(request.method.rawValue.prefix(20))")
            }
            if told.code == .internalError || told.code == .storeFailed {
                server.logger.error(
                    "request failed",
                    metadata: ["requestId": "\(context.id)", "error": "\(error)", "route": "\(route(of: context))"])
            }
            problem = told
            response = ErrorMapping.response(told, requestID: context.id, path: request.uri.path)
            if let allowed { response.headers[.allow] = allowed }
        }
        response.headers[.requestID] = context.id
        response.headers[.contentTypeOptions] = "nosniff"
        // Viewers of PDF are built of scripts and styles, which a policy would stop.
        if response.headers[.contentSecurityPolicy] == nil, response.headers[.contentType] != "application/pdf" {
            response.headers[.contentSecurityPolicy] = Self.policy
        }
        finish(request, context, response, problem, nanoseconds: server.clock.monotonic() - started)
        return response
    }

    /// What an answer may do when it is opened as a page: be read. Pictures and
    /// the list of endpoints bring their styles with them.
    private static var policy: String {
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }

    private func checkURL(_ request: Request) throws(Problem) {
        let count = request.head.path?.utf8.count ?? 0
        guard count <= Limits.urlByteCountMax else {
            throw Problem(
                .urlTooLong, "path and query have \(count) bytes, at most \(Limits.urlByteCountMax) are read")
        }
    }

    /// The pattern of the route, or a word of ours where there is none.
    private func route(of context: Context) -> String {
        guard let path = context.endpointPath, path != "NotFound" else { return "unknown" }
        return path
    }

    private func finish(
        _ request: Request, _ context: Context, _ response: Response, _ problem: Problem?, nanoseconds: UInt64
    ) {
        let route = route(of: context)
        let seconds = Double(nanoseconds) / 1e9
        server.metrics.record(method: request.method, route: route, status: response.status.code, seconds: seconds)
        if let problem { server.metrics.record(problem: problem.code) }
        // Building metadata costs more than most answers: only when it is read.
        guard server.logger.logLevel <= .debug else { return }
        server.logger.debug(
            "answered",
            metadata: [
                "requestId": "\(context.id)", "method": "\(request.method.rawValue)", "route": "\(route)",
                "status": "\(response.status.code)", "microseconds": "\(nanoseconds / 1000)",
                "code": "\(problem?.code.rawValue ?? "")",
            ])
    }

    /// The methods that a path takes; nil when there is no such path.
    private func methods(at path: String) -> String? {
        let parts = path.split(separator: "/")
        let found = endpoints.filter { endpoint in
            let pattern = endpoint.path.split(separator: "/")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        // Of /premises/check and /premises/{id} the first is meant.
        func words(_ endpoint: Endpoint) -> Int { endpoint.path.split(separator: "/").count { !$0.hasPrefix("{") } }
        guard let most = found.map(words).max() else { return nil }
        var methods = found.filter { words($0) == most }.map(\.method.rawValue)
        if methods.contains("GET") { methods.append("HEAD") }
        return methods.sorted().joined(separator: ", ")
    }
}

extension HTTPField.Name {
    /// `X-Request-Id`.
    static let requestID = HTTPField.Name("X-Request-Id") ?? .server
    /// `X-Content-Type-Options`.
    static let contentTypeOptions = HTTPField.Name("X-Content-Type-Options") ?? .server
}
