/// Why a benchmark could not be run, in words for who started it.
struct BenchmarkError: Error, CustomStringConvertible {
    /// What happened, and what to do.
    let description: String

    init(_ description: String) { self.description = description }
}
