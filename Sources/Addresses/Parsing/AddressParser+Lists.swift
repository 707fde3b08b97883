/// Lists of several premises: 某路12号2层、某路14号, 2栋101室、3栋102室.
///
/// A list of rooms, floors or doors is one premises that is larger. Another one
/// begins where, behind a comma, a greater part stands than the last that was told.
extension AddressParser {
    /// The part that another premises begins with, behind the comma at `comma`; nil
    /// where none does.
    func premises(behind comma: Int, _ end: Int) -> AddressElement.Kind? {
        guard !isBracketed, let last = elements.last, last.range.upperBound == comma else { return nil }
        if has(.number), beginsWithRoad(comma + 1, end) { return .road }
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

    /// The full name of a county or city.
    func beginsWithCounty(_ start: Int, _ end: Int) -> Bool {
        guard let (division, next) = division(at: start, end, after: .city), division.level < .town else {
            return false
        }
        return at(next - 1, "区") || at(next - 1, "县") || at(next - 1, "市") || at(next - 1, "旗")
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
