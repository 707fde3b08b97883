import Foundation
import GRDB

/// What an investigator decided on two entities. Append-only: of the decisions
/// on a pair the last one counts, and a withdrawal leaves the pair to the rules.
public struct Decision: Hashable, Sendable {
    /// What was decided.
    public enum Verdict: String, CaseIterable, Sendable {
        /// The two are one.
        case confirm
        /// The two are not one, and so is whatever is one with them.
        case split
        /// What was decided before is taken back.
        case withdraw
    }

    /// From 1 on, in the order of deciding.
    public var number: Int64
    /// What was decided.
    public var verdict: Verdict
    /// Ids of the two entities, ascending.
    public var first: String
    /// The other.
    public var second: String
    /// Who decided.
    public var by: String
    /// Why.
    public var reason: String
    /// When, ISO 8601 in UTC.
    public var decided: String
    /// The data that whoever decided had before them.
    public var epoch: Epoch

    /// A decision as it is kept.
    public init(_ new: NewDecision, number: Int64, decided: String, epoch: Epoch) {
        (self.number, verdict, first, second) = (number, new.verdict, new.pair.0, new.pair.1)
        (by, reason, self.decided, self.epoch) = (new.by, new.reason, decided, epoch)
    }
}

/// A decision that is not in the store yet.
public struct NewDecision: Sendable {
    /// What is decided.
    public var verdict: Decision.Verdict
    /// Ids of two entities, in any order.
    public var pair: (String, String)
    /// Who decides.
    public var by: String
    /// Why.
    public var reason: String

    /// - Precondition: the two ids differ.
    public init(_ verdict: Decision.Verdict, _ first: String, _ second: String, by: String, reason: String) {
        precondition(first != second, "a decision on \(first) and itself")
        (self.verdict, pair, self.by, self.reason) = (verdict, (min(first, second), max(first, second)), by, reason)
    }
}

/// The decisions of a store at one time.
public struct DecisionLog: Hashable, Sendable {
    /// Number of the last decision; 0 where there is none.
    public var lastNumber: Int64
    /// Of each pair the last decision, in the order of deciding; withdrawals
    /// are left out.
    public var inForce: [Decision]

    /// A log as it stands.
    public init(lastNumber: Int64 = 0, inForce: [Decision] = []) {
        (self.lastNumber, self.inForce) = (lastNumber, inForce)
    }

    /// The log with one more decision.
    public func adding(_ decision: Decision) -> DecisionLog {
        var others = inForce.filter { ($0.first, $0.second) != (decision.first, decision.second) }
        if decision.verdict != .withdraw { others.append(decision) }
        return DecisionLog(lastNumber: decision.number, inForce: others)
    }
}

extension RecordStore {
    /// Keeps a decision for good.
    ///
    /// - Returns: the decision with its number and time.
    /// - Throws: ``RecordError``. Nothing is kept then.
    /// - Precondition: the store is open for writing.
    public func decide(_ new: NewDecision) throws(RecordError) -> Decision {
        let epoch = try epoch()
        let time = ISO8601DateFormatter().string(from: Date())
        return try write { db in
            try db.execute(
                sql: """
                    INSERT INTO decision (verdict, first, second, decided_by, reason, decided, epoch)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    new.verdict.rawValue, new.pair.0, new.pair.1, new.by, new.reason, time, epoch.rawValue,
                ])
            return Decision(new, number: db.lastInsertedRowID, decided: time, epoch: epoch)
        }
    }

    /// The decisions that count.
    ///
    /// - Throws: ``RecordError`` `damaged` for a verdict that is none.
    /// - Complexity: O(decisions).
    public func decisionLog() throws(RecordError) -> DecisionLog {
        try read { db in
            let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM decision") ?? 0
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM decision WHERE number IN (SELECT max(number) FROM decision GROUP BY first, second)
                    ORDER BY number
                    """)
            let latest = try rows.map(Decision.init(row:))
            return DecisionLog(lastNumber: last, inForce: latest.filter { $0.verdict != .withdraw })
        }
    }

    /// Number of the last decision; 0 where there is none.
    ///
    /// - Complexity: O(1).
    public func lastDecision() throws(RecordError) -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT max(number) FROM decision") ?? 0 }
    }
}

extension RecordReader {
    /// Decisions, the newest first, those of the past too.
    ///
    /// - Parameters:
    ///   - entities: only decisions on one of them; nil for all.
    ///   - before: only smaller numbers; nil begins with the newest.
    ///   - limit: decisions at most.
    /// - Returns: a page, and how many decisions there are on the entities.
    /// - Throws: ``RecordError``.
    public func decisions(
        on entities: [String]? = nil, before: Int64? = nil, limit: Int
    ) throws(RecordError) -> (decisions: [Decision], total: Int) {
        try store.read { db in
            let marks = databaseQuestionMarks(count: entities?.count ?? 0)
            let condition = entities == nil ? "TRUE" : "(first IN (\(marks)) OR second IN (\(marks)))"
            let ids = StatementArguments((entities ?? []) + (entities ?? []))
            let total = try Int.fetchOne(db, sql: "SELECT count(*) FROM decision WHERE \(condition)", arguments: ids)
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM decision WHERE \(condition) AND number < ? ORDER BY number DESC LIMIT ?",
                arguments: ids + [before ?? .max, limit])
            return (try rows.map(Decision.init(row:)), total ?? 0)
        }
    }
}

extension Decision {
    fileprivate init(row: Row) throws {
        let word: String = row["verdict"]
        guard let verdict = Verdict(rawValue: word) else {
            throw RecordError(.damaged, "decision \(row["number"] as Int64) has the unknown verdict \(word)")
        }
        let new = NewDecision(verdict, row["first"], row["second"], by: row["decided_by"], reason: row["reason"])
        self.init(new, number: row["number"], decided: row["decided"], epoch: Epoch(rawValue: row["epoch"]))
    }
}
