import Foundation
import GraphStore
import Profile
import Yams

/// What is ranked: with the words for it.
private struct Ranked {
    let counter: RiskCounter
    let ranking: PremisesRanking
    let rings: [Ring]
    let names: StringTable

    func says(_ verdict: RiskVerdict) -> String {
        let rules = counter.rules
        let found = verdict.findings.map { finding in
            let indicator = rules.indicators[finding.indicator]
            return indicator.id + (finding.points == 0 ? "-" : "") + ":"
                + finding.count.fill(indicator.sentence).zh
        }
        return "\(verdict.score) " + found.joined(separator: " ")
            + verdict.explanations.map { " [\(rules.explanations[$0.explanation].id)]" }.joined()
    }

    func says(_ entry: PremisesRanking.Entry) -> String {
        names[counter.places.representative(of: entry.place).index] + " "
            + says(counter.verdict(on: ranking.companies(at: entry.place), at: entry.place))
    }

    func says(_ ring: Ring) -> String { names[ring.companies[0].index] + " " + says(counter.verdict(on: ring)) }
}

extension PlacesCommand {
    /// Ranks premises and rings, and judges them where the truth is known.
    func detect(
        _ places: Places, _ snapshot: GraphSnapshot, _ catalogue: Catalogue, _ report: inout PlacesReport
    ) throws {
        let rules = try YAMLDecoder().decode(
            RegistrationRiskRules.self, from: String(contentsOfFile: self.rules, encoding: .utf8))
        let view = OwnershipView(snapshot, people: PersonLinkage(snapshot: snapshot).people())
        guard let day = Day(iso: day) else { throw BenchmarkError("--day is \(day); expected a day like 2026-06-30") }
        let start = MonotonicClock.nanoseconds()
        let counter = RiskCounter(view, places: places, catalogue: catalogue, rules: rules, on: day)
        let ranking = PremisesRanking(counter)
        report.premisesSeconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
        let middle = MonotonicClock.nanoseconds()
        let rings = RingSearch(counter).rings()
        report.ringSeconds = Double(MonotonicClock.nanoseconds() - middle) / 1e9
        (report.premisesListed, report.premisesAlerts) = (ranking.entries.count, ranking.alertCount)
        (report.ringsListed, report.ringAlerts) = (rings.count, rings.prefix { $0.isAlert }.count)
        timeSingle(counter, ranking, snapshot, &report)
        let ranked = Ranked(counter: counter, ranking: ranking, rings: rings, names: snapshot.nodes.names)
        for entry in ranking.entries.prefix(list) {
            print(
                entry.isAlert ? "ALERT" : "-", places.level(of: entry.place).name, entry.liveCount, ranked.says(entry),
                separator: "\t")
        }
        for ring in rings.prefix(list) {
            print(ring.isAlert ? "RING" : "ring-", "", ring.liveCount, ranked.says(ring), separator: "\t")
        }
        if let truth { try judge(ranked, RingsTruth(folder: truth, snapshot: snapshot), &report) }
    }

    private func judge(_ ranked: Ranked, _ planted: RingsTruth, _ report: inout PlacesReport) {
        report.premisesQuality = planted.quality(
            ranked.ranking.entries.map { entry in
                (ranked.ranking.companies(at: entry.place), entry.isAlert ? ranked.says(entry) : "")
            }, alertCount: report.premisesAlerts
        ) { companies, ring in companies.count { ring.contains($0) } * 2 >= companies.count }
        report.ringQuality = planted.quality(
            ranked.rings.map { ($0.companies, $0.isAlert ? ranked.says($0) : "") }, alertCount: report.ringAlerts
        ) { companies, ring in
            let common = companies.count { ring.contains($0) }
            return common * 2 >= companies.count + ring.count - common
        }
    }

    /// Asks for addresses that are there already, as if they were new.
    private func timeSingle(
        _ counter: RiskCounter, _ ranking: PremisesRanking, _ snapshot: GraphSnapshot, _ report: inout PlacesReport
    ) {
        var random = Random(seed: 11)
        let addresses = (0..<2_000).map { _ in
            snapshot.nodes.names[Int.random(in: counter.places.addresses, using: &random)]
        }
        var found = 0
        let located = Latencies(
            addresses.map { address in
                let start = MonotonicClock.nanoseconds()
                if counter.places.locate(address, city: "").within != nil { found += 1 }
                return MonotonicClock.nanoseconds() - start
            })
        let checked = Latencies(
            addresses.map { address in
                let start = MonotonicClock.nanoseconds()
                var intended = IntendedRegistration(address: address)
                intended.name = "青岛鑫达商务咨询有限公司"
                intended.representative = "张伟"
                found += counter.check(intended) { ranking.companies(at: $0) }.companies.count
                return MonotonicClock.nanoseconds() - start
            })
        (report.locateMedian, report.locateP99) = (located.median, located.percentile(0.99))
        (report.checkMedian, report.checkP99) = (checked.median, checked.percentile(0.99))
        precondition(found > 0, "no address was found again")
    }
}
