import Console
import Engine
import Families

/// Holds the state, lets events in by one door, and has effects carried out elsewhere.
@MainActor
package final class Store {
    package private(set) var state: State
    private let runner: EffectRunner
    private var lanes: [Lane: Task<Void, Never>] = [:]
    /// Called after each event, for what only the terminal's owner can do; nil: the state may be different.
    private let show: @MainActor (TerminalEffect?) -> Void

    package init(state: State, runner: EffectRunner, show: @escaping @MainActor (TerminalEffect?) -> Void) {
        self.state = state
        self.runner = runner
        self.show = show
    }

    package func send(_ event: Event) {
        for effect in update(&state, event) { begin(effect) }
        show(nil)
    }

    /// Ends what goes on without harm: looks and builds; never a switch. Returns when nothing of it is left, docker's
    /// processes included.
    package func end() async {
        let ending = lanes.filter { !$0.key.isSwitch }.values
        ending.forEach { $0.cancel() }
        for task in ending { await task.value }
    }

    private func begin(_ effect: Effect) {
        switch effect {
        case .terminal(let effect): show(effect)
        case .operation(.cancelBuild(let family)): cancelBuild(of: family)
        case .connection(let effect): run(in: effect.lane) { [runner] in await runner.connection.run(effect, tell: $0) }
        case .inspector(let effect): run(in: effect.lane) { [runner] in await runner.inspector.run(effect, tell: $0) }
        case .operation(let effect): run(in: effect.lane) { [runner] in await runner.operations.run(effect, tell: $0) }
        case .readCommand(let words): send(.commandRead(runner.readCommand(words)))
        case .findShell(let container):
            run(in: .planning) { [runner] in await runner.findShell(in: container, tell: $0) }
        case .rest: run(in: .resting) { [runner] in await runner.rest(tell: $0) }
        }
    }

    private func cancelBuild(of family: FamilyName) {
        guard let build = lanes[.build(family)] else { return }
        build.cancel()
        Task { [weak self] in
            await build.value
            self?.send(.operation(.buildEnded(family, .cancelled)))
        }
    }

    private func run(in lane: Lane, _ work: @escaping @Sendable (@escaping EffectRunner.Tell) async -> Void) {
        if !lane.isSwitch { lanes[lane]?.cancel() }
        let (events, telling) = AsyncStream<Event>.makeStream()
        lanes[lane] = Task { [weak self] in
            async let done: Void = finish(telling, after: work)
            for await event in events { self?.send(event) }
            await done
        }
    }
}

private func finish(
    _ telling: AsyncStream<Event>.Continuation, after work: @Sendable (@escaping EffectRunner.Tell) async -> Void
) async {
    await work { telling.yield($0) }
    telling.finish()
}
