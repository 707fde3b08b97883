import Foundation

/// Where the programs are that are measured.
struct Programs {
    /// Holds them all, this one included: they are built together.
    let folder: String
    /// The C reference, compiled; nil where its source is not there.
    let reference: String?

    var server: String { folder + "/graph-server" }
    var export: String { folder + "/graphviz-export" }
    var generator: String { folder + "/generate-dataset" }
    /// This very program, for measurements in a process of their own.
    var benchmarks: String { folder + "/benchmarks" }

    /// - Parameters:
    ///   - shared: the folder with `peers/c/ref.c`.
    ///   - work: gets the compiled C reference.
    /// - Throws: ``BenchmarkError`` where a program is missing or the compiler
    ///   fails.
    init(shared: String, work: String) throws {
        guard let executable = Bundle.main.executablePath else {
            throw BenchmarkError("this program cannot find itself")
        }
        folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
        let source = shared + "/peers/c/ref.c"
        let files = FileManager.default
        try files.createDirectory(atPath: work, withIntermediateDirectories: true)
        if files.fileExists(atPath: source) {
            let compiled = work + "/ref"
            try ChildProcess.run(
                ["gcc", "-O3", "-march=native", "-o", compiled, source], errors: work + "/gcc.txt")
            reference = compiled
        } else {
            Progress.say("there is no \(source): nothing to compare the queries with")
            reference = nil
        }
        for program in [server, export, generator] where !files.isExecutableFile(atPath: program) {
            throw BenchmarkError("\(program) is missing; `make bench` builds it")
        }
    }
}
