import Console
import Engine
import Families

/// The one place where the state changes: what happened goes in, what to do outside comes out.
///
/// No clock, no engine, no waiting. A feature changes only itself, and returns what it needs from outside; what concerns
/// several of them is in this folder.
package func update(_ state: inout State, _ event: Event) -> [Effect] {
    let effects = happened(&state, event)
    if case .pressed = event, !effects.contains(.rest) { state.panes.follow() }
    if state.inspector.revealed != state.lists.anyContainer?.id { state.inspector.revealed = nil }
    return detailsWanted(&state) + effects + shownWanted(&state)
}

private func happened(_ state: inout State, _ event: Event) -> [Effect] {
    switch event {
    case .pressed(let key): return state.press(key)
    case .resized(let size): state.size = size
    // A click selects; in dialogs it does nothing, so that nobody agrees by touching a pad.
    case .clicked(let spot) where state.mode == .browsing && !state.isTooSmall:
        state.message = nil
        return state.panes.point(to: spot, state.operations)
    case .clicked: break
    case .wheeled where state.isTooSmall: break
    case .wheeled(let rows, let pane) where state.mode == .browsing:
        return pane.map { state.panes.move(by: rows, in: $0, state.operations) } ?? []
    case .wheeled(let rows, _): state.mode.scrolled = state.mode.scrolled.map { clampedSum($0, rows) }
    case .opened: return state.engine.readAgain(isFrozen: false).effects(on: state.engine.id)
    case .scrollEnded(let rows) where state.mode.scrolled != nil:
        state.mode.scrolled = state.mode.scrolled.map { min($0, rows) }
    case .scrollEnded(let rows): return state.panes.endScroll(at: rows, state.operations).effects(on: state.engine.id)
    case .rested(let isLong):
        state.panes.isMoving = false
        state.panes.rest(isLong: isLong, state.engine, state.operations)
    case .commandRead(.success(let command)): return state.carryOut(command)
    case .commandRead(.failure(let refusal)): state.message = Message(.failure, refusal.problem, remedy: refusal.remedy)
    case .toldToEnd: return state.quit()
    case .shellFound(let container, let shell, let engine): return state.openShell(shell, in: container, on: engine)
    case .shellEnded(let container, let error):
        state.message = error.map { Message(.failure, "shell in \(container.name): \($0.problem)", remedy: $0.remedy) }
    case .connection(let event, _): return state.hear(event)
    case .inspector(let event, _): state.panes.inspector.hear(event, isFrozen: state.isFrozen, &state.message)
    case .operation(let event, _): return state.hear(event)
    }
    return []
}

// MARK: - What is shown, and was not asked for yet

private func detailsWanted(_ state: inout State) -> [Effect] {
    state.leaving == .decided
        ? [] : state.engine.wantDetails(of: state.lists.containersToKnow).effects(on: state.engine.id)
}

private func shownWanted(_ state: inout State) -> [Effect] {
    let isShown = state.leaving != .decided && !state.isTooSmall
    let subject = state.panes.below
    let stream = state.panes.inspector.follow(isShown ? subject.wantedStream(state.operations) : nil)
    let lookup = isShown && !state.isFrozen ? subject.wantedLookup(state.operations) : nil
    return (stream + state.panes.inspector.lookUp(lookup, at: state.engine.readAt)).effects(on: state.engine.id)
}

extension State {
    /// Ends at once, or when the last switch under way has ended: none is left half way.
    mutating func quit() -> [Effect] {
        let switches = operations.switchesUnderWay
        leaving = .decided
        guard !switches.isEmpty else {
            return operations.buildsUnderWay.map { .cancelBuild($0) }.effects(on: engine.id) + [.terminal(.quit)]
        }
        let words = switches.map(\.words).joined(separator: ", ")
        message = Message(.hint, "Finishing \(words), then quitting. Press Esc to stay")
        return []
    }

    /// A build would be lost: once is not enough for that.
    mutating func askedToQuit() -> [Effect] {
        guard leaving == .staying, let build = operations.buildsUnderWay.first else { return quit() }
        leaving = .asked
        let key = keymap.label(of: .quit)
        message = Message(.hint, "build \(build) is in progress. Press \(key) again to cancel it and quit, Esc to stay")
        return []
    }
}
