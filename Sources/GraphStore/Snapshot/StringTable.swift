/// Byte strings by number: `offsets[i] ..< offsets[i + 1]` of one arena.
public struct StringTable: Sendable {
    /// `count + 1` positions in ``bytes``.
    public let offsets: Column<UInt32>
    public let bytes: Column<UInt8>

    /// - Precondition: `offsets` has at least one entry, ascending, the last
    ///   being the arena's size.
    init(offsets: Column<UInt32>, bytes: Column<UInt8>) {
        precondition(offsets.count > 0, "a string table's offsets need one entry more than it has strings")
        (self.offsets, self.bytes) = (offsets, bytes)
    }

    init(_ strings: [String]) {
        var offsets: [UInt32] = [0]
        var bytes: [UInt8] = []
        for string in strings {
            bytes += Array(string.utf8)
            offsets.append(UInt32(bytes.count))
        }
        self.init(offsets: Column(offsets), bytes: Column(bytes))
    }

    /// Strings that lie end to end, in another order.
    ///
    /// - Parameters:
    ///   - bytes: all strings.
    ///   - starts: where each begins in `bytes`, ascending.
    ///   - order: indices of `starts`.
    init(_ bytes: [UInt8], starts: [UInt32], order: [UInt32]) {
        var offsets = ColumnBuffer<UInt32>(count: order.count + 1)
        var gathered: [UInt8] = []
        gathered.reserveCapacity(bytes.count)
        do {
            var ends = offsets.mutableSpan
            let (bytes, starts) = (bytes.span, starts.span)
            for (place, index) in order.enumerated() {
                let next = Int(index) + 1
                let end = next < starts.count ? Int(starts[next]) : bytes.count
                gathered.append(bytes.extracting(Int(starts[Int(index)])..<end))
                ends[place + 1] = UInt32(gathered.count)
            }
        }
        self.init(offsets: offsets.finish(), bytes: Column(gathered))
    }

    public var count: Int { offsets.count - 1 }

    /// Where a string lies in ``bytes``.
    @inline(__always) public func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

    /// Copies a string out. For single reads; writers append ``bytes`` ranges.
    public subscript(_ index: Int) -> String {
        String(decoding: copy(index), as: UTF8.self)
    }

    /// The string's bytes, copied.
    public func copy(_ index: Int) -> [UInt8] {
        var copy: [UInt8] = []
        copy.append(bytes.span.extracting(range(index)))
        return copy
    }

    /// All strings, for small tables.
    public var strings: [String] { (0..<count).map { self[$0] } }

    func write(_ name: String, to writer: inout SectionWriter) {
        writer.write(name + ".offsets", offsets)
        writer.write(name + ".bytes", bytes)
    }

    init(_ name: String, from reader: SectionReader) throws(SnapshotError) {
        let offsets = try reader.column(name + ".offsets", of: UInt32.self)
        let bytes = try reader.column(name + ".bytes", of: UInt8.self)
        guard offsets.count > 0, Int(offsets[offsets.count - 1]) == bytes.count else {
            throw SnapshotError(.damaged, "string table \(name) does not fit its bytes")
        }
        self.init(offsets: offsets, bytes: bytes)
    }
}
