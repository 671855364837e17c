import Console
import Engine
import Families

/// Holds the state, lets events in by one door, and has effects carried out elsewhere.
@MainActor
package final class Store {
    package private(set) var state: State
    private let conductor: Conductor
    private var lanes: [Lane: Task<Void, Never>] = [:]
    /// Called after each event, for what only the terminal's owner can do.
    private let show: @MainActor (Order) -> Void

    /// What the store asks of the terminal's owner.
    package enum Order: Equatable, Sendable {
        /// The state may be different.
        case draw
        case redraw, suspend, quit
        case openShell(String, ContainerReference)
        case copy(String)
        case setMouse(isOn: Bool)
    }

    package init(state: State, conductor: Conductor, show: @escaping @MainActor (Order) -> Void) {
        self.state = state
        self.conductor = conductor
        self.show = show
    }

    package func send(_ event: Event) {
        for effect in update(&state, event) { begin(effect) }
        show(.draw)
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
        case .quit: show(.quit)
        case .suspend: show(.suspend)
        case .redraw: show(.redraw)
        case .openShell(let shell, let container): show(.openShell(shell, container))
        case .copy(let text): show(.copy(text))
        case .setMouse(let isOn): show(.setMouse(isOn: isOn))
        case .cancelBuild(let family): cancelBuild(of: family)
        case .giveUp(let family): conductor.givenUp.insert(family)
        default: run(effect, in: Lane(effect))
        }
    }

    /// Its end is told when docker's process is gone.
    private func cancelBuild(of family: FamilyName) {
        guard let build = lanes[.build(family)] else { return }
        build.cancel()
        Task { [weak self] in
            await build.value
            self?.send(.buildEnded(family, .cancelled))
        }
    }

    /// A new effect in a lane cancels the one before; only a switch is never cancelled.
    private func run(_ effect: Effect, in lane: Lane) {
        if !lane.isSwitch { lanes[lane]?.cancel() }
        let (events, telling) = AsyncStream<Event>.makeStream()
        lanes[lane] = Task { [conductor, weak self] in
            async let work: Void = conductor.carryOut(effect, telling: telling)
            for await event in events { self?.send(event) }
            await work
        }
    }
}

/// What goes on side by side.
private enum Lane: Hashable {
    case snapshot, version, listening, polling, ticking, resting, details, planning, following, paging, lookingUp,
        completing
    case build(FamilyName)
    case switching(FamilyName)

    init(_ effect: Effect) {
        switch effect {
        case .readSnapshot, .suspend, .redraw, .quit, .openShell, .copy, .setMouse: self = .snapshot
        case .readVersion: self = .version
        case .listen: self = .listening
        case .pollAfter: self = .polling
        case .tick: self = .ticking
        case .rest: self = .resting
        case .readDetails: self = .details
        case .follow, .followNothing: self = .following
        case .lookUp: self = .lookingUp
        case .readOlderLines, .saveLog: self = .paging
        case .readConfigurations, .plan, .planBatch, .findFolder, .findShell: self = .planning
        case .completeFolder: self = .completing
        case .perform(let confirmed): self = .switching(confirmed.plan.operation.family)
        case .build(let order): self = .build(order.family)
        case .cancelBuild(let family), .giveUp(let family): self = .build(family)
        }
    }

    var isSwitch: Bool { if case .switching = self { true } else { false } }
}
