/// ``Fiction`` and more records about its people and places.
enum EntityFiction {
    static func store() throws -> FictionalStore {
        let store = try FictionalStore()
        try store.deliver(Fiction.files.merging(files) { _, new in new })
        return store
    }

    private static let files: [String: String] = [
        // 陈小满 was a director of 云桥科技 until 2015 and manages two companies now.
        "officer-before.csv": """
        company_code,company_name,person_name,person_id,role,since,until
        \(Fiction.tech),岭南云桥科技有限公司,陈小满,\(Fiction.personID),董事,2012-01-01,2015-03-02

        """,
        "concerted_action.csv": """
        group_id,member_name,member_code,member_id,company_code,since
        YQ-1,陈小满,,\(Fiction.personID),\(Fiction.trade),2019-01-01

        """,
        // One more company at the crowded address, which left the register in 2022.
        "registration-closed.csv": """
        name,code,established,status,legal_representative,address,closed_on
        云桥旧址贸易有限公司,\(Fiction.code(60)),2016-01-01,注销,旧址人,\(Fiction.crowdedAddress),2022-05-05

        """,
        "standard_address.csv": """
        address,building,floors,units,use,status,since,until
        \(Fiction.crowdedAddress),A座,3,20,industrial,renumbered,2005-01-01,2015-01-01
        \(Fiction.crowdedAddress),A座,12,96,commercial,in use,2015-01-01,

        """,
        "host_address.csv": """
        address,host_name,host_code,kind,capacity,since
        \(Fiction.crowdedAddress),岭南云桥科技有限公司,\(Fiction.tech),cluster registration,500,2020-01-01

        """,
        "permit-more.csv": """
        company_code,company_name,permit_no,permit_type,department,issued,expires,status
        \(Fiction.food),云桥青禾食品有限公司,JY14401050000002,食品生产许可证,云桥市市场监督管理局,2022-02-01,2027-01-31,吊销
        \(Fiction.food),云桥青禾食品有限公司,JY14401050000003,食品添加剂许可证,,2022-02-01,,有效

        """,
        "contact.csv": """
        company_code,company_name,kind,value,role,since,until
        \(Fiction.food),云桥青禾食品有限公司,email,office@example.com,联络员,2020-01-01,2021-01-01

        """,
    ]
}
