import Console
import Engine
import Families

/// The one place where the state changes: what happened goes in, what to do outside comes out.
///
/// No clock, no engine, no waiting.
package func update(_ state: inout State, _ event: Event) -> [Effect] {
    let effects = happened(&state, event)
    if case .pressed = event, !effects.contains(.rest) { (state.trailing, state.isMoving) = (nil, false) }
    if state.inspector.revealed != state.lists.anyContainer?.id { state.inspector.revealed = nil }
    return effects + state.inspectorWants()
}

private func happened(_ state: inout State, _ event: Event) -> [Effect] {
    switch event {
    case .pressed(let key): return state.press(key)
    case .resized(let size): state.size = size
    case .clicked(let spot): return state.click(spot)
    case .wheeled(let rows, let pane): return state.wheel(rows, over: pane)
    case .opened: return state.open()
    case .scrollEnded(let rows): return state.endScroll(at: rows)
    case .rested(let isLong):
        state.isMoving = false
        state.rest(isLong: isLong)
    case .toldToEnd: return state.quit()
    case .shellFound(let container, let shell): return state.openShell(shell, in: container)
    case .shellEnded(let container, let error): return state.endShell(in: container, with: error)
    case .connection(let event): return state.hear(event)
    case .inspector(let event): state.inspector.hear(event, isFrozen: state.isFrozen, &state.message)
    case .operation(let event): return state.hear(event)
    }
    return []
}

extension State {
    /// The version comes after the first picture: three processes at once would delay it.
    fileprivate mutating func open() -> [Effect] {
        engine.isReading = true
        return [.connection(.readSnapshot)]
    }

    /// Ends at once, or when the last switch under way has ended: none is left half way.
    mutating func quit() -> [Effect] {
        let switches = operations.switchesUnderWay
        leaving = .decided
        guard !switches.isEmpty else { return operations.buildsUnderWay.map { .cancelBuild($0) } + [.terminal(.quit)] }
        let words = switches.map(\.words).joined(separator: ", ")
        message = Message(.hint, "\(words) is under way: it is finished first, then this program ends; Esc stays")
        return []
    }
}
