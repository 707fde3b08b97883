internal import Foundation
internal import Hummingbird
internal import NIOCore

extension Exchange {
    /// The JSON object of the request's body.
    ///
    /// - Parameters:
    ///   - type: its shape.
    ///   - required: members that it has.
    ///   - optional: members that it may have; others are refused, lest a
    ///     misspelt one count for absent.
    /// - Returns: what it says.
    /// - Throws: ``Problem`` `request.emptyBody`, `request.bodyTooLarge`,
    ///   `request.malformed`.
    func body<Body: Decodable>(
        as type: Body.Type, required: [String], optional: [String] = []
    ) async throws -> Body {
        let members = (required + optional.map { "\($0)?" }).joined(separator: ", ")
        let bytes: ByteBuffer
        do {
            bytes = try await request.body.collect(upTo: Limits.bodyByteCountMax)
        } catch is NIOTooManyBytesError {
            throw Problem(.bodyTooLarge, "the body has more than \(Limits.bodyByteCountMax) bytes")
        }
        guard bytes.readableBytes > 0 else {
            throw Problem(
                .emptyBody, "the body is empty; send a JSON object with \(members)")
        }
        let data = Data(bytes.readableBytesView)
        func malformed(_ what: String) -> Problem {
            Problem(.badRequest, "\(what); send a JSON object with \(members)")
        }
        // What is no JSON object at all is told like one without members.
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw malformed("the body is no JSON object")
        }
        if let unknown = object.keys.sorted().first(where: { !required.contains($0) && !optional.contains($0) }) {
            throw malformed("the body has the unknown member \(Arguments.shown(unknown))")
        }
        if let missing = required.first(where: { object[$0] == nil }) {
            throw malformed("the body lacks \(missing)")
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw malformed("a member of the body has another type than expected")
        }
    }
}
