import GraphStore
import Profile

/// Shareholdings by name, as tests write them.
struct NamedHoldings {
    /// Companies first, like the nodes of a graph.
    private(set) var names: [String] = []
    private(set) var statements: [(owner: String, owned: String, HoldingTable.Statement)] = []
    var capital: [String: Int64] = [:]

    /// One per cent in the units of shares.
    static let percent = EdgeAttributes.wholeShare / 100

    /// Adds a share in millionths of a per cent. Owners called `公众…` are the
    /// public, and those called `其他…` are not named: neither is a party.
    mutating func hold(
        _ owner: String, _ owned: String, _ share: Int32 = EdgeAttributes.unknownShare, upTo most: Int32? = nil,
        votes: Int32 = EdgeAttributes.unknownShare, income: Int32 = EdgeAttributes.unknownShare,
        amount: Int64 = EdgeAttributes.unknownAmount, since: Day? = nil, until: Day? = nil
    ) {
        statements.append(
            (
                owner, owned,
                HoldingTable.Statement(
                    holder: NodeID(rawValue: 0), edge: EdgeID(rawValue: UInt32(statements.count)),
                    since: since?.rawValue ?? Day.unknownRawValue, until: until?.rawValue ?? Day.unknownRawValue,
                    shareMin: share, shareMax: most ?? share, votes: votes, income: income, amount: amount)
            ))
    }

    /// The table, companies that are owned first and then the other holders.
    mutating func table() -> HoldingTable {
        var seen: Set<String> = []
        let owners = statements.map(\.owner).filter { !Self.isPlaceholder($0) }
        names = (statements.map(\.owned) + owners).filter { seen.insert($0).inserted }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, UInt32($0)) })
        var placeholders: [HoldingTable.Placeholder] = []
        let capitals = capital
        let names = names
        let rows = statements.map { owner, owned, statement in
            var statement = statement
            guard Self.isPlaceholder(owner) else {
                statement.holder = numbers[owner] ?? 0
                return statement
            }
            let placeholder = HoldingTable.Placeholder(
                company: NodeID(rawValue: numbers[owned] ?? 0), label: owner.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) },
                isUnnamed: owner.hasPrefix("其他"))
            let number = placeholders.firstIndex(of: placeholder) ?? placeholders.count
            if number == placeholders.count { placeholders.append(placeholder) }
            statement.holder = UInt32(names.count + number)
            return statement
        }
        return HoldingTable(
            nodeCount: names.count, companies: statements.map { numbers[$0.owned] ?? 0 }, statements: rows,
            placeholders: placeholders, capital: { capitals[names[$0.index]] })
    }

    private static func isPlaceholder(_ name: String) -> Bool { name.hasPrefix("公众") || name.hasPrefix("其他") }

    /// - Precondition: a statement names it.
    func node(_ name: String) -> NodeID {
        guard let number = names.firstIndex(of: name) else { preconditionFailure("nobody is called \(name)") }
        return NodeID(number)
    }
    func name(_ node: NodeID) -> String { names[node.index] }
}

/// A day on which everything without dates is in force.
let today = Day(rawValue: 20_269)
