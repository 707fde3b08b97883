/// The text of a source as UTF-8, whatever it is stored as.
///
/// UTF-8 passes through untouched, even where it is broken. In the other
/// encodings a byte that is no character becomes U+FFFD, and a ``Patch``
/// remembers it, so that the original bytes of a row can be had again.
final class TextDecoder {
    /// Original bytes that are no character, and where their U+FFFD is.
    struct Patch: Sendable, Equatable {
        /// Offset in the decoded text.
        var offset: Int
        var original: [UInt8]
    }

    let source: any ByteSource
    let encoding: TextEncoding
    /// Of everything decoded so far and not yet taken by ``takePatches(before:)``.
    private var patches: [Patch] = []
    private var iconv: Iconv?
    private var input: [UInt8] = []
    private var inputStart = 0
    private var inputEnd = 0
    private var sourceEnded = false
    private var decodedCount = 0

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
    /// iconv writes at most four bytes for a character, and a replacement
    /// takes three.
    static let spaceMin = 16

    init(_ source: any ByteSource, encoding: TextEncoding) {
        self.source = source
        self.encoding = encoding
        if encoding != .utf8 {
            iconv = Iconv(from: encoding.rawValue, to: TextEncoding.utf8.rawValue)
            input = [UInt8](repeating: 0, count: 256 << 10)
        }
    }

    /// Fills `buffer` from `start` until it is (nearly) full or the text ends.
    ///
    /// - Returns: The bytes written, and whether the text ended.
    func fill(_ buffer: inout [UInt8], from start: Int) throws(IngestError) -> (count: Int, ended: Bool) {
        guard let iconv else {
            let count = try source.fill(&buffer, from: start)
            return (count, start + count < buffer.count)
        }
        var end = start
        while buffer.count - end >= Self.spaceMin {
            let step = iconv.convert(&input, inputStart..<inputEnd, into: &buffer, from: end)
            inputStart += step.taken
            end += step.given
            switch step.stop {
            case .outputFull: return finish(end - start, ended: false)
            // No room for a replacement: the next call stops at the same byte.
            case .invalid where buffer.count - end < Self.spaceMin,
                .incomplete where buffer.count - end < Self.spaceMin:
                return finish(end - start, ended: false)
            case .invalid: replace(count: encoding == .gb18030 ? 1 : 2, in: &buffer, at: &end, start: start)
            case .incomplete, .finished:
                if sourceEnded {
                    if inputStart == inputEnd { return finish(end - start, ended: true) }
                    replace(count: 1, in: &buffer, at: &end, start: start)
                } else {
                    try refill()
                }
            }
        }
        return finish(end - start, ended: false)
    }

    private func finish(_ count: Int, ended: Bool) -> (count: Int, ended: Bool) {
        decodedCount += count
        return (count, ended)
    }

    private func refill() throws(IngestError) {
        let left = inputEnd - inputStart
        for index in 0..<left { input[index] = input[inputStart + index] }
        inputStart = 0
        inputEnd = left
        let count = try source.read(into: &input, from: left)
        inputEnd += count
        sourceEnded = count == 0
    }

    /// Writes U+FFFD for the next input bytes, which are no character.
    private func replace(count: Int, in buffer: inout [UInt8], at end: inout Int, start: Int) {
        let taken = min(count, inputEnd - inputStart)
        patches.append(
            Patch(offset: decodedCount + end - start, original: Array(input[inputStart..<inputStart + taken])))
        inputStart += taken
        for byte in Self.replacement {
            buffer[end] = byte
            end += 1
        }
    }

    /// Hands over the patches of the decoded text before `offset`.
    func takePatches(before offset: Int) -> [Patch] {
        if patches.isEmpty { return [] }
        let count = patches.firstIndex { $0.offset >= offset } ?? patches.count
        defer { patches.removeFirst(count) }
        return Array(patches[..<count])
    }

    /// Decodes bytes that are in memory; what is no character becomes U+FFFD.
    static func decode(_ bytes: [UInt8], from encoding: TextEncoding) -> [UInt8] {
        let decoder = TextDecoder(MemorySource(bytes), encoding: encoding)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: max(64, bytes.count * 2))
        var ended = false
        while !ended {
            // Memory cannot fail to be read; if it could, the text would end.
            guard let step = try? decoder.fill(&buffer, from: 0) else { break }
            text += buffer[..<step.count]
            ended = step.ended
        }
        return text
    }

    /// Writes UTF-8 text in another encoding; the inverse of decoding for
    /// every valid character.
    ///
    /// - Precondition: `text` is valid UTF-8, as decoded text is.
    static func encode(_ text: ArraySlice<UInt8>, to encoding: TextEncoding) -> [UInt8] {
        if encoding == .utf8 || text.isEmpty { return Array(text) }
        let iconv = Iconv(from: TextEncoding.utf8.rawValue, to: encoding.rawValue)
        var input = Array(text)
        // No character takes more than twice its UTF-8 bytes in any of them.
        var output = [UInt8](repeating: 0, count: input.count * 2 + spaceMin)
        let step = iconv.convert(&input, 0..<input.count, into: &output, from: 0)
        precondition(step.taken == input.count, "decoded text cannot be encoded at byte \(step.taken)")
        return Array(output[..<step.given])
    }
}
