internal import Foundation
internal import GraphStore
internal import Profile

/// Takes the decisions of investigators, one after the other: each is checked
/// against what is known, kept, and in force for whoever asks next.
final class DecisionDesk: Sendable {
    private let directory: DataDirectory
    private let views: ViewCell
    private let lock = NSLock()

    private let clock: ServerClock

    init(directory: DataDirectory, views: ViewCell, clock: ServerClock) {
        (self.directory, self.views, self.clock) = (directory, views, clock)
    }

    /// Keeps a decision and publishes a view that follows it.
    ///
    /// Blocks for as long as it takes to decide anew which mentions are one:
    /// call it from a ``WorkQueue``.
    ///
    /// - Throws: ``Problem`` `decision.contradicts` for a confirmation that an
    ///   identifier or another decision forbids; ``RecordError``, `locked` while
    ///   records are imported. Nothing is kept then.
    func take(_ new: NewDecision) throws -> (decision: Decision, view: ServedView) {
        // Two decisions at once would find each other's writer lock.
        lock.lock()
        defer { lock.unlock() }
        let store = try RecordStore(writing: directory, purpose: "serve: a decision")
        let known = views.current
        let log = try store.decisionLog()
        try check(new, after: log, known)
        let decision = try store.decide(new)
        let view = known.deciding(log.adding(decision))
        // Before the writer lock is let go: no import publishes in between.
        views.publish(view)
        views.prepare(for: clock.today())
        withExtendedLifetime(store) {}
        return (decision, view)
    }

    private func check(_ new: NewDecision, after log: DecisionLog, _ view: ServedView) throws(Problem) {
        guard new.verdict == .confirm else { return }
        let tried = Decision(new, number: log.lastNumber + 1, decided: "", epoch: view.snapshot.epoch)
        guard let pair = PersonDecisions.Pair(tried, in: view.snapshot) else { return }
        let decisions = PersonDecisions(log.adding(tried), in: view.snapshot)
        let people = view.ownership.people.linkage.people(decisions: decisions)
        guard people.refusedDecisions.contains(pair) else { return }
        throw Problem(
            .contradiction,
            "\(new.pair.0) and \(new.pair.1) cannot be one person: each has an identifier of its own, or is one with "
                + "a mention that has; or a decision keeps them apart. Withdraw that decision first, or have the "
                + "identifiers corrected where they come from",
            help: "/v1/persons/\(new.pair.0)/identity")
    }
}
