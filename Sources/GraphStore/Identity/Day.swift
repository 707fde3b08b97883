/// A calendar day, as days since 1970-01-01 in the proleptic Gregorian
/// calendar. Two bytes would not reach 1900; four are compared as fast.
public struct Day: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: Int32
    @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }
    @inline(__always) public static func < (a: Day, b: Day) -> Bool { a.rawValue < b.rawValue }

    /// The stored form of "unknown". Stays in columns; the API says `nil`.
    public static let unknownRawValue = Int32.min
    /// The stored form of "has ended, nobody says when". Stands in columns of
    /// first days no longer in force alone, and lies before every day: what
    /// bears it is in force on none.
    public static let endedRawValue = Int32.min + 1

    /// - Returns: nil when the date does not exist (2023-02-29) or the year is
    ///   outside 1600…2200, which no record of ours can mean.
    public init?(year: Int, month: Int, day: Int) {
        guard (1600...2200).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Howard Hinnant, "chrono-compatible low-level date algorithms".
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        rawValue = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// What ``init(iso:)`` takes, in the words of a message.
    public static let isoForm = "a date that exists, of 1600 to 2200, as YYYY-MM-DD"

    /// Parses `YYYY-MM-DD` only; other spellings are Ingest's business.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2])
        else { return nil }
        self.init(year: y, month: m, day: d)
    }

    public var components: (year: Int, month: Int, day: Int) {
        let z = Int(rawValue) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// The same day of the month some months before, or that month's last day.
    public func monthsBefore(_ months: Int) -> Day {
        let (year, month, day) = components
        let count = year * 12 + month - 1 - months
        let (earlierYear, earlierMonth) = (count / 12, count % 12 + 1)
        let last = Day.length(ofMonth: earlierMonth, year: earlierYear)
        return Day(year: earlierYear, month: earlierMonth, day: min(day, last)) ?? Day(rawValue: .min + 2)
    }

    /// `YYYY-MM-DD`.
    public var iso: String {
        let (y, m, d) = components
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(y)-\(two(m))-\(two(d))"
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// As `YYYY-MM-DD`.
extension Day: Codable {
    /// Reads `YYYY-MM-DD`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is not \(Day.isoForm)")
        }
        self = day
    }

    /// Writes `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}
