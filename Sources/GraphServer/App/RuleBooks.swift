internal import Foundation
internal import Profile
internal import Yams

/// The rule sets that verdicts are given under, read from `datasets/rules`.
struct RuleBooks: Sendable {
    /// The first is the one that counts unless a request names another.
    let beneficialOwners: [BeneficialOwnerRules]
    /// Of all files: verdicts change with it.
    let version: String

    /// The folder beside the catalogue.
    static func folder(besideCatalogue catalogue: String) -> String {
        (catalogue as NSString).deletingLastPathComponent + "/rules"
    }

    /// Reads every rule set of a folder.
    ///
    /// - Throws: ``RuleBookError`` naming the file and what is wrong in it.
    static func load(from folder: String) throws -> RuleBooks {
        var version = StableHash()
        let beneficialOwners: [BeneficialOwnerRules] = try files(in: folder + "/beneficial-owners").map { path in
            let text = try text(of: path)
            version.add(text)
            return try decode(text, of: path)
        }
        guard !beneficialOwners.isEmpty else {
            throw RuleBookError(file: folder + "/beneficial-owners", message: "there is no rule set here")
        }
        for rules in beneficialOwners where beneficialOwners.count(where: { $0.id == rules.id }) > 1 {
            throw RuleBookError(file: folder, message: "two rule sets have the id \(rules.id)")
        }
        return RuleBooks(beneficialOwners: beneficialOwners, version: version.text)
    }

    private static func files(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
        } catch {
            throw RuleBookError(file: folder, message: "the folder cannot be read: \(error.localizedDescription)")
        }
    }

    private static func text(of path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw RuleBookError(file: path, message: "the file cannot be read as UTF-8: \(error.localizedDescription)")
        }
    }

    private static func decode<Rules: Decodable>(_ text: String, of path: String) throws -> Rules {
        do {
            return try YAMLDecoder().decode(Rules.self, from: text)
        } catch {
            throw RuleBookError(file: path, message: "\(error)")
        }
    }
}

/// A rule set that cannot be used.
struct RuleBookError: Error, CustomStringConvertible {
    var file: String
    var message: String

    var description: String { "\(file): \(message)" }
}
