internal import GraphStore
internal import Profile
internal import Synchronization

/// One snapshot with what belongs to it, as requests take it: immutable but
/// for figures that are worked out once, when somebody asks.
final class ServedView: Sendable {
    let snapshot: GraphSnapshot
    let catalogue: Catalogue
    let edgeKinds: EdgeKindTable
    let panorama: PanoramaQuery
    let words: WrittenWords
    let rules: RuleBooks
    /// Of store, epoch, catalogue and rules: where the tag of an answer begins.
    let tagStart: StableHash
    private let figures = Mutex<Figures?>(nil)
    private let ownershipView = Mutex<OwnershipView?>(nil)
    private let registryStructure = Mutex<RegistryStructure?>(nil)

    /// - Precondition: the snapshot was built under the catalogue.
    init(snapshot: GraphSnapshot, catalogue: Catalogue, rules: RuleBooks) {
        self.snapshot = snapshot
        self.catalogue = catalogue
        self.rules = rules
        edgeKinds = catalogue.edgeKinds
        panorama = PanoramaQuery(snapshot: snapshot, catalogue: catalogue)
        words = WrittenWords(snapshot: snapshot, catalogue: catalogue)
        var hash = StableHash()
        hash.add(snapshot.storeID)
        hash.add(UInt64(snapshot.epoch.rawValue))
        hash.add(catalogue.version)
        hash.add(rules.version)
        tagStart = hash
    }

    /// Shareholdings, ready for questions of ownership.
    ///
    /// - Complexity: O(nodes + shareholdings) the first time, which whoever asks
    ///   meanwhile waits for; O(1) afterwards.
    var ownership: OwnershipView {
        ownershipView.withLock { known in
            if let known { return known }
            let made = OwnershipView(snapshot)
            known = made
            return made
        }
    }

    /// Control groups and circular shareholdings on a day; those of the day that
    /// was asked about last are kept.
    ///
    /// - Complexity: O(nodes + shareholdings) for another day.
    func structure(on day: Day) -> RegistryStructure {
        if let known = registryStructure.withLock({ $0 }), known.day == day { return known }
        let view = ownership
        let found = view.withScratch { view.control.structure(on: day, scratch: &$0) }
        registryStructure.withLock { $0 = found }
        return found
    }

    /// Counts over the whole snapshot.
    struct Figures: Sendable {
        /// By number in ``GraphSnapshot/themes`` and so on.
        var factsByTheme: [Int]
        var factsByDepartment: [Int]
        var factsBySource: [Int]
    }

    /// - Complexity: O(facts) the first time, O(1) afterwards. Two requests may
    ///   both be the first; they count the same.
    func figures(of snapshot: GraphSnapshot) -> Figures {
        if let known = figures.withLock({ $0 }) { return known }
        var counts = Figures(
            factsByTheme: Array(repeating: 0, count: snapshot.themes.count),
            factsByDepartment: Array(repeating: 0, count: snapshot.departments.count),
            factsBySource: Array(repeating: 0, count: snapshot.sources.count))
        let facts = snapshot.facts
        let themes = facts.theme.span
        let departments = facts.department.span
        let sources = facts.source.span
        for row in themes.indices {
            counts.factsByTheme[Int(themes[row])] += 1
            counts.factsByDepartment[Int(departments[row])] += 1
            counts.factsBySource[Int(sources[row])] += 1
        }
        let counted = counts
        figures.withLock { $0 = counted }
        return counted
    }
}

/// Where requests take the newest view from: a lock held for a pointer.
final class ViewCell: Sendable {
    private let view: Mutex<ServedView>

    init(_ view: ServedView) { self.view = Mutex(view) }

    /// The newest published view; take it once for a request.
    var current: ServedView { view.withLock { $0 } }

    /// Replaces the view, unless the one there is of a later epoch.
    func publish(_ new: ServedView) {
        view.withLock { if $0.snapshot.epoch <= new.snapshot.epoch { $0 = new } }
    }
}
