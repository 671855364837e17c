// swift-tools-version: 6.2
import PackageDescription

/// Every warning is an error, in every target of ours.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let customDump: Target.Dependency = .product(name: "CustomDump", package: "swift-custom-dump")
/// Without it a failing `expectNoDifference` passes, with a line of warning in the log.
let issueReporting: Target.Dependency = .product(
    name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

/// One room per concern; an arrow that is not in this list does not compile
/// (`--explicit-target-dependency-import-check error`).
let rooms: [Target] = [
    .target(
        name: "CNcurses",
        cSettings: [.define("_GNU_SOURCE"), .unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
        linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "Console", swiftSettings: strict),
    .target(name: "Ncurses", dependencies: ["CNcurses", "Console"], swiftSettings: strict),
    .target(name: "Engine", swiftSettings: strict),
    .target(name: "DockerCLI", dependencies: ["Engine", subprocess, logging], swiftSettings: strict),
    .target(name: "JSON", swiftSettings: strict),
    .target(name: "Families", dependencies: ["Engine", "JSON"], swiftSettings: strict),
    .target(name: "DemoEngine", dependencies: ["Engine", "Families"], swiftSettings: strict),
    .target(name: "Supervisor", dependencies: ["Console", "Engine", "Families", "JSON"], swiftSettings: strict),
    .target(
        name: "Screens", dependencies: ["Console", "Engine", "Families", "Supervisor"], swiftSettings: strict),
    .executableTarget(
        name: "dockervisor",
        dependencies: [
            "Console", "DemoEngine", "DockerCLI", "Engine", "Families", "Ncurses", "Screens", "Supervisor",
            argumentParser, logging,
        ],
        exclude: ["Manual"],
        swiftSettings: strict),
]

let tests: [Target] = [
    .testTarget(name: "ConsoleTests", dependencies: ["Console", customDump, issueReporting], swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestRandom"], swiftSettings: strict),
    .testTarget(name: "NcursesTests", dependencies: ["CNcurses", "Console", "Ncurses"], swiftSettings: strict),
    .testTarget(
        name: "EngineTests",
        dependencies: ["DemoEngine", "DockerCLI", "Engine", "TestSupport", customDump, issueReporting, logging],
        swiftSettings: strict),
    .testTarget(
        name: "FamiliesTests",
        dependencies: ["DemoEngine", "Engine", "Families", "TestRandom", customDump, issueReporting],
        swiftSettings: strict),
    .testTarget(
        name: "SupervisorTests",
        dependencies: [
            "Console", "DemoEngine", "Engine", "Families", "Supervisor", "TestRandom", "dockervisor", customDump,
            issueReporting,
        ],
        swiftSettings: strict),
    .testTarget(
        name: "ScreensTests",
        dependencies: [
            "Console", "Engine", "Families", "Screens", "Supervisor", "dockervisor", customDump, issueReporting,
        ],
        exclude: ["Pictures"],
        swiftSettings: strict),
    .target(name: "TestRandom", path: "Tests/TestRandom", swiftSettings: strict),
    .target(name: "TestSupport", dependencies: [subprocess], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "CommandLineTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "CrashTests", dependencies: ["TestRandom", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["TestSupport"], swiftSettings: strict),
]

let package = Package(
    name: "dockervisor",
    products: [.executable(name: "dockervisor", targets: ["dockervisor"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3", traits: []),
        .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", from: "1.13.1"),
    ],
    targets: rooms + tests,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
