internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

extension Exchange {
    /// A company and everybody above it as statements for other systems.
    ///
    /// - Throws: ``Problem``: `query.malformedParameter` for questions that
    ///   statements do not depend on, `answer.tooLarge`.
    func statements(of company: NodeID, _ format: ExchangeFormat) async throws -> Response {
        for name in ["measure", "variant", "ultimate", "paths", "limit", "cursor", "depth", "min-share", "breadth"]
        where arguments.text(name) != nil {
            throw Problem(
                .malformedParameter,
                "\(name) does not go with format=\(format.rawValue), which states everything on record; leave it out")
        }
        let content = try await work {
            let export = ExchangeExport(
                statements: OwnershipStatements(view.ownership, day: asOf), format: format,
                departments: view.catalogue.departmentTitles, decisionNumber: view.decisions.lastNumber)
            var content: [UInt8] = []
            do {
                _ = try export.run(of: company, companiesMax: Limits.exchangeCompaniesMax) { piece in
                    guard content.count + piece.count <= Limits.exchangeByteCountMax else {
                        throw Problem(
                            .answerTooLarge,
                            "the statements come to more than \(Limits.exchangeByteCountMax >> 20) MiB; `graph-server "
                                + "export` writes them all")
                    }
                    content += piece
                }
            } catch let error as TooManyCompanies {
                throw Problem(
                    .answerTooLarge,
                    "more than \(error.limit) companies own a part of it; `graph-server export` writes them all")
            }
            return content
        }
        return file(
            content, named: "owners.\(format.fileExtension)", mediaType: format.mediaType, format: format.rawValue)
    }
}
