import CZip

/// The entries of a zip archive, read through libzip.
///
/// Each entry is opened through an archive handle of its own, so that entries
/// can be read independently.
enum ZipArchive {
    /// One line of the archive's directory.
    struct Entry {
        var index: UInt64
        /// The name as stored.
        var name: [UInt8]
        /// General purpose bit 11: the archive says that the name is UTF-8
        /// (or the name is ASCII).
        var saysUTF8: Bool
        var expandedByteCount: Int
        var storedByteCount: Int
        var isEncrypted: Bool
    }

    /// Reads the directory.
    ///
    /// - Throws: `zip.damaged`, `file.missing`, `archive.bomb`.
    static func entries(path: String) throws(IngestError) -> [Entry] {
        let archive = try ZipHandle(path: path)
        let count = unsafe zip_get_num_entries(archive.pointer, 0)
        guard count <= ExpansionGuard.entryCountMax else {
            throw IngestError(
                .archiveBomb,
                "has \(count) entries, more than \(ExpansionGuard.entryCountMax); deliver fewer, larger files",
                file: path)
        }
        var entries: [Entry] = []
        for index in 0..<UInt64(max(count, 0)) {
            var status = unsafe zip_stat_t()
            guard unsafe zip_stat_index(archive.pointer, index, UInt32(ZIP_FL_ENC_RAW), &status) == 0,
                let raw = unsafe zip_get_name(archive.pointer, index, UInt32(ZIP_FL_ENC_RAW))
            else { throw archive.error(.zipDamaged, "entry \(index) of the directory cannot be read") }
            let name = unsafe bytes(raw)
            // libzip does not show the flag, but asked to be strict it converts
            // every name that is neither ASCII nor marked as UTF-8.
            let strict = unsafe zip_get_name(archive.pointer, index, UInt32(ZIP_FL_ENC_STRICT))
            let strictName = unsafe strict.map { unsafe bytes($0) }
            entries.append(
                Entry(
                    index: index, name: name, saysUTF8: strictName == name,
                    expandedByteCount: Int(clamping: unsafe status.size),
                    storedByteCount: Int(clamping: unsafe status.comp_size),
                    isEncrypted: unsafe status.encryption_method != UInt16(ZIP_EM_NONE)))
        }
        return entries
    }

    private static func bytes(_ name: UnsafePointer<CChar>) -> [UInt8] {
        var bytes: [UInt8] = []
        var place = unsafe name
        while unsafe place.pointee != 0 {
            bytes.append(UInt8(bitPattern: unsafe place.pointee))
            unsafe place += 1
        }
        return bytes
    }
}

/// An open archive, closed without changes with its last owner.
@safe private final class ZipHandle {
    let pointer: OpaquePointer
    let path: String

    init(path: String) throws(IngestError) {
        var code: Int32 = 0
        guard let opened = unsafe zip_open(path, ZIP_RDONLY, &code) else {
            var error = unsafe zip_error_t()
            unsafe zip_error_init_with_code(&error, code)
            defer { unsafe zip_error_fini(&error) }
            let reason = unsafe String(cString: zip_error_strerror(&error))
            let missing = code == ZIP_ER_NOENT
            let unreadable = code == ZIP_ER_OPEN || code == ZIP_ER_READ
            throw IngestError(
                missing ? .fileMissing : unreadable ? .fileUnreadable : .zipDamaged,
                "cannot be opened as a zip archive: \(reason); have it delivered again", file: path)
        }
        unsafe pointer = unsafe opened
        self.path = path
    }

    deinit { unsafe zip_discard(pointer) }

    func error(_ code: IngestError.Code, _ what: String) -> IngestError {
        let reason = unsafe zip_strerror(pointer).map { unsafe String(cString: $0) } ?? "no reason given"
        return IngestError(code, "\(what): \(reason); have the archive delivered again", file: path)
    }
}

/// The expanded bytes of one entry of a zip archive, with its checksum
/// verified at the end.
@safe final class ZipEntrySource: ByteSource {
    private let archive: ZipHandle
    private let file: OpaquePointer
    private let entry: ZipArchive.Entry
    private let name: String
    private var expanded = 0

    /// Compressed bytes in proportion to the expanded ones: libzip does not
    /// say where in the archive it is.
    var storedBytesRead: Int {
        guard entry.expandedByteCount > 0 else { return 0 }
        let share = Double(expanded) / Double(entry.expandedByteCount)
        return Int(min(share, 1) * Double(entry.storedByteCount))
    }
    var storedBytesTotal: Int? { entry.storedByteCount }

    /// Opens an entry of the archive at `path`.
    ///
    /// - Parameter name: The entry as messages name it.
    /// - Throws: `zip.encrypted`, `zip.damaged`, `file.missing`.
    init(path: String, entry: ZipArchive.Entry, name: String) throws(IngestError) {
        if entry.isEncrypted {
            throw IngestError(
                .zipEncrypted, "the entry needs a password; deliver it without encryption", file: name)
        }
        archive = try ZipHandle(path: path)
        guard let opened = unsafe zip_fopen_index(archive.pointer, entry.index, 0) else {
            throw archive.error(.zipDamaged, "entry \(name) cannot be opened")
        }
        unsafe file = unsafe opened
        self.entry = entry
        self.name = name
    }

    deinit { unsafe zip_fclose(file) }

    func read(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        precondition(start >= 0 && start <= buffer.count, "read at \(start) of \(buffer.count)")
        let count = unsafe buffer.withUnsafeMutableBytes { target in
            guard let base = target.baseAddress else { return Int64(0) }
            return unsafe zip_fread(file, base + start, UInt64(target.count - start))
        }
        guard count >= 0 else {
            let reason = unsafe zip_error_strerror(zip_file_get_error(file)).map { unsafe String(cString: $0) }
            throw IngestError(
                .zipDamaged,
                "the entry is damaged after \(expanded) expanded bytes: \(reason ?? "no reason given"); "
                    + "have the archive delivered again",
                file: name, offset: expanded)
        }
        expanded += Int(count)
        try ExpansionGuard.check(stored: entry.storedByteCount, expanded: expanded)
        return Int(count)
    }
}
