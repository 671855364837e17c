import Console
import Engine
import Families

// Moving through the lists, and what follows from it elsewhere.
extension State {
    mutating func move(by rows: Int, in pane: Lists.Pane? = nil) -> [Effect] {
        let pane = pane ?? lists.focus
        guard pane == .inspector else { return lists.neighbour(by: rows, in: pane).map { select($0) } ?? [] }
        inspector.scroll(by: [.output, .logs].contains(shownTab) ? -rows : rows)
        return []
    }

    /// A row of the list that is shown.
    mutating func select(_ item: Item) -> [Effect] {
        let trail = trail
        guard lists.select(item) else { return [] }
        if item.isFamily {
            inspector.scrolled = 0
        } else {
            if work?.isUnderWay != true, inspector.tab == .output { inspector.tab = .details }
            if shownTab != .output { inspector.scrolled = 0 }
        }
        return begin(trail) + (item.isFamily || lists.listing == .all ? detailsWanted() : [])
    }

    mutating func toggleListing() -> [Effect] {
        inspector.scrolled = 0
        lists.toggleListing()
        return detailsWanted()
    }

    /// Marks the selected row, or takes the mark away, and goes on to the next one.
    mutating func toggleMark() -> [Effect] {
        guard lists.focus != .inspector, let item = lists.selectedItem else {
            message = Message(.hint, "Only rows of a list are marked")
            return []
        }
        lists.toggleMark(item)
        return move(by: 1)
    }

    // MARK: Narrowing

    mutating func beginFilter() {
        guard lists.focus != .inspector else {
            message = Message(.hint, "Only lists are narrowed: \(keymap.label(of: .familiesPane)) goes to one")
            return
        }
        mode = .filtering(lists.focus, origin: lists.selectedItem)
    }

    mutating func filter(_ pane: Lists.Pane, from origin: Item?, _ key: Key) -> [Effect] {
        switch key {
        case .enter, .tab: mode = .browsing
        case .escape, .control("c"):
            mode = .browsing
            return narrow(pane, to: "", from: origin)
        case .up: return move(by: -1)
        case .down: return move(by: 1)
        default:
            let text = lists.filter(of: pane)?.text ?? ""
            if let edited = edited(text, key, wordEnd: " ") { return narrow(pane, to: edited, from: origin) }
        }
        return []
    }

    private mutating func narrow(_ pane: Lists.Pane, to text: String, from origin: Item?) -> [Effect] {
        inspector.scrolled = 0
        lists.narrow(pane, to: text, from: origin)
        return detailsWanted()
    }

    /// Whether there was a filter to take away.
    mutating func clearFilter() -> Bool {
        guard lists.filter(of: lists.focus) != nil else { return false }
        _ = narrow(lists.focus, to: "", from: nil)
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
