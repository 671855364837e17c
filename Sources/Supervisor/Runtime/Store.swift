import Console
import Engine
import Families

/// Holds the state, lets events in by one door, and has effects carried out elsewhere.
@MainActor
package final class Store {
    package private(set) var state: State
    private let runners: [EngineID: EffectRunner]
    private let readCommand: CommandReader
    private var lanes: [EngineLane: Task<Void, Never>] = [:]
    /// Called after each event, for what only the terminal's owner can do; nil: the state may be different.
    private let show: @MainActor (TerminalEffect?) -> Void

    /// What words mean on the program's command line.
    package typealias CommandReader = @Sendable ([String]) -> Result<PaletteCommand, Refusal>

    private struct EngineLane: Hashable {
        var engine: EngineID
        var lane: Lane
    }

    package init(
        state: State, runner: EffectRunner, readCommand: @escaping CommandReader,
        show: @escaping @MainActor (TerminalEffect?) -> Void
    ) {
        self.state = state
        runners = [runner.engine: runner]
        self.readCommand = readCommand
        self.show = show
    }

    package func send(_ event: Event) {
        for effect in update(&state, event) { begin(effect) }
        show(nil)
    }

    /// Ends what goes on without harm: looks and builds; never a switch. Returns when nothing of it is left, docker's
    /// processes included.
    package func end() async {
        let ending = lanes.filter { !$0.key.lane.isSwitch }.values
        ending.forEach { $0.cancel() }
        for task in ending { await task.value }
    }

    private func begin(_ effect: Effect) {
        switch effect {
        case .terminal(let effect): show(effect)
        case .connection(let effect, let engine):
            run(in: effect.lane, on: engine) { await $0.connection.run(effect, tell: $1) }
        case .inspector(let effect, let engine):
            run(in: effect.lane, on: engine) { await $0.inspector.run(effect, tell: $1) }
        case .operation(let effect, let engine):
            run(in: effect.lane, on: engine, waits: effect.isCancelling) { await $0.operations.run(effect, tell: $1) }
        case .findShell(let container, let engine):
            run(in: .planning, on: engine) { await $0.findShell(in: container, tell: $1) }
        case .readCommand(let words): send(.commandRead(readCommand(words)))
        case .rest: run(in: .resting, on: state.engine.id) { await $0.rest(tell: $1) }
        }
    }

    /// - Parameter waits: until what is cancelled by it is gone, docker's process included.
    private func run(
        in lane: Lane, on engine: EngineID, waits: Bool = false,
        _ work: @escaping @Sendable (EffectRunner, @escaping EffectRunner.Tell) async -> Void
    ) {
        guard let runner = runners[engine] else { return }
        let place = EngineLane(engine: engine, lane: lane)
        let before = lanes[place]
        if !lane.isSwitch { before?.cancel() }
        let (events, telling) = AsyncStream<Event>.makeStream()
        lanes[place] = Task { [weak self] in
            if waits { await before?.value }
            async let done: Void = finish(telling) { await work(runner, $0) }
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
