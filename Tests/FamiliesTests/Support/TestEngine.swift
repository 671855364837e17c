@testable import DemoEngine
import Engine
import FoundationEssentials
import Synchronization

/// The demo engine, in which one call can be made to fail, and somebody else to act at a certain moment.
actor TestEngine: Engine {
    nonisolated let endpoint = "test"

    enum Fault: Hashable, Sendable {
        /// The call has no effect.
        case refused
        /// The call has its effect, and the answer is lost.
        case answerLost
        /// The one who calls dies before it: neither this call nor any later one has an effect, until ``revive()``.
        case death
    }

    /// When somebody does something by hand, once.
    enum Moment: Hashable, Sendable {
        /// Right before such a call, as ``EngineCall/words`` has it.
        case before(String)
        /// Between the start of that container and the next look at it.
        case probation(String)
    }

    /// Every call in order, also those that failed.
    private(set) var calls: [EngineCall] = []
    /// Whose containers were asked for, in order: a family's, or everybody's.
    private(set) var listings: [String] = []
    /// Containers as they were when they were removed.
    private(set) var removed: [DemoContainer] = []
    private(set) var isCallerDead = false
    private let demo: DemoEngine
    private let time: Time
    private var faults: [Int: Fault] = [:]
    private var deeds: [Moment: @Sendable (inout DemoWorld) -> Void] = [:]
    private var lastStarted = ""
    private var deadly: String?
    private var unknown: String?

    /// Goes on by a second with everything that is created or started.
    private final class Time: Sendable {
        private let seconds = Mutex(0.0)
        var date: Date { now.addingTimeInterval(seconds.withLock(\.self)) }
        func tick() { seconds.withLock { $0 += 1 } }
    }

    init(store: DemoEngine.ImageStore = .classic) {
        let time = Time()
        self.time = time
        var world = DemoWorld(now: now)
        world.store = store
        world.networks.formUnion(["front", "back"])
        demo = DemoEngine(endpoint: endpoint, pace: .zero, now: { time.date }, world: world)
    }

    var world: DemoWorld { get async { await demo.world } }

    func change(_ body: @Sendable (inout DemoWorld) -> Void) async {
        time.tick()
        await demo.change(body)
    }

    /// Lets the calls of these numbers, counted from the next as 0, fail.
    func fail(_ faults: [Int: Fault]) {
        self.faults = faults
        calls = []
    }

    func byHand(_ moment: Moment, _ deed: @escaping @Sendable (inout DemoWorld) -> Void) {
        deeds[moment] = deed
        lastStarted = ""
    }

    private func happen(_ moment: Moment) async {
        if let deed = deeds.removeValue(forKey: moment) { await change(deed) }
    }

    func forgetListings() { listings = [] }

    /// The one who calls dies right before such a call, as ``EngineCall/words`` has it.
    func die(before words: String) { deadly = words }

    /// Somebody else calls from now on.
    func revive() {
        isCallerDead = false
        faults = [:]
        deadly = nil
    }

    /// The machine loses power and comes back.
    func cutPower() async {
        revive()
        await demo.cutPower()
    }

    /// From now on `inspect` does not answer for the id of that container.
    func fallSilent(about name: String) { unknown = name }

    func perform(
        _ call: EngineCall, output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String {
        let fault = faults[calls.count]
        calls.append(call)
        if fault == .death || call.words == deadly { isCallerDead = true }
        if isCallerDead { throw .cancelled(command: "dead") }
        await happen(.before(call.words))
        if case .start(let container) = call { lastStarted = container.name }
        if fault == .refused { throw .refused(command: "test", exitCode: 1, words: "injected") }
        time.tick()
        let gone: DemoContainer? =
            if case .remove(let container) = call { await world.box(container.argument) } else { nil }
        let answer = try await demo.perform(call, output: output)
        removed += [gone].compactMap(\.self)
        if fault == .answerLost { throw .silent(command: "test", after: .seconds(60)) }
        return answer
    }

    func containers(labels: [String], having label: LabelValue?) async throws(EngineError) -> [Container] {
        listings.append(label?.value ?? "everybody")
        return try await demo.containers(labels: labels, having: label)
    }

    func inspect(containers: [String]) async throws(EngineError) -> [ContainerDetails] {
        if !lastStarted.isEmpty { await happen(.probation(lastStarted)) }
        if let unknown, let id = await world.box(unknown)?.id, containers.contains(id) {
            throw .silent(command: "inspect", after: .seconds(60))
        }
        return try await demo.inspect(containers: containers)
    }

    // MARK: As it is

    func version() async throws(EngineError) -> EngineVersion { try await demo.version() }

    func images(labelled key: String) async throws(EngineError) -> [Image] { try await demo.images(labelled: key) }

    func inspect(images: [String]) async throws(EngineError) -> [ImageDetails] {
        try await demo.inspect(images: images)
    }

    nonisolated func events() -> AsyncStream<EngineEvent> { demo.events() }

    func networks() async throws(EngineError) -> [String] { await demo.networks() }

    func logs(container: String, lines: Int) async throws(EngineError) -> [String] {
        try await demo.logs(container: container, lines: lines)
    }

    func logs(_ page: LogPage) async throws(EngineError) -> [LogLine] { try await demo.logs(page) }

    func follow(
        _ request: LogRequest, lines: @escaping @Sendable ([LogLine]) async -> Void
    ) async throws(EngineError) { try await demo.follow(request, lines: lines) }

    func measure(
        containers: [String], samples: @escaping @Sendable ([StatsSample]) async -> Void
    ) async throws(EngineError) { try await demo.measure(containers: containers, samples: samples) }

    func history(image: String) async throws(EngineError) -> [ImageLayer] { try await demo.history(image: image) }
}

extension DemoEngine {
    fileprivate func change(_ body: @Sendable (inout DemoWorld) -> Void) {
        settle()
        body(&world)
        settle()
    }
}
