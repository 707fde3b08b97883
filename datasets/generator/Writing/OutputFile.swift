internal import Foundation

/// A file written front to back through a buffer of about 1 MB.
struct OutputFile: ~Copyable {
    private let handle: FileHandle
    private let converter: GB18030Encoder?
    private var buffer: [UInt8] = []
    private static let bufferByteCount = 1 << 20

    /// Creates or empties the file.
    /// - Throws: ``GeneratorError`` when it cannot be opened.
    init(path: String, encoding: FileStyle.Encoding = .utf8) throws {
        let encoder = encoding == .gb18030 ? try GB18030Encoder() : nil
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let opened = FileHandle(forWritingAtPath: path)
        else { throw GeneratorError("cannot write \(path): check that the folder exists and has space") }
        handle = opened
        converter = encoder
        if encoding == .utf8WithBOM { buffer = [0xEF, 0xBB, 0xBF] }
    }

    /// Adds whole characters; GB18030 is converted where the buffer is flushed.
    mutating func write(_ bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

    private mutating func flush() throws {
        if let converter {
            try handle.write(contentsOf: Data(converter.encode(buffer)))
        } else {
            try handle.write(contentsOf: Data(buffer))
        }
        buffer.removeAll(keepingCapacity: true)
    }

    consuming func close() throws {
        try flush()
        try handle.close()
    }
}

/// What stops the generator: the message says what to do.
struct GeneratorError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
