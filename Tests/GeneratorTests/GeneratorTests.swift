import Foundation
import Testing

@testable import generate_dataset

@Suite struct GeneratorTests {
    @Test func `rows per theme sum to the promised totals`() throws {
        let (header, rows) = try DatasetReading.rowsPerTheme()
        let promised = ["sample": 5_000, "district": 1_140_000, "district-full": 11_400_000, "city": 14_060_000]
        for (name, total) in promised {
            let column = try #require(header.firstIndex(of: name))
            let sum = rows.filter { $0[0] != "total" }.reduce(0) { $0 + (Int($1[column]) ?? 0) }
            #expect(sum == total, "\(name)")
            #expect(rows.last?[column] == "\(total)", "\(name)")
        }
        #expect(rows.count == 47)
    }

    @Test func `a city has its companies and its permits`() throws {
        let (header, rows) = try DatasetReading.rowsPerTheme()
        let column = try #require(header.firstIndex(of: "city"))
        func count(_ theme: String) -> Int { rows.first { $0[0] == theme }.flatMap { Int($0[column]) } ?? 0 }
        #expect(count("registration") == 546_300)
        let permits = rows.map { $0[0] }.filter { $0.hasSuffix("permit") } + ["construction_qualification"]
        #expect(permits.reduce(0) { $0 + count($1) } == 547_000)
    }

    @Test func `columns are those of the catalogue`() throws {
        #expect(ThemeColumns.all.count == 46)
        for (theme, columns) in ThemeColumns.all {
            let path = DatasetReading.repository("datasets/catalogue/themes/\(theme).yaml")
            let yaml = try String(contentsOfFile: path, encoding: .utf8)
            for column in columns {
                #expect(yaml.contains("{id: \(column.id), zh: \(column.header),"), "\(theme).\(column.id)")
            }
            let listed = yaml.components(separatedBy: "\n").filter { $0.hasPrefix("  - {id: ") }.count
            #expect(listed == columns.count, "\(theme)")
        }
    }

    @Test func `a sample has exactly the rows of the table, every theme`() throws {
        try DatasetReading.generated("sample", seed: 3) { directory in
            let (header, rows) = try DatasetReading.rowsPerTheme()
            let column = try #require(header.firstIndex(of: "sample"))
            for row in rows where row[0] != "total" {
                let files = try FileManager.default.contentsOfDirectory(atPath: directory)
                    .filter { $0 == row[0] + ".csv" || $0 == row[0] + ".ndjson" }
                let name = try #require(files.first, "\(row[0])")
                if name.hasSuffix(".csv"), FileStyle.of(theme: row[0]).encoding != .gb18030 {
                    #expect(try DatasetReading.csv(directory + "/" + name).count - 1 == Int(row[column]), "\(row[0])")
                }
            }
        }
    }

    @Test func `the same seed gives the same bytes, another seed others`() throws {
        let first = try DatasetReading.generated("sample", seed: 11) { try DatasetReading.files(in: $0) }
        let second = try DatasetReading.generated("sample", seed: 11) { try DatasetReading.files(in: $0) }
        let other = try DatasetReading.generated("sample", seed: 12) { try DatasetReading.files(in: $0) }
        #expect(first == second)
        #expect(first["registration.csv"] != other["registration.csv"])
    }

    @Test func `the committed sample is what the generator writes`() throws {
        let fresh = try DatasetReading.generated("sample", seed: 7) { try DatasetReading.files(in: $0) }
        for (path, data) in fresh {
            let committed = FileManager.default.contents(atPath: DatasetReading.repository("datasets/sample/" + path))
            #expect(committed == data, "\(path)")
        }
    }

    @Test func `a folder that is not empty is refused`() throws {
        try DatasetReading.generated("sample", seed: 5) { directory in
            let generation = try Generation(scale: "sample", seed: 5)
            #expect(throws: GeneratorError.self) { try generation.write(to: directory, force: false) { _ in } }
        }
    }

    @Test func `an unknown scale is explained`() throws {
        let error = #expect(throws: GeneratorError.self) { try Generation(scale: "nation", seed: 1) }
        #expect(error?.description.contains("district-full") == true)
    }
}
