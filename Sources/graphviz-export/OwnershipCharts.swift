import ArgumentParser
import GraphDrawing
import GraphStore
import Profile

/// `graphviz-export owners`: who owns a company, as a chart.
struct Owners: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "owners",
        abstract: "Draw who owns a company, layer by layer.",
        discussion: """
            Examples:
              graphviz-export owners --of 91370212MA1000CY31 -T svg -o owners.svg
              graphviz-export owners --of 91370212MA1000CY31 --as-of 2024-06-30
              graphviz-export owners --of 91370212MA1000CY31 --min-share 0.05 --breadth 8
              graphviz-export owners --of 91370212MA1000CY31 --measure votes -T pdf

            Owners stand above, with the share of each holding on its line and
            what they have of the company in the end, directly and through
            others, under their names. What control rests on is drawn heavier.
            Holders that are not drawn one by one are counted in one node with
            their shares together.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var chart: ChartOptions
    @OptionGroup var picture: PictureOptions

    /// Draws the chart.
    func run() throws { try picture.write(try chart.drawing(.owners, source)) }
}

/// `graphviz-export holdings`: what a company or person owns, as a chart.
struct Holdings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdings",
        abstract: "Draw what a company or person owns, layer by layer.",
        discussion: """
            Examples:
              graphviz-export holdings --of 91370212260008885D -T svg -o holdings.svg
              graphviz-export holdings --of person:764 --depth 2

            Companies stand below, with the share of each holding on its line
            and what the holder has of them in the end under their names. What
            control rests on is drawn heavier. Companies that are not drawn one
            by one are counted in one node with the least and the greatest share.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var chart: ChartOptions
    @OptionGroup var picture: PictureOptions

    /// Draws the chart.
    func run() throws { try picture.write(try chart.drawing(.holdings, source)) }
}

/// What an ownership chart shows.
struct ChartOptions: ParsableArguments {
    @Option(help: "Id of the company or holder; a bare number is a company's.") var of: String
    @Option(help: "Layers, 0 to \(Limits.chartDepthMax).") var depth = Limits.chartDepth
    @Option(
        help: "What shares are of: capital, votes or income.",
        transform: { name in
            guard let measure = OwnershipMeasure(rawValue: name) else {
                throw ValidationError("--measure takes capital, votes or income, not \(name).")
            }
            return measure
        })
    var measure = OwnershipMeasure.capital
    @Option(help: "Smaller holdings bring nobody onto the chart: a share from 0 to 1.") var minShare = 0.0
    @Option(help: "Holders of a company, or companies of a holder, drawn one by one: the greatest.")
    var breadth = Limits.chartBreadth
    @Option(help: "Parties drawn one by one, at most.") var limit = Limits.chartNodes

    /// Checks the numbers.
    func validate() throws {
        guard (0...Limits.chartDepthMax).contains(depth) else {
            throw ValidationError("--depth takes 0 to \(Limits.chartDepthMax), not \(depth).")
        }
        guard (0.0...1).contains(minShare) else {
            throw ValidationError("--min-share takes a share from 0 to 1, such as 0.05, not \(minShare).")
        }
        guard breadth >= 0 else { throw ValidationError("--breadth takes 0 or more, not \(breadth).") }
        guard (1...Limits.chartNodesMax).contains(limit) else {
            throw ValidationError("--limit takes 1 to \(Limits.chartNodesMax), not \(limit).")
        }
    }

    /// Reads the graph and chooses what to draw.
    ///
    /// - Throws: ``UnknownEntity``, ``LoopsUnsolved``, and errors of store, catalogue or snapshot.
    func drawing(_ direction: OwnershipChart.Direction, _ source: SourceOptions) throws -> Drawing {
        let graph = try GraphSource(source)
        let snapshot = graph.snapshot
        let party = try snapshot.entity(of)
        guard direction == .holdings || snapshot.nodes.kind(of: party) == .company else {
            throw ValidationError("\(of) is no company: it has no owners; try: graphviz-export holdings --of \(of)")
        }
        let people = PersonLinkage(snapshot: snapshot).people(decisions: PersonDecisions(graph.decisions, in: snapshot))
        let view = OwnershipView(snapshot, people: people)
        let question = OwnershipChart.Question(
            direction, day: graph.asOf, measure: measure, depth: depth, minShare: minShare, breadth: breadth,
            maxNodes: limit)
        do throws(LoopTooDense) {
            let chart = try view.withScratch { scratch throws(LoopTooDense) in
                try view.chart(of: view.party(party), question, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
            }
            return Drawing(chart: chart, snapshot: snapshot, kinds: graph.kinds)
        } catch {
            throw LoopsUnsolved(id: of)
        }
    }
}

/// Loops of companies above or below that cost too much to solve.
struct LoopsUnsolved: Error, CustomStringConvertible {
    let id: String

    var description: String {
        "The companies around \(id) hold each other too densely for their shares to be worked out; draw the holdings "
            + "alone: graphviz-export neighbourhood --kinds shareholder --of \(id)"
    }
}
