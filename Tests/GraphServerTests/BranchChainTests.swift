import Testing

@testable import GraphServer

/// A branch between a company and whoever controls it: the chain goes on from
/// the branch to its parent.
@Suite struct BranchChainTests {
    private static let (parent, branch, below) = (Fiction.code(170), Fiction.code(171), Fiction.code(172))

    private static let store = Result {
        let store = try FictionalStore()
        try store.deliver([
            "shareholding.csv": """
            company_code,company_name,holder_name,holder_code,holder_kind,share_percent,since
            \(parent),梧桐一号实业有限公司,甲子,,person,80,2015-01-01
            \(below),梧桐三号实业有限公司,梧桐一号实业有限公司分公司,\(branch),company,70,2015-01-01

            """,
            "branch.csv": """
            company_code,company_name,parent_code,parent_name,kind,since
            \(branch),梧桐一号实业有限公司分公司,\(parent),梧桐一号实业有限公司,分公司,2015-01-01

            """,
        ])
        return store
    }

    @Test func `a chain of control leads through a branch to whoever has its parent`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let answer = try await client.object("/v1/companies/\(Self.below)/related-parties")
            let edges = answer.objects("edges")
            let kinds = Dictionary(
                edges.map { ($0.text("id"), $0.text("kind")) }, uniquingKeysWith: { first, _ in first })
            let person = try #require(answer.objects("items").first { $0.object("entity").text("name") == "甲子" })
            let chain = (person["chain"] as? [String] ?? []).compactMap { kinds[$0] }
            #expect(chain.sorted() == ["branch_of", "shareholder", "shareholder"])
            let verdict = try await client.object("/v1/companies/\(Self.below)/controller")
            #expect(verdict.objects("controllers").map { $0.text("name") } == ["甲子"])
            #expect(verdict.number("levels") == 3)
            let chains = try await client.object("/v1/control-chains").objects("items")
            #expect(
                chains.map {
                    [$0.object("entity").text("id"), "\($0.number("levels"))", "\($0["isBranch"] as? Bool ?? false)"]
                }
                    == [["company:\(Self.branch)", "2", "true"], ["company:\(Self.below)", "3", "false"]])
            let without = try await client.object("/v1/control-chains?branches=hidden")
            #expect(without.number("total") == 1 && without.objects("counts").map { $0.number("levels") } == [3])
        }
    }

    @Test func `a chart leads from the parent to its branch, and nobody to itself`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            for question in ["\(Self.branch)/owners", "\(Self.parent)/holdings"] {
                let response = try await client.get("/v1/companies/\(question)?format=csv")
                let text = String(buffer: response.body)
                let lines = text.split(separator: "\r\n").filter { $0.contains("branch_of") }
                #expect(lines.count == 1, "\(text)")
                let cells = lines.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
                let ends = cells.filter { $0.hasPrefix("company:") }
                #expect(ends == ["company:\(Self.parent)", "company:\(Self.branch)"], "\(text)")
            }
        }
    }

    @Test func `a company without holders on record is all unattributed`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let registered = try await client.object("/v1/companies/\(Self.parent)/owners?as-of=2010-01-01")
            #expect(registered.objects("items").isEmpty && registered["unattributed"] as? Double == 1)
        }
    }
}
