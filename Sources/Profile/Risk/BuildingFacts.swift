internal import Addresses
internal import GraphStore

/// What the register of standard addresses says of places.
struct BuildingFacts: Sendable {
    /// An entry that says something of a building or of a door with one building.
    struct Entry: Sendable {
        var floors: Int?
        var isResidential = false
        var isDemolished = false
        var statement: Int
    }

    /// By place.
    private var entries: [PlaceID: Entry] = [:]

    /// - Complexity: O(addresses + bytes of the entries).
    init(_ snapshot: GraphSnapshot, places: Places, catalogue: Catalogue, on day: Day) {
        guard let number = snapshot.themes.firstIndex(of: "standard_address"),
            let theme = catalogue.themeIndex("standard_address").map({ catalogue.themes[$0] })
        else { return }
        let columns = ["floors", "use", "status"].map { theme.columnIndex($0) }
        let count = theme.columns.count
        var reader = BodyReader(snapshot.bodies)
        for node in places.addresses {
            guard let place = places.place(of: NodeID(node)) else { continue }
            for row in snapshot.bodies.range(of: NodeID(node)) where Int(snapshot.bodies.theme[row]) == number {
                reader.read(row, columnCount: count)
                var entry = entries[place] ?? Entry(statement: row)
                // Of two entries the one that allows more stands: a doubt accuses nobody.
                if let floors = Int(String(decoding: reader.bytes(columns[0]), as: UTF8.self)) {
                    entry.floors = max(entry.floors ?? 0, floors)
                }
                entry.isResidential = String(decoding: reader.bytes(columns[1]), as: UTF8.self) == "住宅"
                entry.isDemolished = String(decoding: reader.bytes(columns[2]), as: UTF8.self) == "已拆除"
                entry.statement = row
                entries[place] = entry
            }
        }
    }

    /// The entry of a place or of what it is part of, up to the door; of a door only
    /// where it has no buildings apart.
    func entry(of place: PlaceID, in places: Places) -> Entry? {
        for above in [place] + places.ancestors(of: place) {
            if let entry = entries[above] {
                guard places.level(of: above) == .door else { return entry }
                let buildings = places.parts(of: above).filter { places.level(of: $0) == .building }
                return buildings.count <= 1 ? entry : nil
            }
            if places.level(of: above) == .door { return nil }
        }
        return nil
    }
}
