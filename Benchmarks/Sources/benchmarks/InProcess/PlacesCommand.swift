import Addresses
import ArgumentParser
import Foundation
import GraphStore
import Profile

/// What ``PlacesCommand`` prints.
struct PlacesReport: Codable {
    var addressCount = 0
    var placeCount = 0
    var mergeCount = 0
    var uncomparedCount = 0
    /// From the snapshot to places, in seconds.
    var placeSeconds = 0.0
    /// From places to ranked premises, and to rings; without linking people.
    var premisesSeconds = 0.0
    var ringSeconds = 0.0
    /// Every address once to its key, on one thread, in seconds.
    var keySeconds = 0.0
    /// Reading the tables of divisions, in seconds.
    var tableSeconds = 0.0
    /// One new address to its place, and the check of a registration, in seconds.
    var locateMedian = 0.0
    var locateP99 = 0.0
    var checkMedian = 0.0
    var checkP99 = 0.0
    var premisesListed = 0
    var premisesAlerts = 0
    var ringsListed = 0
    var ringAlerts = 0
    /// Beside the planted rings; nil without truth.
    var premisesQuality: RingsTruth.Quality?
    var ringQuality: RingsTruth.Quality?
    /// Pairs of addresses by level and what counts as an address; empty without
    /// truth.
    var quality: [String: PeopleTruth.Pairs] = [:]
    /// The worst mistakes by level.
    var apart: [String: [[String]]] = [:]
    var together: [String: [[String]]] = [:]
}

/// `benchmarks places`: addresses as places, in process.
struct PlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places", abstract: "Time and judge the places of addresses; prints JSON.", shouldDisplay: false)

    @OptionGroup var store: OpenedStore
    @Option(help: "Folder of the generator's truth.") var truth: String?
    @Option(help: "Mistakes to print of each sort.") var errors = 20
    @Option(help: "Rules of fake registration.") var rules = "datasets/rules/fake-registration/cn-2026.yaml"
    @Option(help: "Day that is asked about.") var day = "2026-06-30"
    @Option(help: "Print rows of docs/quality.md instead: places, detection or mistakes.") var markdown: String?
    @Option(help: "What those rows call the data.") var name = ""
    @Option(help: "Ranked premises and rings to print.") var list = 0
    @Option(help: "Folder of the division tables.") var reference = "datasets/reference"

    func run() throws {
        let (snapshot, catalogue) = try store.open()
        let first = MonotonicClock.nanoseconds()
        let gazetteer = try Gazetteer.reading(reference)
        let start = MonotonicClock.nanoseconds()
        let places = Places(snapshot, catalogue: catalogue, gazetteer: gazetteer)
        var report = PlacesReport()
        report.tableSeconds = Double(start - first) / 1e9
        report.placeSeconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
        report.keySeconds = keySeconds(snapshot, gazetteer)
        report.addressCount = snapshot.nodes.range(of: .premises).count
        report.placeCount = places.count
        report.mergeCount = places.merges.count
        report.uncomparedCount = places.uncomparedCount
        try detect(places, snapshot, catalogue, &report)
        if let truth { try judge(places, PlacesTruth(file: truth + "/premises.csv", snapshot: snapshot), &report) }
        if let markdown {
            print(report.markdown(markdown, name: name), terminator: "")
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func keySeconds(_ snapshot: GraphSnapshot, _ gazetteer: Gazetteer) -> Double {
        var parser = AddressParser(gazetteer)
        let addresses = snapshot.nodes.range(of: .premises).map { snapshot.nodes.names.copy($0) }
        let start = MonotonicClock.nanoseconds()
        var byteCount = 0
        for address in addresses { byteCount += parser.normalise(address[...]).key.count }
        precondition(byteCount > 0, "no address has a key")
        return Double(MonotonicClock.nanoseconds() - start) / 1e9
    }

    private func judge(_ places: Places, _ truth: PlacesTruth, _ report: inout PlacesReport) {
        let levels: [(String, KeyPath<PlacesTruth.Truth, Substring>, (NodeID) -> PlaceID?)] = [
            ("unit", \.unit, { places.place(of: $0) }),
            ("building", \.building, { places.place(of: $0).flatMap { places.place(at: .building, of: $0) } }),
            ("door", \.door, { places.place(of: $0).flatMap { places.place(at: .door, of: $0) } }),
        ]
        for (name, level, place) in levels {
            report.quality[name + ", rows"] = truth.pairs(places, level, byRow: true, place: place)
            report.quality[name + ", spellings"] = truth.pairs(places, level, byRow: false, place: place)
            let worst = truth.errors(level, limit: errors, place: place)
            (report.apart[name], report.together[name]) = (worst.apart, worst.together)
        }
    }
}
