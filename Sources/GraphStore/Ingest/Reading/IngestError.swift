/// Why a file could not be read or an import could not go on.
///
/// A bad row is never an `IngestError`: it stays in its batch with a flag, so
/// that the rows around it survive.
public struct IngestError: Error, Sendable, CustomStringConvertible {
    /// What kind of thing went wrong: closed, free of names and values, safe
    /// as a metric label.
    public enum Code: String, Sendable, CaseIterable {
        /// The path leads nowhere.
        case fileMissing = "file.missing"
        /// The path exists but cannot be opened or read.
        case fileUnreadable = "file.unreadable"
        /// No header can be read, because the file holds no text line.
        case fileEmpty = "file.empty"
        /// The ending or the first bytes are of no format that can be read.
        case formatUnknown = "format.unknown"
        /// JSON, but no package of statements.
        case noStatements = "bods.none"
        /// No file that can be read from its start: a pipe or a device.
        case fileIrregular = "file.irregular"
        /// A name that is not UTF-8.
        case fileName = "file.name"
        /// What a generator knows and no department delivers.
        case groundTruth = "file.truth"
        /// Folders in folders beyond any sense.
        case folderDepth = "folder.depth"
        /// A folder that a link leads back to.
        case folderRepeated = "folder.repeated"
        /// Neither UTF-8 nor GB18030, judged over the whole file.
        case encodingUnknown = "encoding.unknown"
        /// A header line that names no columns, or is not text.
        case headerInvalid = "header.invalid"
        /// A gzip stream that ends in the middle of a member.
        case gzipTruncated = "gzip.truncated"
        /// A gzip stream that zlib refuses.
        case gzipDamaged = "gzip.damaged"
        /// A zip archive or entry that libzip refuses.
        case zipDamaged = "zip.damaged"
        /// A zip entry that needs a password.
        case zipEncrypted = "zip.encrypted"
        /// An archive inside an archive.
        case zipNested = "zip.nested"
        /// Expands far beyond what records do: see ``ExpansionGuard``.
        case archiveBomb = "archive.bomb"
        /// A JSON document that breaks off or breaks JSON's grammar.
        case jsonInvalid = "json.invalid"
        /// A package of statements beyond ``BODSLimits``.
        case packageTooLarge = "package.too_large"
        /// The temporary copy of standard input could not be written.
        case spoolFailed = "spool.failed"
    }

    public var code: Code
    /// What happened, what was expected, what to do. Without the place.
    public var message: String
    /// The file as the user named it; an entry of an archive is
    /// `archive.zip!/entry.csv`.
    public var file: String?
    /// Line of the file, from 1.
    public var line: Int?
    /// Byte offset, from 0; the message says within what.
    public var offset: Int?
    /// The error that caused this one.
    public var underlying: (any Error)?

    public init(
        _ code: Code, _ message: String, file: String? = nil, line: Int? = nil, offset: Int? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
        self.offset = offset
        self.underlying = underlying
    }

    /// `file:line: message (byte offset, code)`.
    public var description: String {
        var text = ""
        if let file { text += file + (line.map { ":\($0)" } ?? "") + ": " }
        text += message
        text += offset.map { " (byte \($0), \(code.rawValue))" } ?? " (\(code.rawValue))"
        return text
    }

    /// The same error, with the file's name where it had none.
    func naming(_ name: String) -> IngestError {
        var error = self
        error.file = file ?? name
        return error
    }
}
