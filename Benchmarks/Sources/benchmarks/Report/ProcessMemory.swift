import Foundation

/// What a running process occupies, from `/proc`.
struct ProcessMemory {
    /// Resident, in bytes, and the most that was.
    let resident: Double
    let residentPeak: Double
    /// Its own share of resident pages: pages of files that several processes
    /// have mapped are divided among them.
    let proportional: Double
    /// Of that, memory that is no file's.
    let anonymous: Double

    /// - Throws: ``BenchmarkError`` when the process has ended.
    init(of process: ChildProcess) throws {
        let folder = "/proc/\(process.identifier)/"
        func bytes(_ name: String, _ file: String) throws -> Double {
            let text = Machine.value(of: name, in: folder + file, separator: ":")
            guard let kibibytes = text?.split(separator: " ").first.flatMap({ Double($0) }) else {
                throw BenchmarkError("\(folder)\(file) has no \(name); has the process ended?")
            }
            return kibibytes * 1024
        }
        resident = try bytes("VmRSS", "status")
        residentPeak = try bytes("VmHWM", "status")
        proportional = try bytes("Pss:", "smaps_rollup")
        anonymous = try bytes("Pss_Anon", "smaps_rollup")
    }

    /// Processor time of a process so far, in seconds.
    static func processorSeconds(of process: ChildProcess) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process.identifier)/stat", encoding: .utf8)
        // The name, in parentheses, may hold spaces; fields 14 and 15 are user
        // and system time in hundredths of a second, whatever the kernel's tick.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
            throw BenchmarkError("process \(process.identifier) has no times")
        }
        return (user + system) / 100
    }
}
