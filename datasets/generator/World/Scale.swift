internal import Foundation

/// A size of data set, with its rows of each theme.
struct Scale: Sendable {
    static let names = ["sample", "district", "district-full", "city"]

    var name: String
    /// theme → rows, repeated and spoilt rows included.
    var rows: [String: Int]
    var companyCount: Int { rows["registration"] ?? 0 }
    /// GB/T 2260 code of the city.
    var cityCode: Int
    /// Counties with the share of companies that each has.
    var divisions: [(code: Int, weight: Double)]
    var roadsPerTown: Int
    var ringCount: Int
    /// Times that the rings are outnumbered by benign crowds.
    static let crowdsPerRing = 5

    /// - Parameter table: the text of `rows-per-theme.csv`.
    /// - Throws: ``GeneratorError`` for an unknown name or a broken table.
    init(name: String, table: String) throws {
        guard Scale.names.contains(name) else {
            throw GeneratorError("unknown scale \"\(name)\": use one of \(Scale.names.joined(separator: ", "))")
        }
        self.name = name
        let lines = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        guard let header = lines.first, let column = header.firstIndex(where: { $0 == name }) else {
            throw GeneratorError("rows-per-theme.csv has no column \"\(name)\"")
        }
        rows = [:]
        for line in lines.dropFirst() where line[0] != "total" {
            guard line.count == header.count, let count = Int(line[column]), count > 0 else {
                throw GeneratorError("rows-per-theme.csv: \(line.joined(separator: ",")): a positive number is needed")
            }
            rows[String(line[0])] = count
        }
        if name == "city" {
            cityCode = 440_600
            divisions = [(440_604, 0.24), (440_605, 0.33), (440_606, 0.28), (440_607, 0.09), (440_608, 0.06)]
        } else {
            cityCode = 370_200
            divisions =
                name == "sample"
                ? [(370_212, 0.94), (370_202, 0.06)] : [(370_212, 0.93), (370_202, 0.04), (370_213, 0.03)]
        }
        (roadsPerTown, ringCount) = ["sample": (14, 3), "city": (150, 240)][name] ?? (130, 40)
    }

    /// Rows that are delivered twice: one in a thousand; one in a hundred of the
    /// small sample, so that it has some. Each company is registered once.
    static func repeatedRows(_ theme: String, of count: Int) -> Int {
        theme == "registration" ? 0 : count < 1_000 ? count / 100 : count / 1_000
    }

    /// Rows that an emitter makes for a theme; the rest are repetitions.
    func distinctRows(_ theme: String) -> Int {
        let count = rows[theme] ?? 0
        return count - Self.repeatedRows(theme, of: count)
    }
}
