import Foundation

/// Where the theme catalogue lies, for every program alike.
public enum CatalogueFolder {
    /// The folder that was given, or `datasets/catalogue` above the working
    /// directory or the executable, the nearest first.
    ///
    /// - Parameter given: as `--catalogue` says it; nil looks for the folder.
    /// - Returns: the folder's path.
    /// - Throws: ``CatalogueError`` `unreadable` naming where it was looked for.
    public static func find(_ given: String?) throws(CatalogueError) -> String {
        let files = FileManager.default
        if let given {
            guard files.fileExists(atPath: given + "/themes") else {
                throw missing(given, "there is no catalogue here; expected a folder with themes/ and departments.yaml")
            }
            return given
        }
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
        throw missing(
            "datasets/catalogue", "not in or above \(starts.joined(separator: " or ")); name it with --catalogue DIR")
    }

    private static func missing(_ folder: String, _ message: String) -> CatalogueError {
        CatalogueError(problems: [.init(code: .unreadable, file: folder, line: nil, message: message)])
    }
}
