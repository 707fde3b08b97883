/// Why a request has no answer, as RFC 9457 tells it.
///
/// The HTTP status belongs to the code and is chosen in `ErrorMapping` alone.
struct Problem: Error, Sendable, Equatable {
    /// Stable words that clients may branch on; safe as metric labels.
    enum Code: String, Sendable, CaseIterable {
        case unknownParameter = "query.unknownParameter"
        case missingParameter = "query.missingParameter"
        case repeatedParameter = "query.repeatedParameter"
        case malformedParameter = "query.malformedParameter"
        case malformedQuery = "query.malformed"
        case malformedPath = "path.malformed"
        case badCursor = "query.badCursor"
        case tooShort = "query.tooShort"
        case tooLong = "query.tooLong"
        case unknownKind = "query.unknownKind"
        case notAcceptable = "query.formatUnknown"
        case unknownRoute = "route.unknown"
        case wrongMethod = "route.method"
        case unknownEntity = "entity.unknown"
        case wrongKind = "entity.wrongKind"
        case noRing = "ring.none"
        case ambiguousEntity = "entity.ambiguous"
        case unknownRecord = "record.unknown"
        case unknownTheme = "theme.unknown"
        case unknownRules = "rules.unknown"
        case loopTooDense = "ownership.loopTooDense"
        case contradiction = "decision.contradicts"
        case answerTooLarge = "answer.tooLarge"
        case unknownImport = "import.unknown"
        case severalReturnFiles = "quarantine.severalFiles"
        case unknownReturnFile = "quarantine.unknownFile"
        case tooManyRows = "quarantine.tooManyRows"
        case urlTooLong = "request.urlTooLong"
        case bodyTooLarge = "request.bodyTooLarge"
        case emptyBody = "request.emptyBody"
        case badRequest = "request.malformed"
        case foreignRequest = "request.foreign"
        case queueFull = "server.busy"
        case notReady = "server.notReady"
        case stopping = "server.stopping"
        case pictureTooLarge = "picture.tooLarge"
        case pictureTimeout = "picture.timeout"
        case pictureMemory = "picture.memory"
        case pictureFailed = "picture.failed"
        case noRenderer = "picture.noRenderer"
        case storeFailed = "store.failed"
        case writerBusy = "store.locked"
        case internalError = "server.error"
    }

    var code: Code
    /// What happened, what was expected, what to do. Never a stack or SQL.
    var detail: String
    /// Where help is: a path of this server.
    var help: String?
    var retryAfterSeconds: Int?
    /// The entities that an ambiguous identifier may mean.
    var candidates: [Candidate] = []

    /// One of several entities.
    struct Candidate: Sendable, Equatable {
        var id: String
        var name: String
        /// Where it is on this server.
        var path: String
    }

    init(_ code: Code, _ detail: String, help: String? = nil, retryAfterSeconds: Int? = nil) {
        (self.code, self.detail, self.help, self.retryAfterSeconds) = (code, detail, help, retryAfterSeconds)
    }
}
