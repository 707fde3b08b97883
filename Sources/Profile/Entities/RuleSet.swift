public import GraphStore

/// Rules that verdicts are given under, as data with their instrument.
public protocol RuleSet: Sendable {
    /// The word used in requests.
    var id: String { get }
    /// In Chinese and English.
    var title: Title { get }
    /// The legal text, with number and date.
    var instrument: String { get }
    /// Shown with verdicts.
    var note: Title? { get }
    /// The first day on which the instrument was in force; of days before it
    /// verdicts say what it would have said.
    var inForceFrom: Day? { get }
}

extension BeneficialOwnerRules: RuleSet {}
extension RelatedPartyRules: RuleSet {}
extension RegistrationRiskRules: RuleSet {}
