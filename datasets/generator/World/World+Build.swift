extension World {
    /// Builds the world of a scale: planted rings and crowds first, then
    /// ordinary companies, then who owns and runs them.
    /// - Throws: ``GeneratorError`` when the rows of a theme do not suffice.
    init(scale: Scale, seed: UInt64, tables: ReferenceTables) throws {
        self.scale = scale
        self.seed = seed
        self.tables = tables
        fileStride = Self.coprimeStride(over: scale.companyCount)
        var random = SplitMix64(seed: seed, stream: 1, item: 0)
        places = Places(
            geography: try Geography(
                tables: tables, cityCode: scale.cityCode, divisions: scale.divisions, roadsPerTown: scale.roadsPerTown,
                random: &random))
        people = People(tables: tables, homeDivision: scale.divisions[0].code)
        companies.reserveCapacity(scale.companyCount)
        let agentCount = scale.name == "sample" ? 3 : max(8, scale.companyCount / 1_500)
        agents = (0..<agentCount).map { _ in people.add(&random, around: 2008) }
        plantRings(&random)
        plantCrowds(&random)
        plantHomonyms(&random)
        settle(&random)
        plantBrokenCodes(&random)
        plantStructures(&random)
        register()
        try share(&random)
        try staff(&random)
        settleControl()
    }

    /// (g) Different people of one very common name.
    private mutating func plantHomonyms(_ random: inout SplitMix64) {
        let count = scale.name == "sample" ? 3 : scale.name == "city" ? 80 : 40
        for _ in 0..<count {
            let day = Self.foundingDay(&random, from: 2002)
            let person = people.add(&random, around: day.year, surname: "张", given: "伟")
            let town = places.geography.townIndex.draw(&random)
            found(
                .limited, on: day, at: places.claim(.street, level: .doorplate, town: town, &random), rep: person,
                &random)
            homonyms.append(UInt32(companies.count - 1))
        }
    }

    /// (j) Wrong check characters, placeholders and short codes.
    private mutating func plantBrokenCodes(_ random: inout SplitMix64) {
        let count = max(4, companies.count / 6_000)
        for n in 0..<count {
            let index = random.below(companies.count)
            guard companies[index].ring == 0, companies[index].crowd == 0, companies[index].codeFault == 0 else {
                continue
            }
            companies[index].codeFault = UInt8(n == 3 || n == 7 || n == 11 ? 3 : n % 3 == 2 ? 4 : n % 3 + 1)
        }
    }
}
