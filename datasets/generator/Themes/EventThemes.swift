/// The event themes, by the departments that they come from.
enum EventThemes {
    static let all: [any ThemeEmitter] = market + safety + taxAndLabour + permits + court + innovation

    /// How often things happen to companies of each risk class.
    static func trouble(_ company: Company) -> Double { [0.4, 1, 3, 8][Int(company.risk)] * size(company) }

    /// Grows slowly with the head count.
    static func size(_ company: Company) -> Double { (Double(company.headCount) + 1).squareRoot() }

    /// `yes` for companies in one of the trades, else `no`.
    static func marked(_ company: Company, _ marks: Trade.Marks, _ yes: Double, _ no: Double = 0) -> Double {
        Trade.all[Int(company.trade)].marks.isDisjoint(with: marks) ? no : yes
    }

    /// 0 for companies where nobody works.
    static func staffed(_ company: Company) -> Double { company.shell || company.kind == .branch ? 0 : size(company) }
}
