import Engine
import Families
import FoundationEssentials

/// An engine in memory: a ``World`` behind the protocol, in which one call can be made to fail.
actor ModelEngine: Engine {
    nonisolated let endpoint = "model"

    enum Fault: Hashable, Sendable {
        /// The call has no effect.
        case refused
        /// The call has its effect, and the answer is lost.
        case answerLost
        /// The one who calls dies before it: neither this call nor any later one has an effect, until ``revive()``.
        case death
    }

    private(set) var world: World
    /// Every call in order, also those that failed.
    private(set) var calls: [EngineCall] = []
    /// Whose containers were asked for, in order: a family's, or everybody's.
    private(set) var listings: [String] = []
    private var faults: [Int: Fault] = [:]
    private var deeds: [Moment: @Sendable (inout World) -> Void] = [:]
    private var lastStarted = ""
    private var deadly: String?
    private var unknown: String?
    private(set) var isCallerDead = false
    private var lastBuild = [String: String]()

    init(_ world: World = World()) { self.world = world }

    /// Lets the calls of these numbers, counted from the next as 0, fail.
    func fail(_ faults: [Int: Fault]) {
        self.faults = faults
        calls = []
    }

    /// When somebody does something by hand, once.
    enum Moment: Hashable, Sendable {
        /// Right before such a call, as ``EngineCall/words`` has it.
        case before(String)
        /// Between the start of that container and the next look at it.
        case probation(String)
    }

    func byHand(_ moment: Moment, _ deed: @escaping @Sendable (inout World) -> Void) {
        deeds[moment] = deed
        lastStarted = ""
    }

    private func happen(_ moment: Moment) { deeds.removeValue(forKey: moment)?(&world) }

    func forgetListings() { listings = [] }

    /// The one who calls dies right before such a call, as ``EngineCall/words`` has it.
    func die(before words: String) { deadly = words }

    /// Somebody else calls from now on.
    func revive() {
        isCallerDead = false
        faults = [:]
        deadly = nil
    }

    /// The machine loses power and comes back: the restart policies decide (docker 20.10).
    func cutPower() {
        revive()
        world.cutPower()
    }

    /// From now on `inspect` does not answer for that container.
    func fallSilent(about id: String) { unknown = id }

    /// Makes it look as if `team/web` had been built there.
    func remember(context: String, dockerfile: String) {
        _ = try? world.perform(.build(BuildRequest(reference: "team/web:latest", context: context)))
        lastBuild = [Label.buildContext: context, Label.buildDockerfile: dockerfile]
    }

    func change(_ body: @Sendable (inout World) -> Void) { body(&world) }

    func perform(
        _ call: EngineCall, output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String {
        let fault = faults[calls.count]
        calls.append(call)
        if fault == .death || call.words == deadly { isCallerDead = true }
        if isCallerDead { throw .cancelled(command: "dead") }
        happen(.before(call.words))
        if case .start(let container) = call { lastStarted = container.name }
        if fault == .refused { throw .refused(command: "test", exitCode: 1, words: "injected") }
        let answer = try world.perform(call)
        if fault == .answerLost { throw .silent(command: "test", after: .seconds(60)) }
        if case .build = call { output("Step 1/1 : FROM scratch") }
        return answer
    }

    func version() async throws(EngineError) -> EngineVersion { EngineVersion(engine: "0") }

    func containers(labels: [String], having label: LabelValue?) async throws(EngineError) -> [Container] {
        listings.append(label?.value ?? "everybody")
        return world.boxes.filter { box in label.map { box.labels[$0.key] == $0.value } ?? true }.map { box in
            Container(
                id: box.id, name: box.name, state: box.state, status: box.state.rawValue, image: box.image,
                createdAt: date(box.born), ports: box.state.isActive ? box.ports : [],
                mounts: box.volumes.map { String($0.prefix { $0 != ":" }) },
                labels: box.labels.filter { labels.contains($0.key) && !$0.value.isEmpty })
        }
    }

    func images(labelled key: String) async throws(EngineError) -> [Image] {
        world.tags.map { reference, id in
            let parts = reference.split(separator: ":").map(String.init)
            return Image(id: id, repository: parts[0], tag: parts[1], createdAt: now, size: "1MB")
        }
    }

    func inspect(containers: [String]) async throws(EngineError) -> [ContainerDetails] {
        if !lastStarted.isEmpty { happen(.probation(lastStarted)) }
        if let unknown, containers.contains(unknown) { throw .silent(command: "inspect", after: .seconds(60)) }
        return containers.compactMap { world.box($0) }.map { box in
            ContainerDetails(
                id: box.id, name: box.name, state: box.state, exitCode: box.exitCode,
                startedAt: box.started.map(date), restartPolicy: box.policy, health: box.health,
                imageID: box.image,
                imageReference: box.image, labels: box.labels, mounts: box.volumes.compactMap(mount), ports: box.ports,
                createdAt: date(box.born))
        }
    }

    func inspect(images: [String]) async throws(EngineError) -> [ImageDetails] {
        images.filter { world.has(image: $0) }.map { image in
            let id = world.tags[image] ?? image
            let references = world.tags.filter { $0.value == id }.keys.sorted()
            let family = String((references.first ?? image).prefix { $0 != ":" })
            return ImageDetails(
                id: id, references: references, createdAt: now, exposedPorts: ["8080/tcp"], volumePaths: ["/data"],
                labels: lastBuild.merging([Label.buildFamily: family]) { $1 }, content: ContentHash(of: [id]))
        }
    }

    nonisolated func events() -> AsyncStream<EngineEvent> { AsyncStream { $0.finish() } }

    func networks() async throws(EngineError) -> [String] { world.networks.sorted() }

    func logs(container: String, lines: Int) async throws(EngineError) -> [String] {
        guard let box = world.box(container) else { throw .noSuchContainer(container) }
        return box.hasRun ? ["last words of \(box.id)"] : []
    }

    func logs(_ page: LogPage) async throws(EngineError) -> [LogLine] { [] }

    func follow(
        _ request: LogRequest, lines: @escaping @Sendable ([LogLine]) async -> Void
    ) async throws(EngineError) {}

    func measure(
        containers: [String], samples: @escaping @Sendable ([StatsSample]) async -> Void
    ) async throws(EngineError) {}

    func history(image: String) async throws(EngineError) -> [ImageLayer] { [] }

    private func date(_ born: Int) -> Date { now.addingTimeInterval(Double(born)) }

    private func mount(_ written: String) -> Mount? {
        let parts = written.split(separator: ":").map(String.init)
        return Mount(kind: parts[0].hasPrefix("/") ? .bind : .volume, source: parts[0], path: parts[1])
    }
}
