import ArgumentParser
import Foundation
import Hummingbird
import Logging

/// `benchmarks fixed-body`: a server that answers everything with the same
/// bytes: what HTTP costs before there is anything to say.
///
/// Configured as the product is (`GraphServerApplication.application`).
struct FixedBodyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixed-body", abstract: "Serve a body of fixed size.", shouldDisplay: false)

    @Option(help: "Bytes of the body.") var byteCount: Int
    @Option(help: "Gets the URL once the server answers.") var readyFile: String

    func run() async throws {
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: byteCount)
        let router = Router()
        router.get("/v1/companies/{id}/panorama") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json", .eTag: "\"0\"", .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: body))
        }
        var logger = Logger(label: "fixed-body")
        logger.logLevel = .error
        let file = readyFile
        let application = Application(
            responder: router.buildResponder(),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(75),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: "panorama"),
            onServerRunning: { channel in
                let url = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/\n"
                // Whoever waits for the file gives up after a while and says so.
                try? Data(url.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
            }, logger: logger)
        try await application.runService()
    }
}
