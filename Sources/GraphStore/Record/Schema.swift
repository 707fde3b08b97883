import GRDB

/// The tables of the record store, as migrations: a released one is never
/// edited, a change is a new one.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: records") { db in
            try db.execute(
                sql: """
                    -- Single values: store_id (hex), epoch.
                    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

                    -- Words that records repeat, as small numbers.
                    CREATE TABLE theme (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
                    CREATE TABLE source (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
                    CREATE TABLE department (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
                    -- The order of a theme's columns when a record was read: what its payload means.
                    CREATE TABLE layout (
                        number INTEGER PRIMARY KEY, theme INTEGER NOT NULL REFERENCES theme,
                        columns TEXT NOT NULL, catalogue TEXT NOT NULL, UNIQUE (theme, columns));

                    -- One run of the importer: one transaction, one epoch.
                    CREATE TABLE import (
                        number INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, started TEXT NOT NULL,
                        finished TEXT NOT NULL, report TEXT NOT NULL);
                    CREATE TABLE file (
                        number INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import, name TEXT NOT NULL,
                        theme INTEGER NOT NULL REFERENCES theme, encoding TEXT NOT NULL, header TEXT NOT NULL,
                        rows INTEGER NOT NULL);

                    -- Append-only versions. A version is live while to_epoch is NULL.
                    -- payload: JSON array of canonical values in the layout's order, then, where there is
                    -- any, an object: "raw" delivered texts that differ, "other" unknown columns.
                    CREATE TABLE record (
                        id INTEGER PRIMARY KEY,
                        layout INTEGER NOT NULL, source INTEGER NOT NULL, department INTEGER NOT NULL,
                        key INTEGER NOT NULL,      -- hash of theme, source and key columns
                        subject TEXT,              -- identifier or name of whom it is about
                        date INTEGER,              -- days since 1970-01-01
                        file INTEGER NOT NULL, row INTEGER NOT NULL,
                        received TEXT,
                        code_check INTEGER,        -- bits: 1 format_ok, 2 usc_ok, 4 org_ok; NULL: no code
                        findings TEXT,             -- comma-separated column:finding
                        payload TEXT NOT NULL,
                        from_epoch INTEGER NOT NULL, to_epoch INTEGER);

                    -- Refused rows. digest: of theme, source and original, so that a repeated delivery
                    -- finds its rows again.
                    CREATE TABLE quarantine (
                        id INTEGER PRIMARY KEY, theme INTEGER NOT NULL, source INTEGER NOT NULL,
                        department INTEGER NOT NULL, file INTEGER NOT NULL, row INTEGER NOT NULL,
                        line INTEGER NOT NULL, column TEXT, reason TEXT NOT NULL, message TEXT NOT NULL,
                        original BLOB NOT NULL, digest INTEGER NOT NULL, from_epoch INTEGER NOT NULL,
                        resolved_epoch INTEGER);
                    CREATE INDEX quarantine_digest ON quarantine (digest);

                    -- Identifier → entity, allocated once and never changed; append-only.
                    CREATE TABLE identity (
                        identifier TEXT NOT NULL, kind INTEGER NOT NULL, entity INTEGER NOT NULL,
                        names_entity INTEGER NOT NULL, epoch INTEGER NOT NULL);
                    -- A merged entity leads to the one that it became part of.
                    CREATE TABLE redirect (
                        entity INTEGER PRIMARY KEY, target INTEGER NOT NULL, epoch INTEGER NOT NULL);
                    """)
            try db.execute(
                sql: "INSERT INTO meta (name, value) VALUES ('store_id', lower(hex(randomblob(16)))), ('epoch', '0')")
        }
        migrator.registerMigration("2: findings") { db in
            // Few records have any: they are counted and listed without reading
            // the others. (A partial index is weighed at every insert of a record.)
            try db.execute(
                sql: """
                    CREATE TABLE finding (record INTEGER PRIMARY KEY);  -- ids of records with findings
                    INSERT INTO finding SELECT id FROM record WHERE findings IS NOT NULL;
                    """)
        }
        migrator.registerMigration("3: competing statements") { db in
            // Records whose key a delivery stated in several ways. One of them competes
            // while another of its key is live too; keys are looked up for these alone.
            try db.execute(
                sql: """
                    CREATE TABLE competing (record INTEGER PRIMARY KEY, key INTEGER NOT NULL);
                    CREATE INDEX competing_key ON competing (key);
                    INSERT INTO competing SELECT id, key FROM record WHERE to_epoch IS NULL AND key IN (
                        SELECT key FROM record WHERE to_epoch IS NULL GROUP BY key HAVING count(*) > 1);
                    """)
        }
        migrator.registerMigration("4: decisions") { db in
            // What investigators decided on two entities; append-only, the last of a pair counts.
            try db.execute(
                sql: """
                    CREATE TABLE decision (
                        number INTEGER PRIMARY KEY, verdict TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
                        decided_by TEXT NOT NULL, reason TEXT NOT NULL, decided TEXT NOT NULL, epoch INTEGER NOT NULL,
                        CHECK (first < second));
                    CREATE INDEX decision_pair ON decision (first, second);
                    CREATE INDEX decision_second ON decision (second);
                    """)
        }
        return migrator
    }

    /// The live records that contradict another live one of their key.
    static let rivals = """
        SELECT record FROM (
            SELECT competing.record AS record, count(*) OVER (PARTITION BY competing.key) AS statements
            FROM competing JOIN record ON record.id = competing.record AND record.key = competing.key
            WHERE to_epoch IS NULL)
        WHERE statements > 1
        """

    /// The live records that contradict the live record `record`, as a list of
    /// ids that spaces separate; NULL when there are none.
    static let rivalsOfRecord = """
        (SELECT group_concat(rival.id, ' ')
         FROM competing AS own JOIN competing AS other ON other.key = own.key AND other.record <> own.record
              JOIN record AS rival ON rival.id = other.record AND rival.key = other.key
         WHERE own.record = record.id AND own.key = record.key AND record.to_epoch IS NULL
               AND rival.to_epoch IS NULL)
        """

    /// Made by the first import that has older records to compare with: a first
    /// load has none, and questions are never asked by key.
    static let liveKeyIndex = "CREATE INDEX IF NOT EXISTS record_live_key ON record (key) WHERE to_epoch IS NULL"
}
