internal import Glibc

/// UTF-8 to GB18030 through the C library's iconv.
@safe final class GB18030Encoder {
    private let descriptor: iconv_t

    /// - Throws: ``GeneratorError`` when the C library lacks the encoding
    ///   (Debian: package libc-bin with gconv modules).
    init() throws {
        guard let opened = unsafe iconv_open("GB18030", "UTF-8"),
            UInt(bitPattern: opened) != UInt.max
        else { throw GeneratorError("this system's iconv knows no GB18030: install the gconv modules of glibc") }
        unsafe descriptor = opened
    }

    deinit { unsafe iconv_close(descriptor) }

    /// - Parameter bytes: whole characters of UTF-8.
    /// - Throws: ``GeneratorError`` for bytes that are not UTF-8.
    func encode(_ bytes: [UInt8]) throws -> [UInt8] {
        var input = bytes
        // A character of one byte stays one, of two or three becomes two or
        // four, of four stays four: twice is always enough.
        let capacity = bytes.count * 2 + 16
        var failed = false
        let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            unsafe input.withUnsafeMutableBytes { source in
                var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                var to = unsafe UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var room = capacity
                failed = unsafe iconv(descriptor, &from, &left, &to, &room) == Int(bitPattern: UInt.max) || left > 0
                count = capacity - room
            }
        }
        if failed { throw GeneratorError("generated text is not UTF-8: this is a mistake in the generator") }
        return output
    }
}
