import Families

/// What is selected in each list.
struct Selected: Equatable, Sendable {
    var family: FamilyName?
    var containers: [FamilyName: String]
    var row: String?
}

extension Lists {
    var selected: Selected {
        get { Selected(family: selectedFamily, containers: selectedContainers, row: rowList.selected) }
        set {
            (selectedFamily, selectedContainers, rowList.selected) = (
                newValue.family, newValue.containers, newValue.row
            )
        }
    }
}

// MARK: - What follows the selection when it rests

/// What the other panes show of.
struct Trailing: Equatable, Sendable {
    var selected: Selected
    var scrolled: Int
}

extension State {
    /// This state, with that selected which the inspector shows: what was selected before, while somebody moves on.
    package var below: State {
        guard let trailing else { return self }
        var state = self
        state.lists.selected = trailing.selected
        state.inspector.scrolled = trailing.scrolled
        return state.lists.anyContainer != nil ? state : self
    }

    /// The same for the list of containers, which follows the families.
    package var beside: State { lists.focus == .families ? below : self }

    /// To be kept before a move.
    var trail: Trailing { trailing ?? Trailing(selected: lists.selected, scrolled: inspector.scrolled) }

    /// After a move: what stays in the other panes need not be sent, which is most of what a key would cost; and nothing
    /// is asked of the engine for what is passed by.
    mutating func begin(_ trail: Trailing) -> [Effect] {
        trailing = trail
        isMoving = true
        return [.rest]
    }

    /// - Parameter isLong: whoever waits for details that long is told that they are asked for.
    mutating func rest(isLong: Bool) {
        let isKnown = lists.anyContainer.map { engine.details[$0.id] != nil } ?? true
        if isLong || isKnown || shownTab != .details { trailing = nil }
    }
}
