internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /companies/{id}/dossier.pdf`: the workbench's dossier on paper.
enum DossierRoutes {
    static let all = [
        Endpoint(
            path: "/companies/{id}/dossier.pdf",
            summary: "The dossier of a company as PDF, printed by a Chromium on the server where there is one.",
            parameters: [
                .asOf, .choice("lang", ["zh", "en"], fallback: "zh", "language of the dossier"),
            ],
            answer: .pdf, handle: { try await pdf($0) })
    ]

    private static func pdf(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        if let same = exchange.notModified(format: "pdf") { return same }
        guard exchange.server.workbench != nil else {
            throw Problem(.noRenderer, "the workbench is not served, so that there is no page to print; see --web")
        }
        let id = PercentText.encodeSegment(exchange.snapshot.nodes.ids[company.index])
        let bytes = try await exchange.server.dossiers.pdf(
            path: "companies/\(id)/dossier?as-of=\(exchange.asOf.iso)&lang=\(exchange.arguments.choice("lang"))")
        var response = exchange.bytes(bytes, mediaType: "application/pdf", format: "pdf")
        let name = PercentText.encodeSegment("\(exchange.snapshot.nodes.names[company.index]) \(exchange.asOf.iso).pdf")
        response.headers[.contentDisposition] = "inline; filename*=UTF-8''\(name)"
        return response
    }
}
