internal import Foundation
internal import GraphStore
internal import Synchronization

/// One import over HTTP, from its arrival to its report.
final class ImportJob: Sendable {
    /// How far it is.
    enum Phase: String, Sendable, CaseIterable {
        case queued
        /// Another process writes to the store.
        case waiting
        case reading
        case indexing
        case building
        case done
        case failed
    }

    /// What is known of it now.
    struct State: Sendable {
        var phase = Phase.queued
        /// Rises with every change; what an event stream goes by.
        var version = 0
        var rows = 0
        var quarantined = 0
        var bytesRead = 0
        var bytesTotal: Int?
        /// Number of the import in the store, once it is kept there.
        var number: Int64?
        /// The importer's report as JSON.
        var report: [UInt8]?
        var problem: Problem?
    }

    /// `job-1`, `job-2`, … since the server started.
    let id: String
    /// The file as it was named.
    let fileName: String
    let byteCount: Int
    let path: String
    let options: ImportOptions
    private let state = Mutex(State())

    init(id: String, fileName: String, byteCount: Int, path: String, options: ImportOptions) {
        (self.id, self.fileName, self.byteCount) = (id, fileName, byteCount)
        (self.path, self.options) = (path, options)
    }

    /// What is known now.
    var current: State { state.withLock { $0 } }

    /// Whether nothing will change any more.
    var isOver: Bool { [.done, .failed].contains(current.phase) }

    func update(_ change: (inout State) -> Void) {
        state.withLock {
            change(&$0)
            $0.version += 1
        }
    }
}

extension JSONWriter {
    /// The state of an import as one object.
    mutating func job(_ job: ImportJob, _ state: ImportJob.State) {
        beginObject()
        key("id")
        string(job.id)
        key("file")
        string(job.fileName)
        key("bytes")
        number(job.byteCount)
        key("phase")
        string(state.phase.rawValue)
        key("rows")
        number(state.rows)
        key("quarantined")
        number(state.quarantined)
        key("bytesRead")
        number(state.bytesRead)
        key("bytesTotal")
        if let total = state.bytesTotal { number(total) } else { null() }
        key("import")
        if let number = state.number { self.number(Int(number)) } else { null() }
        key("report")
        if let report = state.report { raw(report) } else { null() }
        key("error")
        if let problem = state.problem {
            beginObject()
            key("code")
            string(problem.code.rawValue)
            key("detail")
            string(problem.detail)
            endObject()
        } else {
            null()
        }
        key("links")
        beginObject()
        key("self")
        string("/v1/imports/\(job.id)")
        key("events")
        string("/v1/imports/\(job.id)/events")
        key("rejects")
        string("/v1/imports/\(job.id)/rejects")
        endObject()
        endObject()
    }
}
