internal import GraphStore

/// What records say of companies that indicators ask about.
struct RiskFacts: Sendable {
    /// Facts that say that a company could not be reached, by company.
    private(set) var unreachable: [NodeID: [Int]] = [:]
    /// Whether records of taxes or social insurance were delivered at all.
    let knowsActivity: Bool
    /// Whether annual reports of the last two due years were delivered at all.
    let knowsReports: Bool
    /// The first day of the two years in which reports of the last two due years were
    /// published. A report is due until the end of June.
    let reportsDueSince: Day
    /// By company: the last day that it paid taxes or insured anybody, and that of its
    /// last annual report; the least number for none, the greatest for a report of a
    /// day that nobody knows.
    private let lastActivity: [Int32]
    private let lastReport: [Int32]
    private let companies: Range<Int>
    private let snapshot: GraphSnapshot
    private let day: Day

    /// What facts of a theme tell.
    private enum Matter {
        case activity, report, listing, inspection

        init?(theme: String) {
            switch theme {
            case "tax", "social_insurance", "medical_insurance": self = .activity
            case "annual_report": self = .report
            case "abnormal_listing": self = .listing
            case "inspection": self = .inspection
            default: return nil
            }
        }
    }

    /// - Complexity: O(facts).
    init(_ snapshot: GraphSnapshot, on day: Day) {
        (self.snapshot, self.day, companies) = (snapshot, day, snapshot.nodes.range(of: .company))
        let (year, month, _) = day.components
        // Before 1602 nobody reported.
        reportsDueSince = Day(year: month > 6 ? year - 1 : year - 2, month: 1, day: 1) ?? day
        let due = reportsDueSince.rawValue
        let matters = snapshot.themes.map { Matter(theme: $0) }
        let facts = snapshot.facts
        let (themes, dates, offsets) = (facts.theme.span, facts.date.span, facts.offsets.span)
        var lastActivity = [Int32](repeating: .min, count: companies.count)
        var lastReport = lastActivity
        var knowsReports = false
        var rows: [(row: Int, isInspection: Bool)] = []
        for company in companies {
            let place = company - companies.lowerBound
            for row in Int(offsets[company])..<Int(offsets[company + 1]) {
                let date = dates[row]
                guard let matter = matters[Int(themes[row])], date <= day.rawValue else { continue }
                switch matter {
                case .activity: lastActivity[place] = max(lastActivity[place], date)
                case .report:
                    if date >= due { knowsReports = true }
                    // One of a day that nobody knows may be of any.
                    lastReport[place] = max(lastReport[place], date == Day.unknownRawValue ? .max : date)
                case .listing: rows.append((row, false))
                case .inspection: if date > day.rawValue - Self.inspectionDays { rows.append((row, true)) }
                }
            }
        }
        knowsActivity = lastActivity.contains { $0 > day.rawValue - 365 }
        (self.lastActivity, self.lastReport, self.knowsReports) = (lastActivity, lastReport, knowsReports)
        note(rows)
    }

    /// An inspection of longer ago says nothing of today.
    private static let inspectionDays: Int32 = 1_095
    /// Of a listing the reason; of an inspection the result, behind its matter.
    private static let reason = Array("通过登记的住所".utf8)
    private static let result = Array("：通过登记的住所".utf8)
    private static let words = Array("无法联系".utf8)
    private static let removal = Array("移出".utf8)

    /// Takes the facts among `rows`, ascending, that say so and are not taken back:
    /// of inspections a company's last one counts.
    private mutating func note(_ rows: [(row: Int, isInspection: Bool)]) {
        let facts = snapshot.facts
        let offsets = facts.offsets.span
        var company = 0
        var last: [NodeID: (row: Int, isUnreachable: Bool)] = [:]
        var start = 0
        while start < rows.count {
            // Neighbours are read at once.
            var end = start + 1
            while end < rows.count, rows[end].row - rows[start].row < 4_096 { end += 1 }
            // A file that cannot be read any more says nothing; the next answer of facts tells.
            if let run = try? facts.titles.run(rows[start].row..<rows[end - 1].row + 1) {
                for (row, isInspection) in rows[start..<end] {
                    while company + 1 < offsets.count, Int(offsets[company + 1]) <= row { company += 1 }
                    let says = Self.isUnreachable(Self.copy(run.text(row)), isInspection: isInspection, on: day)
                    if isInspection {
                        last[NodeID(company)] = (row, says)
                    } else if says {
                        unreachable[NodeID(company), default: []].append(row)
                    }
                }
            }
            start = end
        }
        for (company, inspection) in last where inspection.isUnreachable {
            unreachable[company, default: []].append(inspection.row)
        }
    }

    private static func copy(_ text: Span<UInt8>) -> [UInt8] { text.indices.map { text[$0] } }

    /// 通过登记的住所无法联系, and not removed from the list by the day.
    private static func isUnreachable(_ title: [UInt8], isInspection: Bool, on day: Day) -> Bool {
        guard firstIndex(of: words, in: title) != nil,
            firstIndex(of: isInspection ? result : reason, in: title) != nil
        else { return false }
        if isInspection { return true }
        guard let removed = firstIndex(of: removal, in: title) else { return true }
        // The last 移出 has the day behind it; without one it is over.
        var last = removed
        while let next = firstIndex(of: removal, in: Array(title[(last + removal.count)...])) {
            last += removal.count + next
        }
        let date = String(decoding: title[(last + removal.count)...].prefix(10), as: UTF8.self)
        guard let until = Day(iso: date) else { return false }
        return until > day
    }

    private static func firstIndex(of part: [UInt8], in text: [UInt8]) -> Int? {
        guard text.count >= part.count else { return nil }
        for start in 0...(text.count - part.count) where text[start] == part[0] {
            if text[start..<start + part.count].elementsEqual(part) { return start }
        }
        return nil
    }

    /// Whether a company published an annual report since the last two were due, or
    /// one of a day that is not known.
    func hasReported(_ company: NodeID) -> Bool {
        lastReport[company.index - companies.lowerBound] >= reportsDueSince.rawValue
    }

    /// Whether a company paid taxes or insured anybody within days before the day.
    func isActive(_ company: NodeID, days: Int) -> Bool {
        lastActivity[company.index - companies.lowerBound] > day.rawValue - Int32(clamping: days)
    }
}
