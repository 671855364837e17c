import Engine
import FoundationEssentials

extension Situation {
    /// As things will be once that plan is done, as far as the engine's rules tell: for what is planned after it.
    func after(_ plan: Plan) -> Situation {
        var later = self
        if let basis = plan.basis { later.details.merge(basis.details) { $1 } }
        for step in plan.steps { later.apply(step.call) }
        return later
    }

    private mutating func apply(_ call: EngineCall) {
        switch call {
        case .start(let container): change(container, at: now) { state in if !state.isActive { state = .running } }
        case .stop(let container): change(container, at: now) { state in if state.isActive { state = .exited } }
        case .rename(let container, let name):
            if let index = index(of: container) { snapshot.containers[index].name = name }
            details[container.argument]?.name = name
        case .setRestartPolicy(let container, let policy): details[container.argument]?.restartPolicy = policy
        case .remove(let container):
            snapshot.containers.removeAll { $0.id == container.argument }
            details[container.argument] = nil
        case .connect(let container, let network, _):
            details[container.argument]?.networks.append(ContainerDetails.Network(name: network))
        case .create, .removeImage, .tag, .untag, .importEmpty, .build: break
        }
    }

    private func index(of container: ContainerReference) -> Int? {
        snapshot.containers.firstIndex { $0.id == container.argument }
    }

    private mutating func change(
        _ container: ContainerReference, at time: Date, _ body: (inout ContainerState) -> Void
    ) {
        guard let index = index(of: container) else { return }
        let before = snapshot.containers[index].state
        body(&snapshot.containers[index].state)
        let state = snapshot.containers[index].state
        details[container.argument]?.state = state
        if state != before { snapshot.containers[index].status = state.rawValue }
        if state == .running, before != .running { details[container.argument]?.startedAt = time }
        if state == .exited, before != .exited { details[container.argument]?.finishedAt = time }
        if state == .exited { snapshot.containers[index].ports = [] }
    }
}
