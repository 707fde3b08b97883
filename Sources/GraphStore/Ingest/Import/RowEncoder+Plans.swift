/// What ``RowEncoder`` knows of columns and of the row at hand.
extension RowEncoder {
    /// What a row asks of a column, without references: copying a
    /// ``Theme/Column`` for each cell cost more than checking it.
    struct ColumnPlan: BitwiseCopyable {
        /// The delivered text must not be kept: it names a person.
        let hidesDelivered: Bool
        /// A value that fails is left out with a finding; otherwise the row is refused.
        let keepsRow: Bool
        let isSubjectCode: Bool

        init(_ column: Theme.Column, isSubjectCode: Bool) {
            hidesDelivered = column.personal == .identifier
            keepsRow = column.onFailure == .finding && !column.required
            self.isSubjectCode = isSubjectCode
        }
    }

    /// Where a cell's JSON lies in ``payload``, and its day if it is a date.
    struct EncodedCell: BitwiseCopyable {
        let start: Int
        let end: Int
        let day: Int32

        var isEmptyText: Bool { end - start <= 2 }
    }

    struct DateOrder: BitwiseCopyable {
        let column: Int
        let earlier: Int
    }
}
