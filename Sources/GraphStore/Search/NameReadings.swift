/// How the characters of names are read, both ways round.
struct NameReadings {
    let syllables: Column<UInt8>
    let syllableOffsets: Column<UInt32>
    let readingOffsets: Column<UInt32>
    let readings: Column<UInt32>
    /// Scalar → its initials, at most four, the most usual in the lowest byte,
    /// zero for none; digits and Latin letters stand for themselves.
    let letters: [UInt32]

    /// - Complexity: O(characters of names), and 20 µs for each distinct one.
    init(_ source: TermSource, fields: [UInt8]) {
        let scalars = NameReadings.hanScalars(source, fields)
        let readings = PinyinReadings.readings(of: scalars)
        letters = NameReadings.letters(scalars, readings)

        var scalarsOfSyllable: [String: [UInt32]] = [:]
        for (scalar, list) in zip(scalars, readings) {
            for reading in list { scalarsOfSyllable[reading, default: []].append(scalar) }
        }
        var syllables: [UInt8] = []
        var syllableOffsets: [UInt32] = [0]
        var readingOffsets: [UInt32] = [0]
        var readingScalars: [UInt32] = []
        for (syllable, scalars) in scalarsOfSyllable.sorted(by: { $0.key < $1.key }) {
            syllables.append(contentsOf: syllable.utf8)
            syllableOffsets.append(UInt32(syllables.count))
            readingScalars.append(contentsOf: scalars)
            readingOffsets.append(UInt32(readingScalars.count))
        }
        self.syllables = Column(syllables)
        self.syllableOffsets = Column(syllableOffsets)
        self.readingOffsets = Column(readingOffsets)
        self.readings = Column(readingScalars)
    }

    /// The Chinese characters of all names, ascending.
    private static func hanScalars(_ source: TermSource, _ fields: [UInt8]) -> [UInt32] {
        var usedArray = [Bool](repeating: false, count: 0x110000)
        var isUsed = usedArray.mutableSpan
        var highest: UInt32 = 0
        let keys = source.keys.span
        let offsets = source.offsets.span
        for group in SearchIndex.namedGroups {
            for term in source.terms(of: group) where fields[term] == SearchField.name.rawValue {
                var index = Int(offsets[term])
                let end = Int(offsets[term + 1]) - 1
                while index < end, let (scalar, length) = UTF8Reading.scalar(in: keys, at: index) {
                    isUsed[Int(scalar)] = true
                    highest = max(highest, scalar)
                    index += length
                }
            }
        }
        return (0...highest).filter { usedArray[Int($0)] && FoldTable.isHan($0) }
    }

    private static func letters(_ scalars: [UInt32], _ readings: [[String]]) -> [UInt32] {
        var letters = [UInt32](repeating: 0, count: 0x110000)
        for value in Array(0x30...0x39) + Array(0x61...0x7A) { letters[value] = UInt32(value) }
        for (scalar, list) in zip(scalars, readings) {
            var distinct: [UInt8] = []
            for initial in list.compactMap(\.utf8.first) where !distinct.contains(initial) {
                distinct.append(initial)
            }
            letters[Int(scalar)] = distinct.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        return letters
    }
}
