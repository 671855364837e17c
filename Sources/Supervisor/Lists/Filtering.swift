import Console
import Engine
import Families

extension State {
    // MARK: All containers

    /// What is selected stays so, in the other list.
    mutating func toggleListing() -> [Effect] {
        engine.containerFilter = nil
        inspector.scrolled = 0
        marks = []
        switch engine.listing {
        case .families:
            let selected = engine.container?.id ?? engine.rows.first?.id
            engine.listing = .all
            engine.selectedRow = selected
            turn(to: .containers)
        case .all:
            let isManaged = engine.family != nil
            engine.listing = .families
            turn(to: isManaged ? .containers : .families)
        }
        return detailsWanted()
    }

    // MARK: Narrowing

    /// The filter of a list, where it has one.
    package func filter(of pane: Pane) -> Filter? {
        switch pane {
        case .families: engine.familyFilter
        case .containers: engine.containerFilter
        case .inspector: nil
        }
    }

    mutating func beginFilter() {
        guard focus != .inspector else {
            message = Message(.hint, "Only lists are narrowed: \(keymap.label(of: .familiesPane)) goes to one")
            return
        }
        mode = .filtering(focus, origin: selectedItem)
    }

    mutating func filter(_ pane: Pane, from origin: Item?, _ key: Key) -> [Effect] {
        switch key {
        case .enter, .tab: mode = .browsing
        case .escape, .control("c"):
            mode = .browsing
            return narrow(pane, to: "", from: origin)
        case .up: return move(by: -1)
        case .down: return move(by: 1)
        default:
            let text = filter(of: pane)?.text ?? ""
            if let edited = edited(text, key, wordEnd: " ") { return narrow(pane, to: edited, from: origin) }
        }
        return []
    }

    /// What is selected stays so as long as it is let through; if nothing is, nothing is selected.
    private mutating func narrow(_ pane: Pane, to text: String, from origin: Item?) -> [Effect] {
        let filter = Filter(text)
        inspector.scrolled = 0
        switch (pane, engine.listing) {
        case (.families, _):
            engine.familyFilter = filter
            narrowFamilies(origin)
        case (_, .all):
            engine.containerFilter = filter
            narrowRows(origin)
        case (_, .families):
            engine.containerFilter = filter
            narrowMembers(origin)
        }
        return detailsWanted()
    }

    private mutating func narrowFamilies(_ origin: Item?) {
        let matching = engine.families.filter { engine.familyFilter?.matches($0) ?? true }
        if matching.contains(where: { $0.name == engine.selectedFamily }) { return }
        let before = matching.first { .family($0.name) == origin }
        engine.selectedFamily = (before ?? matching.first)?.name
        engine.containerFilter = nil
    }

    private mutating func narrowRows(_ origin: Item?) {
        let matching = engine.rows.filter { engine.containerFilter?.matches($0) ?? true }
        if matching.contains(where: { $0.id == engine.selectedRow }) { return }
        let before = matching.first { .container($0.id) == origin }
        engine.selectedRow = (before ?? matching.first)?.id
        holdContainer()
    }

    private mutating func narrowMembers(_ origin: Item?) {
        guard let family = engine.family else { return }
        let matching = family.members.filter { engine.containerFilter?.matches($0.container) ?? true }
        let chosen = engine.selectedContainers[family.name]
        if matching.contains(where: { $0.id == chosen }) { return }
        engine.selectedContainers[family.name] = matching.first { .container($0.id) == origin }?.id
        holdContainer()
    }

    /// Whether there was a filter to take away.
    mutating func clearFilter() -> Bool {
        guard filter(of: focus) != nil else { return false }
        _ = narrow(focus, to: "", from: nil)
        return true
    }
}

/// A line after a key; nil if the key does not edit.
///
/// - Parameter wordEnd: ^W deletes back to it.
func edited(_ text: String, _ key: Key, wordEnd: Character) -> String? {
    switch key {
    case .character(let character): text + String(character)
    case .backspace, .delete: String(text.dropLast())
    case .control("u"): ""
    case .control("w"): String(text.dropLast().reversed().drop { $0 != wordEnd }.reversed())
    default: nil
    }
}
