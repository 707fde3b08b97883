internal import GraphStore
internal import Hummingbird

/// `GET /v1/facts`: what records say, whomever they are about.
enum FactRoutes {
    static let all = [
        Endpoint(
            path: "/v1/facts",
            summary: "What records say of all entities, the latest first, undated ones last, each with the entity "
                + "that it is about.",
            parameters: FactFilter.parameters + [.limit, .cursor], handle: facts)
    ]

    @Sendable private static func facts(_ exchange: Exchange) async throws -> Response {
        if let same = exchange.notModified() { return same }
        let filter = try exchange.factFilter()
        let (position, after) = try exchange.factPosition()
        let limit = exchange.arguments.integer("limit")
        let facts = exchange.snapshot.facts
        let (found, titles) = try await exchange.work {
            let found = facts.latest(of: filter, after: after, limit: limit + 1)
            // They lie far from each other: each is read by itself.
            return (found, try found.rows.prefix(limit).map { try facts.titles.run($0..<$0 + 1) })
        }
        let page = found.rows.prefix(limit)
        return exchange.json { json in
            json.key("laterFactCount")
            json.number(found.laterCount)
            json.key("items")
            json.beginArray()
            for (row, titles) in zip(page, titles) {
                json.fact(row, titles: titles, subject: facts.node(ofRow: row), view: exchange.view)
            }
            json.endArray()
            Page(
                total: found.total, returned: page.count,
                next: found.rows.count > limit
                    ? page.last.map { exchange.cursor(after: FactKey($0, facts).text) } : nil,
                epochChanged: position.map { $0.epoch != exchange.snapshot.epoch } ?? false
            ).write(to: &json)
        }
    }
}

extension FactTable {
    /// The first rows in the order of ``FactKey`` of those that a filter takes.
    ///
    /// - Returns: at most `limit` rows behind the key `after`; the number of rows
    ///   taken in all, and of those that would be on a later day.
    /// - Complexity: O(facts · log limit), 12 bytes of a fact; O(limit) memory.
    fileprivate func latest(
        of filter: FactFilter, after: FactKey?, limit: Int
    ) -> (rows: [Int], total: Int, laterCount: Int) {
        let (dates, records, themes, departments) = (date.span, record.span, theme.span, department.span)
        var (total, laterCount) = (0, 0)
        var first: [(key: FactKey, row: Int)] = []
        /// Behind it nothing is among the first any more.
        var bound: FactKey?
        func keepFirst() {
            first.sort { $0.key < $1.key }
            first.removeLast(max(0, first.count - limit))
            if first.count == limit { bound = first.last?.key }
        }
        for row in dates.indices where filter.takes(theme: themes[row], department: departments[row]) {
            let day = dates[row]
            guard filter.spans(day) else { continue }
            guard day <= filter.asOf.rawValue else {
                laterCount += 1
                continue
            }
            total += 1
            let key = FactKey(day: day, record: records[row])
            if let after, key <= after { continue }
            if let bound, bound < key { continue }
            first.append((key, row))
            if first.count >= 2 * limit { keepFirst() }
        }
        keepFirst()
        return (first.map(\.row), total, laterCount)
    }
}
