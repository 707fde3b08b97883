/// Judges how near two addresses of one city are.
///
/// Not thread-safe: each thread has its own.
public struct AddressPairJudge: Sendable {
    /// How near two addresses are, the nearest first.
    public enum Label: String, Sendable, CaseIterable {
        /// One room, or the same place as far as both tell.
        case unit = "same_unit"
        /// One door or named building.
        case building = "same_building"
        /// One road, estate or village.
        case street = "same_street_or_estate"
        case different
    }

    /// What came out, and why.
    public struct Verdict: Sendable, Equatable {
        /// How near they are.
        public let label: Label
        /// How sure: 1 where both say the same in all that counts, less where
        /// something is taken to mean the same.
        public let score: Double
        /// What decided, in English.
        public let reason: String

        init(_ label: Label, _ reason: String, score: Double = 1) {
            (self.label, self.reason, self.score) = (label, reason, score)
        }
    }

    private var parser: AddressParser

    /// - Parameter gazetteer: names of divisions.
    public init(_ gazetteer: Gazetteer) { parser = AddressParser(gazetteer) }

    /// Judges two addresses.
    ///
    /// - Parameters:
    ///   - a: an address.
    ///   - b: another.
    ///   - city: what people call the city or county that both lie in; empty where
    ///     nobody knows.
    /// - Returns: how near they are, and why.
    /// - Complexity: O(characters + names of one times names of the other).
    public mutating func judge(_ a: String, _ b: String, city: String) -> Verdict {
        let prior = parser.gazetteer.code(ofCity: city)
        func key(_ address: String) -> AddressKey {
            let bytes = Array(address.utf8)
            parser.read(bytes.span, prior: prior)
            return parser.key()
        }
        return AddressComparison(key(a), key(b), parser.gazetteer).verdict
    }
}
