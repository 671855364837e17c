import FoundationEssentials

/// The engine that these tests may use, and what they need beside it; all of it named by the environment.
package enum PrivateEngine {
    /// `unix:///…` of an engine that belongs to the tests; nil: none, and everything that needs one is skipped.
    package static var address: String? { variable("DOCKERVISOR_TEST_ENGINE") }

    package static var isThere: Bool { address != nil }

    /// Why a test was skipped.
    package static let missing = "DOCKERVISOR_TEST_ENGINE names no engine"

    package enum Kind: String {
        /// Images in dockerd's own store: the default up to Docker 28.
        case dockerClassic = "docker-classic"
        /// Images in containerd's store: the default of a newly installed Docker 29.
        case dockerContainerd = "docker-containerd"
        /// podman's service, which speaks Docker's protocol.
        case podman
    }

    package static var kind: Kind {
        variable("DOCKERVISOR_TEST_ENGINE_KIND").flatMap(Kind.init) ?? .dockerClassic
    }

    /// Whether one test at a time runs beside it, which may do to it what it likes: it has a small disk then.
    package static var isForOne: Bool { disk != nil && hasPowerSwitch }

    /// Why a test was skipped.
    package static let shared = "DOCKERVISOR_TEST_DISK is not set: other tests may use the same engine"

    /// The folder on which all is that the engine keeps, a file system of its own.
    package static var disk: String? { variable("DOCKERVISOR_TEST_DISK") }

    /// The process id of its daemon.
    package static var daemon: Int32? {
        let file = variable("DOCKERVISOR_TEST_ENGINE_PIDFILE").flatMap { try? Data(contentsOf: URL(filePath: $0)) }
        return file.flatMap { Int32(String(decoding: $0, as: UTF8.self).filter(\.isNumber)) }
    }

    /// The end of what its daemon wrote down.
    package static var lastWords: String {
        let folder = variable("DOCKERVISOR_TEST_ENGINE_PIDFILE")?.dropLast("pid".count)
        let log = folder.flatMap { try? Data(contentsOf: URL(filePath: $0 + "log")) }
        return String(String(decoding: log ?? Data(), as: UTF8.self).suffix(4000))
    }

    /// Docker command lines to try, the usual one first.
    package static var dockers: [String] {
        let named = variable("DOCKERVISOR_TEST_DOCKERS")?.split(separator: ":").map(String.init) ?? []
        return named.isEmpty ? [onPath("docker") ?? "docker"] : named
    }

    package static var docker: String { dockers[0] }

    /// A statically linked busybox: the only program in the tests' images.
    package static var busybox: String { variable("DOCKERVISOR_TEST_BUSYBOX") ?? "/bin/busybox" }

    /// The program under test; it stands beside the tests unless the environment names another.
    package static var dockervisor: String {
        if let named = variable("DOCKERVISOR_TEST_BINARY") { return named }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return tests[..<(tests.lastIndex(of: "/") ?? tests.startIndex)] + "/dockervisor"
    }

    /// A docker command line that can build with BuildKit; nil if there is none. podman has no BuildKit.
    package static var dockerWithBuildKit: String? {
        get async throws {
            guard kind != .podman else { return nil }
            for docker in dockers {
                let version = try await Launch(docker, ["--version"]).run().output
                let major = version.split(separator: " ").compactMap { Int($0.prefix { $0 != "." }) }.first ?? 0
                if major < 23 { return docker }
                if try await Launch(docker, ["buildx", "version"]).run().exitCode == 0 { return docker }
            }
            return nil
        }
    }

    /// Whether a suite that tries much is to try the most telling part of it only.
    package static var isBrief: Bool { variable("DOCKERVISOR_ENGINES_BRIEF") != nil }

    /// Whether its power can be cut.
    package static var hasPowerSwitch: Bool { variable("DOCKERVISOR_TEST_CUT_POWER") != nil }

    /// Where a random history begins; nil: where it always does.
    package static var randomSeed: Int? { variable("DOCKERVISOR_RANDOM_SEED").flatMap { Int($0) } }

    /// How many operations a random history has; nil: as many as are played when nobody asks for more.
    package static var randomOperations: Int? { variable("DOCKERVISOR_RANDOM_OPERATIONS").flatMap { Int($0) } }

    /// The titles of the scenes that crash tests play; nil: all.
    package static var scenes: [String]? {
        variable("DOCKERVISOR_TEST_SCENES")?.split(separator: ",").map(String.init)
    }

    /// The file to which crash tests append a line for each client that they killed; nil: none.
    package static var crashes: String? { variable("DOCKERVISOR_TEST_CRASHES") }

    /// The first file of that name in PATH.
    package static func onPath(_ name: String) -> String? {
        let folders = variable("PATH")?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }

    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
