import Console
import Engine
import Families

/// What can be done with the selected row.
package struct Menu: Equatable, Sendable {
    /// What it was opened for; for anything else it does nothing.
    package let subject: Item
    package let title: String
    package let actions: [Action]
    package var selected = 0
}

extension State {
    /// Only what is possible.
    mutating func openMenu() {
        guard let subject = lists.selectedItem else {
            message = Message(.hint, "Nothing is selected")
            return
        }
        let isTried = lists.family.map { operations.mayGiveUp($0.name) } ?? false
        let possible = Action.bindings.map(\.action).filter { $0.isAboutSelection && $0.isPossible(in: self) }
            .filter { $0 != .rollback || !isTried }
        let actions = possible.filter { $0 == .recover } + possible.filter { $0 != .recover }
        mode = .menu(Menu(subject: subject, title: menuTitle, actions: actions))
    }

    private var menuTitle: String {
        guard lists.marks.isEmpty else { return "\(lists.marks.count) marked" }
        if case .family(let name) = lists.selectedItem { return name.text }
        return lists.anyContainer?.name ?? ""
    }

    mutating func choose(in menu: Menu, _ key: Key) -> [Effect] {
        let action = keymap.action(of: key)
        if let action, menu.actions.contains(action) { return choose(action, in: menu) }
        switch key {
        case .enter, .character("y"):
            guard menu.actions.indices.contains(menu.selected) else { break }
            return choose(menu.actions[menu.selected], in: menu)
        case .escape, .character("q"), .control("c"): mode = .browsing
        default:
            guard let rows = rows(of: action), !menu.actions.isEmpty else { break }
            var moved = menu
            moved.selected = min(clampedSum(menu.selected, rows), menu.actions.count - 1)
            mode = .menu(moved)
        }
        return []
    }

    private mutating func choose(_ action: Action, in menu: Menu) -> [Effect] {
        mode = .browsing
        guard lists.selectedItem == menu.subject else {
            message = Message(.hint, "\(menu.title) is not selected any more; nothing was done")
            return []
        }
        return perform(action)
    }
}
