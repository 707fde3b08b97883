import GraphStore
import Testing

@testable import Profile

@Suite struct `Sentences of indicators` {
    private static let template = Title(
        zh: "{m}户企业只有{n}名法定代表人。", en: "{m} companies have {n} legal {n|representative|representatives} in {place}.")

    @Test(arguments: [
        (1, "1 legal representative in"), (2, "2 legal representatives in"), (0, "0 legal representatives in"),
    ])
    func `words follow their number`(number: Int, words: String) {
        let count = RiskCount(values: [
            "n": .number(number), "m": .number(5), "place": .title(zh: "该室", en: "this room"),
        ])
        let sentence = count.fill(Self.template)
        #expect(sentence.zh == "5户企业只有\(number)名法定代表人。")
        #expect(sentence.en == "5 companies have \(words) this room.")
    }

    @Test func `what was not counted stands as it is written`() {
        #expect(RiskCount().fill(Self.template).en == Self.template.en)
    }
}
