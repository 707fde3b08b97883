internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Profile

extension Exchange {
    /// A JSON answer that names its epoch and day; `body` writes the rest of
    /// the object.
    func json(
        status: HTTPResponse.Status = .ok, caching: Caching = .byVersion, format: String = "json",
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var json = JSONWriter(asOf: asOf)
        json.beginObject()
        json.key("epoch")
        json.number(Int(snapshot.epoch.rawValue))
        json.key("asOf")
        json.day(asOf.rawValue)
        try body(&json)
        json.endDocument()
        return bytes(json.bytes, mediaType: "application/json", status: status, caching: caching, format: format)
    }

    /// What the tag of an answer says of its form: before addresses are placed an
    /// answer that tells places lacks them.
    static func form(knowing places: Places?) -> String { places == nil ? "json, no places" : "json" }

    /// Whether the same request gives the same bytes while the data stay.
    enum Caching: Sendable {
        /// It does: the answer carries an `ETag`.
        case byVersion
        /// It does not: clocks, counters or the store beside the snapshot are in it.
        case never
    }

    /// An answer of bytes.
    func bytes(
        _ bytes: [UInt8], mediaType: String, status: HTTPResponse.Status = .ok, caching: Caching = .byVersion,
        format: String = "json"
    ) -> Response {
        var headers: HTTPFields = [.contentType: mediaType]
        switch caching {
        case .byVersion:
            headers[.eTag] = tag(format: format)
            headers[.cacheControl] = "no-cache"
        case .never: headers[.cacheControl] = "no-store"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// 304 when the client has this very answer already; ask before working.
    func notModified(format: String = "json") -> Response? {
        guard let header = request.headers[.ifNoneMatch] else { return nil }
        let tag = tag(format: format)
        let known = header.split(separator: ",").map { part in
            let text = part.drop { $0 == " " }
            return text.hasPrefix("W/") ? text.dropFirst(2) : text
        }
        guard known.contains(where: { $0.prefix(tag.count) == tag || $0 == "*" }) else { return nil }
        return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "no-cache"])
    }

    /// What an answer depends on: store, epoch, day, catalogue, question, form.
    func tag(format: String) -> String {
        var hash = view.tagStart
        hash.add(UInt64(bitPattern: Int64(asOf.rawValue)))
        hash.add(request.head.path ?? "")
        hash.add(format)
        return "\"\(hash.text)\""
    }
}

/// A hash that is the same in every process: FNV-1a of 64 bits, twice.
struct StableHash: Sendable {
    private var first: UInt64 = 0xcbf2_9ce4_8422_2325
    private var second: UInt64 = 0x6c62_272e_07bb_0142

    /// Adds a text and its end.
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte: byte) }
        add(byte: 0xff)
    }

    /// Adds the eight bytes of a number.
    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { add(byte: UInt8(truncatingIfNeeded: number >> shift)) }
    }

    mutating func add(byte: UInt8) {
        first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
        second = (second ^ UInt64(byte) ^ 0x5c) &* 0x100_0000_01b3
    }

    /// 32 hexadecimal digits.
    var text: String {
        [first, second].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }
}
