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
        return unit != .road && unit != .village
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
                } else if unit(i) == Char.comma || at(i, "及") || at(i, "和") || at(i, "至"), hasDigit,
                    kind(i + 1).contains(.digit)
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

    /// The end of 门面 in 门面103, which is a room whatever follows.
    func roomPrefix(_ i: Int, _ end: Int) -> Int? {
        // Asked at every character of a name: most have no digit near.
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

    /// -1层 behind a building: below the ground, but for 2号楼-2层-201, where dashes part.
    func basement(_ i: Int, _ end: Int) -> Int? {
        guard unit(i) == Char.dash, has(.building) || has(.number) || has(.estate), (49...51).contains(unit(i + 1)),
            let (word, next) = unitWord(i + 2, end), word == .floor, unit(next) != Char.dash
        else { return nil }
        return next
    }

    /// Reads a number with the word behind it.
    ///
    /// - Returns: where to go on; nil where no number begins.
    mutating func number(_ i: Int, _ end: Int) -> Int? {
        if let next = fixedFloor(i, end) {
            add(.floor, i..<next)
            return next
        }
        guard let run = run(at: i, end) else { return nil }
        if let floorEnd = floorBeforeRoom(run, end) {
            add(.floor, run.start..<floorEnd)
            return floorEnd
        }
        guard let (what, wordEnd) = unitWord(run.end, end) else {
            if run.needsUnit { return nil }
            if roomPrefix(run.start, end) != nil {
                add(.room, run.start..<run.end)
                return sub(run.end, end)
            }
            // 10F
            if run.end - run.start > 1, unit(run.end - 1) == UInt16(ascii: "F"),
                (run.start..<run.end - 1).allSatisfy({ kind($0).contains(.digit) })
            {
                add(.floor, run.start..<run.end)
                return run.end
            }
            bare(run, run.end)
            return sub(run.end, end)
        }
        switch what {
        case .village:
            // 33委; 二村 is a name.
            let isCommittee = at(run.end, "委")
            guard !run.needsUnit || isCommittee || at(run.end, "团"), !has(.village), !has(.road) || isCommittee else {
                return nil
            }
            // 建国街27委: in the north-east a 街 is a 街道.
            if isCommittee, let last = elements.last, last.kind == .road, last.range.upperBound == run.start,
                at(run.start - 1, "街"), !has(.town)
            {
                elements[elements.count - 1].kind = .town
            }
            add(.village, run.start..<wordEnd)
            return wordEnd
        case .road:
            // S253线, 106国道, 5号路; 五一路 is a name.
            if run.needsUnit { return nil }
            if at(wordEnd - 2, "国", "道") || at(wordEnd - 2, "省", "道"), let side = side(wordEnd, end) {
                add(.direction, run.start..<side)
                return side
            }
            if has(.road), at(run.end, "号") { return door(run, run.end + 1, end) }
            add(.road, run.start..<wordEnd)
            return wordEnd
        case .number: return door(run, wordEnd, end)
        case .building:
            // 路12# is a door, 苑12# a building.
            if wordEnd - run.end == 1, at(run.end, "#"), elements.last?.kind == .road, !has(.number) {
                return door(run, wordEnd, end)
            }
            // 5252号办公楼 behind a road: a door and a building.
            if wordEnd - run.end > 2, at(run.end, "号"), elements.last?.kind == .road, !has(.number) {
                return door(run, run.end + 1, end)
            }
            chain(run, .building, wordEnd)
            return sub(wordEnd, end)
        case .unit:
            // 402单元: a room, as flats are called there; 5门 without a room is a shop.
            let isShop = wordEnd - run.end == 1 && at(run.end, "门") && wordEnd >= end
            if run.pieceCount == 1, isRoomNumber(run.start..<run.end) || isShop {
                chain(run, .room, wordEnd)
                return wordEnd
            }
            chain(run, has(.floor) || has(.room) ? .room : .unit, wordEnd)
        case .floor:
            // 1楼 before 单元 would be a building; F behind digits.
            let isFloor = !at(run.end, "楼") || numberUnit(wordEnd, end) != .unit
            chain(run, isFloor ? .floor : .building, wordEnd)
            return sub(wordEnd, end)
        case .room:
            // 1号房1906室: a building.
            if at(run.end, "号", "房"), wordEnd - run.end == 2, !has(.building), numberUnit(wordEnd, end) == .room {
                add(.building, run.start..<wordEnd)
                return wordEnd
            }
            // 146号商铺3 and 256号底商 behind a road: a door, and a shop there.
            if wordEnd - run.end > 2, at(run.end, "号"), elements.last?.kind == .road, !has(.number) {
                return door(run, run.end + 1, end)
            }
            chain(run, .room, wordEnd)
            return sub(wordEnd, end)
        case .estate:
            add(.estate, run.start..<wordEnd)
        case .desk: chain(run, .desk, wordEnd)
        case .group:
            // 方乐寺六组: a village without the word.
            if let last = elements.last, last.kind == .estate, last.range.upperBound == run.start {
                elements[elements.count - 1].kind = .village
            }
            add(.group, run.start..<wordEnd)
        case .lane: add(.lane, run.start..<wordEnd)
        case .block:
            add(has(.floor) || has(.room) ? .room : .block, run.start..<wordEnd)
        case .row: add(.building, run.start..<wordEnd)
        case .phase: add(.phase, run.start..<wordEnd)
        case .distance: add(.direction, run.start..<wordEnd)
        }
        return wordEnd
    }

    /// 旁 or 西侧 behind a highway, and nothing else: what lies there has no number.
    private func side(_ i: Int, _ end: Int) -> Int? {
        var next = i
        while next < end, kind(next).contains(.side) { next += 1 }
        if at(next, "侧") || at(next, "旁") || at(next, "边") { next += 1 }
        return next > i && (next >= end || kind(next).contains(.punctuation)) ? next : nil
    }

    /// 3F of 3F303, 2F56 and 2F4号.
    private func floorBeforeRoom(_ run: NumberRun, _ end: Int) -> Int? {
        let digits = (run.start..<run.end).prefix { kind($0).contains(.digit) }
        let rest = digits.upperBound + 1
        guard (1...2).contains(digits.count), rest < run.end, at(digits.upperBound, "F"), kind(rest).contains(.digit),
            rest + 2 <= run.end && kind(rest + 1).contains(.digit) || unitWord(run.end, end) != nil
        else { return nil }
        return rest
    }

    /// A number with 号: of the door, or of a room once there is one.
    private mutating func door(_ run: NumberRun, _ wordEnd: Int, _ end: Int) -> Int {
        let isDoor = !has(.number) && !has(.building) && !has(.unit) && !has(.floor) && !has(.room)
        // 市场C区14号 is a stall.
        let isStall =
            !has(.road) && !has(.village) && elements.last?.kind == .block
            && elements.contains {
                $0.kind == .estate && PlaceNames.sort(ofEstate: Word(text.units[$0.range])) == .market
            }
        guard isDoor, !isStall else {
            if has(.number), elements.last?.kind == .number,
                at(run.start, "附") || at(run.start, "增") || at(run.start, "付")
            {
                elements[elements.count - 1].range = elements[elements.count - 1].range.lowerBound..<wordEnd
                return sub(wordEnd, end)
            }
            // 3栋19-21号, C-156号: one stall or several, no entrance or floor.
            let last = (run.start..<run.end).reversed().prefix { kind($0).contains(.digit) }
            if run.pieceCount == 2, has(.building) || last.count < 3 {
                add(.room, run.start..<wordEnd)
            } else {
                chain(run, .room, wordEnd)
            }
            return sub(wordEnd, end)
        }
        // 园12-4-501号 is no door.
        if run.pieceCount > 2 || (run.pieceCount == 2 && !has(.road) && !has(.village) && has(.estate)) {
            chain(run, .room, wordEnd)
            return wordEnd
        }
        // 大厦303号: a room of the building that stands before it.
        let isInBuilding =
            !has(.road) && run.pieceCount == 1 && isRoomNumber(run.start..<run.end)
            && elements.last.map { $0.kind == .estate && PlaceNames.isOneBuilding(Word(text.units[$0.range])) } ?? false
        if isInBuilding || isBracketed && has(.estate) && !has(.road) {
            chain(run, .room, wordEnd)
            return wordEnd
        }
        add(.number, run.start..<wordEnd)
        return sub(wordEnd, end)
    }

    /// 之一, 附2号, -3, 甲 behind a door's number.
    private mutating func sub(_ start: Int, _ end: Int) -> Int {
        var i = start
        if kind(i).contains(.stem), unitWord(i + 1, end) == nil { i += 1 }
        let isDoor = elements.last?.kind == .number
        let isBuilding = elements.last?.kind == .building
        if at(i, "之"), let run = run(at: i + 1, end) {
            i = at(run.end, "号") ? run.end + 1 : run.end
        } else if isDoor, at(i, "附") || at(i, "增") || at(i, "付"), let run = run(at: i + 1, end),
            at(run.end, "号") || run.end == end
        {
            i = min(run.end + 1, end)
        } else if unit(i) == Char.dash, !isBuilding, let run = run(at: i + 1, end), run.pieceCount == 1,
            unitWord(run.end, end) == nil
        {
            i = run.end
        }
        if i > start {
            let last = elements.count - 1
            elements[last].range = elements[last].range.lowerBound..<i
        }
        return i
    }

    /// A number without a word: the door's behind a road, else of a room.
    private mutating func bare(_ run: NumberRun, _ wordEnd: Int) {
        if !has(.number), !has(.building), !has(.room), has(.road) || has(.village), !has(.estate), run.pieceCount <= 2
        {
            add(.number, run.start..<wordEnd)
        } else {
            chain(run, .room, wordEnd)
        }
    }

    /// Three digits or more, behind letters or none.
    private func isRoomNumber(_ range: Range<Int>) -> Bool {
        range.count(where: { kind($0).contains(.digit) }) >= 3
    }

    /// Pieces between dashes, the last of a kind and those before of greater ones:
    /// 12-4-501 is building, unit and room.
    private mutating func chain(_ run: NumberRun, _ kind: AddressElement.Kind, _ wordEnd: Int) {
        var starts = [run.start]
        for i in run.start..<run.end where unit(i) == Char.dash && self.kind(i + 1).contains(.code) {
            starts.append(i + 1)
        }
        func piece(_ k: Int) -> Range<Int> { starts[k]..<(k + 1 < starts.count ? starts[k + 1] - 1 : wordEnd) }
        // 201-204: a range.
        if starts.count > 1, kind == .room, isRoomNumber(piece(starts.count - 2)), isRoomNumber(piece(starts.count - 1))
        {
            starts.removeLast()
        }
        let count = starts.count
        switch (kind, count) {
        case (_, 1), (.building, _), (.floor, _):
            return add(kind, run.start..<wordEnd)
        case (.unit, 2):
            add(.building, piece(0))
            add(.unit, piece(1))
        case (.room, 2):
            let (first, last) = (piece(0), piece(1))
            let isLong = isRoomNumber(first)
            // A座15-1510 and 2幢18-7 begin with a floor, 3幢2-501 with an entrance.
            let digits = text.units[last].prefix { (48...57).contains($0) }
            let isFloor = has(.unit) || digits.count < 3 || digits.starts(with: text.units[first])
            if has(.room) || has(.floor) || isLong { return add(.room, run.start..<wordEnd) }
            if has(.building) || has(.unit) {
                add(isFloor ? .floor : .unit, first)
            } else {
                add(.building, first)
            }
            add(.room, piece(1))
        case (.room, 3):
            // 18号(1-4-2): an entrance, a floor and a flat.
            let isShort = has(.number) && text.units[piece(2)].prefix { (48...57).contains($0) }.count == 1
            if has(.building) || isShort {
                add(.unit, piece(0))
                add(.floor, piece(1))
            } else {
                add(.building, piece(0))
                add(.unit, piece(1))
            }
            add(.room, piece(2))
        case (.room, 4):
            add(.building, piece(0))
            add(.unit, piece(1))
            add(.floor, piece(2))
            add(.room, piece(3))
        default: add(kind, run.start..<wordEnd)
        }
    }
}
