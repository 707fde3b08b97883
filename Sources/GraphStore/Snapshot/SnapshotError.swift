/// Why a snapshot file cannot be used. Every case but `writeFailed` and
/// `tooLarge` is mended by building it again from the record store.
public struct SnapshotError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The file cannot be opened, mapped or read.
        case unreadable = "snapshot.unreadable"
        /// Not a snapshot, cut short, or a checksum does not fit.
        case damaged = "snapshot.damaged"
        /// Another format version, store, catalogue or epoch.
        case outdated = "snapshot.outdated"
        /// The file cannot be written.
        case writeFailed = "snapshot.writeFailed"
        /// The data exceed a limit of the format (4 GiB of text in one arena).
        case tooLarge = "snapshot.tooLarge"
    }
    public let code: Code
    public let message: String
    public init(_ code: Code, _ message: String) { (self.code, self.message) = (code, message) }
    public var description: String { message }
}
