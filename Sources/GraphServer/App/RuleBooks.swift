internal import Foundation
internal import GraphStore
internal import Profile
internal import Yams

/// The rule sets that verdicts are given under, read from `datasets/rules`.
struct RuleBooks: Sendable {
    /// The first is the one that counts unless a request names another.
    let beneficialOwners: [BeneficialOwnerRules]
    /// The first is the one that counts unless a request names another.
    let relatedParties: [RelatedPartyRules]
    /// The first is the one that counts unless a request names another.
    let registrationRisk: [RegistrationRiskRules]
    /// Folder of the tables of divisions, which addresses are read with.
    let reference: String
    /// Of all files and tables: verdicts and places change with it.
    let version: String

    /// The folder beside the catalogue, or, where a catalogue was copied
    /// elsewhere without it, that beside the catalogue of the programs.
    static func folder(besideCatalogue catalogue: String) -> String {
        func beside(_ folder: String) -> String { (folder as NSString).deletingLastPathComponent + "/rules" }
        let own = beside(catalogue)
        // Where there is no other catalogue either, the error names this one.
        guard !FileManager.default.fileExists(atPath: own), let other = try? CatalogueFolder.find(nil) else {
            return own
        }
        return beside(other)
    }

    /// Reads every rule set of a folder.
    ///
    /// - Throws: ``RuleBookError`` naming the file and what is wrong in it.
    static func load(from folder: String) throws -> RuleBooks {
        var version = StableHash()
        let beneficialOwners = try rules(in: folder + "/beneficial-owners", of: BeneficialOwnerRules.self, &version)
        let relatedParties = try rules(in: folder + "/related-parties", of: RelatedPartyRules.self, &version)
        let registrationRisk = try rules(in: folder + "/fake-registration", of: RegistrationRiskRules.self, &version)
        for rules in registrationRisk {
            if let message = rules.inconsistency {
                throw RuleBookError(file: folder + "/fake-registration (\(rules.id))", message: message)
            }
        }
        let reference = (folder as NSString).deletingLastPathComponent + "/reference"
        addTables(of: reference, to: &version)
        return RuleBooks(
            beneficialOwners: beneficialOwners, relatedParties: relatedParties, registrationRisk: registrationRisk,
            reference: reference, version: version.text)
    }

    /// Names and sizes of the tables that addresses are read with, and when they
    /// were written: places change with them. Who asks for places is told where they
    /// cannot be read.
    private static func addTables(of folder: String, to version: inout StableHash) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() {
            // What cannot be looked at is told when it is read.
            let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            version.add(name)
            version.add((facts?[.size] as? UInt64) ?? 0)
            version.add(UInt64(bitPattern: Int64((facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0)))
        }
    }

    private static func rules<Rules: RuleSet & Decodable>(
        in folder: String, of type: Rules.Type, _ version: inout StableHash
    ) throws -> [Rules] {
        var all: [Rules] = []
        for path in try files(in: folder) {
            let text = try text(of: path)
            version.add(text)
            let rules: Rules = try decode(text, of: path)
            if all.contains(where: { $0.id == rules.id }) {
                throw RuleBookError(file: path, message: "another rule set of this folder has the id \(rules.id) too")
            }
            all.append(rules)
        }
        guard !all.isEmpty else { throw RuleBookError(file: folder, message: "there is no rule set here") }
        return all
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
