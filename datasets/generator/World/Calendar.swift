/// A calendar day as days since 1970-01-01, proleptic Gregorian. The
/// generator shares no code with the server that reads its files, so that a
/// mistake in one is not repeated in the other.
struct CalendarDay: Comparable, Hashable, Sendable {
    var number: Int32

    init(number: Int32) { self.number = number }

    /// - Precondition: the day exists.
    init(_ year: Int, _ month: Int, _ day: Int) {
        precondition((1...12).contains(month) && (1...31).contains(day), "\(year)-\(month)-\(day)")
        // Counting years from March puts the leap day at the end.
        let y = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let daysBefore = (153 * monthFromMarch + 2) / 5 + day - 1
        number = Int32(y * 365 + y / 4 - y / 100 + y / 400 + daysBefore - 719_468)
    }

    static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }
    static func + (a: CalendarDay, days: Int) -> CalendarDay { CalendarDay(number: a.number + Int32(days)) }
    static func - (a: CalendarDay, b: CalendarDay) -> Int { Int(a.number - b.number) }

    /// Year, month 1…12, day 1…31.
    var parts: (year: Int, month: Int, day: Int) {
        let days = Int(number) + 719_468
        let era = days / 146_097
        let ofEra = days % 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, ofYear - (153 * fromMarch + 2) / 5 + 1)
    }

    var year: Int { parts.year }

    /// 0 Monday … 6 Sunday.
    var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

    /// The day on which all data sets end.
    static let end = CalendarDay(2026, 6, 30)
}
