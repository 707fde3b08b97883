/// A file of a delivery with its theme.
struct DeliveredFile: Sendable {
    let item: InputItem
    let themeIndex: Int
    let theme: Theme
    /// The package of statements that the rows are made of; nil for a table.
    var package: BODSDelivery?
}

/// What the reading thread tells the writing one, in order.
enum ReadingEvent: Sendable {
    case opened(encoding: String, header: [String])
    case rows(EncodedBatch, bytesTotal: Int?)
    /// The columns are more than `opened` said: NDJSON has brought new keys.
    case columns([String])
    /// No more of this file; the next event is of the next one.
    case ended(failure: String?, notes: [String])
}

/// Reads and checks the files of a delivery one after the other, ahead of the
/// thread that writes them.
struct DeliveryReading: Sendable {
    let files: [DeliveredFile]
    let options: ImportOptions
    let hasher: PersonIDHasher

    /// Blocks while the queue is full: run it on a thread.
    func run(into queue: BoundedQueue<ReadingEvent>) {
        for file in files {
            var notes: [String] = []
            var failure: String?
            do throws(IngestError) {
                notes = try read(file, into: queue)
            } catch {
                failure = error.description
            }
            guard queue.push(.ended(failure: failure, notes: notes)) else { return }
        }
        queue.finish()
    }

    /// - Returns: oddities of the file.
    private func read(_ file: DeliveredFile, into queue: BoundedQueue<ReadingEvent>) throws(IngestError) -> [String] {
        if let package = file.package { return try read(package, of: file, into: queue) }
        let reader = try DeliveryReader(item: file.item)
        let name = file.item.displayName
        var encoder = RowEncoder(
            theme: file.theme, options: options, hasher: hasher, isNDJSON: reader.format == .ndjson)
        try encoder.setHeader(reader.header, file: name)
        guard queue.push(.opened(encoding: reader.encoding.rawValue, header: reader.header)) else { return [] }
        var headerCount = reader.header.count
        var batch = RowBatch()
        while try reader.read(into: &batch) {
            if reader.header.count > headerCount {
                headerCount = reader.header.count
                try encoder.setHeader(reader.header, file: name)
                guard queue.push(.columns(reader.header)) else { return [] }
            }
            var encoded = EncodedBatch()
            encoded.bytes.reserveCapacity(batch.bytes.count * 2)
            encoded.rows.reserveCapacity(batch.rows.count)
            encoder.encode(batch, into: &encoded)
            encoded.bytesRead = reader.bytesRead
            guard queue.push(.rows(encoded, bytesTotal: reader.totalBytes)) else { return [] }
        }
        return reader.notes
    }

    /// Reads the rows of one theme out of a package of statements.
    private func read(
        _ package: BODSDelivery, of file: DeliveredFile, into queue: BoundedQueue<ReadingEvent>
    ) throws(IngestError) -> [String] {
        guard let part = try package.part(ofTheme: file.theme.id) else { return [] }
        var encoder = RowEncoder(theme: file.theme, options: options, hasher: hasher, isNDJSON: true)
        let header = part.header(options)
        try encoder.setHeader(header, file: file.item.displayName)
        guard queue.push(.opened(encoding: TextEncoding.utf8.rawValue, header: header)) else { return [] }
        for piece in part.pieces(options) {
            var encoded = EncodedBatch()
            encoder.encode(piece.rows, into: &encoded)
            for refusal in piece.refusals {
                encoder.refuse(
                    refusal.row, source: refusal.source, department: refusal.department, into: &encoded)
            }
            encoded.bytesRead = piece.bytesRead
            guard queue.push(.rows(encoded, bytesTotal: part.byteCount)) else { return [] }
        }
        return part.notes
    }
}
