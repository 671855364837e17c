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
        let action = keymap.action(of: key)
        if leaving == .asked, mode != .browsing || action != .quit { leaving = .staying }
        if leaving == .staying { message = nil }
        if mode != .browsing || keymap.action(of: key, in: place) != operations.asked?.action { operations.asked = nil }
        if case .control = key, action == .suspend { return [.terminal(.suspend)] }
        if isTooSmall, action != .quit { return [] }
        switch mode {
        case .browsing: return browse(key)
        case .filtering(let pane, let origin):
            guard let effects = panes.filter(pane, from: origin, key, operations) else {
                mode = .browsing
                return []
            }
            return effects
        case .commanding(var palette):
            let reply = palette.press(key, lists, keymap)
            mode = .commanding(palette)
            return carryOut(reply)
        default:
            return carryOut(mode.press(Pressed(key: key, action: action, rows: action?.rows(of: size.rows))))
        }
    }

    private mutating func browse(_ key: Key) -> [Effect] {
        // A yes that is typed before its question is there must not become something else.
        if operations.isQuestionComing, [.character("y"), .character("Y"), .enter].contains(key) {
            message = Message(.hint, "Ignored \(key.label): no question was shown yet")
        } else if let action = keymap.action(of: key, in: place) {
            return perform(action)
        } else if leaving == .staying, [.character("y"), .character("Y")].contains(key) {
            message = Message(
                .hint, "Ignored \(key.label): no question is shown", remedy: "\(keymap.label(of: .copy)) copies")
        } else if leaving == .staying {
            message = Message(.hint, "\(key.label) is not bound here. Press \(keymap.label(of: .help)) for help")
        }
        return []
    }

    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .nextPane: lists.turn(by: 1)
        case .previousPane: lists.turn(by: -1)
        case .familiesPane: lists.turn(to: .families)
        case .containersPane: lists.turn(to: .containers)
        case .inspectorPane: lists.turn(to: .inspector)
        case .filter where lists.focus != .inspector: mode = .filtering(lists.focus, origin: lists.selectedItem)
        case .filter:
            message = Message(
                .hint, "Only lists can be filtered. Press \(keymap.label(of: .familiesPane)) to go to one")
        case .mark: return panes.toggleMark(operations, &message)
        case .menu: if let menu = Menu(for: self) { mode = .menu(menu) } else { message = .nothingSelected }
        case .palette: mode = .commanding(Palette(verbs, before: lastCommand))
        case .allContainers: panes.toggleListing()
        case .zoom: panes.isZoomed.toggle()
        case .freeze where isFrozen: return thaw()
        case .freeze where engine.readAt == nil: message = Message(.hint, "Nothing to freeze yet")
        case .freeze: isFrozen = true
        case .copy: if let copying = Copying(of: lists) { mode = .copying(copying) } else { message = .nothingSelected }
        case .shell: return wantShell()
        case .mouse:
            settings.isMouseOn.toggle()
            message = Message(
                .hint,
                settings.isMouseOn ? "Mouse on: it selects and scrolls" : "Mouse off: the terminal handles it again")
            return [.terminal(.setMouse(isOn: settings.isMouseOn))]
        case .reveal: panes.toggleReveal(&message)
        case .details: panes.show(.details, operations)
        case .logs: return panes.showLogs(operations, keymap, &message)
        case .stats: panes.show(.stats, operations)
        case .compare: panes.show(.compare, operations)
        case .history: panes.show(.history, operations)
        case .parameters: panes.show(.parameters, operations)
        case .searchLog, .nextFound, .previousFound, .wrapLog, .timesLog, .sinceLog, .saveLog:
            let question = panes.inspector.performInLog(action, rows: size.rows, keymap, &message)
            let file = (lists.anyContainer?.name ?? "container") + ".log"
            if let question { mode = .asking(question, text: question == .file ? file : "") }
        case .toggleOutput: panes.toggleOutput(operations, &message)
        case .dismiss: panes.dismiss(operations)
        case .help: mode = .help(Help())
        case .redraw: return [.terminal(.redraw)]
        case .suspend: return [.terminal(.suspend)]
        case .quit: return askedToQuit()
        case .build, .startNew, .start, .stop, .markStable, .rollback, .undo, .recover, .cleanUp:
            return change(action)
        case .moveDown, .moveUp, .moveTop, .moveBottom, .pageDown, .pageUp:
            return panes.move(by: action.rows(of: size.rows) ?? 0, operations)
        }
        return []
    }
}
