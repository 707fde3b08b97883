internal import HTTPTypes
internal import Hummingbird

/// Refuses what pages of other sites ask in a reader's browser.
///
/// The server listens on loopback and knows no users: whoever sits at the machine
/// may ask. A page from elsewhere that the same person has open must not: it could
/// import records or decide over links with a form (request forgery), or read
/// answers through a name of its own that resolves to 127.0.0.1 (DNS rebinding).
/// Browsers tell both, by `Host`, `Sec-Fetch-Site` and `Origin`; programs that send
/// none of them are as free as before.
///
/// - SeeAlso: Fetch Metadata Request Headers, https://www.w3.org/TR/fetch-metadata/
enum ForeignRequests {
    /// - Throws: `request.foreign`.
    static func check(_ request: Request) throws(Problem) {
        let host = request.head.authority
        if let host, !isLoopback(host) {
            throw Problem(
                .foreignRequest,
                "this server answers to localhost, 127.0.0.1 and [::1], not to \(host.prefix(80)); "
                    + "a proxy in front of it has to send its upstream's name as Host")
        }
        if let site = request.headers[.fetchSite] {
            // A link on another page may lead here; nothing else of it may.
            let isLink = request.headers[.fetchMode] == "navigate" && [.get, .head].contains(request.method)
            guard ["same-origin", "none"].contains(site) || isLink else { throw refused(site) }
        } else if let origin = request.headers[.origin], let host {
            guard origin == "http://\(host)" || origin == "https://\(host)" else { throw refused(origin) }
        }
    }

    private static func refused(_ origin: String) -> Problem {
        Problem(
            .foreignRequest,
            "a page of another site asked this in a browser (\(origin.prefix(80))); open the workbench here, "
                + "or ask from a program")
    }

    /// - Parameter host: with or without a port.
    /// - Returns: whether it names this machine to itself.
    private static func isLoopback(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? host.dropFirst().prefix { $0 != "]" } : host.prefix { $0 != ":" }
        let rest = host.dropFirst(host.hasPrefix("[") ? name.count + 2 : name.count)
        guard rest.isEmpty || rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber) else { return false }
        return Loopback.contains(name.lowercased()) && host.hasPrefix("[") == name.contains(":")
    }
}

extension HTTPField.Name {
    /// `Sec-Fetch-Site`.
    fileprivate static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .server
    /// `Sec-Fetch-Mode`.
    fileprivate static let fetchMode = HTTPField.Name("Sec-Fetch-Mode") ?? .server
}
