internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The investigators' workbench: the files of `web/`, held in memory.
///
/// A path names a file that was there at the start or none, so that nothing else
/// of the disk can be asked for. Every path without an extension is a page of the
/// workbench, which `index.html` draws.
struct Workbench: Sendable {
    private let files: [String: File]

    private struct File: Sendable {
        let bytes: ByteBuffer
        let mediaType: String
        let tag: String
    }

    /// Reads all files of a folder.
    ///
    /// - Parameter folder: with `index.html` and, in `vendor`, the libraries.
    /// - Throws: ``WorkbenchError`` where one of them cannot be read, and where
    ///   there is no page or no library.
    init(folder: String) throws(WorkbenchError) {
        var files: [String: File] = [:]
        guard FileManager.default.fileExists(atPath: folder),
            let names = FileManager.default.enumerator(atPath: folder)
        else {
            throw WorkbenchError(path: folder, message: "there is no such folder")
        }
        while let name = names.nextObject() as? String {
            guard let mediaType = Self.mediaTypes[(name as NSString).pathExtension] else { continue }
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw WorkbenchError(path: folder + "/" + name, message: "the file cannot be read")
            }
            var hash = StableHash()
            for byte in data { hash.add(byte: byte) }
            files["/" + name] = File(bytes: ByteBuffer(bytes: data), mediaType: mediaType, tag: "\"\(hash.text)\"")
        }
        guard files["/index.html"] != nil else {
            throw WorkbenchError(path: folder, message: "there is no index.html here")
        }
        guard files.keys.contains(where: { $0.hasPrefix("/vendor/") }) else {
            throw WorkbenchError(
                path: folder + "/vendor", message: "the libraries of the page are missing; `make web` fetches them")
        }
        self.files = files
    }

    /// Media types by extension; other files are not served.
    private static let mediaTypes = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "json": "application/json", "txt": "text/plain; charset=utf-8",
    ]

    /// The folder `web` beside `datasets`, where the catalogue lies.
    static func folder(besideCatalogue catalogue: String) -> String {
        let datasets = (catalogue as NSString).deletingLastPathComponent
        return (datasets as NSString).deletingLastPathComponent + "/web"
    }

    /// What a request gets; nil where the path is none of the workbench.
    func response(to request: Request) -> Response? {
        let path = request.uri.path
        let isPage = path == "/" || !(path.split(separator: "/").last ?? "").contains(".")
        guard let file = files[isPage ? "/index.html" : path] else { return nil }
        var headers: HTTPFields = [.eTag: file.tag, .cacheControl: "no-cache"]
        headers[.contentSecurityPolicy] = Self.policy
        headers[.referrerPolicy] = "same-origin"
        if request.headers[.ifNoneMatch]?.contains(file.tag) ?? false {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = file.mediaType
        guard request.method != .head else {
            headers[.contentLength] = String(file.bytes.readableBytes)
            return Response(status: .ok, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }

    /// Scripts, styles and data of this server alone, and nothing within the text
    /// of a page: names from records cannot become code.
    private static let policy = [
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
    ].joined(separator: "; ")
}

/// Answers from the workbench what no endpoint answers.
struct WorkbenchPages<Context: RequestContext>: RouterMiddleware {
    let workbench: Workbench
    /// Paths that are not the workbench's.
    private let endpoints: Set<String>

    init(_ workbench: Workbench, endpoints: [Endpoint]) {
        self.workbench = workbench
        self.endpoints = Set(endpoints.map(\.path)).subtracting(["/"])
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        let isAsked = request.method == .get || request.method == .head
        guard isAsked, path != "/v1", !path.hasPrefix("/v1/"), !endpoints.contains(path),
            let response = workbench.response(to: request)
        else { return try await next(request, context) }
        return response
    }
}

extension HTTPField.Name {
    /// `Referrer-Policy`.
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
}

/// A workbench that cannot be served.
struct WorkbenchError: Error, CustomStringConvertible {
    /// A folder or file.
    let path: String
    /// What is wrong and what to do.
    let message: String

    var description: String { "\(path): \(message)" }
}
