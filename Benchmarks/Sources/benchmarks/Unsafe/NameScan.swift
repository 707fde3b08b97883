import CMeasure

/// Looking for a text by reading everything.
enum NameScan {
    /// Occurrences of a needle in an arena, one behind another.
    ///
    /// - Complexity: O(`arena.count`).
    static func occurrenceCount(of needle: Span<UInt8>, in arena: Span<UInt8>) -> Int {
        unsafe arena.withUnsafeBytes { haystack in
            unsafe needle.withUnsafeBytes { sought in
                unsafe measure_occurrences(haystack.baseAddress, haystack.count, sought.baseAddress, sought.count)
            }
        }
    }
}
