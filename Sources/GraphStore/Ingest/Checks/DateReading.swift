/// A date as files write it: `2019-03-01`, `2019/3/1`, `2019.3.1`, `20190301`,
/// `2019年3月1日`, full-width digits, with or without a time behind it.
///
/// The time is dropped. Only a time with a zone of its own (`…T16:00:00Z`, as
/// programs write local midnight) moves the date: to the day in China, UTC+8.
enum DateReading: Equatable {
    case day(Day)
    /// Written as a date, but there is no such day (or the year is outside
    /// 1600…2200).
    case nonexistent
    case unreadable

    private static let chinaOffsetMinutes = 8 * 60

    /// - Parameter text: a trimmed cell.
    /// - Complexity: O(bytes), no allocation.
    static func read(_ text: Span<UInt8>) -> DateReading {
        if text.count == 10, text[4] == 0x2D, text[7] == 0x2D {
            let (year, month, day) = (number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
            if year >= 0 && month >= 0 && day >= 0 {
                guard let found = Day(year: year, month: month, day: day) else { return .nonexistent }
                return .day(found)
            }
        }
        guard text.count <= 100 else { return .unreadable }
        var cursor = Cursor(text: text)
        guard let (year, month, day) = cursor.date(), let shift = cursor.dayShift() else { return .unreadable }
        guard let found = Day(year: year, month: month, day: day) else { return .nonexistent }
        return .day(Day(rawValue: found.rawValue + Int32(shift)))
    }

    @inline(__always)
    private static func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
        var value = 0
        for index in start..<(start + count) {
            let digit = Int(text[index]) - 0x30
            if digit < 0 || digit > 9 { return -1 }
            value = value * 10 + digit
        }
        return value
    }

    /// Reads folded characters from left to right.
    private struct Cursor: ~Escapable {
        let text: Span<UInt8>
        var index = 0
        /// The date was YYYYMMDD: the time may follow without separators.
        private var isCompact = false

        @_lifetime(copy text)
        init(text: Span<UInt8>) { self.text = text }

        var isAtEnd: Bool { index == text.count }

        /// Up to `limit` digits: their number and value.
        mutating func digits(_ limit: Int) -> (count: Int, value: Int) {
            var (count, value) = (0, 0)
            while count < limit && !isAtEnd {
                let (byte, width) = CellBytes.folded(text, at: index)
                guard CellBytes.isDigit(byte) else { break }
                value = value * 10 + Int(byte - 0x30)
                count += 1
                index += width
            }
            return (count, value)
        }

        /// Passes the ASCII character when it is next.
        mutating func pass(_ wanted: UInt8) -> Bool {
            guard !isAtEnd else { return false }
            let (byte, width) = CellBytes.folded(text, at: index)
            guard byte == wanted else { return false }
            index += width
            return true
        }

        /// Passes the three-byte character when it is next.
        mutating func pass(_ wanted: (UInt8, UInt8, UInt8)) -> Bool {
            guard text.count - index >= 3, text[index] == wanted.0, text[index + 1] == wanted.1,
                text[index + 2] == wanted.2
            else { return false }
            index += 3
            return true
        }

        mutating func date() -> (year: Int, month: Int, day: Int)? {
            let year = digits(4)
            guard year.count == 4 else { return nil }
            if pass((0xE5, 0xB9, 0xB4)) {  // 年
                _ = pass(0x20)
                let month = digits(2)
                guard month.count > 0, pass((0xE6, 0x9C, 0x88)) else { return nil }  // 月
                _ = pass(0x20)
                let day = digits(2)
                guard day.count > 0 else { return nil }
                if !pass((0xE6, 0x97, 0xA5)) { _ = pass((0xE5, 0x8F, 0xB7)) }  // 日, 号
                return (year.value, month.value, day.value)
            }
            for separator: UInt8 in [0x2D, 0x2F, 0x2E] where pass(separator) {
                let month = digits(2)
                guard month.count > 0, pass(separator) else { return nil }
                let day = digits(2)
                return day.count > 0 ? (year.value, month.value, day.value) : nil
            }
            isCompact = true
            let (month, day) = (digits(2), digits(2))
            return month.count == 2 && day.count == 2 ? (year.value, month.value, day.value) : nil
        }

        /// The time behind the date and how far its zone moves the day; nil
        /// when what is there is no time.
        mutating func dayShift() -> Int? {
            if isAtEnd { return 0 }
            if !pass(0x54) {  // T
                while pass(0x20) {}
            }
            let hour = digits(2)
            guard hour.count > 0, hour.value <= 24 else { return nil }
            var minute = (count: 0, value: 0)
            if pass(0x3A) || pass((0xE6, 0x97, 0xB6)) {  // : 时
                minute = digits(2)
                guard minute.count == 2, minute.value < 60 else { return nil }
                guard seconds() else { return nil }
            } else {
                // Behind YYYYMMDD: hhmm or hhmmss.
                minute = digits(2)
                let second = digits(2)
                guard isCompact, hour.count == 2, minute.count == 2, minute.value < 60, second.count != 1,
                    second.value <= 60
                else { return nil }
            }
            return zone(minuteOfDay: hour.value * 60 + minute.value)
        }

        private mutating func seconds() -> Bool {
            if pass((0xE5, 0x88, 0x86)) {  // 分
                let second = digits(2)
                if second.count == 0 { return true }
                return second.value <= 60 && pass((0xE7, 0xA7, 0x92))  // 秒
            }
            guard pass(0x3A) else { return true }
            let second = digits(2)
            guard second.count == 2, second.value <= 60 else { return false }
            if pass(0x2E) { return digits(9).count > 0 }
            return true
        }

        private mutating func zone(minuteOfDay: Int) -> Int? {
            _ = pass(0x20)
            if isAtEnd { return 0 }
            var offset = 0
            if !pass(0x5A) {  // Z
                let isNegative = pass(0x2D)
                guard isNegative || pass(0x2B) else { return nil }
                let hours = digits(2)
                _ = pass(0x3A)
                let minutes = digits(2)
                guard hours.count == 2, hours.value <= 14, minutes.value < 60, minutes.count != 1 else { return nil }
                offset = (hours.value * 60 + minutes.value) * (isNegative ? -1 : 1)
            }
            guard isAtEnd else { return nil }
            let minute = minuteOfDay - offset + DateReading.chinaOffsetMinutes
            return minute < 0 ? -1 : minute >= 24 * 60 ? 1 : 0
        }
    }
}
