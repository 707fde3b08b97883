/// Replaces personal document numbers by keyed hashes (HMAC-SHA256), so that
/// the store can tell that two are equal without holding either.
public struct PersonIDHasher: Sendable {
    private let key: [UInt8]

    /// Number of random bytes in a key.
    public static let keyByteCount = 32

    /// - Parameter key: secret bytes, ``keyByteCount`` of them unless in tests.
    public init(key: [UInt8]) { self.key = key }

    /// The first 16 bytes of the HMAC, in lower-case hexadecimal.
    func appendHash(of document: PersonDocument, to payload: inout ByteBuilder) {
        // The kind is hashed too: a passport never equals a resident id.
        let text = [document.isResidentID ? 0x52 : 0x44] + document.number
        for byte in SHA256.authenticate(text, key: key).prefix(16) {
            payload.append(Self.hexDigit(byte >> 4))
            payload.append(Self.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

/// Why the key of personal identifiers could not be had.
public struct PersonIDKeyError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case unreadable = "key.unreadable"
        case exposed = "key.exposed"
        case malformed = "key.malformed"
        case unwritable = "key.unwritable"
    }
    public var code: Code
    public var path: String
    public var description: String

    init(_ code: Code, path: String, _ message: String) {
        (self.code, self.path) = (code, path)
        description = "\(path): \(message)"
    }
}

extension PersonIDHasher {
    /// Reads the key file, or creates it with random bytes and mode 0600.
    ///
    /// Two processes that create at once end with the same key: the file
    /// appears whole, by `link`, and the loser reads the winner's.
    ///
    /// - Throws: ``PersonIDKeyError``: the file is readable by others, has not
    ///   ``keyByteCount`` bytes, or cannot be read or written.
    public static func loadOrCreate(file path: String) throws(PersonIDKeyError) -> PersonIDHasher {
        if let key = try load(path) { return PersonIDHasher(key: key) }
        try create(path)
        guard let key = try load(path) else {
            throw PersonIDKeyError(.unreadable, path: path, "the key file vanished while it was created")
        }
        return PersonIDHasher(key: key)
    }

    /// - Returns: nil when there is no file.
    private static func load(_ path: String) throws(PersonIDKeyError) -> [UInt8]? {
        let read: (bytes: [UInt8], mode: Int)?
        do {
            read = try KeyFile.read(path, byteCountMax: keyByteCount + 1)
        } catch {
            throw PersonIDKeyError(.unreadable, path: path, "cannot read the key of personal identifiers: \(error)")
        }
        guard let read else { return nil }
        guard read.mode & 0o077 == 0 else {
            throw PersonIDKeyError(
                .exposed, path: path, "the key of personal identifiers is open to other users; run: chmod 600 on it")
        }
        guard read.bytes.count == keyByteCount else {
            throw PersonIDKeyError(
                .malformed, path: path,
                "expected a key of \(keyByteCount) bytes; restore it from the backup, as no other key fits the hashes")
        }
        return read.bytes
    }

    private static func create(_ path: String) throws(PersonIDKeyError) {
        var generator = SystemRandomNumberGenerator()
        let key = (0..<keyByteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        do {
            try KeyFile.create(path, bytes: key, suffix: String(generator.next() as UInt64, radix: 16))
        } catch {
            throw PersonIDKeyError(.unwritable, path: path, "cannot create the key of personal identifiers: \(error)")
        }
    }
}
