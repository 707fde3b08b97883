internal import GraphStore
internal import Profile

/// Forms in which ownership is handed to other systems; docs/exchange.md says
/// what becomes of what.
enum ExchangeFormat: String, CaseIterable, Sendable {
    /// Beneficial Ownership Data Standard 0.4: a JSON array of statements.
    case bods
    /// FollowTheMoney: one entity of its model a line.
    case ftm

    /// Of an HTTP answer.
    var mediaType: String {
        switch self {
        case .bods: "application/vnd.openownership.bods+json"
        case .ftm: "application/x-ndjson"
        }
    }

    /// Ending of a file.
    var fileExtension: String {
        switch self {
        case .bods: "json"
        case .ftm: "ndjson"
        }
    }
}

/// What an export wrote and what it could not say.
struct ExchangeCounts: Sendable, Equatable {
    var companies = 0
    var persons = 0
    var relations = 0
    /// Parts of companies whose holders are no party, or not on record.
    var unspecified = 0
    /// Rights for which the format has no word, such as a supervisor's office.
    var leftOut = 0
}

/// More companies lie above one than an export of it takes.
struct TooManyCompanies: Error, Equatable, CustomStringConvertible {
    let limit: Int
    var description: String { "more than \(limit) companies own a part of it; export the whole data set instead" }
}

/// Writes companies, the parties that have something in them and what that is,
/// company by company, each party where it is first named. The same data,
/// decisions, epoch and day give the same bytes.
///
/// Memory: one byte a node, and the codes of companies that are not known by a
/// 统一社会信用代码.
struct ExchangeExport: Sendable {
    let statements: OwnershipStatements
    let format: ExchangeFormat
    /// Titles of departments by id.
    let departments: [String: String]
    /// Of the last decision on who is one person.
    let decisionNumber: Int64

    private static let pieceByteCount = 64 << 10

    /// - Parameters:
    ///   - start: one company with everybody above it; nil for all companies.
    ///   - companiesMax: companies above `start` that are taken.
    ///   - write: gets the bytes in pieces, in order.
    /// - Returns: what was written.
    /// - Throws: ``TooManyCompanies``, and what `write` throws.
    func run(
        of start: NodeID?, companiesMax: Int, write: ([UInt8]) throws -> Void
    ) throws -> ExchangeCounts {
        let snapshot = statements.view.snapshot
        let writer = ExchangeObjects(
            statements: statements, departments: departments, codes: snapshot.codesBesideIDs(), subject: start,
            decisionNumber: decisionNumber)
        var isWritten = [Bool](repeating: false, count: snapshot.nodes.count)
        var counts = ExchangeCounts()
        var piece: [UInt8] = Array((format == .bods ? "[" : "").utf8)
        var isFirst = true
        func append(_ object: [UInt8]) throws {
            if format == .bods { piece += Array((isFirst ? "\n" : ",\n").utf8) }
            isFirst = false
            piece += object
            if format == .ftm { piece.append(0x0A) }
            guard piece.count >= Self.pieceByteCount else { return }
            try write(piece)
            piece.removeAll(keepingCapacity: true)
        }
        func appendParty(_ node: NodeID) throws {
            guard !isWritten[node.index] else { return }
            isWritten[node.index] = true
            if snapshot.nodes.kind(of: node) == .person { counts.persons += 1 } else { counts.companies += 1 }
            try append(format == .bods ? writer.bodsParty(node) : writer.ftmParty(node))
        }
        func appendCompany(_ company: NodeID) throws {
            let stated = statements.about(company)
            // What was founded later was not there yet.
            let isFuture = snapshot.nodes.since[company.index] > statements.day.rawValue
            if isFuture, stated.isEmpty, company != start { return }
            try appendParty(company)
            for statement in stated {
                if let party = statement.party { try appendParty(party) } else { counts.unspecified += 1 }
                let (objects, leftOut) =
                    format == .bods ? writer.bodsRelation(statement) : writer.ftmRelations(statement)
                counts.leftOut += leftOut
                counts.relations += objects.count
                for object in objects { try append(object) }
            }
        }
        if let start {
            guard let companies = statements.companies(above: start, maxCount: companiesMax) else {
                throw TooManyCompanies(limit: companiesMax)
            }
            for company in companies { try appendCompany(company) }
        } else {
            for index in snapshot.nodes.range(of: .company) { try appendCompany(NodeID(index)) }
        }
        if format == .bods { piece += Array((isFirst ? "]\n" : "\n]\n").utf8) }
        try write(piece)
        return counts
    }
}

/// What the objects of both formats are made of.
struct ExchangeObjects: Sendable {
    let statements: OwnershipStatements
    let departments: [String: String]
    /// Codes of companies whose id is none.
    let codes: [NodeID: [String]]
    /// Whom the export is about; nil when it is about all.
    let subject: NodeID?
    /// As that of ``ExchangeExport``.
    let decisionNumber: Int64

    var snapshot: GraphSnapshot { statements.view.snapshot }

    func id(_ node: NodeID) -> String { snapshot.nodes.ids[node.index] }
    func name(_ node: NodeID) -> String { snapshot.nodes.names[node.index] }

    /// Codes of a company, the one that it is known by first.
    func allCodes(of company: NodeID) -> [String] {
        let own = String(id(company).drop { $0 != ":" }.dropFirst())
        let isCode = CompanyCode.form(of: Array(own.utf8).span).isIdentifier
        return (isCode ? [own] : []) + (codes[company] ?? []).sorted()
    }

    /// The id of a relation: the same pair and kind have it in every export of
    /// a store.
    func relationID(_ statement: OwnershipStatement, _ part: String = "") -> String {
        let party =
            switch statement.holder {
            case .party(let node): id(node)
            case .placeholder(let kind, let name): kind.rawValue + ":" + name
            case .unrecorded: "nobody"
            }
        return hash(["relation", id(statement.company), party, statement.kind.rawValue, part])
    }

    /// 32 hexadecimal digits of texts and the store that they are of.
    func hash(_ parts: [String]) -> String {
        let text = ([snapshot.storeID] + parts).joined(separator: "\u{0}")
        return Array(SHA256.hash(Array(text.utf8)).prefix(16)).hexadecimal
    }

    /// Titles of the departments that state a relation.
    func departmentTitles(of statement: OwnershipStatement) -> [String] {
        statement.departments.map { number in
            let id = snapshot.departments[number]
            return departments[id] ?? id
        }.sorted()
    }

    /// Units of ``EdgeAttributes`` as per cent with at most six decimals: exact.
    static func percent(_ units: Int32) -> String {
        let (whole, rest) = (units / 1_000_000, units % 1_000_000)
        guard rest > 0 else { return "\(whole)" }
        var decimals = "\(rest)"
        decimals = String(repeating: "0", count: 6 - decimals.utf8.count) + decimals
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(whole).\(decimals)"
    }
}
