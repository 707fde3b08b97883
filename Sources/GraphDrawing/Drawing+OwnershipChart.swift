public import GraphStore
public import Profile

extension Drawing {
    /// An ownership chart as a drawing: owners above, companies below, the share
    /// of each holding on its line and the integrated share under each name.
    ///
    /// - Parameters:
    ///   - chart: what to draw.
    ///   - snapshot: what the chart is of.
    ///   - kinds: the words of the edge kinds.
    ///   - links: where a click on a node leads; nil for no link.
    ///   - departments: titles of those whose records state an edge.
    /// - Complexity: O(size of the drawing · log of it).
    public init(
        chart: OwnershipChart, snapshot: GraphSnapshot, kinds: EdgeKindTable,
        links: (String, NodeKind) -> String? = { _, _ in nil }, departments: (EdgeID) -> [String] = { _ in [] }
    ) {
        let words = ChartWords(chart.question)
        var nodes = chart.nodes.map { words.node($0, of: snapshot, isSubject: $0.node == chart.subject, links: links) }
        var edges: [Edge] = []
        for holding in chart.holdings {
            var edge = Edge(holding.edge, of: snapshot, kinds: kinds, departments: departments(holding.edge))
            // From the holder to what it holds, also where a record leads the other
            // way, from a branch to its parent, or names another mention of a person.
            edge.from = snapshot.nodes.ids[holding.holder.index]
            edge.to = snapshot.nodes.ids[holding.company.index]
            edge.share = Share(holding.share)
            if holding.isUnknown { (edge.label, edge.share) = ("?", nil) }
            edge.carriesControl = holding.carriesControl
            edges.append(edge)
        }
        for arrangement in chart.arrangements {
            var edge = Edge(arrangement.edge, of: snapshot, kinds: kinds, departments: departments(arrangement.edge))
            edge.from = snapshot.nodes.ids[arrangement.party.index]
            edge.carriesControl = arrangement.carriesControl
            edges.append(edge)
        }
        let layers = Dictionary(
            nodes.map { ($0.id, $0.layer ?? 0) }, uniquingKeysWith: { first, _ in first })
        for fold in chart.folds {
            let party = snapshot.nodes.ids[fold.of.index]
            let node = words.node(fold, of: party, layer: layers[party] ?? 0)
            edges.append(words.edge(between: node.id, and: party, kinds: kinds))
            nodes.append(node)
        }
        for (number, remainder) in chart.remainders.enumerated() {
            let company = snapshot.nodes.ids[remainder.company.index]
            let id = "remainder:\(number):\(company)"
            nodes.append(words.node(remainder, id, layer: layers[company] ?? 0, of: snapshot))
            let holding = remainder.share.holding
            var edge = Edge(holding.edge, of: snapshot, kinds: kinds, departments: departments(holding.edge))
            (edge.from, edge.share) = (id, Share(holding.bounds))
            edge.label = holding.basis == .unknown ? "?" : nil
            edges.append(edge)
        }
        var omitted: [Omission] = []
        if chart.cutCount > 0 {
            omitted.append(Omission(kind: "shareholder", count: chart.cutCount, reason: "超出检索量上限，穿透比例为下限"))
        }
        let name = snapshot.nodes.names[chart.subject.index]
        self.init(
            title: name + words.title, epoch: snapshot.epoch, asOf: chart.question.day, nodes: nodes, edges: edges,
            omitted: omitted, remarks: [words.remark])
    }
}

/// The words of a chart of one direction and measure.
private struct ChartWords {
    let isUpward: Bool
    let day: Day
    /// What shares are of.
    let measure: String

    init(_ question: OwnershipChart.Question) {
        isUpward = question.direction == .owners
        day = question.day
        measure =
            switch question.measure {
            case .capital: "持股"
            case .votes: "表决权"
            case .income: "收益权"
            }
    }

    var title: String { (isUpward ? " 的股东穿透图" : " 的对外投资穿透图") + (measure == "持股" ? "" : "（\(measure)）") }

    var remark: String {
        "线上为直接\(measure)；穿透为\(isUpward ? "对中心企业" : "中心主体")直接与间接\(measure)之和；? 为比例不明"
    }

    func node(
        _ chosen: OwnershipChart.Node, of snapshot: GraphSnapshot, isSubject: Bool,
        links: (String, NodeKind) -> String?
    ) -> Drawing.Node {
        var node = Drawing.Node(chosen.node, of: snapshot, asOf: day, isCentre: isSubject, links: links)
        node.layer = isUpward ? -chosen.distance : chosen.distance
        if let share = chosen.share, share.upperBound > 0 {
            let text = Self.percent(share)
            node.notes.append("穿透 \(text)")
            node.attributes.append(Drawing.Attribute("穿透\(measure)", text))
        }
        if let role = chosen.role {
            let title = role == .controller ? "控制人" : "共同控制人"
            node.notes.append("〔\(title)〕")
            node.attributes.append(Drawing.Attribute("控制", title))
        }
        return node
    }

    func node(_ fold: OwnershipChart.Fold, of party: String, layer: Int) -> Drawing.Node {
        let text = fold.isUnknown ? "?" : Self.percent(fold.share)
        let (name, note) =
            isUpward
            ? ("另有 \(fold.count) 名股东", "合计 \(text)") : ("另有 \(fold.count) 家企业", "各 \(text)")
        var attributes = [Drawing.Attribute("合并数", String(fold.count)), Drawing.Attribute(measure, note)]
        if fold.personCount > 0 { attributes.append(Drawing.Attribute("其中自然人", String(fold.personCount))) }
        return Drawing.Node(
            id: "fold:\(party)", kind: fold.personCount == fold.count ? .person : .company, name: name,
            attributes: attributes, notes: [note], foldedCount: fold.count, layer: isUpward ? layer - 1 : layer + 1)
    }

    /// Those who are no party, beside the holders of their company.
    func node(
        _ remainder: OwnershipChart.Remainder, _ id: String, layer: Int, of snapshot: GraphSnapshot
    ) -> Drawing.Node {
        let note =
            switch remainder.share.kind {
            case .public: "公众持股，非主体"
            case .unnamed: "未具名，非主体"
            case .treasury: "本企业所持，无表决权"
            }
        return Drawing.Node(
            id: id, kind: .company, name: remainder.share.name(in: snapshot),
            attributes: [
                Drawing.Attribute("性质", note), Drawing.Attribute(measure, Self.percent(remainder.share.holding.bounds)),
            ], notes: [note], foldedCount: 0, layer: layer - 1)
    }

    func edge(between fold: String, and party: String, kinds: EdgeKindTable) -> Drawing.Edge {
        let (from, to) = isUpward ? (fold, party) : (party, fold)
        let entry = kinds.entry(of: .shareholder)
        return Drawing.Edge(
            id: "edge:\(fold)", from: from, to: to, kind: entry?.name ?? "shareholder",
            kindTitle: entry?.title.zh ?? "股东")
    }

    /// A share in words of four decimals: `17.325%`, `0–12.5%`.
    ///
    /// What only looks like a round number after rounding, and is off by more
    /// than bounds are, is marked: a share
    /// just below one half is `≈50%`.
    static func percent(_ bounds: ClosedRange<Double>) -> String {
        let (low, high) = (percent(bounds.lowerBound), percent(bounds.upperBound))
        return low == high ? low : "\(low.dropLast())–\(high)"
    }

    private static func percent(_ share: Double) -> String {
        let scaled = share * 1_000_000
        // Lists that sum to more than all may give more than all.
        guard scaled < 1e15 else { return "?" }
        let units = Int(scaled.rounded())
        let isRound = units % 10 == 0 && abs(scaled - scaled.rounded()) > 1e-4
        var decimals = String(units % 10_000 + 10_000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return (isRound ? "≈" : "") + String(units / 10_000) + (decimals.isEmpty ? "" : ".\(decimals)") + "%"
    }
}

extension Share {
    /// A range of binary fractions in 0…1, to the millionth of a per cent, the
    /// unit of records.
    fileprivate init?(_ bounds: ClosedRange<Double>) {
        let whole = Double(EdgeAttributes.wholeShare)
        self.init(
            units: Int32((bounds.lowerBound * whole).rounded()),
            Int32((Swift.min(bounds.upperBound, 1) * whole).rounded()))
    }
}
