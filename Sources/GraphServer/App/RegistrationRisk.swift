internal import Addresses
internal import GraphStore
internal import Profile
internal import Synchronization

/// Premises and rings of one day, ranked when somebody first asks.
final class RegistrationRisk: Sendable {
    let counter: RiskCounter
    private let lazyRanking: Lazily<PremisesRanking>
    private let lazyRings: Lazily<[Ring]>
    private let lazyRingOf: Lazily<[NodeID: Int]>

    init(_ counter: RiskCounter) {
        self.counter = counter
        lazyRanking = Lazily { PremisesRanking(counter) }
        let rings = Lazily { RingSearch(counter).rings() }
        lazyRings = rings
        lazyRingOf = Lazily {
            rings.value.enumerated().reduce(into: [:]) { ringOf, ring in
                // A company of several is in the one that is ranked first.
                for company in ring.element.companies where ringOf[company] == nil { ringOf[company] = ring.offset }
            }
        }
    }

    var ranking: PremisesRanking { lazyRanking.value }
    var rings: [Ring] { lazyRings.value }

    /// The ring that a company is in; the first of several.
    func ring(of company: NodeID) -> Ring? { lazyRingOf.value[company].map { rings[$0] } }

    /// The rings that companies are in, each once, in their order.
    ///
    /// - Complexity: O(companies); that of ``rings`` the first time.
    func rings(of companies: [NodeID]) -> [Ring] {
        let ringOf = lazyRingOf.value
        return Set(companies.compactMap { ringOf[$0] }).sorted().map { rings[$0] }
    }
}

/// The tables of divisions, read once in a process.
final class GazetteerCache: Sendable {
    static let shared = GazetteerCache()
    private let known = Mutex<[String: Lazily<Result<Gazetteer, GazetteerError>>]>([:])

    /// Tables that cannot be read are tried anew for the next snapshot.
    func gazetteer(in folder: String) -> Result<Gazetteer, GazetteerError> {
        let reading = known.withLock { known in
            if let found = known[folder] { return found }
            let reading = Lazily { Result { () throws(GazetteerError) in try Gazetteer.reading(folder) } }
            known[folder] = reading
            return reading
        }
        let result = reading.value
        if case .failure = result {
            known.withLock { if $0[folder] === reading { $0[folder] = nil } }
        }
        return result
    }
}
