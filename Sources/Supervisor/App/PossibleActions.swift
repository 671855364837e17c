import Engine
import Families

extension Action {
    /// Whether it can do anything for what is selected, so that footer, menu and help can tell.
    package func isPossible(in state: State) -> Bool {
        guard isChange else { return isPossibleLook(in: state) }
        guard !state.settings.isReadOnly, state.engine.connection == .live, state.leaving == .staying else {
            return false
        }
        guard state.lists.marks.isEmpty else { return isForSeveral }
        guard let family = state.lists.family else { return false }
        if self == .rollback, state.operations.mayGiveUp(family.name) { return true }
        if self == .stop, state.operations.isBuilding(family.name) { return true }
        guard !(state.work?.isUnderWay ?? false) else { return false }
        return isPossible(for: family, in: state)
    }

    private func isPossible(for family: Family, in state: State) -> Bool {
        switch self {
        case .startNew: return family.newestImage != nil || !family.members.isEmpty
        case .start:
            let started = state.lists.isContainerMeant ? state.lists.container : family.latest
            return started.map { !$0.container.state.isActive } ?? false
        case .stop: return !family.active.isEmpty
        case .markStable: return family.active.first.map { $0.role != .stable } ?? false
        case .undo: return family.members.contains { !$0.container.state.isActive && $0.container.state != .created }
        case .cleanUp: return family.members.contains { $0.role == .saved && !$0.container.state.isActive }
        case .recover: return state.engine.interruptions[family.name].map { !$0.isUnderWay } ?? false
        case .rollback: return family.stable.map { !$0.container.state.isActive } ?? family.hasStableTag
        default: return true
        }
    }

    private func isPossibleLook(in state: State) -> Bool {
        switch self {
        case .toggleOutput: state.work != nil
        case .filter, .mark: state.lists.focus != .inspector
        case .shell:
            !state.settings.isReadOnly && state.engine.connection == .live
                && state.lists.anyContainer?.state == .running
        case .copy, .menu: state.lists.selectedItem != nil
        default: true
        }
    }
}

extension Menu {
    /// Only what is possible; nil where nothing is selected.
    init?(for state: State) {
        guard let subject = state.lists.selectedItem else { return nil }
        let isTried = state.lists.family.map { state.operations.mayGiveUp($0.name) } ?? false
        let possible = Action.bindings.map(\.action).filter { $0.isAboutSelection && $0.isPossible(in: state) }
            .filter { $0 != .rollback || !isTried }
        let title =
            if !state.lists.marks.isEmpty {
                state.lists.marks.count == 1 ? "1 marked row" : "\(state.lists.marks.count) marked rows"
            } else if let family = subject.family {
                family.name.text
            } else {
                state.lists.anyContainer?.name ?? ""
            }
        self.init(
            subject, title: title, actions: possible.filter { $0 == .recover } + possible.filter { $0 != .recover })
    }
}
