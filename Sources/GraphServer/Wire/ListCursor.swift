internal import GraphStore

/// Where a list goes on: the epoch it was read at, what was asked, and the key
/// of the last item. Opaque to clients (base64url).
struct ListCursor: Equatable {
    var epoch: Epoch
    /// Of the question that it belongs to, without page parameters.
    var question: String
    var key: String

    /// Text for a URL.
    var encoded: String { Base64URL.encode(Array("1.\(epoch.rawValue).\(question).\(key)".utf8)) }

    /// - Throws: ``Problem`` `query.badCursor` for a text that no answer gave.
    init(encoded: String) throws(Problem) {
        guard let bytes = Base64URL.decode(encoded), let text = String(validating: bytes, as: UTF8.self) else {
            throw ListCursor.bad
        }
        let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "1", let epoch = UInt32(parts[1]) else { throw ListCursor.bad }
        self.init(epoch: Epoch(rawValue: epoch), question: String(parts[2]), key: String(parts[3]))
    }

    init(epoch: Epoch, question: String, key: String) {
        (self.epoch, self.question, self.key) = (epoch, question, key)
    }

    static let bad = Problem(
        .badCursor, "the cursor is not one that an answer to this question gave; leave it out to begin at the start")
}

extension Exchange {
    /// The cursor of the request.
    ///
    /// - Throws: ``Problem`` `query.badCursor` when it is not of this question.
    func cursor() throws(Problem) -> ListCursor? {
        guard let text = arguments.text("cursor") else { return nil }
        let cursor = try ListCursor(encoded: text)
        guard cursor.question == question else { throw ListCursor.bad }
        return cursor
    }

    /// The cursor after the item of this key.
    func cursor(after key: String) -> String {
        ListCursor(epoch: snapshot.epoch, question: question, key: key).encoded
    }

    /// A short hash of all that was asked but the page.
    private var question: String {
        var hash = StableHash()
        hash.add(endpoint.path)
        for name in path.keys.sorted() { hash.add(path[name] ?? "") }
        for parameter in endpoint.parameters where parameter.name != "cursor" && parameter.name != "limit" {
            for text in arguments.texts(parameter.name) {
                hash.add(parameter.name)
                hash.add(text)
            }
        }
        return String(hash.text.prefix(12))
    }
}

/// One page of a list as every list is told.
struct Page {
    var total: Int
    /// The total is a lower bound.
    var totalIsEstimated = false
    var returned: Int
    var next: String?
    /// The cursor came from another epoch: the list goes on by key.
    var epochChanged = false

    /// `total`, `returned`, `next` and what else there is to say.
    func write(to json: inout JSONWriter) {
        json.key("total")
        json.number(total)
        if totalIsEstimated {
            json.key("totalIsEstimated")
            json.bool(true)
        }
        json.key("returned")
        json.number(returned)
        json.key("next")
        if let next { json.string(next) } else { json.null() }
        if epochChanged {
            json.key("epochChanged")
            json.bool(true)
        }
    }
}

/// Base64 with the alphabet of URLs, without padding (RFC 4648 §5).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            word <<= UInt32(8 * (3 - group.count))
            for place in 0...group.count { text.append(alphabet[Int(word >> UInt32(18 - 6 * place) & 63)]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: nil for characters outside the alphabet or an impossible length.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (word, bits): (UInt32, UInt32) = (0, 0)
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            word = (word << 6 | UInt32(value)) & 0xffffff
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> bits))
            }
        }
        return bits < 6 && word & (1 << bits - 1) == 0 ? bytes : nil
    }
}
