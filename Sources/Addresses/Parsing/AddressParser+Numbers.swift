extension AddressParser {
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
        guard let (what, wordEnd) = unitWord(run.end, end) else { return wordless(run, end) }
        switch what {
        case .number: return door(run, wordEnd, end)
        case .village: return village(run, wordEnd)
        case .road: return road(run, wordEnd, end)
        case .estate: return estate(run, wordEnd)
        case .building: return building(run, wordEnd, end)
        case .unit: return entrance(run, wordEnd, end)
        case .room: return room(run, wordEnd, end)
        case .floor:
            // 1楼 before 单元 would be a building; F behind digits.
            let isFloor = !at(run.end, "楼") || numberUnit(wordEnd, end) != .unit
            chain(run, isFloor ? .floor : .building, wordEnd)
            return sub(wordEnd, end)
        case .desk: desk(run, wordEnd)
        case .group:
            // 方乐寺六组: a village without the word.
            if isBehind(.estate, run.start) { elements[elements.count - 1].kind = .village }
            add(.group, run.start..<wordEnd)
        case .lane: add(.lane, run.start..<wordEnd)
        case .block: add(has(.floor) || has(.room) ? .room : .block, run.start..<wordEnd)
        case .row: add(.building, run.start..<wordEnd)
        case .phase: add(.phase, run.start..<wordEnd)
        case .distance: add(.direction, run.start..<wordEnd)
        }
        return wordEnd
    }

    /// A number without a word behind it.
    private mutating func wordless(_ run: NumberRun, _ end: Int) -> Int? {
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

    /// 33委, 一四三团; 二村 is a name, and so is 四团镇.
    private mutating func village(_ run: NumberRun, _ wordEnd: Int) -> Int? {
        let isCommittee = at(run.end, "委")
        let isRegiment = at(run.end, "团") && !at(wordEnd, "镇") && !at(wordEnd, "乡") && !at(wordEnd, "结")
        guard !run.needsUnit || isCommittee || isRegiment, !has(.village), !has(.road) || isCommittee else {
            return nil
        }
        // 建国街27委: in the north-east a 街 is a 街道.
        if isCommittee, isBehind(.road, run.start), at(run.start - 1, "街"), !has(.town) {
            elements[elements.count - 1].kind = .town
        }
        add(.village, run.start..<wordEnd)
        return wordEnd
    }

    /// S253线, 106国道, 5号路; 五一路 is a name.
    private mutating func road(_ run: NumberRun, _ wordEnd: Int, _ end: Int) -> Int? {
        if run.needsUnit { return nil }
        if at(wordEnd - 2, "国", "道") || at(wordEnd - 2, "省", "道"), let side = side(wordEnd, end) {
            add(.direction, run.start..<side)
            return side
        }
        if has(.road), at(run.end, "号") { return door(run, run.end + 1, end) }
        add(.road, run.start..<wordEnd)
        return wordEnd
    }

    /// 14小区 and, behind a name, 胜利1小区; 胜利一小区 is a name.
    private mutating func estate(_ run: NumberRun, _ wordEnd: Int) -> Int? {
        if run.needsUnit { return nil }
        if isBehind(.estate, run.start) {
            extendLast(to: wordEnd)
        } else {
            add(.estate, run.start..<wordEnd)
        }
        return wordEnd
    }

    private mutating func building(_ run: NumberRun, _ wordEnd: Int, _ end: Int) -> Int {
        let isBehindRoad = elements.last?.kind == .road && !has(.number)
        // 路12# is a door, 苑12# a building.
        if isBehindRoad, wordEnd - run.end == 1, at(run.end, "#") { return door(run, wordEnd, end) }
        // 5252号办公楼 behind a road: a door and a building.
        if isBehindRoad, wordEnd - run.end > 2, at(run.end, "号") { return door(run, run.end + 1, end) }
        chain(run, .building, wordEnd)
        return sub(wordEnd, end)
    }

    /// 2单元, 5门; 402单元 is a room, as flats are called there, and so is 5门 behind a
    /// door's number and before nothing: a shop.
    private mutating func entrance(_ run: NumberRun, _ wordEnd: Int, _ end: Int) -> Int {
        let isShop = wordEnd - run.end == 1 && at(run.end, "门") && wordEnd >= end && !has(.building)
        let isRoom = run.pieceCount == 1 && (isRoomNumber(run.start..<run.end) || isShop)
        chain(run, isRoom || has(.floor) || has(.room) ? .room : .unit, wordEnd)
        return wordEnd
    }

    private mutating func room(_ run: NumberRun, _ wordEnd: Int, _ end: Int) -> Int {
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
    }

    /// 405-174卡位: a room and a desk in it.
    private mutating func desk(_ run: NumberRun, _ wordEnd: Int) {
        guard run.pieceCount == 2, !has(.room), let dash = (run.start..<run.end).first(where: { unit($0) == Char.dash })
        else { return add(.desk, run.start..<wordEnd) }
        add(.room, run.start..<dash)
        add(.desk, dash + 1..<wordEnd)
    }

    /// 旁 or 西侧 behind a highway, and nothing else: what lies there has no number.
    private func side(_ i: Int, _ end: Int) -> Int? {
        var next = i
        while next < end, kind(next).contains(.side) { next += 1 }
        if at(next, "侧") || at(next, "旁") || at(next, "边") { next += 1 }
        return next > i && (next >= end || kind(next).contains(.punctuation)) ? next : nil
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
        // 22号、24号 is one list, of which the first is the door.
        if isListed(.number, before: run.start) {
            extendLast(to: wordEnd)
            return wordEnd
        }
        // 门面103号 is a room whatever stands before it.
        if roomPrefix(run.start, end) != nil {
            add(.room, run.start..<wordEnd)
            return sub(wordEnd, end)
        }
        guard isDoor, !isStall else {
            if has(.number), elements.last?.kind == .number,
                at(run.start, "附") || at(run.start, "增") || at(run.start, "付")
            {
                extendLast(to: wordEnd)
                return sub(wordEnd, end)
            }
            // 3栋19-21号, C-156号: one stall or several; 3栋2-501号 is of an entrance.
            let last = (run.start..<run.end).reversed().prefix { kind($0).contains(.digit) }
            if run.pieceCount == 2, last.count < 3 {
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
        if i > start { extendLast(to: i) }
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

    /// A room of three digits or more that do not begin with the floor's.
    private func isOtherFloor(_ room: Range<Int>, than floor: Range<Int>) -> Bool {
        isRoomNumber(room) && !text.units[room].starts(with: text.units[floor])
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
            // A座15-1510 and 2幢18-7 begin with a floor, 3幢2-501 and 5幢3-301 with an entrance.
            let digits = text.units[last].prefix { (48...57).contains($0) }
            let isFloor = has(.unit) || digits.count < 3 || first.count > 1 && digits.starts(with: text.units[first])
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
        case (.room, 4) where isBehind(.estate, run.start) && isOtherFloor(piece(3), than: piece(2)):
            // 长征365-6-4-202: the name ends with a number.
            extendLast(to: piece(0).upperBound)
            add(.building, piece(1))
            add(.unit, piece(2))
            add(.room, piece(3))
        case (.room, 4):
            add(.building, piece(0))
            add(.unit, piece(1))
            add(.floor, piece(2))
            add(.room, piece(3))
        default: add(kind, run.start..<wordEnd)
        }
    }
}
