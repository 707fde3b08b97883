internal import Addresses
internal import GraphStore

/// What the register of standard addresses says of places on a day.
///
/// Of entries that contradict each other the one that allows more stands: a doubt
/// accuses nobody.
struct BuildingFacts: Sendable {
    /// Entries of a building, or of a door with one building.
    struct Entry: Sendable {
        /// The most that an entry states, and which does; nil where none does.
        var floors: (count: Int, statement: Int)?
        /// Whether all that state a use say that it is for living; nil where none does.
        var residential: (isIt: Bool, statement: Int)?
        /// An entry that says so, where all do.
        var demolished: Int?
        fileprivate var isStanding = false
    }

    /// By place.
    private var entries: [PlaceID: Entry] = [:]

    /// - Complexity: O(addresses + bytes of the entries).
    init(_ snapshot: GraphSnapshot, places: Places, catalogue: Catalogue, on day: Day) {
        guard let number = snapshot.themes.firstIndex(of: "standard_address"),
            let theme = catalogue.themeIndex("standard_address").map({ catalogue.themes[$0] })
        else { return }
        let columns = ["floors", "use", "status", "since", "until"].map { theme.columnIndex($0) }
        let count = theme.columns.count
        var reader = BodyReader(snapshot.bodies)
        for node in places.addresses {
            guard let place = places.place(of: NodeID(node)) else { continue }
            for row in snapshot.bodies.range(of: NodeID(node)) where Int(snapshot.bodies.theme[row]) == number {
                reader.read(row, columnCount: count)
                let texts = columns.map { String(decoding: reader.bytes($0), as: UTF8.self) }
                // Days are texts in the order of days; an unknown one does not part.
                guard texts[3].isEmpty || texts[3] <= day.iso else { continue }
                let isDemolished = texts[2] == "已拆除"
                guard isDemolished ? texts[4].isEmpty || texts[4] <= day.iso : texts[4].isEmpty || texts[4] > day.iso
                else { continue }
                entries[place, default: Entry()].add(texts, isDemolished: isDemolished, row)
            }
        }
    }

    /// Doors of a road that the register has, and all that some address tells.
    ///
    /// - Complexity: O(doors and buildings of the road).
    func doors(of road: PlaceID, in places: Places) -> (registered: Int, all: Int) {
        let doors = places.parts(of: road).filter { places.level(of: $0) == .door }
        let registered = doors.count { door in
            entries[door] != nil || places.parts(of: door).contains { entries[$0] != nil }
        }
        return (registered, doors.count)
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

extension BuildingFacts.Entry {
    fileprivate mutating func add(_ texts: [String], isDemolished: Bool, _ row: Int) {
        if isDemolished {
            if !isStanding { demolished = row }
            return
        }
        (isStanding, demolished) = (true, nil)
        if let count = Int(texts[0]), count > floors?.count ?? 0 { floors = (count, row) }
        guard !texts[1].isEmpty else { return }
        let isHome = texts[1] == "住宅"
        if residential?.isIt ?? true { residential = (isHome, row) }
    }
}
