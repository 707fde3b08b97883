import Foundation
import GraphStore
import Logging

@testable import GraphServer

/// A record store of fictional companies that the tests import themselves:
/// real files, real SQLite, a folder of its own.
final class FictionalStore: Sendable {
    let directory: DataDirectory
    let deliveries: String

    /// 2024-06-30: what "today" is in the tests.
    static let today = Day(rawValue: 19_904)
    static let catalogueFolder: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.appendingPathComponent("datasets/catalogue").path
    }()

    /// Read once for all deliveries.
    private static let catalogue = Result { try Catalogue.load(from: catalogueFolder) }

    init() throws {
        let root = FileManager.default.temporaryDirectory.path + "/panorama-server-\(UUID().uuidString)"
        directory = DataDirectory(path: root + "/data")
        deliveries = root + "/in"
        try FileManager.default.createDirectory(atPath: deliveries, withIntermediateDirectories: true)
    }

    deinit {
        // Left-overs of a test only cost space.
        try? FileManager.default.removeItem(atPath: (directory.path as NSString).deletingLastPathComponent)
    }

    /// The store that read-only tests share, with ``Fiction/files`` in it.
    static let shared: Result<FictionalStore, any Error> = Result {
        let store = try FictionalStore()
        try store.deliver(Fiction.files)
        return store
    }

    /// Imports files by name and text, as `graph-server import` would.
    @discardableResult
    func deliver(_ files: [String: String]) throws -> ImportReport {
        var paths: [String] = []
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            let path = deliveries + "/" + name
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            paths.append(path)
        }
        let catalogue = try Self.catalogue.get()
        let store = try RecordStore(writing: directory, purpose: "test")
        let hasher = try PersonIDHasher.loadOrCreate(file: directory.personKey)
        let report = try Importer(store: store, catalogue: catalogue, hasher: hasher)
            .run(InputListing(paths: paths), options: ImportOptions())
        _ = try SnapshotStore(directory: directory).rebuild(store: store, catalogue: catalogue)
        return report
    }

    /// A server over this store, without a port.
    func server(
        work: WorkQueue = WorkQueue(workerCount: 2, waitingMax: 64), renderer: String? = nil,
        workbench: Workbench? = nil
    ) async throws -> ServerContext {
        let source = SnapshotSource(directory: directory, catalogueFolder: Self.catalogueFolder)
        let view =
            switch try source.find(catalogue: Self.catalogue.get()) {
            case .view(let view): view
            case .writerAtWork: try await source.wait { _ in }
            }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return ServerContext(
            source: source, view: view, clock: .fixed(Self.today), rendererPath: renderer, workbench: workbench,
            work: work, logger: logger)
    }
}

/// The fictional companies. Nobody and nothing in it exists.
enum Fiction {
    /// An 18-character code with right check digits over a 17-character start.
    static func code(_ serial: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let number = String(serial)
        let body = "MA5" + String(repeating: "0", count: 5 - number.count) + number
        let weights = [3, 7, 9, 10, 5, 8, 4, 2]
        let values = body.map { Int(String($0), radix: 36) ?? 0 }
        let check = (11 - zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11) % 11
        let start = "91440101" + body + (check == 10 ? "X" : String(check))
        var (sum, weight) = (0, 1)
        for character in start {
            sum += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return start + String(alphabet[(31 - sum % 31) % 31])
    }

    /// 云桥科技 holds 60 % of 云桥贸易, which holds 33.333333 % of 青禾食品.
    static let tech = code(1)
    static let trade = code(2)
    static let food = code(3)
    /// Thirty companies at one address.
    static let crowd = (10..<40).map(code)
    static let crowdedAddress = "岭南省云桥市珠江路88号A座101"
    static let personID = "11010519491231002X"

    static let files: [String: String] = [
        "registration.csv": registration, "shareholding.csv": shareholding, "officer.csv": officer,
        "permit.csv": permit, "penalty.csv": penalty, "relationship.csv": relationship,
    ]

    static let registration: String = {
        var lines = [
            "name,code,registration_no,former_names,established,type,status,legal_representative,"
                + "legal_representative_id,capital,address,phone"
        ]
        lines.append(
            "岭南云桥科技有限公司,\(tech),440101000000017,岭南旧桥科技有限公司,2015-03-02,有限责任公司,存续,陈小满,"
                + "\(personID),1000万元人民币,岭南省云桥市云桥路1号,13800138000")
        lines.append("岭南云桥贸易有限公司,\(trade),,,2018-07-01,有限责任公司,存续,林远舟,,500万元人民币,岭南省云桥市云桥路2号,13800138000")
        lines.append("云桥青禾食品有限公司,\(food),,,2020-01-15,有限责任公司,存续,苏青禾,,200万元人民币,岭南省云桥市青禾街9号,13900139000")
        for (index, code) in crowd.enumerated() {
            lines.append(
                "云桥集群\(index)号商贸有限公司,\(code),,,2023-0\(index % 9 + 1)-11,有限责任公司,存续,集群人\(index),,10万元人民币,"
                    + "\(crowdedAddress),")
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    static let shareholding = """
        company_code,company_name,holder_name,holder_code,holder_id,holder_kind,share_percent,amount,since,until
        \(trade),岭南云桥贸易有限公司,岭南云桥科技有限公司,\(tech),,company,60,3000000,2018-07-01,
        \(food),云桥青禾食品有限公司,岭南云桥贸易有限公司,\(trade),,company,33.333333,666666,2020-01-15,
        \(tech),岭南云桥科技有限公司,陈小满,,\(personID),person,100,10000000,2015-03-02,
        \(food),云桥青禾食品有限公司,苏青禾,,,person,66.666667,1333334,2020-01-15,2023-12-31

        """

    static let officer = """
        company_code,company_name,person_name,person_id,role,since
        \(tech),岭南云桥科技有限公司,陈小满,\(personID),执行董事,2015-03-02
        \(food),云桥青禾食品有限公司,陈小满,\(personID),监事,2020-01-15

        """

    static let permit = """
        company_code,company_name,permit_no,permit_type,department,issued,expires,address
        \(food),云桥青禾食品有限公司,JY14401050000001,食品经营许可证,云桥市市场监督管理局,2020-02-01,2025-01-31,岭南省云桥市青禾街9号

        """

    /// Two good rows and two that are refused for their date.
    static let penalty = #"""
        company_code,company_name,document_no,date,title,kind,amount,result
        \#(food),云桥青禾食品有限公司,云市监罚〔2022〕1号,2022-05-06,标签不符合规定,罚款,5000,罚款5000元
        \#(food),云桥青禾食品有限公司,云市监罚〔2023〕7号,2023-09-10,"虚假宣传,""最佳""",警告,,警告
        \#(food),云桥青禾食品有限公司,云市监罚〔2023〕8号,2023-02-30,日期不存在,罚款,100,
        \#(trade),岭南云桥贸易有限公司,云市监罚〔2023〕9号,昨天,日期不是日期,罚款,200,

        """#

    static let relationship = """
        person_name,person_id,relative_name,relative_id,kind,since
        陈小满,\(personID),苏青禾,110105194912310054,spouse,2010-10-10

        """
}
