import Console

/// What can be done with the selected row.
package struct Menu: Equatable, Sendable {
    /// What it was opened for; for anything else it does nothing.
    package let subject: Item
    package let title: String
    package let actions: [Action]
    package private(set) var selected = 0

    init(_ subject: Item, title: String, actions: [Action]) {
        self.subject = subject
        self.title = title
        self.actions = actions
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
