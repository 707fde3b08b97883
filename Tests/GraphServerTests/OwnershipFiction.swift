/// Companies whose ownership is worked out by hand in the tests. Nobody and
/// nothing in it exists.
enum OwnershipFiction {
    static func store() throws -> FictionalStore {
        let store = try FictionalStore()
        try store.deliver(files)
        return store
    }

    /// 潘一 50, 乙 40, 任三 10 of 甲; 秦二 70, 甲 30 of 乙.
    static let (alpha, beta) = (Fiction.code(100), Fiction.code(101))
    /// 严四 51 → top 51 → middle 51 → bottom; the other 49 are 少一, 少二, 少三.
    static let (top, middle, bottom) = (Fiction.code(110), Fiction.code(111), Fiction.code(112))
    /// 方五 and 何六 half each.
    static let deadlock = Fiction.code(113)
    /// 贾七 50, 方五 between 30 and 40, nobody says what 何六 has.
    static let vague = Fiction.code(114)
    /// Five holders of 20; the first three have agreed to vote as one.
    static let concert = Fiction.code(115)
    /// 任三 has it all; 严四 controls it by agreement.
    static let agreed = Fiction.code(116)
    /// 钱八 and 赵二 half each of 118; 118 50, 林九 30, 赵一 20 of 119.
    static let (half, quarter) = (Fiction.code(118), Fiction.code(119))
    /// The state's.
    static let stateOwned = Fiction.code(120)
    /// 90 of each other, 10 of both 钱八's.
    static let (left, right) = (Fiction.code(121), Fiction.code(122))
    /// A hundred holders of 1.
    static let many = Fiction.code(130)

    /// Every holding begins on this day.
    static let began = "2015-01-01"

    /// A number for each person, so that one name is one person.
    static let people = [
        "潘一", "任三", "秦二", "严四", "少一", "少二", "少三", "方五", "何六", "贾七", "赵一", "赵二", "赵三", "赵四", "赵五", "钱八", "林九",
    ]

    private static let files: [String: String] = [
        "registration.csv": registration, "shareholding.csv": shareholding,
        "concerted_action.csv": """
        group_id,member_name,member_id,company_code,since
        \(["赵一", "赵二", "赵三"].map { "YZ-1,\($0),\(id($0)),\(concert),\(began)" }.joined(separator: "\n"))

        """,
        "control_agreement.csv": """
        controller_name,controller_id,company_code,kind,since
        严四,\(id("严四")),\(agreed),协议控制,\(began)

        """,
        "relationship.csv": """
        person_name,person_id,relative_name,relative_id,kind,since
        严四,\(id("严四")),少一,\(id("少一")),spouse,2010-10-10

        """,
    ]

    private static let registration: String = {
        let codes = [
            alpha, beta, top, middle, bottom, deadlock, vague, concert, agreed, half, quarter, stateOwned, left, right,
            many,
        ]
        let rows = codes.enumerated().map { number, code in
            "云桥\(number)号实业有限公司,\(code),2014-06-01,有限责任公司,存续,经办\(number),800万元人民币"
        }
        return (["name,code,established,type,status,legal_representative,capital"] + rows).joined(separator: "\n")
            + "\n"
    }()

    private static let shareholding: String = {
        var rows = [
            "company_code,holder_name,holder_code,holder_id,holder_kind,share_percent,share_percent_min,share_percent_max,since"
        ]
        func held(_ company: String, by holders: [(String, String)]) {
            for (holder, share) in holders {
                let isPerson = people.contains(holder)
                let number =
                    isPerson ? ",\(id(holder)),person" : holder.hasPrefix("9") ? "\(holder),,company" : ",,state"
                rows.append("\(company),\(isPerson ? holder : "股东\(holder)"),\(number),\(share),\(began)")
            }
        }
        held(alpha, by: [("潘一", "50,,"), (beta, "40,,"), ("任三", "10,,")])
        held(beta, by: [("秦二", "70,,"), (alpha, "30,,")])
        held(top, by: [("严四", "51,,"), ("少一", "49,,")])
        held(middle, by: [(top, "51,,"), ("少二", "49,,")])
        held(bottom, by: [(middle, "51,,"), ("少三", "49,,")])
        held(deadlock, by: [("方五", "50,,"), ("何六", "50,,")])
        held(vague, by: [("贾七", "50,,"), ("方五", ",30,40"), ("何六", ",,")])
        held(concert, by: ["赵一", "赵二", "赵三", "赵四", "赵五"].map { ($0, "20,,") })
        held(agreed, by: [("任三", "100,,")])
        held(half, by: [("钱八", "50,,"), ("赵二", "50,,")])
        held(quarter, by: [(half, "50,,"), ("林九", "30,,"), ("赵一", "20,,")])
        held(stateOwned, by: [("国有资产管理办公室", "100,,")])
        held(left, by: [(right, "90,,"), ("钱八", "10,,")])
        held(right, by: [(left, "90,,"), ("钱八", "10,,")])
        for number in 0..<100 { rows.append("\(many),小股东\(number),,,person,1,,,\(began)") }
        return rows.joined(separator: "\n") + "\n"
    }()

    /// A personal number with a right check digit.
    static func id(_ name: String) -> String {
        let serial = people.firstIndex(of: name) ?? 0
        let body = "11010519700101\(100 + serial)"
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return body + String(Array("10X98765432")[sum % 11])
    }
}
