internal import Addresses
internal import Foundation
internal import GraphStore
internal import Profile
internal import Synchronization

/// One snapshot with what belongs to it, as requests take it: immutable but
/// for what is worked out once, when somebody asks.
final class ServedView: Sendable {
    let snapshot: GraphSnapshot
    let catalogue: Catalogue
    let edgeKinds: EdgeKindTable
    let panorama: PanoramaQuery
    let words: WrittenWords
    let rules: RuleBooks
    /// What investigators have decided.
    let decisions: DecisionLog
    /// Of store, epoch, catalogue, rules and decisions: where the tag of an
    /// answer begins.
    let tagStart: StableHash
    private let figures = Mutex<Figures?>(nil)
    private let linkage: Lazily<PersonLinkage>
    private let ownershipView: Lazily<OwnershipView>
    /// The same under all decisions.
    private let recordsWalk: Walk
    private let mergedWalk: Walk
    private let possibleWalk: Walk
    /// Walks that cross places too, made when somebody asks.
    private let placeWalks = Mutex<[String: Walk]>([:])
    private let lazyPlaces: Lazily<Result<Places, GazetteerError>>
    /// Of the days that somebody asked about first, the last one first.
    private let registrationRisk = Mutex<[RegistrationRisk]>([])
    private let registryStructure = Mutex<RegistryStructure?>(nil)

    /// - Precondition: the snapshot was built under the catalogue.
    convenience init(snapshot: GraphSnapshot, catalogue: Catalogue, rules: RuleBooks, decisions: DecisionLog) {
        self.init(
            snapshot: snapshot, catalogue: catalogue, edgeKinds: catalogue.edgeKinds,
            panorama: PanoramaQuery(snapshot: snapshot, catalogue: catalogue),
            words: WrittenWords(snapshot: snapshot, catalogue: catalogue), rules: rules, decisions: decisions,
            linkage: Lazily { PersonLinkage(snapshot: snapshot) }, recordsWalk: Walk { snapshot.graph },
            places: Lazily {
                GazetteerCache.shared.gazetteer(in: rules.reference).map {
                    Places(snapshot, catalogue: catalogue, gazetteer: $0)
                }
            })
    }

    private init(
        snapshot: GraphSnapshot, catalogue: Catalogue, edgeKinds: EdgeKindTable, panorama: PanoramaQuery,
        words: WrittenWords, rules: RuleBooks, decisions: DecisionLog, linkage: Lazily<PersonLinkage>,
        recordsWalk: Walk, places: Lazily<Result<Places, GazetteerError>>
    ) {
        lazyPlaces = places
        (self.snapshot, self.catalogue, self.edgeKinds) = (snapshot, catalogue, edgeKinds)
        (self.panorama, self.words, self.rules) = (panorama, words, rules)
        (self.decisions, self.linkage, self.recordsWalk) = (decisions, linkage, recordsWalk)
        let ownership = Lazily {
            let decided = PersonDecisions(decisions, in: snapshot)
            return OwnershipView(snapshot, people: linkage.value.people(decisions: decided))
        }
        ownershipView = ownership
        mergedWalk = Walk { ownership.value.people.linking(snapshot.graph, includingPossible: false) }
        possibleWalk = Walk { ownership.value.people.linking(snapshot.graph, includingPossible: true) }
        var hash = StableHash()
        hash.add(snapshot.storeID)
        hash.add(UInt64(snapshot.epoch.rawValue))
        hash.add(catalogue.version)
        hash.add(rules.version)
        hash.add(UInt64(bitPattern: decisions.lastNumber))
        tagStart = hash
    }

    /// The same data under other decisions. What the mentions of persons have in
    /// common is not worked out again.
    func deciding(_ decisions: DecisionLog) -> ServedView {
        ServedView(
            snapshot: snapshot, catalogue: catalogue, edgeKinds: edgeKinds, panorama: panorama, words: words,
            rules: rules, decisions: decisions, linkage: linkage, recordsWalk: recordsWalk, places: lazyPlaces)
    }

    /// Shareholdings, ready for questions of ownership.
    ///
    /// - Complexity: that of linking people and O(nodes + shareholdings) the
    ///   first time, which whoever asks meanwhile waits for; O(1) afterwards.
    var ownership: OwnershipView { ownershipView.value }

    /// Which mentions are one person; complexity as of ``ownership``.
    var people: People { ownership.people }

    /// A graph to walk through, and what of it paths can lead through.
    struct Walk: Sendable {
        private let lazyGraph: Lazily<CSRGraph>
        private let lazyCore: Lazily<PathCore>

        fileprivate init(_ make: @escaping @Sendable () -> CSRGraph) {
            let graph = Lazily(make)
            (lazyGraph, lazyCore) = (graph, Lazily { PathCore(graph.value) })
        }

        /// - Complexity: of mentions that are one person that of ``ownership``, and
        ///   O(rows of persons) the first time.
        var graph: CSRGraph { lazyGraph.value }
        /// - Complexity: that of ``graph``, and O(nodes + edges) the first time.
        var core: PathCore { lazyCore.value }
    }

    /// How one may walk from a mention of a person to others, and from an address
    /// to others.
    ///
    /// - Throws: ``GazetteerError`` where the tables of divisions cannot be read.
    func walk(over people: SamePerson, _ premises: SamePremises = .records) throws(GazetteerError) -> Walk {
        guard premises != .records else {
            return switch people {
            case .records: recordsWalk
            case .merged: mergedWalk
            case .possible: possibleWalk
            }
        }
        let places = try places()
        return placeWalks.withLock { walks in
            let name = "\(people) \(premises)"
            if let known = walks[name] { return known }
            let (snapshot, view) = (snapshot, ownershipView)
            let walk = Walk {
                var edges = places.edges(includingBuildings: premises == .building)
                if people != .records {
                    edges += view.value.people.edges(includingPossible: people == .possible)
                }
                let nodes = snapshot.nodes
                return snapshot.graph.adding(
                    edges, within: nodes.range(of: .person).lowerBound..<nodes.range(of: .premises).upperBound)
            }
            walks[name] = walk
            return walk
        }
    }

    /// What the first question of ownership or of the best paths would have to wait
    /// for, in steps.
    var ownershipSteps: [@Sendable () -> Void] { [{ _ = self.recordsWalk.core }, { _ = self.ownership }] }

    /// What the first question of premises or rings on a day would have to wait for,
    /// in steps. Tables that cannot be read are told to whoever asks.
    func riskSteps(on day: Day) -> [@Sendable () -> Void] {
        let risk = { @Sendable in self.rules.registrationRisk.first.flatMap { try? self.risk(under: $0, on: day) } }
        return [
            { _ = self.lazyPlaces.value }, { _ = self.ownership }, { _ = risk()?.ranking }, { _ = risk()?.rings },
        ]
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

    /// Which addresses are one place.
    ///
    /// - Throws: ``GazetteerError`` where the tables of divisions cannot be read.
    /// - Complexity: that of ``Places`` the first time, O(1) afterwards.
    func places() throws(GazetteerError) -> Places { try lazyPlaces.value.get() }

    /// ``places()`` where they are worked out already, for answers that must not
    /// wait; nil also where the tables of divisions cannot be read.
    var readyPlaces: Places? { try? lazyPlaces.ready?.get() }

    /// What looks like fake registration on a day, under rules; those of the last
    /// days that were worked out are kept.
    ///
    /// - Throws: ``GazetteerError`` where the tables of divisions cannot be read.
    /// - Complexity: that of ``ownership`` and ``places()``, and O(companies + their
    ///   edges + facts of two themes) for another day.
    func risk(under rules: RegistrationRiskRules, on day: Day) throws(GazetteerError) -> RegistrationRisk {
        func isMeant(_ risk: RegistrationRisk) -> Bool { risk.counter.day == day && risk.counter.rules.id == rules.id }
        if let known = registrationRisk.withLock({ $0.first(where: isMeant) }) { return known }
        let made = RegistrationRisk(
            RiskCounter(ownership, places: try places(), catalogue: catalogue, rules: rules, on: day))
        return registrationRisk.withLock { kept in
            // Of two that worked at once, the first one's ranking serves both.
            if let known = kept.first(where: isMeant) { return known }
            kept = [made] + kept.prefix(Limits.riskDaysKept - 1)
            return made
        }
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

/// Which mentions of persons a walk through the graph takes for one.
enum SamePerson: String, CaseIterable, Sendable {
    /// Those that records identify: a mention is a node, and no more.
    case records
    /// Also those that evidence or an investigator has found to be one.
    case merged
    /// Also those that may be one.
    case possible

    /// Kinds of edge that lead from mention to mention.
    var edgeKinds: EdgeKindSet {
        switch self {
        case .records: []
        case .merged: [.sameAs]
        case .possible: [.sameAs, .possiblySameAs]
        }
    }
}

/// Which addresses a walk through the graph takes for one.
enum SamePremises: String, CaseIterable, Sendable {
    /// None: an address is what is written, and no more.
    case records
    /// The spellings of one place.
    case unit
    /// All that is in one building too.
    case building

    /// Kinds of edge that lead from address to address.
    var edgeKinds: EdgeKindSet {
        switch self {
        case .records: []
        case .unit: [.samePremises]
        case .building: [.samePremises, .sameBuilding]
        }
    }
}

/// Where requests take the newest view from: a lock held for a pointer.
final class ViewCell: Sendable {
    private let view: Mutex<ServedView>

    init(_ view: ServedView) { self.view = Mutex(view) }

    /// The newest published view; take it once for a request.
    var current: ServedView { view.withLock { $0 } }

    /// Publishes what is new in a view: the later data and the later decisions of
    /// this one and the one there, so that neither a load nor a decision that came
    /// meanwhile is lost.
    func publish(_ new: ServedView) {
        while true {
            let known = current
            let (later, earlier) = known.snapshot.epoch > new.snapshot.epoch ? (known, new) : (new, known)
            let isDecidedLater = earlier.decisions.lastNumber > later.decisions.lastNumber
            let next = isDecidedLater ? later.deciding(earlier.decisions) : later
            let isPublished = view.withLock { view in
                guard view === known else { return false }
                view = next
                return true
            }
            if isPublished { return }
        }
    }

    /// Works out, on two threads of its own, what the first questions about the
    /// newest view would have to wait for; stops between steps when a newer one is
    /// there, whose publisher prepares that.
    ///
    /// - Parameter day: that most questions will be about.
    func prepare(for day: Day) {
        let view = current
        for steps in [view.ownershipSteps, view.riskSteps(on: day)] {
            Thread.detachNewThread {
                for step in steps where self.current === view { step() }
            }
        }
    }
}

/// A value that is worked out when somebody first asks for it; whoever asks
/// meanwhile waits.
final class Lazily<Value: Sendable>: Sendable {
    /// Held for as long as the work takes, reading files included: whoever asks
    /// meanwhile has nothing better to do than to wait for it.
    private let making = Mutex<Void>(())
    /// Held for a moment.
    private let known = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    var value: Value {
        if let ready { return ready }
        return making.withLock { _ in
            if let ready { return ready }
            let made = make()
            known.withLock { $0 = made }
            return made
        }
    }

    /// nil where it is not worked out yet; nobody waits.
    var ready: Value? { known.withLock { $0 } }
}
