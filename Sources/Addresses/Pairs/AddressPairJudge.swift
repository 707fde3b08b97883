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
        /// Both tell something, and it differs: not only less on one side.
        public let isContradiction: Bool

        init(_ label: Label, _ reason: String, score: Double = 1, isContradiction: Bool = false) {
            (self.label, self.reason, self.score) = (label, reason, score)
            self.isContradiction = isContradiction
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
        return judge(key(Array(a.utf8).span, prior: prior), key(Array(b.utf8).span, prior: prior))
    }

    /// What is compared of an address, for judging it against many.
    ///
    /// - Parameters:
    ///   - address: UTF-8.
    ///   - prior: code of a division that it is known to lie in; 0 for none.
    /// - Returns: what ``judge(_:_:)`` compares.
    /// - Complexity: O(characters).
    public mutating func key(_ address: Span<UInt8>, prior: UInt32) -> AddressKey {
        parser.read(address, prior: prior)
        return parser.key()
    }

    /// Judges two addresses that were read before.
    ///
    /// - Complexity: O(names of one times names of the other).
    public func judge(_ a: AddressKey, _ b: AddressKey) -> Verdict {
        AddressComparison(a, b, parser.gazetteer).verdict
    }
}
