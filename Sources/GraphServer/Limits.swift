/// What a request may ask for and what serving may cost. Each bound is here
/// with its reason; answers name the bound that they met.
enum Limits {
    /// Entities that an ambiguous identifier is answered with: more are no help.
    static let candidatesMax = 20

    // MARK: Requests

    /// Bytes of path and query. Fifty ids of 40 bytes, percent-encoded, and all
    /// other parameters fit; proxies cut at 8 KiB as well.
    static let urlByteCountMax = 8_192
    /// Bytes of one header field and of all of them.
    static let headerByteCountMax = 16_384
    /// Header fields; browsers send about 20.
    static let headerCountMax = 100
    /// Bytes of an uploaded delivery: a full one of 14 M records has 5 GB as
    /// CSV, 1 GB compressed.
    static let uploadByteCountMax = 4 << 30
    /// Bytes of an upload's file name; file systems end at 255.
    static let fileNameByteCountMax = 200
    /// Bytes of a body that is no file: a decision has a few hundred.
    static let bodyByteCountMax = 65_536
    /// Characters of whoever decided, and of a decision's reason.
    static let deciderLengthMax = 100
    static let reasonLengthMax = 2_000
    /// A connection without a request is closed after this time.
    static let idleSecondsMax: Int64 = 75

    /// A dossier that is not printed after this time is given up.
    static let dossierSeconds = 30
    /// The page of a dossier as Chromium tells it; the greatest ones have some megabytes.
    static let dossierPageByteCountMax = 64 << 20
    /// Dossiers that wait while one is printed.
    static let dossierQueueLengthMax = 8

    // MARK: Pages

    /// Items of a list when nobody says how many.
    static let pageLength = 20
    /// Days whose premises and rings are kept: of a city 100 MB each.
    static let riskDaysKept = 3
    /// Items of evidence behind one sentence that are listed; the others are counted.
    static let evidenceShown = 50
    /// Characters of an address that is checked: the longest real one has 152.
    static let checkedAddressLengthMax = 1_000
    /// A text of a registration that is checked: the longest real scope has 12,000.
    static let checkedTextByteCountMax = 20_000
    /// Items of a list at most: about 200 KB of JSON.
    static let pageLengthMax = 500
    /// Bytes of a cursor; ours have less than 120.
    static let cursorByteCountMax = 512
    /// Rows of a return file. A delivery with more refused rows has the wrong
    /// theme or the wrong columns; the command line writes all of them.
    static let returnRowsMax = 200_000
    /// Places of a ranking.
    static let rankingLengthMax = 100

    // MARK: Graph questions

    /// Hops of a neighbourhood. Three reach most of a district.
    static let depthMax = 6
    /// Nodes of a graph answer when nobody says how many, and at most. A
    /// browser draws a few thousand.
    static let graphNodes = 200
    static let graphNodesMax = 5_000
    /// Edges for each node allowed; dense parts have about four.
    static let edgesPerNode = 8
    /// Entries followed at one node of a neighbourhood before the rest is left
    /// to a cursor: a crowded address has thousands.
    static let entriesPerNodeMax = 2_000
    /// Adjacency entries that one question may examine: about 0.3 s.
    static let entriesMax = 20_000_000
    /// Adjacency entries that a question for the strongest paths may examine:
    /// about 20 ms. What lies further away says little, and the answer tells
    /// down to which score it is complete.
    static let strengthEntriesMax = 200_000
    /// Hops of a path when nobody says how many, and at most.
    static let pathHops = 8
    static let pathHopsMax = 20
    /// Shortest paths listed one by one when nobody says how many, and at most;
    /// the graph holds all.
    static let pathsListed = 10
    static let pathsListedMax = 100
    /// Values of one list parameter.
    static let listValuesMax = 100
    /// Records whose places one request asks for: each is one read of the store.
    static let recordsMax = 200

    // MARK: Ownership

    /// Companies and holders that one question of ownership looks at: about
    /// 0.2 s.
    static let ownershipNodesMax = 200_000
    /// Levels of control that a filter may name; chains of real registers end long before.
    static let controlLevelsMax = 10_000
    /// Controlled companies that a question of related parties looks at, those of
    /// all parties together: about 0.3 s.
    static let controlledNodesMax = 500_000
    /// Companies of one answer in a format for other systems: about 20 MB.
    static let exchangeCompaniesMax = 5_000
    /// Bytes of such an answer: a company may have very many holders.
    static let exchangeByteCountMax = 64 << 20
    /// Holders, and companies of a group, that an answer about a change lists of
    /// each sort.
    static let diffItemsMax = 1_000
    /// Layers of an ownership chart when nobody says how many, and at most.
    static let chartDepth = 6
    static let chartDepthMax = 100
    /// Holders of a company drawn one by one in a chart when nobody says how
    /// many, and at most.
    static let chartBreadth = 12
    static let chartBreadthMax = 200
    /// Parties of a chart drawn one by one: what `dot` lays out in a second.
    static let chartNodesMax = 150
    /// Paths shown of one integrated share.
    static let ownershipPathsMax = 20

    /// Shares of those who are no party that one answer about owners lists.
    static let notPartiesShown = 100

    /// Companies with odd lists of holders, loops, companies of a loop, and
    /// companies not looked at that one answer about owners lists of each.
    static let ownershipNotesShown = 100

    /// Companies on the way up that an answer about control lists, and voters of
    /// each: nobody reads more, and a hub has fifty thousand.
    static let controlStepsShown = 200
    static let votersShown = 100
    /// Controllers of one company, or companies of its loop, that an answer lists.
    static let controllersShown = 100
    /// Edges of the chain of one beneficial owner, and of one family's votes.
    static let chainEdgesShown = 1_000

    /// Companies of a group shown in the list of groups; `/group` pages through
    /// all.
    static let groupCompaniesShown = 20

    /// Pairs that may be one person shown on a page; the total says how many.
    static let possiblySameMax = 100

    // MARK: Work

    /// Questions that run at once beside the event loops.
    static let workerCount = 2
    /// Questions that wait. At 100 ms each the last waits for 3 s, after which
    /// a client does better to come back.
    static let queueLengthMax = 64
    /// What a client is told to wait when the queue is full.
    static let retryAfterSeconds = 2
    /// Milliseconds that one question may take.
    static let questionMilliseconds: UInt64 = 5_000

    // MARK: Pictures

    /// Pictures drawn at once: each may take a core and 1 GiB.
    static let picturesAtOnceMax = 2
    /// Pictures that wait.
    static let pictureQueueLengthMax = 8
    /// Seconds and address space of a picture.
    static let pictureSeconds = 20
    static let pictureMiB = 1_024
    /// Nodes of a picture: `sfdp` takes seconds above, and nobody can read it.
    static let pictureNodesMax = 1_000
    /// Bytes of a picture.
    static let pictureByteCountMax = 64 << 20

    // MARK: Imports

    /// Imports that wait for their turn.
    static let importQueueLengthMax = 16
    /// Finished imports that are remembered with their progress; their reports
    /// stay in the store.
    static let importJobsRemembered = 200
    /// Seconds that an import waits for another process to stop writing.
    static let writerWaitSeconds = 120
    /// Seconds between two looks at the store for what others have imported.
    static let watchSeconds = 1
    /// Seconds that requests under way get to finish when the server stops.
    static let shutdownSeconds: Int64 = 20
}

extension Limits {
    /// Facts that a panorama writes out: 300 KB. A mean company of the largest
    /// platform has 152; the timeline pages through all.
    static let panoramaFactsMax = 1_000
    /// Edges of one sort that a panorama writes out; the neighbourhood pages
    /// through all.
    static let panoramaRelationsMax = 100
    /// Relations of one sort on the page of a person, premises, permit or
    /// contact; `/relations` pages through all.
    static let entityRelationsMax = 100
}
