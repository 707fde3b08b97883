internal import GraphStore

/// The names of all mentions: which mentions share one, and how many other
/// people are likely to bear it.
///
/// Names are compared as search folds them (width, case, traditional forms).
///
///     numberOf[p]                          name of person p
///     members(of: n)                       persons with name n, ascending
struct PersonNames: Sendable {
    /// Folded names by number.
    private(set) var table: IdentifierTable
    /// Name number of each person.
    let numberOf: [UInt32]
    private let offsets: [UInt32]
    private let members: [UInt32]
    /// How many of each name's bearers have an identifier.
    private let identifiedCounts: [UInt32]
    private let statistics: NameStatistics

    /// `persons` is the range of persons in `nodes`.
    ///
    /// - Complexity: O(bytes of names).
    init(nodes: NodeTable, persons: Range<Int>) {
        var table = IdentifierTable(capacity: persons.count)
        var numberOf: [UInt32] = []
        numberOf.reserveCapacity(persons.count)
        let bytes = nodes.names.bytes.span
        var folded: [UInt8] = []
        for node in persons {
            folded.removeAll(keepingCapacity: true)
            TextFolder.fold(bytes.extracting(nodes.names.range(node)), into: &folded)
            numberOf.append(UInt32(table.intern(folded.span).number))
        }
        var offsets = [UInt32](repeating: 0, count: table.count + 1)
        for number in numberOf { offsets[Int(number) + 1] += 1 }
        for name in 0..<table.count { offsets[name + 1] += offsets[name] }
        var next = offsets
        var members = [UInt32](repeating: 0, count: persons.count)
        var identifiedCounts = [UInt32](repeating: 0, count: table.count)
        for (person, number) in numberOf.enumerated() {
            members[Int(next[Int(number)])] = UInt32(person)
            next[Int(number)] += 1
            if nodes.isIdentified[persons.lowerBound + person] != 0 { identifiedCounts[Int(number)] += 1 }
        }
        statistics = NameStatistics(table: table, offsets: offsets)
        (self.table, self.numberOf, self.offsets) = (table, numberOf, offsets)
        (self.members, self.identifiedCounts) = (members, identifiedCounts)
    }

    /// Number of distinct names.
    var count: Int { table.count }

    /// The number of a name; nil when no mention bears it. The name that says
    /// nothing has none.
    func number(of name: String) -> Int? {
        let key = TextFolder.key(name)
        return key.isEmpty ? nil : table.find(key.span)
    }

    /// Where the members of a name lie in ``member(_:)``.
    func block(_ name: Int) -> Range<Int> { Int(offsets[name])..<Int(offsets[name + 1]) }

    /// The person at a place of a block.
    func member(_ place: Int) -> Int { Int(members[place]) }

    /// Whether the name is empty: it is then nobody's.
    func isEmpty(_ name: Int) -> Bool { table.range(name).isEmpty }

    /// The name as folded.
    func text(_ name: Int) -> String { String(decoding: table.arena[table.range(name)], as: UTF8.self) }

    /// How many mentions of *other* people with the name a mention has to
    /// reckon with.
    ///
    /// The number of mentions misleads in both directions: a serial registrant
    /// makes a rare name look common. So the expectation comes from how often
    /// the parts of the name stand in *other* names (surname and given name, and
    /// given name character by character; the greater of both), and from the
    /// identifiers that were seen with the name, which are different people for
    /// certain. Names that are not two to four Han characters are counted as
    /// they are.
    ///
    /// - Parameters:
    ///   - name: its number.
    ///   - added: mentions of the name that are not among the members.
    ///   - addedIdentified: how many of them have an identifier.
    /// - Returns: a positive number of mentions.
    /// - Complexity: O(characters).
    func expectedNamesakes(_ name: Int, added: Int = 0, addedIdentified: Int = 0) -> Double {
        let bearers = block(name).count
        let identified = Int(identifiedCounts[name]) + addedIdentified
        let least = max(NameStatistics.floor, Double(identified - 1))
        let expected = statistics.expected(
            table.arena.span.extracting(table.range(name)), bearers: bearers, mentions: numberOf.count + added)
        return max(least, expected ?? Double(bearers + added - 1))
    }
}

/// How often surnames, given names and their characters occur, over mentions.
private struct NameStatistics: Sendable {
    /// The least expectation: that nobody else has a name is never certain.
    static let floor = 0.05

    private var surnames: [UInt32: Int] = [:]
    private var given = IdentifierTable()
    private var givenCounts: [Int] = []
    /// By length of the given name (1…3): mentions and characters.
    private var lengths = [Int](repeating: 0, count: 4)
    private var characters: [[UInt32: Int]] = Array(repeating: [:], count: 4)

    init(table: IdentifierTable, offsets: [UInt32]) {
        for name in 0..<table.count {
            let bearers = Int(offsets[name + 1] - offsets[name])
            guard let parts = Parts(table.arena.span.extracting(table.range(name))) else { continue }
            surnames[parts.surname, default: 0] += bearers
            let (number, isNew) = given.intern(parts.givenBytes.span)
            if isNew { givenCounts.append(0) }
            givenCounts[number] += bearers
            lengths[parts.given.count] += bearers
            for character in parts.given { characters[parts.given.count][character, default: 0] += bearers }
        }
    }

    /// Expected mentions of other people, or nil for names without this form.
    ///
    /// Counts leave the name's own `bearers` out, so that it does not vouch for
    /// its own frequency; half a mention stands for what was never seen.
    func expected(_ name: Span<UInt8>, bearers: Int, mentions: Int) -> Double? {
        guard let parts = Parts(name) else { return nil }
        func share(_ count: Int?, _ own: Int, of total: Int) -> Double {
            (Double(max(0, (count ?? 0) - own)) + 0.5) / Double(max(1, total))
        }
        let length = parts.given.count
        let surname = share(surnames[parts.surname], bearers, of: mentions)
        let whole = share(given.find(parts.givenBytes.span).map { givenCounts[$0] }, bearers, of: mentions)
        var spelt = Double(lengths[length]) / Double(max(1, mentions))
        for character in parts.given {
            let own = bearers * parts.given.count(where: { $0 == character })
            spelt *= share(characters[length][character], own, of: lengths[length] * length)
        }
        return Double(mentions) * surname * max(whole, spelt)
    }

    /// A Han name in its parts. Compound surnames are taken for a surname and a
    /// longer given name, which estimates them no worse.
    private struct Parts {
        var surname: UInt32
        var given: [UInt32] = []
        var givenBytes: [UInt8] = []

        init?(_ name: Span<UInt8>) {
            guard (6...16).contains(name.count) else { return nil }
            var copy: [UInt8] = []
            for index in name.indices { copy.append(name[index]) }
            var scalars = String(decoding: copy, as: UTF8.self).unicodeScalars.map(\.value)
            guard (2...4).contains(scalars.count), scalars.allSatisfy(Self.isHan) else { return nil }
            surname = scalars.removeFirst()
            given = scalars
            givenBytes = Array(copy.dropFirst(surname > 0xFFFF ? 4 : 3))
        }

        /// CJK unified ideographs with their extensions.
        private static func isHan(_ scalar: UInt32) -> Bool {
            (0x3400...0x9FFF).contains(scalar) || (0x2_0000...0x3_FFFF).contains(scalar)
        }
    }
}
