import Foundation

extension ChildProcess {
    /// Runs a program to its end.
    ///
    /// - Throws: ``BenchmarkError`` when it exits with another status than 0.
    @discardableResult
    static func run(_ arguments: [String], output: String? = nil, errors: String? = nil) throws -> Usage {
        let usage = try ChildProcess(arguments, output: output, errors: errors).wait()
        guard usage.status == 0 else {
            let told = errors.flatMap { file in try? String(contentsOfFile: file, encoding: .utf8) }  // Only a hint.
            throw BenchmarkError("\(arguments.joined(separator: " ")): exit status \(usage.status) \(told ?? "")")
        }
        return usage
    }

    /// What a program prints, or nil where it is missing or fails: for versions.
    static func firstLine(of arguments: [String], isOnStandardError: Bool = false) -> String? {
        let file = NSTemporaryDirectory() + "benchmark-line-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }  // A few bytes.
        // A program that is not there has no version.
        let usage = try? ChildProcess(
            arguments, output: isOnStandardError ? nil : file, errors: isOnStandardError ? file : "/dev/null"
        ).wait()
        // As above.
        guard usage != nil, let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }
}
