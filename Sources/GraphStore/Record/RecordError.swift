/// Why the record store refused or failed.
public struct RecordError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The data directory or database cannot be created or opened.
        case cannotOpen = "record.cannotOpen"
        /// Another process is writing.
        case locked = "record.locked"
        /// The database was written by a newer program.
        case tooNew = "record.tooNew"
        /// The database says something that our own writes cannot have said.
        case damaged = "record.damaged"
        /// SQLite reported an error, such as a full disk.
        case sqlite = "record.sqlite"
        /// A limit of the store is reached (4 billion record versions).
        case full = "record.full"
        /// Stopped on request; nothing of the import was kept.
        case cancelled = "record.cancelled"
    }
    public let code: Code
    public let message: String
    public init(_ code: Code, _ message: String) { (self.code, self.message) = (code, message) }
    public var description: String { message }
}
