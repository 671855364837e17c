import DockerCLI
import DemoEngine
import Engine
import FoundationEssentials
import Testing

/// What a case works with: an engine with an image that was just built, and a name of its own for everything.
struct Fixture: Sendable {
    let engine: any Engine
    let backstage: any Backstage
    /// Stands at the beginning of every name.
    let id: String
    /// A folder with a Dockerfile and busybox.
    let folder: String
    private let hasContainerdStore: Bool

    /// Whether a build with these lines of output deletes the image that loses its last reference to the new one: BuildKit
    /// does on containerd's store. The demo's builds do as the store says.
    func dropsImages(_ lines: [String]) -> Bool {
        hasContainerdStore && (engine is DemoEngine || lines.contains { $0.hasPrefix("#1 ") })
    }

    var family: String { "\(id)-image" }

    static let label = "dockervisor.test"

    /// What runs until it is stopped, and ends at once then.
    static let server = ["/bin/busybox", "sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1 & wait; done"]

    static func use(_ candidate: Candidate, _ verify: @Sendable (Fixture) async throws -> Void) async throws {
        let fixture = try Fixture(candidate)
        do {
            try await fixture.build()
            try await verify(fixture)
        } catch {
            await fixture.cleanUp()
            throw error
        }
        await fixture.cleanUp()
    }

    private init(_ candidate: Candidate) throws {
        id = "demo-" + String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
        folder = "/tmp/\(id)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        switch candidate {
        case .demo(let store):
            let clock = TestClock()
            let demo = DemoEngine(store: store, now: { clock.now })
            (engine, backstage) = (demo, DemoBackstage(engine: demo, clock: clock))
            hasContainerdStore = store == .containerd
        case .docker(let path):
            let docker = DockerCLI(executable: path, host: Candidate.testEngine)
            (engine, backstage) = (docker, DockerBackstage(docker: docker))
            hasContainerdStore = Candidate.hasContainerdStore
        }
    }

    private func cleanUp() async {
        await backstage.cleanUp(id)
        try? FileManager.default.removeItem(atPath: folder)
    }
}

extension Fixture {
    /// The Dockerfile's instructions of every image here; `LABEL` stands first, so that whatever the builder leaves
    /// behind is found at the end.
    var instructions: [String] {
        let server = Self.server.map { "\"\($0)\"" }.joined(separator: ", ")
        return [
            "FROM scratch", "LABEL \(Self.label)=\(id) fixture.color=green", "COPY busybox /bin/busybox",
            "EXPOSE 8080 9000/udp", "VOLUME [\"/data\"]", "CMD [\(server)]",
        ]
    }

    /// Builds `family:latest`.
    @discardableResult
    func build(
        _ more: [String] = [], labels: [String: String] = [:]
    ) async throws -> (image: String, lines: [String]) {
        let files = FileManager.default
        if !files.fileExists(atPath: folder + "/busybox") {
            try files.copyItem(atPath: "/bin/busybox", toPath: folder + "/busybox")
        }
        let text = (instructions + more).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: folder + "/Dockerfile"))
        let request = BuildRequest(reference: "\(family):latest", context: folder, labels: labels)
        let lines = try await buildAgain(request)
        return (try await engine.inspect(image: "\(family):latest").id, lines)
    }

    /// The legacy builder trips over images that somebody removes meanwhile, as other tests do (20.10).
    private func buildAgain(_ request: BuildRequest) async throws -> [String] {
        var attempts = 0
        while true {
            let lines = Lines()
            do throws(EngineError) {
                try await engine.perform(.build(request)) { lines.append($0) }
                return lines.all
            } catch {
                guard case .refused(_, _, let words) = error, words.contains("unable to find image"), attempts < 5
                else { throw error }
                attempts += 1
            }
        }
    }

    /// A container of the image, or of another one; its command if it is to be another.
    func create(
        _ name: String, image: String? = nil, command: [String] = [],
        _ change: (inout CreateRequest) -> Void = { _ in }
    ) async throws(EngineError) -> ContainerReference {
        let image = if let image { image } else { try await engine.inspect(image: "\(family):latest").id }
        var request = CreateRequest(name: "\(id)-\(name)", image: image, labels: [Self.label: id], arguments: command)
        change(&request)
        return .existing(id: try await engine.perform(.create(request)), name: request.name)
    }

    /// The same, started.
    func run(
        _ name: String, command: [String] = [], _ change: (inout CreateRequest) -> Void = { _ in }
    ) async throws(EngineError) -> ContainerReference {
        let container = try await create(name, command: command, change)
        try await engine.perform(.start(container))
        return container
    }

    func details(_ container: ContainerReference) async throws -> ContainerDetails {
        try #require(try await engine.inspect(containers: [container.argument]).first)
    }

    func listed(_ container: ContainerReference, labels: [String] = []) async throws -> Container {
        try #require(try await engine.containers(labels: labels).first { $0.id == container.argument })
    }

    /// Whether the engine is podman, which does some of this in another way.
    var isPodman: Bool {
        get async throws { try await engine.version().kind == .podman }
    }

    /// Podman has systemd do its health checks, which does not run beside the engine of a test.
    var checksNoHealth: Bool {
        get async throws { try await isPodman }
    }

    /// A host port that is free, as far as chance can tell.
    var port: Int { Int.random(in: 20_000...59_999) }

    /// What the engine says no with.
    func refusal(_ call: EngineCall) async -> EngineError? {
        do throws(EngineError) {
            try await engine.perform(call)
            return nil
        } catch {
            return error
        }
    }

    /// Goes on when the condition holds; it is looked at again and again.
    func eventually(
        _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: @escaping @Sendable () async throws -> Bool
    ) async throws {
        let isMet = try await backstage.anyMoment(meets: condition)
        #expect(isMet, "\(sentence) within 30 s", sourceLocation: sourceLocation)
    }
}
