/// What a catalogue may at most contain. All are far above any real catalogue
/// and keep a hostile one from exhausting memory or the stack.
enum CatalogueLimits {
    /// The longest of the default catalogue's files has 6 KB.
    static let fileByteCountMax = 1 << 20
    /// A theme's number is stored in 16 bits.
    static let themeCountMax = 4_000
    /// Rows wider than this are not records but spreadsheets.
    static let columnCountMax = 500
    /// Departments, sources, blocks, aliases or choices in one list.
    static let listCountMax = 5_000
    /// Titles, headers, choices, masks, summaries.
    static let textLengthMax = 1_000
    /// A theme is nested six deep; the parser and the converter recurse.
    static let depthMax = 24
    /// A mask with many stars makes matching slow.
    static let maskStarsMax = 6
}
