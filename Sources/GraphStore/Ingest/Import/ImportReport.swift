import Foundation

/// How an import is to be done.
public struct ImportOptions: Sendable {
    /// Theme of every file; nil recognises it by file name, then by header.
    public var theme: String?
    /// Source system and department of rows that do not name theirs; nil takes
    /// the theme's.
    public var source: String?
    public var department: String?
    /// The delivery contains all that its sources have to say on its themes:
    /// live records that it does not mention are withdrawn.
    public var isComplete = false
    /// How a person who imports is told to give a theme.
    public var themeOption = "--theme"
    public init() {}
}

/// What an import came to.
public struct ImportReport: Sendable, Codable {
    public struct File: Sendable, Codable {
        public var name: String
        public var theme: String?
        public var rows: Int
        /// Why the file was not read, if it was not.
        public var error: String?
        /// Oddities that did not stop reading.
        public var notes: [String]
    }

    public var number: Int64
    public var epoch: UInt32
    public var total = RowCounts()
    public var themes: [String: RowCounts] = [:]
    /// Newly quarantined rows by reason: with ``RowCounts/stillWaiting`` they
    /// are all quarantined ones.
    public var reasons: [String: Int] = [:]
    public var files: [File] = []
    /// Files that are no records, with the reason for passing over them.
    public var skipped: [String] = []
    public var seconds = 0.0

    /// One JSON object, the same bytes for the same report.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Files that could not be read.
    public var failedFiles: [File] { files.filter { $0.error != nil } }
}

/// Where an import is; for people who wait.
public struct ImportProgress: Sendable {
    public enum Phase: String, Sendable { case reading, indexing, building, saving }
    public var phase: Phase
    public var theme: String
    public var rows: Int
    public var quarantined: Int
    public var bytesRead: Int
    public var bytesTotal: Int?
}
