internal import Foundation

/// Whom the records of a package name, in the words of our columns.
///
/// The state after the latest statement of a record counts.
struct BODSParties {
    /// A party as a row mentions it.
    struct Party {
        var name: String?
        /// A company code; nil for persons.
        var code: String?
        /// A personal identifier; nil for entities.
        var personID: String?
        /// A value of the column 股东类型.
        var kind: String
        var birthYear: String?
    }

    /// What the id of a record leads to.
    enum Resolution {
        case entity(Party)
        case person(Party)
        /// Somebody whom nobody names, and why.
        case unspecified(String)
        /// The package has no such record, or it is a relationship.
        case missing
    }

    /// Entries of each record, the latest last.
    private let statements: [String: [Int]]
    private let entries: [BODSPackage.Entry]

    init(_ entries: [BODSPackage.Entry], statements: [String: [Int]]) {
        (self.entries, self.statements) = (entries, statements)
    }

    func resolve(_ party: BODSStatement.Party) -> Resolution {
        switch party {
        case .unspecified(let why): return .unspecified(why.reason)
        case .record(let id):
            guard let latest = statements[id]?.last else { return .missing }
            let statement = entries[latest].statement
            switch statement.record {
            case .entity(let entity):
                guard entity.name != nil || BODSIdentity.code(of: entity) != nil else {
                    return .unspecified(entity.entityType?.type ?? "unknownEntity")
                }
                return .entity(Self.party(entity, statement))
            case .person(let person):
                if let why = person.unspecifiedPersonDetails { return .unspecified(why.reason) }
                guard let name = Self.name(of: person) else { return .unspecified(person.personType ?? "unnamed") }
                return .person(
                    Party(
                        name: name, code: nil, personID: BODSIdentity.personID(of: person, statement), kind: "自然人",
                        birthYear: person.birthDate.map { String($0.prefix(4)) }))
            case .relationship: return .missing
            }
        }
    }

    private static func party(_ entity: BODSStatement.Entity, _ statement: BODSStatement) -> Party {
        let kind =
            switch entity.entityType?.type {
            case "state", "stateBody": "国家"
            case "registeredEntity", "legalEntity": "企业"
            default: "其他"
            }
        return Party(
            name: entity.name, code: BODSIdentity.code(of: entity) ?? BODSIdentity.code(ofRecord: statement),
            personID: nil, kind: kind, birthYear: nil)
    }

    /// The legal name, else the first.
    private static func name(of person: BODSStatement.Person) -> String? {
        let names = person.names ?? []
        guard let name = names.first(where: { $0.type == "legal" }) ?? names.first else { return nil }
        if let full = name.fullName, !full.isEmpty { return full }
        let parts = [name.givenName, name.familyName].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

/// The identifiers by which parties of packages are known here.
enum BODSIdentity {
    /// Schemes of org-id.guide under which Chinese companies have their
    /// 统一社会信用代码 or registration number: it is their code as it is.
    private static let chineseSchemes: Set<String> = ["CN-SAIC", "CN-USCC", "CN-SAMR"]
    /// The scheme of a 公民身份号码.
    private static let chinesePersonScheme = "CN-IDCARD"

    /// The code of an entity: its first Chinese one, else its first
    /// identifier; nil without any.
    static func code(of entity: BODSStatement.Entity) -> String? { codes(of: entity).first }

    /// All codes of an entity, Chinese ones first, each once.
    static func codes(of entity: BODSStatement.Entity) -> [String] {
        let all = (entity.identifiers ?? []).compactMap { identifier in
            code(identifier).map { (code: $0, isChinese: chineseSchemes.contains(identifier.scheme ?? "")) }
        }
        var seen: Set<String> = []
        return (all.filter(\.isChinese) + all.filter { !$0.isChinese }).map(\.code).filter { seen.insert($0).inserted }
    }

    /// `GB-COH-07444723` of scheme and number; the number alone of Chinese
    /// schemes; `BODS-N<hash>-758355` where the register only has a name.
    private static func code(_ identifier: BODSStatement.Identifier) -> String? {
        if let id = identifier.id, !id.isEmpty {
            let number = folded(id)
            let scheme = folded(identifier.scheme ?? "")
            if chineseSchemes.contains(scheme), form(number).isIdentifier { return number }
            // Some publishers repeat the scheme in the number.
            let whole = number.hasPrefix(scheme + "-") && !scheme.isEmpty ? number : "\(scheme)-\(number)"
            if form(whole) == .foreignRegister { return whole }
            return "BODS-N\(hash(["name", scheme, identifier.schemeName ?? "", id]))-\(readable(id))"
        }
        return identifier.uri.flatMap { $0.isEmpty ? nil : "BODS-U\(hash(["uri", $0]))-URI" }
    }

    /// The code of an entity that nobody gave a number: the record's id, told
    /// apart from that of other publishers by a hash.
    static func code(ofRecord statement: BODSStatement) -> String {
        "BODS-R\(hash(["record", statement.publisher, statement.recordID]))-\(readable(statement.recordID))"
    }

    /// A personal identifier: that of the first identity document that can be
    /// one, else one made of the record's id.
    static func personID(of person: BODSStatement.Person, _ statement: BODSStatement) -> String {
        for identifier in person.identifiers ?? [] {
            guard let id = identifier.id, !id.isEmpty else { continue }
            let scheme = folded(identifier.scheme ?? identifier.schemeName ?? "")
            let number = scheme == chinesePersonScheme ? id : scheme + id
            if case .document = PersonDocument.read(Array(number.utf8).span) { return number }
        }
        // Four digits, which every document has, and no more than a hash can be.
        return "BODS0400" + hash(["person", statement.publisher, statement.recordID])
    }

    private static func form(_ code: String) -> CompanyCode.Form { CompanyCode.form(of: Array(code.utf8).span) }

    /// Width folded, upper case, without spaces.
    private static func folded(_ text: String) -> String {
        String(decoding: CellBytes.identifier(Array(text.utf8).span), as: UTF8.self)
    }

    /// What of an id can stand in a code.
    private static func readable(_ id: String) -> String {
        let kept = folded(id).unicodeScalars.filter { scalar in
            ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
        }
        let text = String(String.UnicodeScalarView(kept.prefix(40)))
        return text.isEmpty ? "X" : text
    }

    /// Twelve hexadecimal digits: 2⁴⁸ values, for ids that nobody chooses to
    /// collide but that may repeat in other packages.
    private static func hash(_ parts: [String]) -> String {
        let digest = SHA256.hash(Array(parts.joined(separator: "\u{0}").utf8))
        return Array(digest.prefix(6)).hexadecimal.uppercased()
    }
}
