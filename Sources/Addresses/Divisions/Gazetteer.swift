/// Names of administrative divisions down to towns, of today and of the past.
///
/// GB/T 2260 codes of six digits name provinces, prefectures and counties; codes
/// of nine digits (GB/T 10114) towns.
public struct Gazetteer: Sendable {
    /// A division, of one name that it has or had: the name stands apart, so that
    /// looking at divisions counts no references.
    public struct Division: Sendable, BitwiseCopyable, Equatable {
        /// Six digits, or nine of a town.
        public let code: UInt32
        /// Where it stands in the hierarchy.
        public let level: Level
        /// The table of today has the code with this name.
        public let isCurrent: Bool
    }

    /// Levels of divisions.
    public enum Level: UInt8, Sendable, BitwiseCopyable, Comparable {
        case province = 1
        case city, county, town
        /// The greater division first.
        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    /// All divisions, in the order of the tables.
    public private(set) var divisions: [Division] = []
    /// The name of each, as the table has it.
    public private(set) var divisionNames: [String] = []
    /// Names and short names; ``bearers(of:)`` tells whose.
    private(set) var names = WordTrie(capacity: 1 << 18)
    /// Bearers of the first name, then of the second, and so on: those of name n
    /// begin at the offset n.
    private var bearers: [Bearer] = []
    private var bearerOffsets: [Int] = [0]
    private var currentCounties: Set<UInt32> = []
    /// By code of a province, prefecture or county: its division of the name that it has
    /// today, or had last.
    private var divisionByCode: [UInt32: (division: Int, lastSeen: Int)] = [:]

    /// A division that a name may mean.
    struct Bearer: Sendable, BitwiseCopyable {
        let division: Int32
        let isFull: Bool
    }

    /// A row of a table of divisions.
    public struct Row: Sendable {
        let code: String
        let name: String
        let lastSeen: Int

        /// - Parameters:
        ///   - code: six or nine digits.
        ///   - name: in full.
        ///   - lastSeen: of a division of other years, the last month that it had the
        ///     name in, as 200912; 0 where nobody knows.
        public init(code: String, name: String, lastSeen: Int = 0) {
            (self.code, self.name, self.lastSeen) = (code, name, lastSeen)
        }
    }

    /// Reads tables.
    ///
    /// - Parameters:
    ///   - current: provinces, prefectures and counties of today.
    ///   - towns: of today.
    ///   - past: divisions of other years; those of today are passed over.
    ///   - aliases: what people write for divisions of today besides: 前郭县.
    /// - Complexity: O(rows).
    public init(current: [Row], towns: [Row], past: [Row], aliases: [Row] = []) {
        var known: Set<String> = []
        var bearersByName: [[Bearer]] = []
        for row in current where row.name != "市辖区" && !row.name.hasSuffix("直辖县级行政区划") && row.name != "县" {
            known.insert(row.code + row.name)
            add(row, isCurrent: true, &bearersByName)
        }
        for row in past where row.name != "市辖区" && row.name != "县" && known.insert(row.code + row.name).inserted {
            add(row, isCurrent: false, &bearersByName)
        }
        for row in aliases { add(row, isCurrent: true, isAlias: true, &bearersByName) }
        for row in towns { add(row, isCurrent: true, &bearersByName) }
        for named in bearersByName {
            bearers += named
            bearerOffsets.append(bearers.count)
        }
    }

    /// Divisions that a name may mean.
    @inline(__always) func bearers(of name: UInt32) -> ArraySlice<Bearer> {
        bearers[bearerOffsets[Int(name)]..<bearerOffsets[Int(name) + 1]]
    }

    /// Whether a county, by its code, is one of today.
    public func isCurrent(county: UInt32) -> Bool { currentCounties.contains(county) }

    /// A province, prefecture or county with what it is part of: 山东省青岛市崂山区.
    ///
    /// - Parameter code: six digits, or the nine of a town, which is told by its county.
    /// - Returns: nil for a code that no table has.
    /// - Complexity: O(1).
    public func fullName(of code: UInt32) -> String? {
        let county = code >= 1_000_000 ? code / 1000 : code
        guard divisionByCode[county] != nil else { return nil }
        let codes = [county / 10_000 * 10_000, county / 100 * 100, county]
        var names: [String] = []
        for code in codes {
            if let (division, _) = divisionByCode[code], names.last != divisionNames[division] {
                names.append(divisionNames[division])
            }
        }
        return names.joined()
    }

    /// Code of the prefecture, province or county that people call by a name, in
    /// this order; 0 for an unknown one, and for one of several.
    public func code(ofCity name: String) -> UInt32 {
        let units = Array(AddressText.folded(name).units)
        var best: Division?
        var isAmbiguous = false
        func rank(_ division: Division) -> Int {
            (division.level == .city ? 4 : division.level == .province ? 3 : 1) * 2 + (division.isCurrent ? 1 : 0)
        }
        names.each(in: units, at: 0, end: units.count) { number, end in
            guard end == units.count else { return }
            for bearer in bearers(of: number) {
                let division = divisions[Int(bearer.division)]
                guard division.level < .town else { continue }
                if let known = best, rank(division) <= rank(known) {
                    if rank(division) == rank(known), division.code != known.code { isAmbiguous = true }
                    continue
                }
                (best, isAmbiguous) = (division, false)
            }
        }
        return isAmbiguous ? 0 : best?.code ?? 0
    }

    /// How many characters of a company's name tell where it is: 青岛市崂山区 of
    /// 青岛市崂山区某某有限公司. Towns do not count.
    public func divisionPrefixLength(of name: String) -> Int {
        let units = Array(name.utf16)
        var start = 0
        var isFurther = true
        while isFurther {
            isFurther = false
            names.each(in: units, at: start, end: units.count) { number, end in
                if bearers(of: number).contains(where: { divisions[Int($0.division)].level < .town }), end > start {
                    (start, isFurther) = (end, true)
                }
            }
        }
        return String(decoding: units[..<start], as: UTF16.self).count
    }

    /// Code of the county of a name within a prefecture or province, today's before
    /// one of the past; 0 for an unknown one, and for one of several.
    ///
    /// - Parameters:
    ///   - name: in full or short.
    ///   - division: code of what it is part of; 0 for the whole country.
    /// - Returns: six digits, or 0.
    public func code(ofCounty name: String, in division: UInt32) -> UInt32 {
        let units = Array(AddressText.folded(name).units)
        var found: [(code: UInt32, rank: Int)] = []
        let level: Level = division % 10_000 == 0 ? .province : .city
        names.each(in: units, at: 0, end: units.count) { number, end in
            guard end == units.count else { return }
            for bearer in bearers(of: number) {
                let county = divisions[Int(bearer.division)]
                guard county.level == .county, division == 0 || county.ancestor(level) == division else { continue }
                found.append((county.code, (county.isCurrent ? 2 : 0) + (bearer.isFull ? 1 : 0)))
            }
        }
        guard let best = found.max(by: { $0.rank < $1.rank }) else { return 0 }
        return found.allSatisfy { $0.rank < best.rank || $0.code == best.code } ? best.code : 0
    }

    private mutating func add(_ row: Row, isCurrent: Bool, isAlias: Bool = false, _ bearersByName: inout [[Bearer]]) {
        guard let code = UInt32(row.code) else { return }
        let level: Level =
            row.code.count > 6 ? .town : code % 10_000 == 0 ? .province : code % 100 == 0 ? .city : .county
        let division = Int32(divisions.count)
        if isCurrent, level == .county { currentCounties.insert(code) }
        let lastSeen = isCurrent ? Int.max : row.lastSeen
        if level < .town, lastSeen > divisionByCode[code]?.lastSeen ?? -1 {
            divisionByCode[code] = (Int(division), lastSeen)
        }
        divisions.append(Division(code: code, level: level, isCurrent: isCurrent))
        divisionNames.append(row.name)
        for (place, name) in ([row.name] + Self.shortNames(row.name, level)).enumerated() {
            // As it stands in folded text.
            let number = names.insert(AddressText.folded(name).units, UInt32(bearersByName.count))
            if number == bearersByName.count { bearersByName.append([]) }
            bearersByName[Int(number)].append(Bearer(division: division, isFull: place == 0 && !isAlias))
        }
    }

    private static let provinceEndings = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]
    private static let peoples = [
        "土家族苗族", "布依族苗族", "苗族侗族", "壮族苗族", "哈尼族彝族", "傣族景颇族", "藏族羌族", "蒙古族藏族", "土家族", "朝鲜族", "羌族", "彝族", "藏族", "苗族",
        "侗族", "瑶族", "回族", "满族", "畲族", "壮族", "蒙古族", "蒙古", "哈萨克", "柯尔克孜", "傣族", "白族", "傈僳族", "黎族", "仡佬族", "水族", "毛南族",
        "仫佬族",
    ]

    /// What people write for a name.
    private static func shortNames(_ name: String, _ level: Level) -> [String] {
        var shorts: [String] = []
        func add(_ text: some StringProtocol) { if text.count >= 2 { shorts.append(String(text)) } }
        switch level {
        case .province:
            for ending in provinceEndings where name.hasSuffix(ending) {
                add(name.dropLast(ending.count))
                break
            }
        case .city, .county:
            if let people = peoples.first(where: { name.contains($0) }), let range = name.firstRange(of: people) {
                let base = name[..<range.lowerBound]
                add(base)
                add(base + (name.hasSuffix("州") ? "州" : name.hasSuffix("县") ? "县" : ""))
            } else if name.hasSuffix("地区") {
                add(name.dropLast(2))
            } else if let last = name.last, "市区县州盟旗".contains(last) {
                add(name.dropLast())
            }
        case .town:
            for ending in TownEndings.all where name.hasSuffix(ending) {
                add(name.dropLast(ending.count))
                break
            }
        }
        return shorts
    }
}

extension Gazetteer.Division {
    /// One of the four cities that are provinces, or part of one.
    var isMunicipal: Bool { [110_000, 120_000, 310_000, 500_000].contains(ancestor(.province)) }

    /// Code of the province, the prefecture or the county that it is part of:
    /// zeros follow.
    func ancestor(_ level: Gazetteer.Level) -> UInt32 {
        let code = self.code >= 1_000_000 ? self.code / 1000 : self.code
        switch level {
        case .province: return code / 10_000 * 10_000
        case .city: return code / 100 * 100
        case .county, .town: return code
        }
    }
}
