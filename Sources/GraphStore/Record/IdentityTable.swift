import GRDB

/// What the identity table says: which entity number each identifier was given.
struct StoredIdentities: Sendable {
    struct Entry: Sendable {
        var entity: UInt32
        var namesEntity: Bool
    }
    private var identifiers = IdentifierTable()
    private var entries: [Entry] = []
    /// Merged-away entity → the entity that it became part of.
    var redirects: [UInt32: UInt32] = [:]
    var next: UInt32 = 1

    var isEmpty: Bool { entries.isEmpty }

    /// The entity of an identifier as the table writes it, `u:9144…`.
    func entry(of identifier: [UInt8]) -> Entry? { identifiers.find(identifier.span).map { entries[$0] } }

    /// The first row of an identifier stands.
    mutating func add(_ identifier: Span<UInt8>, _ entry: Entry) {
        if identifiers.intern(identifier).isNew { entries.append(entry) }
        next = max(next, entry.entity + 1)
    }
}

/// Rows to add to the identity table.
struct NewIdentities: Sendable {
    struct Row: Sendable {
        var text: Range<Int>
        var kind: UInt8
        var entity: UInt32
        var namesEntity: Bool
    }
    var rows: [Row] = []
    var texts: [UInt8] = []
    var redirects: [(from: UInt32, to: UInt32)] = []

    var isEmpty: Bool { rows.isEmpty && redirects.isEmpty }
}

extension RecordStore {
    func storedIdentities() throws(RecordError) -> StoredIdentities {
        try read { db in
            var stored = StoredIdentities()
            for row in try Row.fetchAll(db, sql: "SELECT entity, target FROM redirect") {
                stored.redirects[row[0]] = row[1]
            }
            let statement = try BulkStatement(
                db, "SELECT identifier, entity, names_entity FROM identity ORDER BY rowid")
            while try statement.step() {
                let entry = StoredIdentities.Entry(
                    entity: UInt32(truncatingIfNeeded: statement.number(1)), namesEntity: statement.number(2) != 0)
                statement.withBytes(0) { stored.add($0, entry) }
            }
            return stored
        }
    }

    /// Adds identities in one transaction. Append-only: known rows never change.
    func add(_ new: NewIdentities, epoch: Epoch) throws(RecordError) {
        guard !new.isEmpty else { return }
        do {
            try database.write { db in
                let insert = try BulkStatement(
                    db,
                    "INSERT INTO identity (identifier, kind, entity, names_entity, epoch) VALUES (?1, ?2, ?3, ?4, ?5)")
                let texts = new.texts.span
                insert.bind(5, Int64(epoch.rawValue))
                for row in new.rows {
                    insert.bind(2, Int64(row.kind))
                    insert.bind(3, Int64(row.entity))
                    insert.bind(4, row.namesEntity ? 1 : 0)
                    try insert.insert(from: texts) { $0.bind(1, row.text) }
                }
                for redirect in new.redirects {
                    try db.execute(
                        sql: "INSERT OR REPLACE INTO redirect (entity, target, epoch) VALUES (?, ?, ?)",
                        arguments: [redirect.from, redirect.to, epoch.rawValue])
                }
            }
        } catch { throw Self.wrap(error) }
    }
}
