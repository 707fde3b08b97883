internal import Addresses
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `POST /v1/premises/check`: an intended registration before it is granted.
enum PremisesCheckRoutes {
    static let all = [
        Endpoint(
            method: .post, path: "/v1/premises/check",
            summary: "What speaks against an intended registration: where its address lies, who is there already, and "
                + #"the indicators that it would meet. The body is JSON: {"address": "…", "city": "青岛", "name": "…", "#
                + #""representative": "…", "scope": "…", "contact": "…"}; all but the address may be left out. Nothing "#
                + "is kept.",
            parameters: [PremisesRoutes.rules, .asOf], schema: "PremisesCheckAnswer",
            body: .json("PremisesCheckRequest"),
            handle: { try await check($0) })
    ]

    private struct Body: Decodable {
        var address: String
        var city: String?
        var name: String?
        var representative: String?
        var scope: String?
        var contact: String?
    }

    private static func check(_ exchange: Exchange) async throws -> Response {
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        let body = try await exchange.body(
            as: Body.self, required: ["address"], optional: ["city", "name", "representative", "scope", "contact"])
        let texts = [
            ("address", body.address), ("city", body.city), ("name", body.name), ("scope", body.scope),
            ("representative", body.representative), ("contact", body.contact),
        ]
        for (name, text) in texts where (text ?? "").utf8.count > Limits.checkedTextByteCountMax {
            throw Problem(
                .badRequest, "\(name) has more than \(Limits.checkedTextByteCountMax) bytes; is it what is meant?")
        }
        guard body.address.count <= Limits.checkedAddressLengthMax else {
            throw Problem(
                .badRequest,
                "the address has \(body.address.count) characters, more than \(Limits.checkedAddressLengthMax); "
                    + "is it an address?")
        }
        guard body.address.contains(where: { !$0.isWhitespace }) else {
            throw Problem(.badRequest, "the address is empty; expected it as it is to be registered")
        }
        var intended = IntendedRegistration(address: body.address)
        intended.city = body.city ?? ""
        intended.name = body.name ?? ""
        intended.representative = body.representative ?? ""
        intended.scope = body.scope ?? ""
        intended.contact = body.contact ?? ""
        let (risk, found) = try await exchange.work { [intended] in
            let risk = try exchange.risk(under: rules)
            return (risk, risk.counter.check(intended) { risk.ranking.companies(at: $0) })
        }
        return exchange.json(caching: .never) { json in
            json.key("outcome")
            json.string(found.outcome.rawValue)
            json.located(found.located, risk.counter.places, snapshot: exchange.snapshot)
            json.key("companies")
            json.entities(Array(found.companies.prefix(Limits.evidenceShown)), of: exchange.snapshot)
            json.key("companyCount")
            json.number(found.companies.count)
            json.rules(rules)
            json.verdict(found.verdict, rules: rules, snapshot: exchange.snapshot, isIntended: true)
            json.remarks(found.remarks, snapshot: exchange.snapshot)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func remarks(_ remarks: [RegistrationCheck.Remark], snapshot: GraphSnapshot) {
        key("remarks")
        beginArray()
        for remark in remarks {
            beginObject()
            key("id")
            string(remark.kind.rawValue)
            key("needsProof")
            bool(remark.needsProof)
            key("sentence")
            text(remark.sentence)
            key("companies")
            entities(Array(remark.companies.prefix(Limits.evidenceShown)), of: snapshot)
            key("companyCount")
            number(remark.companies.count)
            endObject()
        }
        endArray()
    }

    fileprivate mutating func located(_ located: LocatedAddress, _ places: Places, snapshot: GraphSnapshot) {
        key("address")
        beginObject()
        key("key")
        string(located.parsed.key)
        key("level")
        if let level = located.level { string(level.name) } else { null() }
        division(located.traits.division, of: places)
        key("isImprecise")
        bool(located.isImprecise)
        key("confidence")
        fraction(located.parsed.confidence)
        key("parts")
        beginArray()
        for part in located.parsed.parts {
            beginObject()
            key("kind")
            string(part.kind.name)
            key("text")
            string(part.text)
            key("start")
            number(part.bytes.lowerBound)
            key("end")
            number(part.bytes.upperBound)
            endObject()
        }
        endArray()
        key("further")
        beginArray()
        for premises in located.parsed.further {
            beginObject()
            key("text")
            string(premises.text)
            key("key")
            string(premises.key)
            endObject()
        }
        endArray()
        endObject()
        key("place")
        if let place = located.place { self.place(place, of: places, snapshot: snapshot) } else { null() }
        key("within")
        if let place = located.within { self.place(place, of: places, snapshot: snapshot) } else { null() }
    }
}
