internal import Dispatch
internal import Foundation
internal import Hummingbird
internal import NIOCore

/// Receives a request body into a file, piece by piece: memory stays at one
/// piece however large the body.
enum Upload {
    /// What was received.
    struct Received: Sendable {
        var path: String
        var byteCount: Int
    }

    /// - Parameters:
    ///   - body: the bytes of the file.
    ///   - name: the file's own name, checked by ``fileName(_:)``.
    ///   - folder: gets a folder of its own for this upload.
    ///   - byteCountMax: more bytes are refused.
    /// - Returns: where the file is, and its size.
    /// - Throws: ``Problem``: `request.bodyTooLarge`, `request.emptyBody`,
    ///   `store.failed`. Nothing is left behind then.
    static func receive(_ body: RequestBody, name: String, into folder: String, byteCountMax: Int) async throws
        -> Received
    {
        let place = folder + "/" + UUID().uuidString
        let path = place + "/" + name
        let files = FileManager.default
        do {
            try files.createDirectory(
                atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                let handle = FileHandle(forWritingAtPath: path)
            else { throw Problem(.storeFailed, "the upload cannot be stored; is the disk full?") }
            let writer = FileWriter(handle: handle)
            var byteCount = 0
            do {
                for try await piece in body {
                    byteCount += piece.readableBytes
                    guard byteCount <= byteCountMax else {
                        throw Problem(
                            .bodyTooLarge,
                            "the body has more than \(byteCountMax) bytes; compress it or send it in parts")
                    }
                    try await writer.write(Data(piece.readableBytesView))
                }
                try await writer.finish()
            } catch {
                try? await writer.finish()  // The first failure is the one to tell.
                throw error
            }
            guard byteCount > 0 else {
                throw Problem(.emptyBody, "the body is empty; send the file as it is, such as curl --data-binary @file")
            }
            return Received(path: path, byteCount: byteCount)
        } catch {
            try? files.removeItem(atPath: place)  // The first failure is the one to tell.
            throw error
        }
    }

    /// A plain file name: the last part of what was given.
    ///
    /// - Returns: nil for an empty, hidden or overlong name, or one with control
    ///   characters.
    static func fileName(_ text: String) -> String? {
        let last = text.split(separator: "/").last.map(String.init) ?? ""
        guard !last.isEmpty, !last.hasPrefix("."), last.utf8.count <= Limits.fileNameByteCountMax,
            last.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f && $0 != "\\" })
        else { return nil }
        return last
    }

    /// Writes on a thread that may wait for the disk.
    private final class FileWriter: Sendable {
        private let handle: FileHandle
        private let thread = DispatchQueue(label: "panorama.upload")

        init(handle: FileHandle) { self.handle = handle }

        func write(_ data: Data) async throws { try await run { try self.handle.write(contentsOf: data) } }
        func finish() async throws { try await run { try self.handle.close() } }

        private func run(_ body: @escaping @Sendable () throws -> Void) async throws {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                thread.async { continuation.resume(with: Result { try body() }) }
            }
        }
    }
}
