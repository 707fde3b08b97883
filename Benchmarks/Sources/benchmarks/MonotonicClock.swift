import CMeasure

/// The clock that all times are taken from; the C reference reads the same.
enum MonotonicClock {
    /// Nanoseconds since the machine started.
    @inline(__always) static func nanoseconds() -> UInt64 { measure_nanoseconds() }
}
