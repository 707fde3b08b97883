/// A fast, well-mixing 64-bit hash of bytes, eight at a time (the multiply and
/// fold of wyhash, Wang Yi 2019, public domain idea). Not for adversaries who
/// choose the bytes to collide, nor across machines of other byte order: it
/// stays inside one data directory, and equality is always decided on bytes.
@safe public struct ByteHash {
    @inline(__always) private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high ^ low
    }

    /// - Complexity: O(`bytes.byteCount`), about 0.2 ns a byte.
    @inline(__always) public static func hash(_ bytes: RawSpan, seed: UInt64 = 0) -> UInt64 {
        unsafe bytes.withUnsafeBytes { unsafe hash(memory: $0, seed: seed) }
    }

    /// The same over a span of bytes.
    @inline(__always) public static func hash(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
        unsafe bytes.withUnsafeBufferPointer { unsafe hash(memory: UnsafeRawBufferPointer($0), seed: seed) }
    }

    @inline(__always) private static func hash(memory buffer: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        let count = buffer.count
        var state = seed ^ 0xa076_1d64_78bd_642f
        guard let base = buffer.baseAddress else { return mix(state, 0xe703_7ed1_a0b4_28db) }
        var offset = 0
        while count - offset >= 16 {
            let a = unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let b = unsafe base.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
            state = mix(a ^ 0xe703_7ed1_a0b4_28db, b ^ state)
            offset += 16
        }
        var a: UInt64 = 0
        var b: UInt64 = 0
        let rest = count - offset
        if rest >= 8 {
            a = unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            b = unsafe base.loadUnaligned(fromByteOffset: max(count - 8, offset), as: UInt64.self)
        } else if rest > 0 {
            for index in 0..<rest {
                a |= unsafe UInt64(base.load(fromByteOffset: offset + index, as: UInt8.self)) << (8 * UInt64(index))
            }
        }
        state = mix(a ^ 0x8ebc_6af0_9c88_c6e3, b ^ state)
        return mix(state ^ UInt64(count), 0x5899_65cc_7537_4cc3)
    }
}
