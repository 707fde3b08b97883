/// A column's type without its choices, by its word in the catalogue: compared
/// for each cell, so trivial.
enum ColumnTypeWord: String, CaseIterable {
    case text, code
    case companyCode = "company_code"
    case personID = "person_id"
    case date, integer, decimal, money, percent
    case phone, email, address, boolean, choice

    init(_ type: Theme.ColumnType) {
        self =
            switch type {
            case .text: .text
            case .code: .code
            case .companyCode: .companyCode
            case .personID: .personID
            case .date: .date
            case .integer: .integer
            case .decimal: .decimal
            case .money: .money
            case .percent: .percent
            case .phone: .phone
            case .email: .email
            case .address: .address
            case .boolean: .boolean
            case .choice: .choice
            }
    }
}
