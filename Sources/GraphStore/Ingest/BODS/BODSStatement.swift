internal import Foundation

/// One statement of the Beneficial Ownership Data Standard 0.4 as far as it is
/// used; docs/exchange.md says what becomes of it.
struct BODSStatement: Decodable, Sendable {
    /// What the record is about.
    enum Record: Sendable {
        case entity(Entity)
        case person(Person)
        case relationship(Relationship)
    }

    /// A company, arrangement, state or body of a state.
    struct Entity: Decodable, Sendable {
        var entityType: Kind?
        var name: String?
        var alternateNames: [String]?
        var identifiers: [Identifier]?
        var addresses: [Address]?
        var jurisdiction: Place?
        var foundingDate: String?
        var dissolutionDate: String?

        struct Kind: Decodable, Sendable {
            var type: String
            var subtype: String?
        }
    }

    /// A natural person.
    struct Person: Decodable, Sendable {
        var personType: String?
        var names: [Name]?
        var identifiers: [Identifier]?
        var birthDate: String?
        var unspecifiedPersonDetails: Unspecified?

        struct Name: Decodable, Sendable {
            var type: String?
            var fullName: String?
            var givenName: String?
            var familyName: String?
        }
    }

    /// What an interested party has in a subject.
    struct Relationship: Decodable, Sendable {
        var subject: Party
        var interestedParty: Party
        var interests: [Interest]?
        var isComponent: Bool?
        var componentRecords: [String]?
    }

    /// The id of another record, or why there is none.
    enum Party: Decodable, Sendable {
        case record(String)
        case unspecified(Unspecified)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            // Either of the two; what is neither fails as the second.
            if let id = try? value.decode(String.self) {
                self = .record(id)
            } else {
                self = .unspecified(try value.decode(Unspecified.self))
            }
        }
    }

    /// Why somebody is not named.
    struct Unspecified: Decodable, Sendable {
        var reason: String
        var description: String?
    }

    /// One kind of right or influence.
    struct Interest: Decodable, Sendable {
        var type: String?
        var directOrIndirect: String?
        var beneficialOwnershipOrControl: Bool?
        var details: String?
        var share: Share?
        var startDate: String?
        var endDate: String?
    }

    /// Per cent.
    struct Share: Decodable, Sendable, Equatable {
        var exact: Decimal?
        var minimum: Decimal?
        var maximum: Decimal?
        var exclusiveMinimum: Decimal?
        var exclusiveMaximum: Decimal?
    }

    /// A number that somebody gave to a party.
    struct Identifier: Decodable, Sendable {
        var id: String?
        var scheme: String?
        var schemeName: String?
        var uri: String?
    }

    /// An address in one text.
    struct Address: Decodable, Sendable {
        var type: String?
        var address: String?
        var postCode: String?
        var country: Place?
    }

    /// A country or a part of one.
    struct Place: Decodable, Sendable {
        var name: String?
        var code: String?
    }

    private struct Publication: Decodable {
        var bodsVersion: String?
        var publisher: Publisher?
        struct Publisher: Decodable { var name: String? }
    }

    let statementID: String
    let statementDate: String?
    let recordID: String
    let recordStatus: String?
    /// Who publishes it; empty where nobody is named.
    let publisher: String
    let record: Record

    private enum Key: String, CodingKey {
        case statementId, statementID, statementDate, recordId, recordType, recordStatus, recordDetails
        case publicationDetails
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let publication = try values.decodeIfPresent(Publication.self, forKey: .publicationDetails)
        func refuse(_ what: String) -> DecodingError {
            .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: what))
        }
        if let version = publication?.bodsVersion, !version.hasPrefix("0.4") {
            throw refuse("the statement is of BODS \(version.prefix(20)); version 0.4 is read")
        }
        guard !values.contains(.statementID) else { throw refuse("the statement is of an earlier BODS; 0.4 is read") }
        statementID = try values.decode(String.self, forKey: .statementId)
        recordID = try values.decode(String.self, forKey: .recordId)
        statementDate = try values.decodeIfPresent(String.self, forKey: .statementDate)
        recordStatus = try values.decodeIfPresent(String.self, forKey: .recordStatus)
        publisher = String((publication?.publisher?.name ?? "").prefix(BODSLimits.publisherLengthMax))
        switch try values.decode(String.self, forKey: .recordType) {
        case "entity": record = .entity(try values.decode(Entity.self, forKey: .recordDetails))
        case "person": record = .person(try values.decode(Person.self, forKey: .recordDetails))
        case "relationship": record = .relationship(try values.decode(Relationship.self, forKey: .recordDetails))
        default: throw refuse("recordType is none of entity, person, relationship")
        }
        for (name, id) in [("statementId", statementID), ("recordId", recordID)] {
            guard !id.isEmpty, id.count <= BODSLimits.idLengthMax else {
                throw refuse("\(name) has not 1 to \(BODSLimits.idLengthMax) characters")
            }
        }
        if let problem { throw refuse(problem) }
    }

    /// How many rows it may become.
    var claimCount: Int {
        switch record {
        case .entity: 1
        case .person: 0
        case .relationship(let relation): relation.interests?.count ?? 0
        }
    }

    /// What cannot be meant although it has the right form.
    private var problem: String? {
        switch record {
        case .entity(let entity): return Self.isTooLong(entity.identifiers) ? "too many identifiers" : nil
        case .person(let person):
            return Self.isTooLong(person.identifiers) || Self.isTooLong(person.names)
                ? "too many identifiers or names" : nil
        case .relationship(let relation):
            if Self.isTooLong(relation.interests) || Self.isTooLong(relation.componentRecords) {
                return "too many interests or component records"
            }
            for share in (relation.interests ?? []).compactMap(\.share) {
                if let least = share.least, let most = share.most, least > most {
                    return "the least share is above the greatest"
                }
            }
            return nil
        }
    }

    private static func isTooLong(_ list: [some Any]?) -> Bool { (list?.count ?? 0) > BODSLimits.listCountMax }
}

extension BODSStatement.Share {
    /// Lower bound; an exclusive one is taken as if it belonged to the range,
    /// which holds all that it may be and one value more.
    var least: Decimal? { exact ?? minimum ?? exclusiveMinimum }
    /// Upper bound, likewise.
    var most: Decimal? { exact ?? maximum ?? exclusiveMaximum }
    /// Whether anything is said.
    var isStated: Bool { least != nil || most != nil }
    /// Whether all that it may be is above 50 per cent.
    var isMoreThanHalf: Bool {
        if let exact { return exact > 50 }
        return minimum.map { $0 > 50 } ?? false || exclusiveMinimum.map { $0 >= 50 } ?? false
    }
    /// As a person would write it: `25 < … ≤ 50`.
    var text: String {
        if let exact { return "\(exact)" }
        let below = minimum.map { "\($0) ≤ " } ?? exclusiveMinimum.map { "\($0) < " } ?? ""
        let above = maximum.map { " ≤ \($0)" } ?? exclusiveMaximum.map { " < \($0)" } ?? ""
        return below + "…" + above
    }
}
