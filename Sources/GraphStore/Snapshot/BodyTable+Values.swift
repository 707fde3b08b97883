/// One value of a statement as its record keeps it.
public enum StatementValue: Sendable, Equatable {
    /// A text, date, code or word of a choice.
    case text(String)
    /// An integer or decimal, in the digits of the record.
    case number(String)
}

extension BodyTable {
    /// The values of one statement.
    ///
    /// - Parameters:
    ///   - row: a position of ``range(of:)``.
    ///   - columnCount: how many columns the theme has.
    /// - Returns: in the order of the theme's columns; nil where the record says
    ///   nothing.
    /// - Precondition: the snapshot was built under the theme's catalogue.
    /// - Complexity: O(bytes of the statement), allocates.
    public func values(_ row: Int, columnCount: Int) -> [StatementValue?] {
        var buffer = texts.copy(row)
        var payload = PayloadCells()
        // A layout that lacks the last columns ends early: those are unknown.
        _ = payload.split(&buffer, 0..<buffer.count, count: columnCount)
        return (0..<columnCount).map { column in
            guard column < payload.cells.count else { return nil }
            let cell = payload.cells[column]
            switch cell.kind {
            case .null: return nil
            case .string: return .text(String(decoding: buffer[cell.text], as: UTF8.self))
            case .number: return .number(String(decoding: buffer[cell.json], as: UTF8.self))
            }
        }
    }
}
