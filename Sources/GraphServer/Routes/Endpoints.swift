internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// All endpoints of the server, in the order in which they are documented.
enum Endpoints {
    static let all: [Endpoint] =
        SearchRoutes.all + CompanyRoutes.all + EntityRoutes.all + TimelineRoutes.all + RelationRoutes.all
        + PremisesRoutes.all + PremisesCheckRoutes.all + RingRoutes.all
        + OwnershipRoutes.all + ControlRoutes.all + GroupRoutes.all + RelatedPartyRoutes.all + RuleRoutes.all
        + DiffRoutes.all + IdentityRoutes.all + PersonMatchRoutes.all + DecisionRoutes.all + RecordRoutes.all
        + FactRoutes.all + GraphRoutes.all + CatalogueRoutes.all
        + QuarantineRoutes.all + ReturnFileRoutes.all
        + DossierRoutes.all + FindingRoutes.all + StatsRoutes.all + ImportRoutes.all + OperationRoutes.all

    /// The router over all endpoints.
    static func router(server: ServerContext) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Observer(server: server, endpoints: all))
        if let workbench = server.workbench { router.add(middleware: WorkbenchPages(workbench, endpoints: all)) }
        for endpoint in all {
            let names = endpoint.pathParameters
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await endpoint.handle(exchange(endpoint, names, request, context, server: server))
            }
        }
        return router
    }

    /// Checks a request against its endpoint and takes the view that it is
    /// answered from.
    private static func exchange(
        _ endpoint: Endpoint, _ names: [String], _ request: Request, _ context: BasicRequestContext,
        server: ServerContext
    ) throws(Problem) -> Exchange {
        let arguments = try Arguments(query: request.uri.query, parameters: endpoint.parameters)
        var path: [String: String] = [:]
        for name in names {
            let raw = context.parameters.get(name) ?? ""
            guard let value = PercentText.decode(raw, plusIsSpace: false), !value.isEmpty else {
                throw Problem(
                    .malformedPath, "the path holds percent-encoding that is not of UTF-8; encode text as UTF-8")
            }
            path[name] = value
        }
        return Exchange(
            server: server, endpoint: endpoint, request: request, requestID: context.id, logger: server.logger,
            arguments: arguments, path: path, view: server.views.current,
            asOf: arguments.day("as-of") ?? server.clock.today())
    }
}
