import Foundation
import GRDB

/// A fingerprint of what a store holds that does not depend on the order in
/// which it came: two stores with the same live records, identities and refused
/// rows have the same digest, whatever numbers were allocated and when.
public struct StoreDigest: Sendable, Equatable {
    public var records: String
    public var identities: String
    public var quarantine: String
    public var recordCount: Int
    public var identityCount: Int
    public var quarantineCount: Int

    /// One line for comparing.
    public var combined: String {
        let all = Array((records + identities + quarantine).utf8)
        return SHA256.hash(all).hexadecimal
    }
}

/// The sum of SHA-256 values as 256-bit integers modulo 2²⁵⁶: order does not
/// matter, repetition does.
private struct HashSum {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    private(set) var count = 0

    mutating func add(_ bytes: [UInt8]) {
        let digest = SHA256.hash(bytes)
        var carry = false
        (words.0, carry) = Self.add(words.0, digest.littleEndian(at: 0), false)
        (words.1, carry) = Self.add(words.1, digest.littleEndian(at: 8), carry)
        (words.2, carry) = Self.add(words.2, digest.littleEndian(at: 16), carry)
        (words.3, _) = Self.add(words.3, digest.littleEndian(at: 24), carry)
        count += 1
    }

    private static func add(_ a: UInt64, _ b: UInt64, _ carry: Bool) -> (UInt64, Bool) {
        let (sum, over) = a.addingReportingOverflow(b)
        let (total, more) = sum.addingReportingOverflow(carry ? 1 : 0)
        return (total, over || more)
    }

    var hexadecimal: String {
        [words.3, words.2, words.1, words.0].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}

extension RecordStore {
    /// - Complexity: O(live records + identities + refused rows).
    public func digest() throws(RecordError) -> StoreDigest {
        try read { db in
            let records = try sum(
                db,
                """
                SELECT theme.id, source.id, department.id, layout.columns, coalesce(findings, ''), payload
                FROM record JOIN layout ON layout.number = record.layout JOIN theme ON theme.number = layout.theme
                     JOIN source ON source.number = record.source
                     JOIN department ON department.number = record.department
                WHERE to_epoch IS NULL
                """, columns: 6)
            let quarantine = try sum(
                db,
                """
                SELECT theme.id, source.id, reason, coalesce(column, ''), original
                FROM quarantine JOIN theme ON theme.number = quarantine.theme
                     JOIN source ON source.number = quarantine.source WHERE resolved_epoch IS NULL
                """, columns: 5)
            let identities = try identitySum(db)
            return StoreDigest(
                records: records.hexadecimal, identities: identities.hexadecimal, quarantine: quarantine.hexadecimal,
                recordCount: records.count, identityCount: identities.count, quarantineCount: quarantine.count)
        }
    }

    private func sum(_ db: Database, _ sql: String, columns: Int32) throws -> HashSum {
        let statement = try BulkStatement(db, sql)
        var sum = HashSum()
        var item: [UInt8] = []
        while try statement.step() {
            item.removeAll(keepingCapacity: true)
            for column in 0..<columns {
                statement.append(column, to: &item)
                item.append(0)
            }
            sum.add(item)
        }
        return sum
    }

    /// Each entity as the sorted list of its identifiers; numbers inside
    /// mentions are replaced by the identifiers of the company they mean.
    private func identitySum(_ db: Database) throws -> HashSum {
        var identifiers: [Int64: [String]] = [:]
        let redirects = try Row.fetchAll(db, sql: "SELECT entity, target FROM redirect").reduce(into: [Int64: Int64]())
        {
            $0[$1[0]] = $1[1]
        }
        func target(_ entity: Int64) -> Int64 {
            var entity = entity
            for _ in 0..<64 { if let next = redirects[entity] { entity = next } else { break } }
            return entity
        }
        for row in try Row.fetchAll(db, sql: "SELECT identifier, entity FROM identity") {
            identifiers[target(row[1]), default: []].append(row[0])
        }
        for entity in identifiers.keys { identifiers[entity]?.sort() }
        var sum = HashSum()
        for list in identifiers.values {
            let stable = list.map { text -> String in
                guard text.hasPrefix("m:") else { return text }
                let rest = text.dropFirst(2)
                guard let colon = rest.firstIndex(of: ":"), let number = Int64(rest[..<colon]) else {
                    // A mention outside any company names its record's key, which is not allocated.
                    return text
                }
                let company = identifiers[target(number)]?.first ?? ""
                return "m:" + company + rest[colon...]
            }
            sum.add(Array(stable.sorted().joined(separator: "\u{0}").utf8))
        }
        return sum
    }
}
