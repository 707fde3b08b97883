import ArgumentParser
import GraphDrawing
import GraphStore

/// Where a drawing's data are and the day that it describes.
struct SourceOptions: ParsableArguments {
    @Option(help: "Data directory, as `graph-server import` fills it.") var data = "var/panorama"
    @Option(help: "Folder of the theme catalogue (default: datasets/catalogue here or beside the program).")
    var catalogue: String?
    @Option(help: "Only edges in force on this day (YYYY-MM-DD); today when absent.") var asOf: String?

    /// Checks the day.
    func validate() throws {
        if let asOf, Day(iso: asOf) == nil {
            throw ValidationError("--as-of takes a day such as 2024-06-30, not \(asOf).")
        }
    }
}

/// What becomes of a drawing.
struct PictureOptions: ParsableArguments {
    @Option(name: .customShort("T", allowingJoined: true), help: "svg, png, pdf; DOT when absent.")
    var format: PictureFormat?
    @Option(help: LayoutEngine.help) var engine = LayoutEngine.auto
    @Option(name: .shortAndLong, help: "File, or with --batch a folder; standard output when absent.")
    var output: String?

    /// The drawing as DOT, or as the picture asked for.
    func picture(of drawing: Drawing) throws -> [UInt8] {
        let dot = DrawingFormat.dot.bytes(of: drawing) ?? []
        guard let format else { return dot }
        return try Picture.render(dot: dot, format: format, engine: engine)
    }

    /// Writes the drawing to the file of `-o`, or to standard output.
    func write(_ drawing: Drawing) throws {
        let bytes = try picture(of: drawing)
        if let output { try OutputFile.write(bytes, to: output) } else { try StandardStream(.output).write(bytes) }
    }
}
