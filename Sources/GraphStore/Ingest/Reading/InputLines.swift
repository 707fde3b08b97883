/// Lines of standard input as bytes, with memory for a block and one line.
public struct InputLines {
    /// A longer line is told as a mistake.
    public static let byteCountMax = 1 << 20
    private static let blockSize = 1 << 16

    private let source = FileBytes.standardInput()
    private var block: [UInt8] = []
    private var start = 0
    private var hasEnded = false
    private var number = 0

    /// Reads nothing yet.
    public init() {}

    /// The next line without its end.
    ///
    /// - Parameter beforeWaiting: called before more input is waited for: an answer
    ///   held back would keep a program at the other end waiting.
    /// - Returns: nil after the last line.
    /// - Throws: `IngestError` for a line beyond ``byteCountMax`` and for input that
    ///   cannot be read; what `beforeWaiting` throws.
    public mutating func next(beforeWaiting: () throws -> Void) throws -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            let end = block[searched...].firstIndex(of: UInt8(ascii: "\n"))
            guard (end ?? block.count) - start <= Self.byteCountMax else {
                throw IngestError(
                    .formatUnknown, "the line has more than \(Self.byteCountMax) bytes; expected one item a line",
                    line: number + 1)
            }
            if let end {
                defer { start = end + 1 }
                number += 1
                return block[start..<end].last == UInt8(ascii: "\r") ? block[start..<end - 1] : block[start..<end]
            }
            guard !hasEnded else {
                defer { start = block.count }
                return start < block.count ? block[start...] : nil
            }
            searched = block.count - start
            block.removeSubrange(..<start)
            start = 0
            try beforeWaiting()
            try readMore()
        }
    }

    private mutating func readMore() throws(IngestError) {
        let length = block.count
        block += repeatElement(0, count: Self.blockSize)
        let count = try source.read(into: &block, from: length)
        block.removeLast(Self.blockSize - count)
        hasEnded = count == 0
    }
}
