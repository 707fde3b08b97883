internal import Addresses
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Profile

/// The one place where an error gets its HTTP status and its words.
enum ErrorMapping {
    /// The status of each code.
    static func status(of code: Problem.Code) -> HTTPResponse.Status {
        switch code {
        case .unknownParameter, .missingParameter, .repeatedParameter, .malformedParameter, .malformedQuery,
            .malformedPath, .badCursor, .tooShort, .tooLong, .unknownKind, .badRequest, .emptyBody:
            .badRequest
        case .unknownRoute, .unknownEntity, .wrongKind, .noRing, .unknownRecord, .unknownTheme, .unknownRules,
            .unknownImport, .unknownReturnFile:
            .notFound
        case .foreignRequest: .forbidden
        case .wrongMethod: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .severalReturnFiles, .ambiguousEntity, .contradiction: .conflict
        case .tooManyRows, .bodyTooLarge: .contentTooLarge
        case .urlTooLong: .uriTooLong
        case .pictureTooLarge, .answerTooLarge, .loopTooDense: .unprocessableContent
        case .queueFull, .notReady, .stopping, .writerBusy, .noRenderer, .pictureMemory:
            .serviceUnavailable
        case .pictureTimeout: .gatewayTimeout
        case .pictureFailed, .storeFailed, .internalError: .internalServerError
        }
    }

    /// The short constant title of each status class of ours.
    private static func title(of code: Problem.Code) -> String {
        switch status(of: code).code {
        case 400: "The request is malformed"
        case 403: "Requests of other sites are not answered"
        case 404: "Not found"
        case 405: "The method is not allowed here"
        case 406: "The format is not offered"
        case 409: "The request cannot be followed as it is"
        case 413, 414, 422: "The request is too large"
        case 503: "The server cannot answer now"
        case 504: "The answer took too long"
        default: "The server failed"
        }
    }

    /// The problem that an error is told as. Errors that are nobody's but ours
    /// become `server.error`, with nothing of their text.
    static func problem(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as SearchError: search(error)
        case let error as RecordError: record(error)
        case let error as SnapshotError: Problem(.storeFailed, error.message)
        case let error as GazetteerError: Problem(.storeFailed, error.message)
        case let error as HTTPError: http(error)
        case is LoopTooDense:
            Problem(
                .loopTooDense,
                "companies hold each other in a loop too dense to solve within one question; ask about a company or "
                    + "holder outside of it, or for /controller, which needs no shares multiplied")
        case is NIOTooManyBytesError:
            Problem(.bodyTooLarge, "the body has more than \(Limits.uploadByteCountMax) bytes; send it in parts")
        case is CancellationError: Problem(.stopping, "the server stops; ask again in a moment", retryAfterSeconds: 5)
        default:
            Problem(.internalError, "something failed that should not have; the log has the request id with the reason")
        }
    }

    private static func search(_ error: SearchError) -> Problem {
        switch error.code {
        case .tooShort: Problem(.tooShort, error.message)
        case .tooLong: Problem(.tooLong, error.message)
        case .badLimit: Problem(.malformedParameter, error.message)
        case .badCursor: Problem(.badCursor, error.message)
        case .indexTooLarge, .indexDamaged: Problem(.storeFailed, error.message)
        }
    }

    private static func record(_ error: RecordError) -> Problem {
        switch error.code {
        case .locked: Problem(.writerBusy, error.message, retryAfterSeconds: 10)
        case .cancelled: Problem(.stopping, error.message, retryAfterSeconds: 10)
        // Paths and SQLite's words are for the log.
        case .sqlite, .damaged, .cannotOpen, .tooNew, .full:
            Problem(.storeFailed, "the record store failed (\(error.code.rawValue)); the log says why")
        }
    }

    private static func http(_ error: HTTPError) -> Problem {
        switch error.status.code {
        case 404:
            Problem(.unknownRoute, "there is nothing at this path", help: "/openapi.json")
        case 413: Problem(.bodyTooLarge, "the body is too large; send it in parts")
        case 400..<500:
            Problem(.badRequest, "the request could not be read: \(error.body ?? error.status.reasonPhrase)")
        default: Problem(.internalError, "the server failed; the log has the request id with the reason")
        }
    }

    /// The response of a problem: `application/problem+json`.
    static func response(_ problem: Problem, requestID: String, path: String) -> Response {
        let status = status(of: problem.code)
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.key("type")
        json.string("about:blank")
        json.key("title")
        json.string(title(of: problem.code))
        json.key("status")
        json.number(status.code)
        json.key("code")
        json.string(problem.code.rawValue)
        json.key("detail")
        json.string(problem.detail)
        json.key("instance")
        json.string(path)
        json.key("requestId")
        json.string(requestID)
        if let help = problem.help {
            json.key("help")
            json.string(help)
        }
        if !problem.candidates.isEmpty {
            json.key("candidates")
            json.beginArray()
            for candidate in problem.candidates {
                json.beginObject()
                json.key("id")
                json.string(candidate.id)
                json.key("name")
                json.string(candidate.name)
                json.key("path")
                json.string(candidate.path)
                json.endObject()
            }
            json.endArray()
        }
        json.endDocument()
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let seconds = problem.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
