import Console

/// What can be done with the selected row.
package struct Menu: Equatable, Sendable {
    /// What it was opened for; for anything else it does nothing.
    package let subject: Item
    package let title: String
    package let actions: [Action]
    package private(set) var selected = 0

    /// Only what is possible; nil where nothing is selected.
    init?(for state: State) {
        guard let subject = state.lists.selectedItem else { return nil }
        self.subject = subject
        let isTried = state.lists.family.map { state.operations.mayGiveUp($0.name) } ?? false
        let possible = Action.bindings.map(\.action).filter { $0.isAboutSelection && $0.isPossible(in: state) }
            .filter { $0 != .rollback || !isTried }
        actions = possible.filter { $0 == .recover } + possible.filter { $0 != .recover }
        title =
            if !state.lists.marks.isEmpty {
                "\(state.lists.marks.count) marked"
            } else if let family = subject.family {
                family.text
            } else {
                state.lists.anyContainer?.name ?? ""
            }
    }

    mutating func press(_ pressed: Pressed) -> Reply {
        if let action = pressed.action, actions.contains(action) { return choose(action) }
        switch pressed.key {
        case .enter, .character("y"): return actions.indices.contains(selected) ? choose(actions[selected]) : .stays
        case .escape, .character("q"), .control("c"): return .closes()
        default:
            guard let rows = pressed.rows, !actions.isEmpty else { return .stays }
            selected = min(clampedSum(selected, rows), actions.count - 1)
            return .stays
        }
    }

    private func choose(_ action: Action) -> Reply { .closes(.perform(action, on: subject, called: title)) }
}
