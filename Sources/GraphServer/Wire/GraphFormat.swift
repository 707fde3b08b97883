internal import GraphDrawing
internal import HTTPTypes
internal import Hummingbird

/// The form of a graph answer: our JSON, or one of the drawings.
enum GraphFormat: Equatable, Sendable {
    case json
    case drawing(DrawingFormat)
    /// Statements for other systems, where the endpoint offers them.
    case exchange(ExchangeFormat)

    /// All forms but JSON.
    static let drawings = DrawingFormat.allCases

    /// Words of `format=`.
    static let names = ["json"] + drawings.map(\.name)

    /// The word of `format=`.
    var name: String {
        switch self {
        case .json: "json"
        case .drawing(let format): format.name
        case .exchange(let format): format.rawValue
        }
    }
}

extension Exchange {
    /// What `format=` or, without it, the `Accept` header asks for.
    ///
    /// - Throws: ``Problem`` `query.formatUnknown` when `Accept` names only
    ///   types that are not offered.
    func graphFormat() throws(Problem) -> GraphFormat {
        if let name = arguments.text("format") {
            return DrawingFormat(name: name).map(GraphFormat.drawing)
                ?? ExchangeFormat(rawValue: name).map(GraphFormat.exchange) ?? .json
        }
        let header = request.headers[values: .accept].joined(separator: ",")
        let ranges = header.split(separator: ",").map(MediaRange.init).filter { $0.quality > 0 }
        guard !ranges.isEmpty else { return .json }
        // Of equal quality, the first one named.
        let ordered = ranges.enumerated().sorted { a, b in
            a.element.quality != b.element.quality ? a.element.quality > b.element.quality : a.offset < b.offset
        }
        for (_, range) in ordered {
            switch range.essence {
            case "*/*", "application/*", "application/json": return .json
            case "image/*": return .drawing(.svg)
            case "text/*": return .drawing(.dot)
            default:
                if let format = DrawingFormat(mediaType: range.essence) { return .drawing(format) }
                guard endpoint.answer.mediaTypes.contains(range.essence) else { continue }
                if let format = ExchangeFormat.allCases.first(where: { $0.mediaType == range.essence }) {
                    return .exchange(format)
                }
            }
        }
        throw Problem(
            .notAcceptable,
            "none of the types in Accept is offered; ask for one of "
                + endpoint.answer.mediaTypes.joined(separator: ", ") + ", or use format=")
    }
}

/// One element of an `Accept` header.
private struct MediaRange {
    var essence: String
    var quality: Double

    init(_ text: Substring) {
        let parts = text.split(separator: ";")
        essence = (parts.first ?? "").lowercased().filter { $0 != " " && $0 != "\t" }
        quality = 1
        for part in parts.dropFirst() {
            let trimmed = part.filter { $0 != " " && $0 != "\t" }
            if trimmed.hasPrefix("q=") { quality = Double(trimmed.dropFirst(2)) ?? 1 }
        }
    }
}
