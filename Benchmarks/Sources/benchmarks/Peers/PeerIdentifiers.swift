import GraphStore

/// The ids by which the peers know our nodes.
///
/// The C reference takes ids of 18 bytes for companies and of up to 24 for all
/// others. A company keeps its unified code; one without a code, and every
/// other node, is known by a letter and its number.
struct PeerIdentifiers {
    let nodes: NodeTable

    /// The id of a node.
    func id(of node: NodeID) -> String {
        let kind = nodes.kind(of: node)
        guard kind == .company else { return letter(of: kind) + padded(node, width: 10) }
        let code = Self.bare(nodes.ids[node.index])
        return code.utf8.count == 18 ? code : "N" + padded(node, width: 17)
    }

    /// A public id without `company:`.
    static func bare(_ id: String) -> String { String(id.drop { $0 != ":" }.dropFirst()) }

    private func letter(of kind: NodeKind) -> String {
        switch kind {
        case .company: "N"
        case .person: "P"
        case .premises: "A"
        case .permit: "L"
        case .contact: "C"
        }
    }

    private func padded(_ node: NodeID, width: Int) -> String {
        let digits = String(node.rawValue)
        return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
