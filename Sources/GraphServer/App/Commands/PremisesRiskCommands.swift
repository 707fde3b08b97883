import Addresses
import ArgumentParser
import Foundation
import GraphStore
import Profile

/// A store whose premises are judged.
struct JudgedStore: ParsableArguments {
    @OptionGroup var location: StoreLocation
    @Option(name: .customLong("as-of"), help: "The day that is described (default: today).") var asOf: String?
    @Option(help: "Id of a rule book (default: the first of datasets/rules/fake-registration).") var rules: String?

    func validate() throws {
        if let asOf, Day(iso: asOf) == nil { throw ValidationError("--as-of is \(asOf); expected \(Day.isoForm)") }
    }

    /// Reads the newest graph and finds its places.
    ///
    /// - Throws: ``FilterError`` where there is no such rule book; errors of graph,
    ///   store, catalogue, rules and tables.
    func open() throws -> (snapshot: GraphSnapshot, counter: RiskCounter) {
        let (snapshot, records, catalogue) = try location.openGraph()
        let books = try RuleBooks.load(
            from: RuleBooks.folder(besideCatalogue: CatalogueFolder.find(location.catalogue)))
        guard let rules = books.registrationRisk.first(where: { self.rules == nil || $0.id == self.rules }) else {
            throw FilterError(
                "there is no rule book \(self.rules ?? ""); expected one of "
                    + books.registrationRisk.map(\.id).joined(separator: ", "))
        }
        let gazetteer = try Gazetteer.reading(books.reference)
        let people = PersonLinkage(snapshot: snapshot).people(
            decisions: PersonDecisions(try records.decisionLog(), in: snapshot))
        let places = Places(snapshot, catalogue: catalogue, gazetteer: gazetteer)
        let day = asOf.flatMap { Day(iso: $0) } ?? ServerClock.china().today()
        return (
            snapshot,
            RiskCounter(
                OwnershipView(snapshot, people: people), places: places, catalogue: catalogue, rules: rules, on: day)
        )
    }
}

extension RiskVerdict {
    /// The sentences of what counts and of what explains, in one line of each language.
    fileprivate func reasons(_ rules: RegistrationRiskRules, isIntended: Bool = false) -> Title {
        let found = findings.map { finding in
            let indicator = rules.indicators[finding.indicator]
            let sentence = finding.count.fill(
                indicator.template(for: finding.count, isIntended: isIntended))
            return (mark: "\(indicator.id) (\(finding.points))", sentence)
        }
        let explained = explanations.map { explained in
            let explanation = rules.explanations[explained.explanation]
            return (mark: "[\(explanation.id.rawValue)]", explained.count.fill(explanation.sentence))
        }
        func line(_ language: KeyPath<Title, String>) -> String {
            (found + explained).map { "\($0.mark) \($0.1[keyPath: language])" }.joined(separator: " ")
        }
        return Title(zh: line(\.zh), en: line(\.en))
    }
}

/// `graph-server premises check`: intended registrations, one a row.
struct PremisesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "CSV of intended registrations: CSV of what speaks against each.",
        discussion: """
            Columns are id and address; city, name, representative, scope and contact may
            be there. Outcomes are pass, needsProof and refer. Rows are judged each by
            itself: two of one delivery do not know of each other.

            EXAMPLE
              graph-server premises check --data var/panorama < intended.csv > checked.csv
            """)

    @OptionGroup var store: JudgedStore

    func run() throws {
        let (snapshot, counter) = try store.open()
        let ranking = PremisesRanking(counter)
        let header = [
            "id", "outcome", "score", "is_alert", "level", "key", "place", "companies", "reasons_zh", "reasons_en",
        ]
        let table = FilterTable(["id", "address"], optional: ["city", "name", "representative", "scope", "contact"])
        try table.write(header) { cells in
            var intended = IntendedRegistration(address: cells[1])
            (intended.city, intended.name, intended.representative) = (cells[2], cells[3], cells[4])
            (intended.scope, intended.contact) = (cells[5], cells[6])
            let found = counter.check(intended) { ranking.companies(at: $0) }
            let (remarks, reasons) = (
                found.remarks.map(\.sentence), found.verdict.reasons(counter.rules, isIntended: true)
            )
            let place = found.located.place.map { PlacePath.id(of: $0, in: counter.places, snapshot: snapshot) }
            return [
                cells[0], found.outcome.rawValue, String(found.verdict.score), String(found.verdict.isAlert),
                found.located.level?.name ?? "", found.located.parsed.key, place ?? "", String(found.companies.count),
                (remarks.map(\.zh) + [reasons.zh]).joined(separator: " "),
                (remarks.map(\.en) + [reasons.en]).joined(separator: " "),
            ]
        }
    }
}

/// `graph-server premises list`: suspicious premises, ranked.
struct PremisesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Suspicious premises as CSV, ranked, with reasons; with --all also what is no alert.",
        discussion: """
            EXAMPLE
              graph-server premises list --data var/panorama --as-of 2026-06-30 > list.csv
            """)

    @OptionGroup var store: JudgedStore
    @Flag(help: "Also premises below the threshold.") var all = false

    func run() throws {
        let (snapshot, counter) = try store.open()
        let ranking = PremisesRanking(counter)
        var output = FilterOutput()
        try output.write(row: [
            "rank", "place", "level", "division", "name", "companies", "score", "is_alert", "reasons_zh", "reasons_en",
        ])
        let places = counter.places
        for (rank, entry) in ranking.entries.prefix(all ? ranking.entries.count : ranking.alertCount).enumerated() {
            let reasons = counter.verdict(on: ranking.companies(at: entry.place), at: entry.place).reasons(
                counter.rules)
            try output.write(row: [
                String(rank + 1), PlacePath.id(of: entry.place, in: places, snapshot: snapshot),
                places.level(of: entry.place).name, String(places.division(of: entry.place)),
                places.name(of: entry.place, in: snapshot), String(entry.liveCount), String(entry.score),
                String(entry.isAlert),
                reasons.zh, reasons.en,
            ])
        }
        try output.flush()
    }
}

/// `graph-server premises rings`: suspicious rings, ranked.
struct RingsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rings",
        abstract: "Suspicious rings as CSV, a row a company, ranked; with --all also what is no alert.",
        discussion: """
            EXAMPLE
              graph-server premises rings --data var/panorama --as-of 2026-06-30 > rings.csv
            """)

    @OptionGroup var store: JudgedStore
    @Flag(help: "Also rings below the threshold.") var all = false

    func run() throws {
        let (snapshot, counter) = try store.open()
        var output = FilterOutput()
        try output.write(row: ["rank", "company", "name", "score", "is_alert", "reasons_zh", "reasons_en"])
        for (rank, ring) in RingSearch(counter).rings().enumerated() where all || ring.isAlert {
            let reasons = counter.verdict(on: ring).reasons(counter.rules)
            for company in ring.companies {
                try output.write(
                    row: [
                        String(rank + 1), snapshot.nodes.ids[company.index], snapshot.nodes.names[company.index],
                        String(ring.score), String(ring.isAlert), reasons.zh, reasons.en,
                    ])
            }
        }
        try output.flush()
    }
}
