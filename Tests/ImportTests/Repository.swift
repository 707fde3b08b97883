import Foundation
import GraphStore

/// Where the tests find the repository's own files and those beside it.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let sample = root + "/datasets/sample"
    static let catalogueFolder = root + "/datasets/catalogue"
    /// The real registrations beside the repository, where they are present.
    static let registry = (root as NSString).deletingLastPathComponent + "/shared/data/registry-sample.csv.gz"

    static let catalogue = Result { try Catalogue.load(from: catalogueFolder) }

    /// Data files of the sample, in the order of their names.
    static func sampleFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sample).sorted()
            .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".ndjson") }.map { sample + "/" + $0 }
    }

    /// The built program beside the test bundle; nil where only libraries were built.
    static let server: String? = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        for _ in 0..<4 {
            let program = folder.appendingPathComponent("graph-server").path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue {
                return program
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }()
}
