// swift-tools-version: 6.3
import PackageDescription

/// Settings of every target that we write: Swift 6 mode, memory-unsafe
/// expressions must be marked, and a warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// GraphStore alone returns spans from properties, which needs the flag.
let graphStoreSettings = strict + [.enableExperimentalFeature("Lifetimes")]

/// Tests may use C pointers without marking them.
let testSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableExperimentalFeature("Lifetimes"),
]

/// The test targets: name, what they use, and the files of their folder that
/// they read from the source tree (goldens are rewritten there, so they are no
/// resources).
let tests: [(name: String, dependencies: [Target.Dependency], exclude: [String])] = [
    ("GraphStoreTests", ["GraphStore", "TestSupport"], []),
    (
        "ProfileTests",
        ["GraphStore", "Profile", "TestSupport", "Yams", .product(name: "BigInt", package: "BigInt")], []
    ),
    // Killing an import needs the program that imports.
    ("ImportTests", ["GraphStore", "Profile", "TestSupport", "GraphServer", "GraphDrawing"], []),
    ("GraphDrawingTests", ["GraphDrawing", "GraphStore"], ["Goldens"]),
    ("GraphvizExportTests", ["graphviz-export", "GraphDrawing", "GraphStore"], []),
    ("GeneratorTests", ["generate-dataset"], []),
    (
        "GraphServerTests",
        [
            "GraphServer", "GraphStore", "GraphDrawing", "TestSupport",
            // Tests of pictures run the executable that is built beside them.
            "graphviz-export",
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdTesting", package: "hummingbird"),
            .product(name: "Logging", package: "swift-log"),
        ], []
    ),
    ("AddressesTests", ["Addresses", "TestSupport"], ["Labelled"]),
    ("RepositoryTests", [], []),
]

let package = Package(
    name: "panorama",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "GraphStore", targets: ["GraphStore"]),
        .library(name: "Addresses", targets: ["Addresses"]),
        .library(name: "Profile", targets: ["Profile"]),
        .library(name: "GraphDrawing", targets: ["GraphDrawing"]),
        .executable(name: "graph-server", targets: ["GraphServer"]),
        .executable(name: "graphviz-export", targets: ["graphviz-export"]),
        .executable(name: "generate-dataset", targets: ["generate-dataset"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "COpenCC", pkgConfig: "opencc", providers: [.apt(["libopencc-dev"])]),
        .target(name: "CBytes"),

        // Libraries.
        .target(name: "SimplifiedChinese", dependencies: ["COpenCC"], swiftSettings: strict),
        .target(
            name: "GraphStore",
            dependencies: [
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                "SimplifiedChinese", "Yams", "CZlib", "CZip", "CCrypto", "CBytes",
            ],
            swiftSettings: graphStoreSettings),
        .target(name: "Addresses", dependencies: ["SimplifiedChinese"], swiftSettings: strict),
        .target(
            name: "Profile", dependencies: ["Addresses", "GraphStore", .product(name: "BigInt", package: "BigInt")],
            swiftSettings: strict),
        .target(name: "GraphDrawing", dependencies: ["Profile", "GraphStore"], swiftSettings: strict),

        // Programs.
        .executableTarget(
            name: "GraphServer",
            dependencies: [
                "Addresses", "Profile", "GraphStore", "GraphDrawing", "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "graphviz-export",
            dependencies: [
                "Addresses", "Profile", "GraphStore", "GraphDrawing", "CGraphviz",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "generate-dataset",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "datasets/generator",
            exclude: ["rows-per-theme.csv"],
            swiftSettings: strict),

        // What tests of several targets share: oracles, generators, random numbers.
        .target(
            name: "TestSupport", dependencies: ["GraphStore"], path: "Tests/TestSupport", swiftSettings: testSettings),
    ]
        + tests.map { test in
            .testTarget(
                name: test.name, dependencies: test.dependencies, exclude: test.exclude, swiftSettings: testSettings)
        }
)
