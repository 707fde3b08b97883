public import GraphStore

/// A person's age in bands, which say enough for a profile and less than a
/// birth year.
public enum AgeBand: String, Sendable, CaseIterable {
    case unknown
    case under18
    case from18to29
    case from30to39
    case from40to49
    case from50to59
    case from60to75
    case over75

    /// The band on a day; `birthYear` is nil or 0 when no record says it.
    public init(birthYear: Int?, asOf: Day) {
        guard let birthYear, birthYear > 0 else {
            self = .unknown
            return
        }
        switch asOf.components.year - birthYear {
        case ..<18: self = .under18
        case ..<30: self = .from18to29
        case ..<40: self = .from30to39
        case ..<50: self = .from40to49
        case ..<60: self = .from50to59
        case ...75: self = .from60to75
        default: self = .over75
        }
    }
}
