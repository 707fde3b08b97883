/// Writes the rows of one theme. One emitter hands `sink.distinctCount` rows to
/// the sink; the sink repeats and spoils.
protocol ThemeEmitter: Sendable {
    var theme: String { get }
    /// - Throws: ``GeneratorError`` when the world cannot give so many rows.
    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws
}

/// Purposes of random streams, so that no two draws share one.
enum Stream {
    static let subject: UInt64 = 11
    static let spelling: UInt64 = 12
    static let scope: UInt64 = 13
    static let registration: UInt64 = 14
    static let event: UInt64 = 15
    static let contact: UInt64 = 16
    static let holding: UInt64 = 17
    static let officer: UInt64 = 18
    static let standardAddress: UInt64 = 19
    static let allocation: UInt64 = 20
}

extension World {
    /// Adds `company_code` and `company_name` as one department writes them:
    /// one in thirty knows the name only, one in eighty of the old companies is
    /// still filed under its 15-digit number, and some leave out the name.
    func addSubject(_ index: Int, _ random: inout SplitMix64, to row: inout RowBuffer) {
        let roll = random.below(1000)
        let company = companies[index]
        if roll < 33 {
            row.skip()
        } else if roll < 46, company.established < Self.newCodes.number, company.codeFault == 0 {
            row.part(bytes: registrationNumber(index))
            row.end()
        } else {
            row.part(bytes: code(index))
            row.end()
        }
        if roll >= 960 && company.codeFault == 0 {
            row.skip()
        } else {
            appendNameAsWritten(index, roll, to: &row)
            row.end()
        }
    }

    /// The name, sometimes with half-width brackets.
    private func appendNameAsWritten(_ index: Int, _ roll: Int, to row: inout RowBuffer) {
        guard roll % 10 == 7 else { return appendName(index, to: &row) }
        var plain = RowBuffer()
        appendName(index, to: &plain)
        let text = String(decoding: plain.bytes, as: UTF8.self)
        row.part(String(text.map { $0 == "（" ? "(" : $0 == "）" ? ")" : $0 }))
    }

    /// The 15-digit number that older companies also have.
    func registrationNumber(_ index: Int) -> [UInt8] {
        let company = companies[index]
        let first = company.kind == .soleProprietor ? 6 : company.kind == .limited ? 2 : 1
        return Codes.registrationNumber(
            division: division(of: company), serial: first * 10_000_000 + Int(company.serial) % 10_000_000)
    }

    /// Adds the address of a unit in one of the spellings that the company's
    /// records have: seven in ten use the one of the registration.
    func addAddress(
        _ unit: UInt32, of index: Int, slot: String, year: Int, _ random: inout SplitMix64, to row: inout RowBuffer
    ) {
        let variant = random.chance(0.7) ? 0 : random.in(1...5)
        var spelling = self.random(Stream.spelling, index * 8 + variant)
        let style = AddressStyle(&spelling)
        row.mention(places.units[Int(unit)], slot: slot)
        places.spell(unit: Int(unit), year: year, style: style, into: &row)
        row.end()
    }

    /// Adds a person's name and identity number; the number in a quarter of the
    /// mentions.
    func addPerson(
        _ person: UInt32, slot: String, identified: Double = 0.25, _ random: inout SplitMix64, to row: inout RowBuffer
    ) {
        row.mention(person: person, slot: slot)
        people.appendName(person, to: &row)
        row.end()
        if random.chance(identified) { people.appendIdentity(person, to: &row) }
        row.end()
    }

    /// Adds a person's name alone.
    func addName(_ person: UInt32, slot: String, to row: inout RowBuffer) {
        row.mention(person: person, slot: slot)
        people.appendName(person, to: &row)
        row.end()
    }

    /// The abbreviation that starts document numbers: 青崂, 佛.
    var documentPlace: String { scale.name == "city" ? "佛" : "青崂" }
}

/// Every theme's emitter.
enum ThemeEmitters {
    static let all: [any ThemeEmitter] =
        [
            RegistrationTheme(), ShareholdingTheme(), OfficerTheme(), LegalRepresentativeTheme(), BranchTheme(),
            RelationshipTheme(), ConcertedActionTheme(), ControlAgreementTheme(), StateHolderTheme(),
            StandardAddressTheme(), HostAddressTheme(),
        ] + EventThemes.all
}
