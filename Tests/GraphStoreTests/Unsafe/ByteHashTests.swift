import Testing

@testable import GraphStore

@Suite struct ByteHashTests {
    private func checksum(_ bytes: [UInt8]) -> UInt64 { ByteHash.checksum(unsafe bytes.span.bytes) }

    @Test(arguments: [0, 1, 15, 63, 64, 65, 127, 128, 300])
    func `a checksum notices every bit, every missing byte and every exchange of blocks`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 256) }
        let whole = checksum(bytes)
        #expect(checksum(bytes) == whole)
        for bit in 0..<count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(checksum(damaged) != whole, "bit \(bit) of \(count) bytes")
        }
        #expect(checksum(bytes + [0]) != whole)
        if count > 0 { #expect(checksum(Array(bytes.dropLast())) != whole) }
        for other in stride(from: 16, to: count - 15, by: 16) {
            var exchanged = bytes
            for index in 0..<16 { exchanged.swapAt(index, other + index) }
            #expect(checksum(exchanged) != whole, "blocks 0 and \(other / 16)")
        }
    }

    @Test func `zeros of different lengths have different checksums`() {
        let sums = (0..<400).map { checksum([UInt8](repeating: 0, count: $0)) }
        #expect(Set(sums).count == sums.count)
    }
}
