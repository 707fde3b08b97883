import Foundation
import GraphStore
import Profile
import Testing

@testable import GraphServer

/// Who files beneficial owners, and what day it is.
@Suite struct FilingTests {
    @Test func `those who do not file are told why, companies and partnerships are not`() async throws {
        let store = try FictionalStore()
        let forms: [(type: String, status: String, closed: String, reason: String?)] = [
            ("有限责任公司(自然人投资或控股)", "存续", "", nil), ("有限合伙企业", "存续", "", nil),
            ("外国(地区)企业常驻代表机构", "存续", "", nil), ("外国公司分支机构", "存续", "", nil), ("", "存续", "", nil),
            ("有限责任公司分公司(自然人投资或控股)", "存续", "", "branch"), ("个体工商户", "存续", "", "individualBusiness"),
            ("个人独资企业", "存续", "", "soleProprietorship"), ("农民专业合作社", "存续", "", "cooperative"),
            ("有限责任公司", "注销", "2020-01-01", "closed"), ("有限责任公司", "吊销", "2020-01-01", nil),
        ]
        var rows = "name,code,established,type,status,legal_representative,capital,closed_on\n"
        for (number, form) in forms.enumerated() {
            rows +=
                "云桥备案\(number)号,\(Fiction.code(2_000 + number)),2015-01-01,\(form.type),\(form.status),甲某,100000,"
                + "\(form.closed)\n"
        }
        try store.deliver(["registration.csv": rows])
        try await RouteClient.with(try await store.server()) { client in
            for (number, form) in forms.enumerated() {
                let uri = "/v1/companies/\(Fiction.code(2_000 + number))/beneficial-owners"
                let answer = try await client.object(uri)
                let filing = answer.object("filing")
                #expect((filing["reason"] as? String) == form.reason, "\(form)")
                #expect(filing.isEmpty == (form.reason == nil))
                #expect((answer["exemption"] is NSNull) == (form.reason != nil), "\(form)")
                if form.reason != nil {
                    #expect(filing["isSubject"] as? Bool == false)
                    #expect(!filing.object("title").text("zh").isEmpty && !filing.object("title").text("en").isEmpty)
                }
                // Rules that ask nobody to file say nothing of it.
                #expect(try await client.object(uri + "?rules=more-than-25")["filing"] is NSNull)
            }
            let closed = "/v1/companies/\(Fiction.code(2_009))/beneficial-owners?as-of=2019-12-31"
            #expect(try await client.object(closed)["filing"] is NSNull)
        }
    }

    @Test(arguments: [
        ("2026-11-22T15:59:59Z", "2026-11-22"), ("2026-11-22T16:00:00Z", "2026-11-23"),
        ("2024-02-28T16:00:00Z", "2024-02-29"), ("2024-12-31T23:59:59Z", "2025-01-01"),
    ])
    func `the day is that of China, wherever the machine stands`(moment: String, day: String) throws {
        let date = try #require(try? Date(moment, strategy: .iso8601))
        #expect(ServerClock.chinaDay(at: date).iso == day)
    }
}
