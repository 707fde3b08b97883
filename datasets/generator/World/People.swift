/// A person who exists in the data set's world. Mentions of one differ; this
/// is the truth behind them.
struct Person: Sendable {
    var surname: UInt16
    /// Seed of the given name, the number's order digits and the phone.
    var seed: UInt32
    var birth: Int32
}

/// All persons, with what their names and numbers are made from.
struct People: Sendable {
    private(set) var all: [Person] = []
    /// Given names that are planted rather than drawn.
    private var givenNames: [UInt32: String] = [:]
    private let tables: ReferenceTables
    private let homeDivision: Int

    init(tables: ReferenceTables, homeDivision: Int) {
        self.tables = tables
        self.homeDivision = homeDivision
    }

    var count: Int { all.count }

    /// Adds a person.
    /// - Parameters:
    ///   - relative: shares this person's surname.
    ///   - around: a year in which the person is grown up.
    mutating func add(
        _ random: inout SplitMix64, around year: Int, relative: UInt32? = nil
    ) -> UInt32 {
        let surname = relative.map { Int(all[Int($0)].surname) } ?? tables.surnames.drawIndex(&random)
        let age = 20 + (random.below(22) + random.below(22))
        let birthYear = min(2004, max(1938, year - age))
        let birth = CalendarDay(birthYear, 1, 1) + random.below(365)
        all.append(
            Person(surname: UInt16(surname), seed: UInt32(truncatingIfNeeded: random.next()), birth: birth.number))
        return UInt32(all.count - 1)
    }

    /// Adds a person with a given name of choice.
    mutating func add(_ random: inout SplitMix64, around year: Int, surname: String, given: String) -> UInt32 {
        let person = add(&random, around: year)
        if let index = tables.surnames.words.firstIndex(of: surname) { all[Int(person)].surname = UInt16(index) }
        givenNames[person] = given
        return person
    }

    subscript(_ person: UInt32) -> Person { all[Int(person)] }

    func isMan(_ person: UInt32) -> Bool { all[Int(person)].seed & 3 != 0 }
    func birth(_ person: UInt32) -> CalendarDay { CalendarDay(number: all[Int(person)].birth) }

    /// Appends the name; two of three given names have two characters.
    func appendName(_ person: UInt32, to row: inout RowBuffer) {
        let entry = all[Int(person)]
        // Minority names with a middle dot, and a character outside the basic
        // plane: rare, and what breaks careless readers.
        switch entry.seed % 1_999 {
        case 1...6 where givenNames[person] == nil:
            return row.part(Self.longNames[Int(entry.seed / 1_999) % Self.longNames.count])
        case 7 where givenNames[person] == nil:
            row.part(tables.surnames.words[Int(entry.surname)])
            return row.part("𠅤")
        default: row.part(tables.surnames.words[Int(entry.surname)])
        }
        if let given = givenNames[person] {
            row.part(given)
            return
        }
        var random = SplitMix64(UInt64(entry.seed) &+ 0x5EED)
        if random.chance(0.21) {
            row.part(tables.singleGiven.draw(&random))
        } else {
            row.part(tables.doubleGiven.draw(&random))
            row.part(tables.doubleGiven.draw(&random))
        }
    }

    /// The name as a string, for reports.
    func name(_ person: UInt32) -> String {
        var row = RowBuffer()
        appendName(person, to: &row)
        return String(decoding: row.bytes, as: UTF8.self)
    }

    private static let longNames = ["阿依古丽·买买提", "艾力·吐尔逊", "扎西·次仁", "其其格·巴特尔", "古丽娜尔·哈力", "多吉·旺堆"]

    private static let birthplaces = [
        110105, 120101, 130102, 210102, 220102, 230103, 310104, 320102, 330102, 340102, 350102, 360102, 370102, 370203,
        410102,
        420102, 430102, 440103, 450102, 510104, 500103, 520102, 530102, 610102,
    ]

    /// Appends the identity number. Half of the persons were born in the city.
    func appendIdentity(_ person: UInt32, to row: inout RowBuffer) {
        let entry = all[Int(person)]
        let seed = Int(entry.seed >> 2)
        let division = seed % 2 == 0 ? homeDivision : Self.birthplaces[seed / 2 % Self.birthplaces.count]
        let order = (seed / 97 % 499) * 2 + (isMan(person) ? 1 : 2)
        row.part(
            bytes: Codes.identityNumber(division: division, birth: CalendarDay(number: entry.birth), order: order))
    }

    private static let phonePrefixes = [
        130, 131, 132, 133, 135, 136, 137, 138, 139, 150, 151, 152, 158, 159, 176, 177, 185, 186, 187, 188, 189,
    ]

    /// Appends the person's own mobile number. One in 150 is written with a
    /// wrong digit, one in 40 with separators.
    func appendPhone(_ person: UInt32, to row: inout RowBuffer, noise random: inout SplitMix64) {
        appendPhone(number: UInt64(all[Int(person)].seed) &* 2_654_435_761 &+ UInt64(person), to: &row, noise: &random)
    }

    /// Appends the mobile number that belongs to `key`.
    func appendPhone(number key: UInt64, to row: inout RowBuffer, noise random: inout SplitMix64) {
        let value = mixed(key)
        var digits = RowBuffer()
        digits.part(Self.phonePrefixes[Int(value % UInt64(Self.phonePrefixes.count))])
        digits.part(Int(value >> 20) % 100_000_000, width: 8)
        var bytes = digits.bytes
        if random.chance(1.0 / 150) {
            let position = random.in(3...10)
            bytes[position] = 0x30 + (bytes[position] - 0x30 + 1) % 10
        }
        if random.chance(0.025) {
            bytes.insert(0x2D, at: 7)
            bytes.insert(0x2D, at: 3)
        }
        row.part(bytes: bytes)
    }
}
