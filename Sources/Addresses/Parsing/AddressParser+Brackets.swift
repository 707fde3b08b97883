/// What stands in brackets, at crossings and beside places.
extension AddressParser {
    /// What stands in brackets: a place, unless words tell that it is a remark.
    mutating func bracket(_ start: Int, _ end: Int) -> Int {
        var open = 0
        var close = start
        while close < end {
            if unit(close) == Char.open { open += 1 }
            if unit(close) == Char.close {
                open -= 1
                if open == 0 { break }
            }
            close += 1
        }
        let inside = start + 1..<max(start + 1, close)
        // 1号(15): a number of the register's own, one door.
        let isSerial =
            inside.count <= 2 && isBehind(.number, start)
            && inside.allSatisfy { kind($0).contains(.digit) } && close + 1 >= end
        if isSerial || isRemark(inside) || tellsSide(inside) || depth == Self.depthMax {
            add(.remark, inside)
        } else if hasCrossing(inside) {
            add(.direction, inside)
        } else {
            depth += 1
            // 保税港区某楼113室(福清市新厝镇新江路9号): what the address lies in comes last.
            let isAddress = !has(.district) && !has(.road) && !has(.number)
            let start =
                isAddress ? divisions(from: inside.lowerBound, to: inside.upperBound, prior: 0) : inside.lowerBound
            scan(start, inside.upperBound)
            depth -= 1
        }
        return min(close + 1, end)
    }

    /// 院内: tells no place of its own.
    func noise(_ i: Int, _ end: Int) -> Int? {
        AddressWords.noise.longest(in: text.units, at: i, end: end).flatMap { found in
            found.end >= end || found.end - i > 1 || has(.number) || has(.estate) ? found.end : nil
        }
    }

    /// 与某路交汇处 behind a road.
    func crossing(_ i: Int, _ end: Int) -> Int? {
        guard has(.road), at(i, "与") || at(i, "和") || at(i, "及") else { return nil }
        var k = i + 1
        while k < min(end, i + 20), !kind(k).contains(.punctuation), unit(k) != Char.open {
            if let (ending, next) = endingWord(k, end), ending == .direction { return next }
            k += 1
        }
        return nil
    }

    private func hasCrossing(_ range: Range<Int>) -> Bool {
        range.contains { i in
            guard at(i, "交"), let (ending, next) = endingWord(i, range.upperBound) else { return false }
            return ending == .direction && next - i > 1
        }
    }

    /// (农贸市场旁), (309国道北): beside a place, not in it.
    private func tellsSide(_ range: Range<Int>) -> Bool {
        guard range.count >= 4, has(.number) || has(.village) || has(.road) || has(.estate) else { return false }
        let last = range.upperBound - 1
        if at(last, "旁") || at(last - 1, "对", "面") || at(last - 1, "附", "近") || at(last - 1, "桥", "头") { return true }
        let isOfRoad = at(last - 1, "道") || at(last - 1, "路") || at(last - 1, "街")
        return (kind(last).contains(.side) || at(last, "边")) && isOfRoad
    }

    private func isRemark(_ range: Range<Int>) -> Bool {
        range.isEmpty
            || AddressWords.wholeRemarks.longest(in: text.units, at: range.lowerBound, end: range.upperBound)?.end
                == range.upperBound
            || range.contains { AddressWords.remarks.longest(in: text.units, at: $0, end: range.upperBound) != nil }
    }
}
