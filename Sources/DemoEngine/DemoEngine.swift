import Engine
import FoundationEssentials

/// An engine that exists in memory only: for people without docker, for screenshots, for tests and simulations.
///
/// It behaves as docker does (the contract suite of the tests runs on both). Nothing in it waits for the wall clock
/// unless it is given a pace: time comes from `now` and is looked at whenever somebody asks for something.
package actor DemoEngine: Engine {
    package nonisolated let endpoint: String
    package nonisolated var readsSources: Bool { false }
    /// Every call that was to be performed, in order, those that failed too.
    package internal(set) var calls: [EngineCall] = []

    var world: DemoWorld
    var failures: [Failure] = []
    /// What every method throws; nil while the engine can be reached.
    var outage: EngineError?
    var listeners: [Int: AsyncStream<EngineEvent>.Continuation] = [:]
    private var listenerCount = 0
    /// Of those who follow logs or stats.
    var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
    var watcherCount = 0
    let pace: Duration
    private let now: @Sendable () -> Date

    /// An engine without containers and images.
    ///
    /// - Parameters:
    ///   - pace: how long a line of a build takes, a start, and a tenth of a stop that has to kill; also how often
    ///     somebody who listens to events hears of what happens by itself. Zero: nothing ever waits.
    ///   - store: how images are kept.
    ///   - now: the engine's clock.
    package init(
        endpoint: String = "demo", pace: Duration = .zero, store: ImageStore = .classic,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        var world = DemoWorld(now: now())
        world.store = store
        self.init(endpoint: endpoint, pace: pace, now: now, world: world)
    }

    /// What becomes of an image whose last reference a build gives to another one.
    package enum ImageStore: Hashable, Sendable {
        /// It stays, without a name (docker's own store; the legacy builder on any).
        case classic
        /// It is gone, even if a container uses it (BuildKit on the containerd store, engine 26 to 29).
        case containerd
    }

    init(endpoint: String, pace: Duration, now: @escaping @Sendable () -> Date, world: DemoWorld) {
        self.endpoint = endpoint
        self.pace = pace
        self.now = now
        self.world = world
    }

    package func version() async throws(EngineError) -> EngineVersion {
        try look()
        return EngineVersion(engine: "demo")
    }

    package func containers(
        labels: [String], having label: LabelValue?
    ) async throws(EngineError) -> [Container] {
        try look()
        return world.listing(labels: labels, having: label)
    }

    package func images(labelled key: String) async throws(EngineError) -> [Image] {
        try look()
        let parts = key.split(separator: "=", maxSplits: 1).map(String.init)
        return world.images.reversed().filter { image in
            guard let value = image.labels[parts[0]] else { return false }
            return parts.count == 1 || value == parts[1]
        }.flatMap(\.listed)
    }

    package func inspect(containers: [String]) async throws(EngineError) -> [ContainerDetails] {
        try look()
        let places = containers.compactMap { try? world.place(of: $0) }
        return places.map { world.containers[$0].detailed(address: "172.17.0.\(2 + $0 % 250)") }
    }

    package func inspect(images: [String]) async throws(EngineError) -> [ImageDetails] {
        try look()
        return images.compactMap { try? world.place(ofImage: $0) }.map { world.images[$0].details }
    }

    package func networks() -> [String] {
        settle()
        return world.networks.sorted()
    }

    package func logs(container: String, lines: Int) async throws(EngineError) -> [String] {
        try look()
        let found = world.containers[try world.place(of: container)]
        return found.lines(now: world.now, count: max(lines, 0)).map(\.text)
    }

    package nonisolated func events() -> AsyncStream<EngineEvent> {
        AsyncStream { continuation in
            let task = Task { await self.listen(continuation) }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

extension DemoEngine {
    /// Lets everything happen that is due by now and tells it; each method does this first.
    package func settle() {
        world.advance(to: now())
        tell()
    }

    func look() throws(EngineError) {
        settle()
        if let outage { throw outage }
    }

    func tell() {
        let news = world.news
        world.news = []
        for listener in listeners.values { news.forEach { listener.yield(.changed($0)) } }
        for watcher in watchers.values { watcher.yield() }
    }

    /// Waits for some steps of the pace; cancelled tasks do not wait.
    func wait(steps: Int = 1) async throws(EngineError) {
        guard pace > .zero else { return }
        do { try await Task.sleep(for: pace * steps) } catch { throw .cancelled(command: "demo") }
        try look()
    }

    private func listen(_ continuation: AsyncStream<EngineEvent>.Continuation) async {
        settle()
        guard outage == nil, !Task.isCancelled else { return continuation.finish() }
        listenerCount += 1
        let number = listenerCount
        listeners[number] = continuation
        continuation.yield(.listening)
        while !Task.isCancelled, listeners[number] != nil {
            await nextBeat()
            settle()
        }
        listeners[number] = nil
    }

    /// Without a pace it waits until the task is cancelled.
    private func nextBeat() async {
        try? await Task.sleep(for: pace > .zero ? pace : .seconds(86_400))
    }
}
