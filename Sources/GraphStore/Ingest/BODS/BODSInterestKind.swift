internal import Foundation

/// What the types of interests of the standard's codelist are here.
enum BODSInterestKind: Equatable {
    case shares, votes, income
    /// The value of the column 协议类型.
    case control(String)
    /// The value of the column 职务.
    case office(String)
    case unmapped

    /// The kind of a type of interest. A right to appoint the board controls
    /// unless a share is stated that need not be more than half of it.
    init(_ type: String, share: BODSStatement.Share?) {
        switch type {
        case "shareholding": self = .shares
        case "votingRights": self = .votes
        case "rightsToProfitOrIncome": self = .income
        case "boardChair": self = .office("董事长")
        case "boardMember": self = .office("董事")
        case "seniorManagingOfficial": self = .office("高级管理人员")
        case "rightsGrantedByContract": self = .control("协议控制")
        case "nominator": self = .control("股权代持")
        case "appointmentOfBoard":
            let isMajority = share.map { !$0.isStated || $0.isMoreThanHalf } ?? true
            self = isMajority ? .control("其他") : .unmapped
        case "otherInfluenceOrControl", "controlViaCompanyRulesOrArticles", "controlByLegalFramework":
            self = .control("其他")
        default: self = .unmapped
        }
    }

    /// The theme that it would be a row of; what no theme takes is told among
    /// shareholdings.
    var target: BODSRows.Target {
        switch self {
        case .shares, .votes, .income, .unmapped: .shareholding
        case .control: .controlAgreement
        case .office: .officer
        }
    }
}
