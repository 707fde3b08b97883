/// Reads single values of many statements, one after the other, without making
/// strings of those that nobody asks for.
public struct BodyReader: Sendable {
    private let bodies: BodyTable
    private var buffer: [UInt8] = []
    private var payload = PayloadCells()

    /// - Parameter bodies: of a snapshot that was built under the catalogue whose
    ///   column numbers are asked for.
    public init(_ bodies: BodyTable) { self.bodies = bodies }

    /// Goes to a statement.
    ///
    /// - Parameters:
    ///   - row: a position of ``BodyTable/range(of:)``.
    ///   - columnCount: one more than the last column that is asked for.
    /// - Complexity: O(bytes up to that column).
    public mutating func read(_ row: Int, columnCount: Int) {
        buffer.removeAll(keepingCapacity: true)
        let texts = bodies.texts  // a span of `self` would keep the buffer from changing
        buffer.append(texts.bytes.span.extracting(texts.range(row)))
        // A layout that lacks the last columns ends early: those are unknown.
        let end = buffer.count
        _ = payload.split(&buffer, 0..<end, count: columnCount)
    }

    /// The text of a column of the statement, empty where the record says nothing.
    public func bytes(_ column: Int?) -> ArraySlice<UInt8> {
        guard let column, column < payload.cells.count, !payload.cells[column].isNull else { return [] }
        return buffer[payload.cells[column].text]
    }
}
