internal import Addresses
internal import GraphStore

/// Every address of a graph, taken apart.
struct AddressReadings: Sendable {
    /// The premises nodes: each is one address as it is written.
    let nodes: Range<Int>
    /// By node.
    private(set) var parts: [PlaceParts]
    /// The other premises of the few addresses that list several, by number of the
    /// address.
    private(set) var further: [Further] = []
    /// By node: the division that was assumed where the address does not say it.
    let priors: [UInt32]

    /// One of several premises, but the first.
    struct Further: Sendable {
        let address: Int
        var parts: PlaceParts
    }

    /// - Parameters:
    ///   - snapshot: where addresses are nodes.
    ///   - catalogue: that the snapshot was built under.
    ///   - gazetteer: names of divisions.
    /// - Complexity: O(addresses · their length), on two threads.
    init(_ snapshot: GraphSnapshot, catalogue: Catalogue, gazetteer: Gazetteer) {
        nodes = snapshot.nodes.range(of: .premises)
        let middle = nodes.lowerBound + nodes.count / 2
        let first = nodes.lowerBound
        @Sendable func read(_ range: Range<Int>) -> Run {
            var parser = AddressParser(gazetteer)
            var source = AddressPriors(snapshot, catalogue: catalogue, gazetteer: gazetteer)
            let names = snapshot.nodes.names
            let bytes = names.bytes.span
            var run = Run()
            for node in range {
                let prior = source.prior(of: NodeID(node))
                run.priors.append(prior)
                run.parts.append(parser.parts(bytes.extracting(names.range(node)), prior: prior))
                while let next = parser.nextParts() { run.further.append(Further(address: node - first, parts: next)) }
            }
            return run
        }
        let second = BackgroundWork { [nodes] in read(middle..<nodes.upperBound) }
        let run = read(nodes.lowerBound..<middle)
        // The work throws nothing, so that waiting for it cannot fail.
        let rest = (try? second.wait()) ?? Run()
        (parts, priors, further) = (run.parts + rest.parts, run.priors + rest.priors, run.further + rest.further)
    }

    /// What one thread reads.
    private struct Run: Sendable {
        var parts: [PlaceParts] = []
        var priors: [UInt32] = []
        var further: [Further] = []
    }

    /// Adds what other addresses tell of each.
    mutating func complete(by learning: PlaceLearning) {
        for address in parts.indices { parts[address] = learning.completed(parts[address]) }
        for i in further.indices { further[i].parts = learning.completed(further[i].parts) }
    }
}

/// In which division an address lies that does not say it: as the registration
/// says of the first company that is there.
struct AddressPriors {
    private let snapshot: GraphSnapshot
    private let gazetteer: Gazetteer
    /// Columns of each theme that tell a place, by theme number.
    private let columns: [Columns?]
    private var reader: BodyReader
    private var known: [[UInt8]: UInt32] = [:]

    private struct Columns {
        var province: Int?
        var city: Int?
        var district: Int?
        var count: Int
    }

    init(_ snapshot: GraphSnapshot, catalogue: Catalogue, gazetteer: Gazetteer) {
        (self.snapshot, self.gazetteer) = (snapshot, gazetteer)
        reader = BodyReader(snapshot.bodies)
        columns = snapshot.themes.map { id in
            guard let theme = catalogue.themeIndex(id).map({ catalogue.themes[$0] }) else { return nil }
            let found = ["province", "city", "district"].map { theme.columnIndex($0) }
            guard let last = found.compactMap({ $0 }).max() else { return nil }
            return Columns(province: found[0], city: found[1], district: found[2], count: last + 1)
        }
    }

    /// - Complexity: O(bytes of one statement), mostly.
    mutating func prior(of address: NodeID) -> UInt32 {
        let own = prior(ofStatementsOf: address)
        guard own == 0 else { return own }
        let (graph, companies) = (snapshot.graph, snapshot.nodes.range(of: .company))
        for position in graph.row(of: address) {
            let entry = graph.entry(at: position)
            guard companies.contains(entry.target.index) else { continue }
            let found = prior(ofStatementsOf: entry.target)
            let code = found == 0 ? Self.authority(snapshot.nodes.ids.copy(entry.target.index)) : found
            if code != 0 { return code }
        }
        return 0
    }

    private mutating func prior(ofStatementsOf node: NodeID) -> UInt32 {
        for row in snapshot.bodies.range(of: node).reversed() {
            guard let columns = columns[Int(snapshot.bodies.theme[row])] else { continue }
            reader.read(row, columnCount: columns.count)
            let names = [columns.province, columns.city, columns.district].map { reader.bytes($0) }
            let code = code(names)
            if code != 0 { return code }
        }
        return 0
    }

    /// Code of the finest division of province, city and district that is known.
    private mutating func code(_ names: [ArraySlice<UInt8>]) -> UInt32 {
        let key = Array(names.joined(separator: [0]))
        if let code = known[key] { return code }
        let texts = names.map { String(decoding: $0, as: UTF8.self) }
        var code = texts[0].isEmpty ? 0 : gazetteer.code(ofCity: texts[0])
        if !texts[1].isEmpty {
            let city = gazetteer.code(ofCity: texts[1])
            // 朝阳 of another province is not the city that is meant.
            if city != 0, code == 0 || city / 10_000 == code / 10_000 { code = city }
        }
        if !texts[2].isEmpty, code % 100 == 0 {
            let county = gazetteer.code(ofCounty: texts[2], in: code)
            if county != 0 { code = county }
        }
        known[key] = code
        return code
    }

    /// The prefecture of the authority that gave a company its unified code.
    ///
    /// Not the county: companies move and keep their codes.
    private static func authority(_ id: [UInt8]) -> UInt32 {
        let code = id.dropFirst("company:".utf8.count)
        guard code.count == 18 else { return 0 }
        let digits = code.dropFirst(2).prefix(4)
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return 0 }
        return digits.reduce(0) { $0 * 10 + UInt32($1 - 48) } * 100
    }
}
