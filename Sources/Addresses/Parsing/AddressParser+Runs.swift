/// A number as it is written: digits and letters with dashes between, a list of
/// them, or Chinese numerals.
struct NumberRun {
    /// With what stands before the first digit (第, 附, 负, 甲).
    var start: Int
    var end: Int
    /// Pieces between dashes.
    var pieceCount: Int
    /// Of Chinese numerals, or of letters alone: no number without a word behind.
    var needsUnit: Bool
}

extension AddressParser {
    /// Whether a number begins here: what a name ends before.
    func isNumberStart(_ i: Int, _ end: Int) -> Bool {
        guard let run = run(at: i, end) else { return fixedFloor(i, end) != nil }
        guard run.needsUnit else { return true }
        guard let unit = unitWord(run.end, end)?.unit else { return false }
        return unit != .road && unit != .village && unit != .estate
    }

    /// The word behind a number that begins here.
    func unitWord(_ i: Int, _ end: Int) -> (unit: AddressWords.Unit, end: Int)? {
        AddressWords.units.longest(in: text.units, at: i, end: end).flatMap { found in
            AddressWords.Unit(rawValue: found.number).map { ($0, found.end) }
        }
    }

    /// What the number that begins here is one of.
    func numberUnit(_ i: Int, _ end: Int) -> AddressWords.Unit? {
        run(at: i, end).flatMap { unitWord($0.end, end)?.unit }
    }

    /// Digits, letters or numerals from here on.
    func run(at start: Int, _ end: Int) -> NumberRun? {
        var i = start
        if at(i, "自"), at(i + 1, "编") {
            i += 2
            if at(i, "号") || at(i, "之") { i += 1 }
        }
        if at(i, "地", "下") { i += 2 }
        if let word = roomPrefix(i, end) { i = word }
        while i < end, isNumberPrefix(i) { i += 1 }
        // 乙12号
        if kind(i).contains(.stem), kind(i + 1).contains(.digit) { i += 1 }
        let first = kind(i)
        guard i < end else { return nil }
        // 东单元, 西户.
        if first.contains(.side), has(.number) || has(.building) || has(.estate) || has(.floor),
            let (word, wordEnd) = unitWord(i + 1, end), word == .unit && wordEnd - i > 2 || at(i + 1, "户")
        {
            return NumberRun(start: start, end: i + 1, pieceCount: 1, needsUnit: true)
        }
        if first.contains(.code) {
            var (pieces, hasDigit) = (1, false)
            while i < end {
                let what = kind(i)
                if what.contains(.code) {
                    hasDigit = hasDigit || what.contains(.digit)
                    i += 1
                } else if unit(i) == Char.dash || unit(i) == Char.slash || unit(i) == Char.dot,
                    kind(i + 1).contains(.code)
                {
                    pieces += 1
                    i += 1
                } else if unit(i) == Char.comma || at(i, "及") || at(i, "和") || at(i, "至"),
                    hasDigit && kind(i + 1).contains(.digit) || isListedCode(i + 1, end)
                {
                    i += 1
                } else {
                    break
                }
            }
            // 105甲
            while i < end, kind(i).contains(.stem) { i += 1 }
            return NumberRun(
                start: start, end: i, pieceCount: pieces, needsUnit: !hasDigit && i < end && unit(i) != Char.comma)
        }
        if first.contains(.numeral) || first.contains(.stem) {
            while i < end,
                kind(i).contains(.numeral) || kind(i).contains(.stem)
                    || at(i, "至") && i > start && kind(i + 1).contains(.numeral)
            {
                i += 1
            }
            return NumberRun(start: start, end: i, pieceCount: 1, needsUnit: true)
        }
        return nil
    }

    /// B1 of A1、B1栋: letters with digits or none, and a word or the next of a list.
    private func isListedCode(_ start: Int, _ end: Int) -> Bool {
        guard kind(start).contains(.code), !kind(start).contains(.digit) else { return false }
        var i = start
        while i < end, kind(i).contains(.code) { i += 1 }
        return unit(i) == Char.comma && kind(i + 1).contains(.code) || unitWord(i, end)?.unit == .building
    }

    /// The end of 门面 in 门面103, which is a room whatever follows.
    func roomPrefix(_ i: Int, _ end: Int) -> Int? {
        // Asked at every character of a name: most have no digit near. The words have
        // three characters at most.
        guard kind(i + 1).contains(.digit) || kind(i + 2).contains(.digit) || kind(i + 3).contains(.digit) else {
            return nil
        }
        if let (_, next) = AddressWords.roomPrefixes.longest(in: text.units, at: i, end: end) {
            return kind(next).contains(.digit) ? next : nil
        }
        guard kind(i + 1).contains(.digit), elements.last?.range.upperBound == i,
            has(.number) || has(.building) || has(.estate),
            let (_, next) = AddressWords.shortRoomPrefixes.longest(in: text.units, at: i, end: end)
        else { return nil }
        return next
    }

    /// May stand before the digits of a number.
    private func isNumberPrefix(_ i: Int) -> Bool {
        at(i, "第") || at(i, "附") || at(i, "付") || at(i, "增") || at(i, "特") || at(i, "负")
    }

    /// 首层, 底楼, 夹层, 地下室: a floor without a number.
    func fixedFloor(_ i: Int, _ end: Int) -> Int? {
        AddressWords.fixedFloors.longest(in: text.units, at: i, end: end)?.end
    }

    /// -1层 behind a building: below the ground. In 2号楼-2层-201 and 12号-3层301 the
    /// dash parts.
    func basement(_ i: Int, _ end: Int) -> Int? {
        guard unit(i) == Char.dash, has(.building) || has(.number) || has(.estate), (49...51).contains(unit(i + 1)),
            at(i + 2, "层"), unit(i + 3) != Char.dash, !(unit(i + 3) == unit(i + 1) && kind(i + 4).contains(.digit))
        else { return nil }
        return i + 3
    }

    /// 3F of 3F303, 2F56 and 2F4号.
    func floorBeforeRoom(_ run: NumberRun, _ end: Int) -> Int? {
        let digits = (run.start..<run.end).prefix { kind($0).contains(.digit) }
        let rest = digits.upperBound + 1
        guard (1...2).contains(digits.count), rest < run.end, at(digits.upperBound, "F"), kind(rest).contains(.digit),
            rest + 2 <= run.end && kind(rest + 1).contains(.digit) || unitWord(run.end, end) != nil
        else { return nil }
        return rest
    }
}
