// swift-tools-version: 6.3
import PackageDescription

// Apart from the main package, so that nobody who builds the programs builds
// this. The programs that are measured are built here as well, as products of
// the main package: the numbers are of the very sources beside them.

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "panorama", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    ],
    targets: [
        // clock_gettime and memmem, which Swift does not see in Glibc.
        .target(name: "CMeasure"),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CMeasure",
                .product(name: "GraphStore", package: "panorama"),
                .product(name: "Addresses", package: "panorama"),
                .product(name: "Profile", package: "panorama"),
                .product(name: "GRDB", package: "GRDB.swift"),
                "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .strictMemorySafety(),
                .treatAllWarnings(as: .error),
            ]),
    ]
)
