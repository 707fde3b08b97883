internal import GraphStore
internal import Profile

extension ServedView {
    /// The whole profile of a company as JSON, from memory alone.
    ///
    /// Facts stand once, in `facts`; the three views name them by position, so
    /// they cannot say different things. At most ``Limits/panoramaFactsMax``
    /// facts are written out, the latest; counts are always of all, and `facts`
    /// says how many it returned and where the rest is.
    ///
    /// - Parameters:
    ///   - node: the company.
    ///   - asOf: the day that is described.
    ///   - places: that its addresses name; nil where they are not worked out yet.
    /// - Returns: UTF-8.
    /// - Throws: ``SnapshotError`` when the snapshot's file cannot be read.
    /// - Complexity: O(facts + edges of the company).
    func panoramaJSON(of node: NodeID, asOf: Day, places: Places?) throws(SnapshotError) -> [UInt8] {
        let profile = panorama.panorama(of: node, asOf: asOf)
        let titles = try titles(of: profile)
        var json = JSONWriter(
            capacity: 2048 + 320 * min(profile.facts.count, Limits.panoramaFactsMax), asOf: asOf)
        json.beginObject()
        json.key("epoch")
        json.number(Int(snapshot.epoch.rawValue))
        json.key("asOf")
        json.day(asOf.rawValue)
        json.key("subject")
        json.entity(node, of: snapshot)
        json.word("stage", "stageTitle", profile.stage)
        json.key("factCount")
        json.number(profile.facts.count)
        json.key("laterFactCount")
        json.number(profile.laterFactCount)
        json.key("knowsPlaces")
        json.bool(places != nil)
        json.statements(of: node, view: self)
        json.relations(profile.relations, view: self, places: places, asOf: asOf)
        json.views(of: profile, view: self)
        json.facts(of: profile, node: node, titles: titles, view: self)
        json.endDocument()
        return json.bytes
    }

    /// The titles of the facts that a profile writes out.
    ///
    /// - Throws: ``SnapshotError`` when the snapshot's file cannot be read.
    func titles(of profile: Panorama) throws(SnapshotError) -> TextRun {
        try snapshot.facts.titles.run(spanning: profile.facts.suffix(Limits.panoramaFactsMax))
    }
}

extension JSONWriter {
    // MARK: Relations

    fileprivate mutating func relations(
        _ relations: Panorama.Relations, view: ServedView, places: Places?, asOf: Day
    ) {
        key("relations")
        beginObject()
        list("people", relations.people, view: view, asOf: asOf)
        list("shareholders", relations.shareholders, view: view, asOf: asOf)
        list("holdings", relations.holdings, view: view, asOf: asOf)
        list("premises", relations.premises, view: view, places: places, asOf: asOf)
        list("permits", relations.permits, view: view, asOf: asOf)
        list("contacts", relations.contacts, view: view, asOf: asOf)
        list("branches", relations.branches, view: view, asOf: asOf)
        list("others", relations.others, view: view, asOf: asOf)
        key("notInForce")
        number(relations.notInForceCount)
        endObject()
    }

    /// Edges of one sort: the first of them, and how many there are.
    private mutating func list(
        _ name: StaticString, _ entries: [CSRGraph.Entry], view: ServedView, places: Places? = nil, asOf: Day
    ) {
        key(name)
        beginObject()
        key("total")
        number(entries.count)
        key("items")
        beginArray()
        for entry in entries.prefix(Limits.panoramaRelationsMax) {
            briefRelation(entry, view: view, places: places, asOf: asOf)
        }
        endArray()
        endObject()
    }

    /// An edge with the numbers of its records, from memory alone.
    private mutating func briefRelation(
        _ entry: CSRGraph.Entry, view: ServedView, places: Places?, asOf: Day
    ) {
        // Columns are read where they lie: a copy of the table would count a
        // dozen references.
        let snapshot = view.snapshot
        let edge = entry.edge.index
        beginObject()
        members(view.words.edgeKinds[Int(entry.mark.kind.rawValue)])
        key("direction")
        string(entry.mark.direction == .in ? "in" : "out")
        key("label")
        let label = snapshot.graph.table.label[edge]
        if label == EdgeAttributes.noLabel { null() } else { string(snapshot.labels, Int(label)) }
        if snapshot.graph.table.shareMin[edge] >= 0 || snapshot.graph.table.shareMax[edge] >= 0 {
            key("share")
            shareRange(snapshot.graph.table.shareMin[edge], snapshot.graph.table.shareMax[edge])
        }
        if snapshot.graph.table.amount[edge] != EdgeAttributes.unknownAmount {
            amount(snapshot.graph.table.amount[edge])
        }
        key("since")
        day(snapshot.graph.table.since[edge])
        key("until")
        day(snapshot.graph.table.until[edge])
        key("records")
        beginArray()
        for row in Int(snapshot.graph.table.recordOffsets[edge])..<Int(snapshot.graph.table.recordOffsets[edge + 1]) {
            quoted(Int(snapshot.graph.table.records[row]))
        }
        endArray()
        key("entity")
        party(entry.target, view: view, asOf: asOf)
        if entry.mark.kind == .registeredAt || entry.mark.kind == .operatesAt {
            key("place")
            place(of: entry.target, in: places, snapshot: snapshot)
        }
        endObject()
    }

    // MARK: Views

    fileprivate mutating func views(of profile: Panorama, view: ServedView) {
        key("overview")
        beginArray()
        for group in profile.blocks {
            let blocks = view.catalogue.blocks
            let block = group.number < blocks.count ? blocks[group.number] : nil
            beginObject()
            key("block")
            string(block?.id ?? "other")
            key("title")
            string(block?.title.zh ?? "其他")
            members(of: group, in: profile, view: view)
            endObject()
        }
        endArray()
        key("departments")
        beginArray()
        for group in profile.departments {
            beginObject()
            members(view.words.titledDepartments[group.number])
            members(of: group, in: profile, view: view)
            endObject()
        }
        endArray()
        key("timeline")
        beginArray()
        for year in profile.years {
            beginObject()
            key("year")
            if let number = year.year { self.number(number) } else { null() }
            key("count")
            number(year.facts.count)
            positions(year.facts.lazy.map { $0 }, in: profile)
            endObject()
        }
        endArray()
    }

    private mutating func members(of group: Panorama.Group, in profile: Panorama, view: ServedView) {
        key("count")
        number(group.facts.count)
        key("themes")
        beginArray()
        for (theme, count) in group.themes {
            beginObject()
            members(view.words.themes[theme].members)
            key("count")
            number(count)
            endObject()
        }
        endArray()
        positions(group.facts, in: profile)
    }

    /// Positions in `facts` as it is written: the latest facts first, so that a
    /// position holds whether or not all are written.
    private mutating func positions(_ facts: some Sequence<Int>, in profile: Panorama) {
        key("facts")
        beginArray()
        for position in facts {
            let written = profile.facts.count - 1 - position
            if written < Limits.panoramaFactsMax { number(written) }
        }
        endArray()
    }

    // MARK: Facts

    /// The latest facts of a profile, and how many there are.
    mutating func facts(of profile: Panorama, node: NodeID, titles: TextRun, view: ServedView) {
        let returned = min(profile.facts.count, Limits.panoramaFactsMax)
        key("facts")
        beginObject()
        key("total")
        number(profile.facts.count)
        key("returned")
        number(returned)
        key("rest")
        if returned < profile.facts.count {
            let id = view.snapshot.nodes.ids[node.index]
            string(EntityPath.path(of: id, kind: view.snapshot.nodes.kind(of: node)) + "/timeline")
        } else {
            null()
        }
        key("items")
        beginArray()
        for row in profile.facts.reversed().prefix(returned) { fact(row, titles: titles, view: view) }
        endArray()
        noteWithoutFacts(of: node, snapshot: view.snapshot)
        endObject()
    }
}
