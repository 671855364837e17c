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
        if mode != .browsing || keymap.action(of: key, in: place) != operations.asked?.action { operations.asked = nil }
        if case .control = key, keymap.action(of: key) == .suspend { return [.terminal(.suspend)] }
        if isTooSmall, keymap.action(of: key) != .quit { return [] }
        switch mode {
        case .browsing where isEarlyAnswer(key): return refuseEarly(key)
        case .browsing: return keymap.action(of: key, in: place).map { perform($0) } ?? unknown(key)
        case .filtering(let pane, let origin): return filter(pane, from: origin, key)
        case .commanding(let palette): return type(into: palette, key)
        default:
            return pressInDialog(
                Pressed(key: key, action: keymap.action(of: key), rows: rows(of: keymap.action(of: key))))
        }
    }

    /// A yes that is typed before its question is there must not become something else.
    private func isEarlyAnswer(_ key: Key) -> Bool {
        operations.isQuestionComing && [.character("y"), .character("Y"), .enter].contains(key)
    }

    private mutating func refuseEarly(_ key: Key) -> [Effect] {
        message = Message(.hint, "\(key.label) was too early: look at the question first, then answer it")
        return []
    }

    private mutating func unknown(_ key: Key) -> [Effect] {
        guard leaving == .staying else { return [] }
        message = Message(.hint, "\(key.label) does nothing here: \(keymap.label(of: .help)) shows the keys")
        return []
    }

    mutating func perform(_ action: Action) -> [Effect] {
        if let rows = rows(of: action) { return move(by: rows) }
        switch action {
        case .nextPane: lists.turn(by: 1)
        case .previousPane: lists.turn(by: -1)
        case .familiesPane: lists.turn(to: .families)
        case .containersPane: lists.turn(to: .containers)
        case .inspectorPane: lists.turn(to: .inspector)
        case .filter: beginFilter()
        case .mark: return toggleMark()
        case .menu: open(Menu(for: self).map { .menu($0) })
        case .palette: mode = .commanding(Palette())
        case .allContainers: return toggleListing()
        case .zoom: isZoomed.toggle()
        case .freeze: return toggleFreeze()
        case .copy: open(Copying(of: lists).map { .copying($0) })
        case .shell: return wantShell()
        case .mouse: return toggleMouse()
        case .reveal: toggleReveal()
        case .details: show(.details)
        case .logs: return showLogs()
        case .stats: show(.stats)
        case .compare: show(.compare)
        case .history: show(.history)
        case .parameters: show(.parameters)
        case .searchLog, .nextFound, .previousFound, .wrapLog, .timesLog, .sinceLog, .saveLog: performInLog(action)
        case .toggleOutput: toggleOutput()
        case .dismiss: dismiss()
        case .help: mode = .help(Help())
        case .redraw: return [.terminal(.redraw)]
        case .suspend: return [.terminal(.suspend)]
        case .quit: return askedToQuit()
        case .build, .startNew, .start, .stop, .markStable, .rollback, .undo, .recover, .cleanUp:
            return change(action)
        case .moveDown, .moveUp, .moveTop, .moveBottom, .pageDown, .pageUp: break
        }
        return []
    }

    private mutating func open(_ dialog: Mode?) {
        if let dialog { mode = dialog } else { message = Message(.hint, "Nothing is selected") }
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

    /// Once more gives the keys to it.
    mutating func show(_ tab: Inspector.Tab) {
        if shownTab == tab { lists.turn(to: .inspector) }
        inspector.turn(to: tab)
    }

    /// From the output of a switch that failed to the log of the container that is to blame.
    private mutating func showLogs() -> [Effect] {
        let blamed = shownTab == .output ? work?.blamed : nil
        let member = lists.family?.members.first { $0.name == blamed }
        let effects = member.map { select(.container($0.id)) } ?? []
        show(.logs)
        if lists.focus != .inspector {
            message = Message(
                .hint, "\(keymap.label(of: .logs)) again gives it the keys: \(keymap.label(of: .searchLog)) searches")
        }
        return effects
    }

    /// They may be secret: shown as long as somebody looks at that container.
    private mutating func toggleReveal() {
        guard inspector.revealed == nil, let container = lists.anyContainer else {
            inspector.revealed = nil
            return
        }
        inspector.revealed = container.id
        inspector.tab = .details
        message = Message(.hint, "Values of env are shown below, while \(container.name) is selected")
    }

    private mutating func toggleOutput() {
        inspector.scrolled = 0
        if shownTab == .output {
            inspector.tab = .details
        } else if work != nil {
            inspector.tab = .output
        } else {
            message = Message(.hint, "Nothing was built or switched here since this program was started")
        }
    }

    /// One thing after the other.
    private mutating func dismiss() {
        if clearFilter() || lists.clearMarks() { return }
        if isZoomed {
            isZoomed = false
            return
        }
        inspector.scrolled = 0
        if shownTab != .details {
            inspector.tab = .details
        } else if lists.focus == .inspector, lists.listing == .all {
            lists.turn(to: .containers)
        } else {
            lists.turn(to: .families)
        }
    }

    /// A build would be lost: once is not enough for that.
    mutating func askedToQuit() -> [Effect] {
        guard leaving == .staying, let build = operations.buildsUnderWay.first else { return quit() }
        leaving = .asked
        let key = keymap.label(of: .quit)
        message = Message(.hint, "build \(build) is under way: \(key) again cancels it and quits, Esc stays")
        return []
    }
}
