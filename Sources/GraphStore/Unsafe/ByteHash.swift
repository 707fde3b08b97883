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

    /// The checksum of a long run of bytes: the same mixing in four chains of 16
    /// bytes each, because one chain alone waits for its multiplications.
    ///
    /// Another value than ``hash(_:seed:)-(RawSpan,_)``.
    ///
    /// - Complexity: O(`bytes.byteCount`), about as fast as memory is read.
    public static func checksum(_ bytes: RawSpan) -> UInt64 {
        unsafe bytes.withUnsafeBytes { buffer in
            var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
            let blocks = buffer.count / 64
            if let base = buffer.baseAddress {
                for block in 0..<blocks {
                    let start = unsafe base + block * 64
                    unsafe a = mix(word(start, 0) ^ 0xe703_7ed1_a0b4_28db, word(start, 8) ^ a)
                    unsafe b = mix(word(start, 16) ^ 0x8ebc_6af0_9c88_c6e3, word(start, 24) ^ b)
                    unsafe c = mix(word(start, 32) ^ 0x5899_65cc_7537_4cc3, word(start, 40) ^ c)
                    unsafe d = mix(word(start, 48) ^ 0xa076_1d64_78bd_642f, word(start, 56) ^ d)
                }
            }
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[(blocks * 64)...])
            return unsafe hash(memory: rest, seed: mix(mix(a, b &+ 1), mix(c, d &+ 1)) ^ UInt64(buffer.count))
        }
    }

    @inline(__always) private static func word(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
