import CCrypto

/// SHA-256 and HMAC-SHA256 of the system's libcrypto. (swift-crypto builds its
/// own copy of BoringSSL: minutes in every clean build for two functions.)
package enum SHA256 {
    static let byteCount = 32

    /// The digest of a byte string, 32 bytes.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        _ = unsafe CCrypto.SHA256(bytes, bytes.count, &digest)
        return digest
    }

    /// The keyed digest of a byte string (RFC 2104), 32 bytes.
    static func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        var written: UInt32 = 0
        _ = unsafe HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, &written)
        precondition(written == UInt32(byteCount), "HMAC-SHA256 gave \(written) bytes")
        return digest
    }
}
