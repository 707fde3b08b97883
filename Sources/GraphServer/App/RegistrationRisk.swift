internal import Addresses
internal import Profile
internal import Synchronization

/// Premises and rings of one day, ranked when somebody first asks.
final class RegistrationRisk: Sendable {
    let counter: RiskCounter
    private let lazyRanking: Lazily<PremisesRanking>
    private let lazyRings: Lazily<[Ring]>

    init(_ counter: RiskCounter) {
        self.counter = counter
        lazyRanking = Lazily { PremisesRanking(counter) }
        lazyRings = Lazily { RingSearch(counter).rings() }
    }

    var ranking: PremisesRanking { lazyRanking.value }
    var rings: [Ring] { lazyRings.value }
}

/// The tables of divisions, read once in a process.
final class GazetteerCache: Sendable {
    static let shared = GazetteerCache()
    private let known = Mutex<[String: Result<Gazetteer, GazetteerError>]>([:])

    func gazetteer(in folder: String) -> Result<Gazetteer, GazetteerError> {
        known.withLock { known in
            if let found = known[folder] { return found }
            let read = Result { () throws(GazetteerError) in try Gazetteer.reading(folder) }
            known[folder] = read
            return read
        }
    }
}
