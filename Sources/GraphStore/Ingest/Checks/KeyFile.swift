import Foundation

/// A small secret file that only its owner may read.
enum KeyFile {
    /// - Returns: the first `byteCountMax` bytes and the permission bits; nil
    ///   when there is no such file.
    static func read(_ path: String, byteCountMax: Int) throws -> (bytes: [UInt8], mode: Int)? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let mode = try permissions(path)
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        let data = try handle.read(upToCount: byteCountMax) ?? Data()
        try handle.close()
        return (Array(data), mode)
    }

    /// Writes a new file with mode 0600 that appears whole or not at all. A file
    /// that is there already stays as it is; that is no error.
    ///
    /// - Parameter suffix: makes the name of the draft beside it unique.
    static func create(_ path: String, bytes: [UInt8], suffix: String) throws {
        let files = FileManager.default
        let draft = path + ".new-" + suffix
        // Created empty, so that nothing is exposed before the mode is known.
        guard files.createFile(atPath: draft, contents: Data(), attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: draft])
        }
        // A draft that cannot be removed is harmless: mode 0600, random name.
        defer { try? files.removeItem(atPath: draft) }
        guard try permissions(draft) & 0o077 == 0 else {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: draft])
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
        try handle.write(contentsOf: Data(bytes))
        try handle.synchronize()
        try handle.close()
        do {
            try files.linkItem(atPath: draft, toPath: path)
        } catch  where files.fileExists(atPath: path) {
            return
        }
    }

    private static func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes[.posixPermissions] as? NSNumber else {
            throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: path])
        }
        return mode.intValue
    }
}
