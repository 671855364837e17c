import TestSupport

/// All containers of the families, as docker tells of them at one moment.
struct Sight: Sendable {
    /// In the order of the families.
    let families: [FamilySight]

    init(of benches: [Bench]) async throws {
        let seen = try await Sight.containers()
        families = benches.map { bench in
            FamilySight(containers: seen.filter { $0.family == bench.web }.map { $0.told(on: bench) })
        }
    }

    /// One that was listed can be gone when it is inspected.
    private static func containers() async throws -> [SeenContainer] {
        var problem = ""
        for _ in 1...20 {
            let listing = try await docker([
                "ps", "--all", "--no-trunc", "--quiet", "--filter", "label=dockervisor.family",
            ])
            let ids = listing.output.split(separator: "\n").map(String.init)
            guard !ids.isEmpty || listing.exitCode != 0 else { return [] }
            let seen = try await docker(["inspect", "--format", format] + ids)
            if seen.exitCode == 0 {
                return seen.output.split(separator: "\n").compactMap { SeenContainer(fields: String($0)) }
            }
            problem = listing.errors + seen.errors
        }
        throw Broken(description: "the containers cannot be seen: \(problem)")
    }

    private static let format = [
        ".Id", "slice .Name 1", ".State.Status", ".HostConfig.RestartPolicy.Name", ".State.StartedAt", ".Image",
        "index .Config.Labels \"dockervisor.family\"", "index .Config.Labels \"version\"",
        "index .Config.Labels \"dockervisor.op\"",
    ].map { "{{\($0)}}" }.joined(separator: "|")

    private static func docker(_ words: [String]) async throws -> Launch.Ending {
        try await Launch(
            PrivateEngine.docker, words, environment: ["DOCKER_HOST": PrivateEngine.address, "DOCKER_CONTEXT": nil]
        ).run()
    }
}

/// A family's containers, in the words of its bench.
struct FamilySight: Sendable {
    let containers: [SeenContainer]

    init(containers: [SeenContainer]) { self.containers = containers.sorted { $0.name < $1.name } }

    var members: [SeenContainer] { containers.filter { !$0.isRecord } }

    var active: [SeenContainer] { members.filter(\.isActive) }

    var stable: SeenContainer? { members.first { $0.name == "dcv_web_stable" } }

    var latest: SeenContainer? { members.first { $0.name == "dcv_web" } ?? stable }

    /// Those whose names nothing has in a steady state.
    var transient: [SeenContainer] {
        containers.filter { $0.isRecord || ["dcv_web_op", "dcv_web_op_next", "dcv_web_next"].contains($0.name) }
    }

    /// Those that `clean` removes.
    var spare: [SeenContainer] {
        members.filter { !$0.isActive && !["dcv_web", "dcv_web_stable", "dcv_web_next"].contains($0.name) }
    }

    var ids: Set<String> { Set(members.map(\.id)) }

    /// The member of that number, counted round and round.
    func member(_ number: Int) -> SeenContainer? { members.isEmpty ? nil : members[number % members.count] }

    func member(id: String?) -> SeenContainer? { members.first { $0.id == id } }

    var picture: String { containers.map(\.line).joined(separator: "\n") }

    /// In a few words.
    var outcome: String {
        active.isEmpty ? "nothing runs" : active.map { "\($0.name) \($0.status)" }.joined(separator: " and ")
    }
}

/// A container as docker tells of it.
struct SeenContainer: Sendable {
    let id: String
    var name: String
    /// `running`, `exited`…
    let status: String
    let policy: String
    let startedAt: String
    let image: String
    let family: String
    let version: Version?
    let isRecord: Bool

    init?(fields line: String) {
        let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 9 else { return nil }
        id = fields[0]
        name = fields[1]
        status = fields[2]
        policy = fields[3]
        startedAt = fields[4]
        image = fields[5]
        family = fields[6]
        version = Version(rawValue: fields[7])
        isRecord = !["", "<no value>"].contains(fields[8])
    }

    func told(on bench: Bench) -> SeenContainer {
        var told = self
        told.name = bench.told(name)
        return told
    }

    var isActive: Bool { ["running", "paused", "restarting"].contains(status) }

    var hasRun: Bool { !startedAt.hasPrefix("0001") }

    var line: String {
        "\(name) \(id.prefix(12)) \(status) \(policy) \(version?.rawValue ?? "-") started \(hasRun ? startedAt : "never")"
    }
}
