import ArgumentParser
import Foundation

/// Where the theme catalogue lies.
enum CatalogueFolder {
    /// The folder that was given, or `datasets/catalogue` above the working
    /// directory or the executable, the nearest first.
    ///
    /// - Throws: `ValidationError` naming where it was looked for.
    static func find(_ given: String?) throws -> String {
        let files = FileManager.default
        if let given { return given }
        var starts = [files.currentDirectoryPath]
        if let executable = Bundle.main.executablePath {
            starts.append((executable as NSString).deletingLastPathComponent)
        }
        for start in starts {
            var folder = start
            for _ in 0..<8 {
                let candidate = folder + "/datasets/catalogue"
                if files.fileExists(atPath: candidate + "/themes") { return candidate }
                folder = (folder as NSString).deletingLastPathComponent
                if folder.isEmpty || folder == "/" { break }
            }
        }
        throw ValidationError(
            "there is no datasets/catalogue in or above \(starts.joined(separator: " or ")); name it with --catalogue DIR"
        )
    }
}
