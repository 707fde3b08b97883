import Foundation

@testable import GraphStore

/// One cell read by a reader of a column made for the test.
struct CellProbe {
    let result: CellResult
    /// What was appended.
    let json: String

    init(
        _ cell: String, _ type: Theme.ColumnType, required: Bool = false, check: (inout Theme.Check) -> Void = { _ in }
    ) {
        self.init(bytes: Array(cell.utf8), CellProbe.reader(type, required: required, check: check))
    }

    init(bytes: [UInt8], _ reader: CellReader) {
        // Something stands in front: a reader must leave it alone.
        var payload = ByteBuilder(capacity: 64)
        payload.append("[")
        result = reader.read(bytes.span, into: &payload)
        let written = payload.bytes
        precondition(written.first == 0x5B)
        json = String(decoding: written.dropFirst(), as: UTF8.self)
    }

    static let key = [UInt8](repeating: 0x5A, count: 32)

    static func reader(
        _ type: Theme.ColumnType, required: Bool = false, check edit: (inout Theme.Check) -> Void = { _ in }
    ) -> CellReader {
        var check = Theme.Check()
        edit(&check)
        let column = Theme.Column(
            id: "c", title: Title(zh: "列", en: "column"), aliases: [], type: type, required: required,
            check: check, personal: .none, onFailure: .refuse)
        return CellReader(column: column, keyring: PersonIDHasher(key: key))
    }

    var failure: CellFailure.Code? {
        if case .failed(let failure) = result { failure.code } else { nil }
    }
    var notes: CellNotes? {
        if case .value(let notes) = result { notes } else { nil }
    }
    var findings: CellFindings { notes?.findings ?? [] }
    var isMissing: Bool { result == .missing }
    var isAltered: Bool { notes?.altered ?? false }
}

/// Repeatable random numbers (SplitMix64); tests print the seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
