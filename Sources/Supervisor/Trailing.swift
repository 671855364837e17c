import Families

/// What is selected in each list.
package struct Selected: Equatable, Sendable {
    var family: FamilyName?
    var containers: [FamilyName: String]
    var row: String?
}

extension EngineView {
    var selected: Selected {
        get { Selected(family: selectedFamily, containers: selectedContainers, row: selectedRow) }
        set { (selectedFamily, selectedContainers, selectedRow) = (newValue.family, newValue.containers, newValue.row) }
    }
}

// MARK: - What follows the selection when it rests

extension State {
    /// This state, with that selected whose details are shown: of what was selected before, while somebody moves on.
    package var below: State {
        guard let trailing, shownLower == .details else { return self }
        var state = self
        state.engine.selected = trailing
        return state.shownLower == .details && state.engine.anyContainer != nil ? state : self
    }

    /// The same for the list of containers, which follows the families.
    package var beside: State { focus == .families ? below : self }

    /// After a move: what stays in the other panes need not be sent, which is most of what a key would cost.
    mutating func trail(_ before: Selected) -> [Effect] {
        guard shownLower == .details, engine.connection == .live else { return [] }
        trailing = trailing ?? before
        return [.rest]
    }

    /// - Parameter isLong: whoever waits for details that long is told that they are asked for.
    mutating func rest(isLong: Bool) {
        let isKnown = engine.anyContainer.map { engine.details[$0.id] != nil } ?? true
        if isLong || isKnown { trailing = nil }
    }
}
