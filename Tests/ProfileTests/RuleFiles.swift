import Foundation
import Yams

/// The rule sets of the repository, as the server reads them.
enum RuleFiles {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "datasets/rules")

    /// Reads a rule set such as `beneficial-owners/cn-2024`.
    static func read<Rules: Decodable>(_ name: String) throws -> Rules {
        let text = try String(contentsOf: folder.appending(path: name + ".yaml"), encoding: .utf8)
        return try YAMLDecoder().decode(Rules.self, from: text)
    }
}
