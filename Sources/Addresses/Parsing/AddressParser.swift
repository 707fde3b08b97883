/// Takes addresses apart.
///
/// From left to right, once: divisions by the gazetteer, then names up to a word
/// that ends one (村, 路, 大厦), and numbers up to the word behind them (号, 幢,
/// 室). What a number with a bare 号 means depends on what stands before it.
public struct AddressParser: Sendable {
    let gazetteer: Gazetteer
    var text = AddressText()
    /// What was found, in the order of the text.
    var elements: [AddressElement] = []
    /// Divisions that the text names, or that follow from what it names.
    var place = Place()
    /// Names that no word ended and no table has, and what was passed over.
    private(set) var doubtCount = 0
    /// Where another premises begins that the address lists, and the part it begins
    /// with.
    private var next: (start: Int, kind: AddressElement.Kind)?
    /// Within brackets.
    var isBracketed: Bool { depth > 0 }
    var depth = 0
    /// Kinds that a town may stand behind.
    private static let greaterParts: UInt32 = [AddressElement.Kind.province, .city, .district, .town, .zone]
        .reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    /// Bit per kind found so far.
    private var found: UInt32 = 0

    /// Which divisions an address lies in, as far as it says.
    struct Place: Sendable, Equatable {
        /// Six digits; zero for unknown.
        var province: UInt32 = 0
        var city: UInt32 = 0
        var county: UInt32 = 0
        /// The text names the city.
        var statesCity = false
    }

    /// - Parameter gazetteer: names of divisions.
    public init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// Characters of an address that are read; what is behind them is left over as
    /// a remark. The longest of three million real ones has 152.
    static let lengthMax = 1_000
    /// Brackets in brackets that are read; deeper ones are remarks.
    static let depthMax = 4

    /// Takes an address apart; the answer stands in ``elements`` until the next. Of
    /// several premises it is the first; ``readNext()`` goes on.
    ///
    /// - Complexity: O(bytes); the ``lengthMax`` characters that are read cost no
    ///   more than their square.
    mutating func read(_ bytes: Span<UInt8>, prior: UInt32 = 0) {
        text.read(bytes)
        elements.removeAll(keepingCapacity: true)
        place = Place()
        (found, doubtCount, next) = (0, 0, nil)
        let end = min(text.count, Self.lengthMax)
        let start = divisions(from: 0, to: end, prior: prior)
        scan(start, end)
        if next == nil { add(.remark, end..<text.count) }
    }

    /// Reads the next of several premises: what stands before it is what the one
    /// before told, down to the part that it begins with.
    ///
    /// - Returns: whether there is one.
    mutating func readNext() -> Bool {
        guard var (start, kind) = next else { return false }
        next = nil
        let end = min(text.count, Self.lengthMax)
        let division = kind == .road ? leadingDivision(start, end).level : nil
        switch division {
        // 某市某区某路12号、另一市某区某路8号: nothing is shared.
        case .province, .city: (elements, place) = ([], Place())
        // 某区某路12号、另一区某路8号: another county, and all below it.
        case .county, .town: (kind, place.county) = (.district, 0)
        case nil: break
        }
        elements.removeAll { $0.kind >= kind }
        found = elements.reduce(0) { $0 | 1 << UInt32($1.kind.rawValue) }
        if division != nil { start = divisions(from: start, to: end, prior: 0) }
        scan(start, end)
        if next == nil { add(.remark, end..<text.count) }
        return true
    }

    mutating func add(_ kind: AddressElement.Kind, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        // 1908室、1909室 is one list.
        if kind == .room, isListed(.room, before: range.lowerBound) { return extendLast(to: range.upperBound) }
        found |= 1 << UInt32(kind.rawValue)
        elements.append(AddressElement(kind: kind, range: range))
    }

    /// Lets the last part end later.
    mutating func extendLast(to end: Int) {
        let last = elements.count - 1
        elements[last].range = elements[last].range.lowerBound..<end
    }

    /// A part of a kind ends where a place begins.
    func isBehind(_ kind: AddressElement.Kind, _ i: Int) -> Bool {
        elements.last.map { $0.kind == kind && $0.range.upperBound == i } ?? false
    }

    /// The same with a comma between.
    func isListed(_ kind: AddressElement.Kind, before i: Int) -> Bool {
        isBehind(kind, i - 1) && unit(i - 1) == Char.comma
    }

    func has(_ kind: AddressElement.Kind) -> Bool { found >> UInt32(kind.rawValue) & 1 != 0 }
    @inline(__always) func unit(_ i: Int) -> UInt16 { i < text.count ? text.units[i] : 0 }
    @inline(__always) func kind(_ i: Int) -> CharacterClass { CharacterTable.shared.classes[Int(unit(i))] }
    /// Whether a character stands at a place.
    @inline(__always) func at(_ i: Int, _ scalar: Unicode.Scalar) -> Bool {
        unit(i) == UInt16(truncatingIfNeeded: scalar.value)
    }
    /// Whether a word of two characters begins at a place.
    func at(_ i: Int, _ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool { at(i, first) && at(i + 1, second) }

    /// Reads what follows the divisions.
    mutating func scan(_ start: Int, _ end: Int) {
        var i = start
        while i < end {
            let c = unit(i)
            if c == Char.comma, let kind = premises(behind: i, end) {
                next = (i + 1, kind)
                return
            } else if c == Char.open {
                i = bracket(i, end)
            } else if let next = basement(i, end) {
                add(.floor, i..<next)
                i = next
            } else if kind(i).contains(.punctuation) || c == Char.dash {
                i += 1
            } else if let (_, next) = AddressWords.loneRemarks.longest(in: text.units, at: i, end: end),
                roomPrefix(i, end) == nil
            {
                add(.remark, i..<next)
                i = next
            } else if let next = noise(i, end) {
                i = next
            } else if let next = crossing(i, end) {
                add(.direction, i..<next)
                i = next
            } else if let next = number(i, end) {
                i = next
            } else {
                i = name(i, end)
            }
        }
    }
}

// MARK: Names

extension AddressParser {
    /// Reads a name up to the word that ends it.
    mutating func name(_ start: Int, _ end: Int) -> Int {
        var i = start
        // 27 of 27委 is one word even where it is no number.
        while i < end, kind(i).contains(.digit) { i += 1 }
        while i < end {
            let c = unit(i)
            let what = kind(i)
            if what.contains(.punctuation) || c == Char.open { break }
            if c == Char.dash, i > start { break }
            if let next = ending(start, i, end) { return next }
            if i > start, isNumberStart(i, end) { break }
            i += 1
        }
        doubtCount += 1
        if i == start { return i + 1 }
        // 万年桥西: what lies on a side of it.
        let last = i - 1
        if i - start >= 3, kind(last).contains(.side), i >= end || kind(i).contains(.punctuation) {
            add(nameless(start..<last), start..<last)
            add(.direction, last..<i)
        } else {
            add(nameless(start..<i), start..<i)
        }
        return i
    }

    /// What a name without an ending is.
    private func nameless(_ range: Range<Int>) -> AddressElement.Kind {
        if range.allSatisfy({
            kind($0).contains(.direction) || at($0, "村") || at($0, "外") || at($0, "路") || at($0, "向")
        }) {
            return .direction
        }
        if range.count == 1 { return .remark }
        if let last = elements.last, last.range.upperBound == range.lowerBound {
            if last.kind == .village { return .village }
            if last.kind == .town, range.upperBound >= text.count, range.count <= 6 { return .village }
        }
        return .estate
    }

    /// The name begun at `start` may end with the word at `i`.
    ///
    /// - Returns: where to go on.
    private mutating func ending(_ start: Int, _ i: Int, _ end: Int) -> Int? {
        guard let (what, next) = endingWord(i, end) else { return nil }
        let isAlone = i == start
        switch what {
        case .town:
            let isEarly = found & ~Self.greaterParts == 0
            // 镇街 and 东镇大道 are roads; of 石牌镇横街 the town ends before it.
            let isCrossStreet = at(next, "横") || at(next, "直") || at(next, "正")
            let isRoad = next - i == 1 && isRoadWord(next, end) && !isCrossStreet
            guard !isAlone, i - start <= 7, isEarly, !isRoad else { return nil }
            add(.town, start..<next)
            return next
        case .village:
            guard !isAlone else { return nil }
            // 体运村路 is a road, 西街村 a village; of 肖庄村路北 too.
            if next - i <= 2, isRoadWord(next, end), !isRoadside(next, end) { return nil }
            // 孙村镇 is a town.
            if !has(.town), isTownWord(next, end) { return nil }
            // 新村 before a block is an estate.
            if next - i == 1, at(i - 1, "新"), next < end, isNumberStart(next, end), numberUnit(next, end) != .group {
                add(.estate, start..<next)
                return next
            }
            add(.village, start..<next)
            return next
        case .group:
            guard !isAlone, next - i > 1 || has(.village) else { return nil }
            // 浦寨屯 behind a village is one, whatever follows.
            let isHamlet = at(i, "屯") && isBehind(.village, start)
            guard next - i > 1 || isHamlet || standsAlone(next, end) else { return nil }
            add(.group, start..<next)
            return next
        case .road: return isAlone ? nil : road(start, i, next, end)
        case .estate:
            return estate(start, i, next, end)
        case .estateAtEnd:
            guard !isAlone, standsAlone(next, end) else { return nil }
            // 长丰村胡家宅: a hamlet of the village.
            if isBehind(.village, start),
                at(i, "宅") || at(i, "庄") || at(i, "湾") || at(i, "坪") || at(i, "坝")
            {
                add(.village, start..<next)
                return next
            }
            let isBlock = at(i, "区") && i - start <= 2 && (start..<i).allSatisfy { kind($0).contains(.side) }
            add(isBlock ? .block : .estate, start..<next)
            return next
        case .building:
            // 职业中学实验楼: a building of the estate before it.
            if isAlone {
                add(.building, start..<next)
            } else {
                add(.estate, start..<i)
                add(.building, i..<next)
            }
            return next
        case .direction:
            if isVillageWord(next, end) || (isAlone && next - i == 1) { return nil }
            // 高端 is no side of anything.
            if next - i == 1, !at(i, "旁"), !kind(i - 1).contains(.direction) { return nil }
            // 万年桥西侧: a place, and a side of it.
            var side = i
            if next - i == 1 { while side > start, kind(side - 1).contains(.direction) { side -= 1 } }
            if side < i, side - start >= 2 {
                add(nameless(start..<side), start..<side)
                add(.direction, side..<next)
            } else {
                add(.direction, start..<next)
            }
            return next
        }
    }

    /// An estate that ends with the word at `i`, unless a longer name does.
    private mutating func estate(_ start: Int, _ i: Int, _ next: Int, _ end: Int) -> Int? {
        if i == start, next - i < 2 { return nil }
        // 车站南路, 学府一路: roads.
        if kind(next).contains(.side) || kind(next).contains(.numeral), isRoadWord(next + 1, end),
            !at(next - 1, "区")
        {
            return nil
        }
        switch endingWord(next, end)?.ending {
        case .road, .village: return nil
        case .estate where !at(next, "园") || standsAlone(next + 1, end): return nil
        // 国际城; but 广场 of 广场楼上.
        case .estateAtEnd where standsAlone(next + 1, end) && !at(next, "区"): return nil
        case .building: break
        default: if next - i == 1, !standsAlone(next, end) { return nil }
        }
        // 产业园区 is 产业园.
        let stop = at(next - 1, "园") && at(next, "区") ? next + 1 : next
        add(.estate, start..<stop)
        return stop
    }

    /// 镇 or 乡 as the end of a town's name: not of 镇海路, 乡企局 or 镇政府.
    private func isTownWord(_ i: Int, _ end: Int) -> Bool {
        guard at(i, "镇") || at(i, "乡") else { return false }
        let isOffice = ["企", "政", "办", "中", "卫"].contains { at(i + 1, $0) }
        return !isOffice && !(i + 1..<i + 3).contains { isRoadWord($0, end) }
    }

    /// 路北, 路东侧 at the end: what lies at a road without a name.
    private func isRoadside(_ i: Int, _ end: Int) -> Bool {
        at(i, "路") && kind(i + 1).contains(.side)
            && (i + 2 >= end || kind(i + 2).contains(.punctuation) || at(i + 2, "侧"))
    }

    /// A road, with the part of it that is named.
    private mutating func road(_ start: Int, _ i: Int, _ next: Int, _ end: Int) -> Int? {
        // 路口, 道桥, 街村.
        if at(next, "口") || (at(next, "桥") && !at(next + 1, "头")) { return nil }
        // 大街镇 and 大街街道 are towns.
        if !has(.town), endingWord(next, end)?.ending == .town, at(next, "街") || isTownWord(next, end) { return nil }
        if isVillageWord(next, end) { return nil }
        // 南三环中路 is longer than 南三环.
        if at(next - 1, "环"), isRoadWord(next, end) || kind(next).contains(.side) && isRoadWord(next + 1, end) {
            return nil
        }
        var stop = next
        if at(next, "段") { stop += 1 }
        var j = next
        while j < end, j < next + 4,
            kind(j).contains(.direction) || kind(j).contains(.numeral) || kind(j).contains(.digit)
        {
            j += 1
        }
        if j < end, at(j, "段"), j > next {
            stop = j + 1
        } else if next < end, kind(next).contains(.side), isNumberStart(next + 1, end) {
            stop = next + 1
        }
        add(at(start, "与") ? .direction : .road, start..<stop)
        return stop
    }

    /// The end of the text, a bracket, a list or a number.
    private func standsAlone(_ i: Int, _ end: Int) -> Bool {
        i >= end || kind(i).contains(.punctuation) || unit(i) == Char.dash || isNumberStart(i, end)
            || (at(i, "内") && i + 1 >= end)
    }

    /// The word of a place's name that begins here.
    func endingWord(_ i: Int, _ end: Int) -> (ending: AddressWords.Ending, end: Int)? {
        AddressWords.endings.longest(in: text.units, at: i, end: end).flatMap { found in
            AddressWords.Ending(rawValue: found.number).map { ($0, found.end) }
        }
    }

    func isRoadWord(_ i: Int, _ end: Int) -> Bool { endingWord(i, end)?.ending == .road }
    func isVillageWord(_ i: Int, _ end: Int) -> Bool { endingWord(i, end)?.ending == .village }
}
