internal import Dispatch
internal import Foundation
internal import GraphStore
internal import Synchronization

/// What time it is: China's calendar day and a monotonic clock. Tests give
/// a day of their own.
struct ServerClock: Sendable {
    /// The day that answers describe unless asked otherwise.
    var today: @Sendable () -> Day
    /// Nanoseconds of a clock that only goes forward.
    var monotonic: @Sendable () -> UInt64 = { DispatchTime.now().uptimeNanoseconds }

    /// The calendar of China, whose registers these are, wherever the machine
    /// stands: servers mostly run on UTC, whose day begins eight hours later.
    /// Looked at once a second.
    static func china() -> ServerClock {
        let cache = Cache()
        return ServerClock(today: { cache.day() })
    }

    /// A fixed day.
    static func fixed(_ day: Day) -> ServerClock { ServerClock(today: { day }) }

    /// The day in China at a moment; UTC+8 without summer time since 1991.
    ///
    /// - Precondition: the moment is in 1600…2200.
    static func chinaDay(at moment: Date) -> Day {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: moment + 8 * 3_600)
        guard let year = parts.year, let month = parts.month, let number = parts.day,
            let day = Day(year: year, month: month, day: number)
        else { preconditionFailure("the system's clock says \(parts), which is no day from 1600 to 2200") }
        return day
    }

    private final class Cache: Sendable {
        private let known = Mutex<(nanoseconds: UInt64, day: Day)?>(nil)

        func day() -> Day {
            let now = DispatchTime.now().uptimeNanoseconds
            if let known = known.withLock({ $0 }), now - known.nanoseconds < 1_000_000_000 { return known.day }
            let day = ServerClock.chinaDay(at: Date())
            known.withLock { $0 = (now, day) }
            return day
        }
    }
}
