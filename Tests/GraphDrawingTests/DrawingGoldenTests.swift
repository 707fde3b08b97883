import Foundation
import GraphDrawing
import Testing

/// The texts of each format, byte for byte. `UPDATE_GOLDENS=1 swift test`
/// writes them anew; read the difference before committing it.
@Suite struct DrawingGoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    static let cases: [(file: String, bytes: [UInt8])] = FictionalDrawings.all.flatMap { name, drawing in
        let texts = DrawingFormat.allCases.compactMap { format in
            format.bytes(of: drawing).map { ("\(name).\(format.fileExtension)", $0) }
        }
        return texts + [("\(name).nodes.csv", CSVWriter.nodeTable(of: drawing))]
    }

    @Test(arguments: cases.map(\.file)) func `each format writes what its golden file holds`(file: String) throws {
        let bytes = try #require(Self.cases.first { $0.file == file }?.bytes)
        let golden = Self.folder.appending(path: file)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: golden)
        }
        let expected = try Data(contentsOf: golden)
        guard Data(bytes) != expected else { return }
        let (new, old) = (String(decoding: bytes, as: UTF8.self), String(decoding: expected, as: UTF8.self))
        let pairs = zip(new.split(separator: "\n"), old.split(separator: "\n"))
        let difference = pairs.first { $0 != $1 }
        let (now, before) = (difference?.0.debugDescription ?? "longer", difference?.1.debugDescription ?? "")
        Issue.record("\(file) differs: now \(now), golden \(before)")
    }

    @Test func `no golden file is left over`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.cases.map(\.file)))
    }
}
