/// What becomes of the statements of a package: rows of themes that the
/// catalogue has, and statements of which there can be none, with the reason.
struct BODSRows: Sendable {
    /// The themes that statements become rows of.
    enum Target: String, Sendable, CaseIterable {
        case registration, shareholding, officer
        case controlAgreement = "control_agreement"

        /// The header of its rows: columns of the theme, then what is kept
        /// beside them under its own name.
        var header: [String] {
            switch self {
            case .registration:
                [
                    "name", "code", "registration_no", "established", "type", "status", "address", "business_address",
                    "closed_on", "bods_entity_type", "bods_identifiers", "bods_alternate_names", "bods_jurisdiction",
                ] + Self.shared
            case .shareholding:
                [
                    "company_code", "company_name", "holder_name", "holder_code", "holder_id", "holder_kind",
                    "share_percent", "share_percent_min", "share_percent_max", "voting_percent", "income_percent",
                    "since", "until", "bods_unspecified", "bods_share", "bods_votes", "bods_income",
                ] + Self.ofInterest
            case .officer:
                [
                    "company_code", "company_name", "person_name", "person_id", "role", "birth_year", "since", "until",
                ] + Self.ofInterest
            case .controlAgreement:
                [
                    "company_code", "company_name", "controller_name", "controller_code", "controller_id", "kind",
                    "voting_percent", "since", "until", "bods_share",
                ] + Self.ofInterest
            }
        }

        private static let shared = ["source_system", "department", "op", "bods_record", "bods_statement"]
        private static let ofInterest =
            [
                "bods_interest", "bods_direct_or_indirect", "bods_beneficial_ownership_or_control", "bods_details",
            ] + shared
    }

    /// One row, by column; columns that are not in it are empty.
    struct Row: Sendable {
        var target: Target
        var place: BODSPackage.Place
        var cells: [String: String]
        var flags: RowBatch.Flags = []
    }

    /// A statement, or a part of it, that became no row.
    struct Refusal: Sendable {
        var target: Target
        var place: BODSPackage.Place
        var publisher: String
        var reason: String
        var message: String
    }

    /// The package's text, which places point into.
    let bytes: [UInt8]
    private(set) var rows: [Row] = []
    private(set) var refusals: [Refusal] = []
    /// What the package has, in one line.
    private(set) var summary = ""

    private let entries: [BODSPackage.Entry]
    /// Entries of each record, the latest last.
    private let statements: [String: [Int]]
    private let parties: BODSParties

    /// - Throws: ``IngestError`` `package.too_large` for too many publishers.
    init(_ package: BODSPackage) throws(IngestError) {
        bytes = package.bytes
        entries = package.entries
        statements = Self.byRecord(package.entries)
        parties = BODSParties(package.entries, statements: statements)
        let publishers = Set(entries.lazy.map(\.statement.publisher)).count
        guard publishers <= BODSLimits.publisherCountMax else {
            throw IngestError(
                .packageTooLarge,
                "the package names \(publishers) publishers, each of which would be a source system; at most "
                    + "\(BODSLimits.publisherCountMax) are taken, deliver it in parts")
        }
        for broken in package.broken {
            refusals.append(
                Refusal(
                    target: .registration, place: broken.place, publisher: "", reason: broken.reason,
                    message: broken.message))
        }
        addRecords()
        summarise(brokenCount: package.broken.count)
    }

    /// Entries of each record in the order of their dates; where one has none,
    /// as they stand.
    private static func byRecord(_ entries: [BODSPackage.Entry]) -> [String: [Int]] {
        var statements: [String: [Int]] = [:]
        for index in entries.indices { statements[entries[index].statement.recordID, default: []].append(index) }
        for (id, list) in statements where list.count > 1 {
            let dated = list.compactMap { index in entries[index].statement.statementDate.map { ($0, index) } }
            guard dated.count == list.count else { continue }
            statements[id] = dated.sorted { $0 < $1 }.map(\.1)
        }
        return statements
    }

    /// The rows of all records, in the order of their latest statements.
    private mutating func addRecords() {
        let relations = BODSRelations(
            parties: parties, isOwnedThrough: BODSRelations.ownedThrough(entries, statements),
            isKnown: { [statements] in statements[$0] != nil })
        for index in entries.indices {
            let entry = entries[index]
            guard let history = statements[entry.statement.recordID], history.last == index else { continue }
            switch entry.statement.record {
            case .entity(let entity): addEntity(entity, entry)
            case .person: continue
            case .relationship:
                let found = relations.read(history.map { entries[$0] })
                rows += found.rows
                refusals += found.refusals
            }
        }
    }

    private mutating func addEntity(_ entity: BODSStatement.Entity, _ entry: BODSPackage.Entry) {
        guard let name = entity.name, !name.isEmpty else {
            refusals.append(
                Refusal(
                    target: .registration, place: entry.place, publisher: entry.statement.publisher,
                    reason: "bods.unspecified_entity", message: "主体未具名 the entity has no name"))
            return
        }
        let codes = BODSIdentity.codes(of: entity)
        var cells = Self.cells(of: entry.statement)
        cells["name"] = name
        cells["code"] = codes.first ?? BODSIdentity.code(ofRecord: entry.statement)
        cells["registration_no"] = codes.dropFirst().first
        cells["bods_identifiers"] = codes.count > 2 ? codes.dropFirst(2).joined(separator: ";") : nil
        cells["established"] = entity.foundingDate.map(Self.day)
        cells["closed_on"] = entity.dissolutionDate.map(Self.day)
        cells["status"] = entity.dissolutionDate == nil ? nil : "注销"
        let kind = entity.entityType
        cells["type"] = kind.flatMap { Self.typeTitles[$0.subtype ?? ""] ?? Self.typeTitles[$0.type] }
        cells["bods_entity_type"] = kind.map { $0.type + ($0.subtype.map { "/\($0)" } ?? "") }
        cells["bods_alternate_names"] = entity.alternateNames.map { $0.joined(separator: ";") }
        cells["bods_jurisdiction"] = entity.jurisdiction.map { $0.code ?? $0.name ?? "" }
        cells["address"] = Self.address(entity, ["registered"])
        cells["business_address"] = Self.address(entity, ["business"])
        rows.append(Row(target: .registration, place: entry.place, cells: cells))
    }

    private static let typeTitles = [
        "registeredEntity": "登记主体", "legalEntity": "法律实体", "arrangement": "法律安排", "anonymousEntity": "匿名主体",
        "unknownEntity": "未知主体", "state": "国家", "stateBody": "国家机构", "trust": "信托", "nomination": "代名安排",
        "governmentDepartment": "政府部门", "stateAgency": "国家机构",
    ]

    private static func address(_ entity: BODSStatement.Entity, _ types: Set<String>) -> String? {
        guard let found = entity.addresses?.first(where: { types.contains($0.type ?? "") }) else { return nil }
        var parts = [found.address ?? ""]
        if let code = found.postCode, !parts[0].contains(code) { parts.append(code) }
        parts.append(found.country?.name ?? found.country?.code ?? "")
        let text = parts.map { String($0.reversed().drop { $0 == " " || $0 == "," }.reversed()) }
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return text.isEmpty ? nil : text
    }

    /// The cells that every row of a statement has.
    static func cells(of statement: BODSStatement) -> [String: String] {
        var cells = ["bods_record": statement.recordID, "bods_statement": statement.statementID]
        cells["source_system"] = statement.publisher.isEmpty ? "BODS" : statement.publisher
        cells["department"] = cells["source_system"]
        return cells
    }

    /// The day of a date that may have a time behind it.
    static func day(_ text: String) -> String {
        let parts = text.split(separator: "T", maxSplits: 1)
        return parts.count == 2 && parts[0].utf8.count == 10 ? String(parts[0]) : text
    }

    private mutating func summarise(brokenCount: Int) {
        var counts = (entities: 0, persons: 0, relationships: 0)
        for entry in entries {
            switch entry.statement.record {
            case .entity: counts.entities += 1
            case .person: counts.persons += 1
            case .relationship: counts.relationships += 1
            }
        }
        let total = entries.count + brokenCount
        summary =
            "BODS 0.4: \(total) statements (\(counts.entities) of entities, \(counts.persons) of persons, "
            + "\(counts.relationships) of relationships, \(brokenCount) unreadable) of \(statements.count) records, "
            + "\(entries.count - statements.count) of an earlier state; \(rows.count) rows, \(refusals.count) refused"
    }
}
