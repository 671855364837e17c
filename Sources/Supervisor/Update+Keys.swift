import Console
import Engine
import Families

extension State {
    mutating func press(_ key: Key) -> [Effect] {
        if leaving != .staying, key == .escape {
            leaving = .staying
            message = nil
            return []
        }
        if leaving == .asked, mode != .browsing || keymap.action(of: key) != .quit { leaving = .staying }
        if leaving == .staying { message = nil }
        if isTooSmall, keymap.action(of: key) != .quit { return [] }
        switch mode {
        case .browsing: return keymap.action(of: key).map { perform($0) } ?? unknown(key)
        case .help(let scrolled): return readHelp(scrolled, key)
        case .askingFolder(let family, let text): return edit(text, of: family, key)
        case .choosingConfiguration(let family, let names, let selected): return choose(family, names, selected, key)
        case .confirming(let plan, let scrolled): return answer(plan, scrolled, key)
        }
    }

    private mutating func unknown(_ key: Key) -> [Effect] {
        guard leaving == .staying else { return [] }
        message = Message(.hint, "\(key.label) does nothing here: \(keymap.label(of: .help)) shows the keys")
        return []
    }

    private mutating func perform(_ action: Action) -> [Effect] {
        if let rows = rows(of: action) { return move(by: rows) }
        switch action {
        case .nextPane: turn(by: 1)
        case .previousPane: turn(by: -1)
        case .familiesPane: turn(to: .families)
        case .containersPane: turn(to: .containers)
        case .lowerPane: turn(to: .lower)
        case .toggleOutput: toggleOutput()
        case .dismiss: dismiss()
        case .help: mode = .help(scrolled: 0)
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return askedToQuit()
        case .build, .startNew, .start, .stop, .markStable, .rollback, .undo, .recover: return change(action)
        case .moveDown, .moveUp, .moveTop, .moveBottom, .pageDown, .pageUp: break
        }
        return []
    }

    /// How far it moves; nil if it does something else.
    func rows(of action: Action?) -> Int? {
        switch action {
        case .moveDown: 1
        case .moveUp: -1
        case .moveTop: -.max
        case .moveBottom: .max
        case .pageDown: max(1, size.rows / 3)
        case .pageUp: -max(1, size.rows / 3)
        default: nil
        }
    }

    private mutating func turn(by steps: Int) {
        let panes = Pane.allCases
        let index = (panes.firstIndex(of: focus) ?? 0) + steps
        turn(to: panes[(index + panes.count) % panes.count])
    }

    private mutating func toggleOutput() {
        scrolled = 0
        if shownLower == .output {
            lower = .details
        } else if work != nil {
            lower = .output
        } else {
            message = Message(.hint, "Nothing was built or switched here since this program was started")
        }
    }

    private mutating func dismiss() {
        if shownLower == .output { lower = .details } else { focus = .families }
        scrolled = 0
    }

    /// A build would be lost: once is not enough for that.
    mutating func askedToQuit() -> [Effect] {
        let build = works.values.first { if case .building = $0 { $0.isUnderWay } else { false } }
        guard leaving == .staying, let build else { return quit() }
        leaving = .asked
        let key = keymap.label(of: .quit)
        message = Message(.hint, "\(build.words) is under way: \(key) again cancels it and quits, Esc stays")
        return []
    }
}
