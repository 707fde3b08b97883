/// Lists of several premises: 某路12号2层、某路14号, 2栋101室、3栋102室.
///
/// A list of rooms, floors or doors is one premises that is larger. Another one
/// begins where, behind a comma, a greater part stands than the last that was told.
extension AddressParser {
    /// The part that another premises begins with, behind the comma at `comma`; nil
    /// where none does.
    mutating func premises(behind comma: Int, _ end: Int) -> AddressElement.Kind? {
        guard !isBracketed, let last = elements.last, last.range.upperBound == comma else { return nil }
        if has(.number), beginsWithRoad(leadingDivision(comma + 1, end).end, end) { return .road }
        guard last.kind <= .desk, let run = run(at: comma + 1, end), let (unit, wordEnd) = unitWord(run.end, end) else {
            return nil
        }
        let kind: AddressElement.Kind
        switch unit {
        // 101室、102号 is a list of rooms, 101室、102号2层 are two doors.
        case .number where has(.number) && last.kind > .estate && isNumberStart(wordEnd, end): kind = .number
        case .building: kind = .building
        case .unit where wordEnd - run.end > 1: kind = .unit
        case .floor: kind = .floor
        default: return nil
        }
        return kind < last.kind ? kind : nil
    }

    /// The greatest division that another premises begins with, and where the names of
    /// divisions end: names in full, that of a city only with a division or zone behind
    /// it (朝阳市场路 is a road).
    mutating func leadingDivision(_ start: Int, _ end: Int) -> (level: Gazetteer.Level?, end: Int) {
        // What was told before does not bind what stands here.
        let told = place
        defer { place = told }
        place = Place()
        var levels: [Gazetteer.Level] = []
        var i = start
        while let (division, next) = division(at: i, end, after: levels.last), division.level < .town,
            isFullName(endingAt: next)
        {
            levels.append(division.level)
            i = next
        }
        let isAlone = levels == [.city] && zone(at: i, end) == nil
        return levels.isEmpty || isAlone ? (nil, start) : (levels[0], i)
    }

    private func isFullName(endingAt i: Int) -> Bool {
        at(i - 1, "区") || at(i - 1, "县") || at(i - 1, "市") || at(i - 1, "旗") || at(i - 1, "省")
    }

    /// A short name that ends as one of a road, and a door's number.
    private func beginsWithRoad(_ start: Int, _ end: Int) -> Bool {
        for i in start..<min(start + 12, end) {
            if kind(i).contains(.punctuation) || kind(i).contains(.digit) || unit(i) == Char.open { return false }
            if i > start, let (ending, next) = endingWord(i, end), ending == .road, numberUnit(next, end) == .number {
                return true
            }
        }
        return false
    }
}
