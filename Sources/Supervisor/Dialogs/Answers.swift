import Console
import Engine
import Families

/// What a key says to a question, whatever it was given for elsewhere.
private enum Answer {
    case yes, no

    /// - Parameter needsCare: then Enter, which comes by habit, is no.
    init?(_ key: Key, needsCare: Bool = false) {
        switch key {
        case .enter: self = needsCare ? .no : .yes
        case .character("y"), .character("Y"): self = .yes
        case .character("n"), .character("N"), .character("q"), .escape, .control("c"): self = .no
        default: return nil
        }
    }
}

extension State {
    mutating func readHelp(_ key: Key) -> [Effect] {
        if scrollDialog(key) { return [] }
        if key == .control("c") {
            mode = .browsing
            return askedToQuit()
        }
        let closes = [Key.escape, .enter, .character("q"), .character(" ")].contains(key)
        if closes || keymap.action(of: key) == .help { mode = .browsing }
        return []
    }

    mutating func answer(_ plan: ConfirmedPlan, _ key: Key) -> [Effect] {
        switch Answer(key, needsCare: plan.plan.needsCare) {
        case .yes:
            mode = .browsing
            return begin(plan)
        case .no:
            mode = .browsing
            message = Message(.hint, "\(plan.plan.operation.words) was not done; nothing was changed")
        case nil: _ = scrollDialog(key)
        }
        return []
    }

    mutating func answer(_ batch: Batch, _ key: Key) -> [Effect] {
        switch Answer(key, needsCare: batch.needsCare) {
        case .yes:
            mode = .browsing
            return begin(batch)
        case .no:
            mode = .browsing
            message = Message(.hint, "Nothing was done to those marked; nothing was changed")
        case nil: _ = scrollDialog(key)
        }
        return []
    }

    /// Whether the key scrolls.
    private mutating func scrollDialog(_ key: Key) -> Bool {
        guard let rows = rows(of: keymap.action(of: key)) else { return false }
        mode.scroll(by: rows)
        return true
    }

    mutating func choose(_ family: FamilyName, _ names: [String], _ selected: Int, _ key: Key) -> [Effect] {
        switch Answer(key) {
        case .yes:
            mode = .browsing
            return operations.plan(.startNew(family, configuration: names[selected]))
        case .no: mode = .browsing
        case nil:
            guard let rows = rows(of: keymap.action(of: key)) else { break }
            let next = min(clampedSum(selected, rows), names.count - 1)
            mode = .choosingConfiguration(family, names: names, selected: next)
        }
        return []
    }

    mutating func edit(_ text: String, of family: FamilyName, _ key: Key) -> [Effect] {
        switch key {
        case .enter:
            mode = .browsing
            return beginBuild(BuildOrder(family: family, path: text.isEmpty ? nil : text))
        case .escape, .control("c"): mode = .browsing
        case .tab: return [.operation(.completeFolder(text))]
        default:
            if let text = edited(text, key, wordEnd: "/") { mode = .askingFolder(family, text: text) }
        }
        return []
    }

    /// Unless something else was typed meanwhile.
    mutating func complete(_ text: String, with completion: FolderCompletion) {
        switch mode {
        case .askingFolder(let family, text): mode = .askingFolder(family, text: completion.text)
        case .commanding(let palette) where palette.folder == text:
            mode = .commanding(palette.completed(with: completion))
        default: return
        }
        guard completion.choices.count != 1 else { return }
        message = Message(
            .hint,
            completion.choices.isEmpty ? "No folder begins so" : completion.choices.joined(separator: "  "))
    }
}
