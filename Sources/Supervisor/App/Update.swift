import Console
import Engine
import Families

/// The one place where the state changes: what happened goes in, what to do outside comes out.
///
/// No clock, no engine, no waiting.
package func update(_ state: inout State, _ event: Event) -> [Effect] {
    let effects = happened(&state, event)
    if case .pressed = event, !effects.contains(.rest) { (state.trailing, state.isMoving) = (nil, false) }
    if state.revealed != state.engine.anyContainer?.id { state.revealed = nil }
    return effects + state.streamsWanted() + state.lookupsWanted()
}

private func happened(_ state: inout State, _ event: Event) -> [Effect] {
    switch event {
    case .pressed(let key): return state.press(key)
    case .resized(let size):
        state.size = size
        return []
    case .clicked(let spot): return state.click(spot)
    case .wheeled(let rows, let pane): return state.wheel(rows, over: pane)
    case .opened: return state.open()
    case .scrollEnded(let rows): return state.endScroll(at: rows)
    case .toldToEnd: return state.quit()
    case .rested(let isLong):
        state.isMoving = false
        state.rest(isLong: isLong)
        return []
    case .fleetRead, .interruptionsRead, .engineSilent, .snapshotFailed, .versionRead, .engineTooOld, .detailsRead,
        .engineListening, .engineChanged, .listeningEnded, .pollDue:
        return state.hear(event)
    case .ticked: return state.tick()
    case .logged(let lines, let container):
        state.take(lines, of: container)
        return []
    case .olderLinesRead(let lines, let container):
        state.prepend(lines, of: container)
        return []
    case .logSaved(let file, let lines, let problem):
        state.endSaving(file, lines: lines, problem)
        return []
    case .measured(let samples, let container):
        state.take(samples, of: container)
        return []
    case .historyRead(let history):
        state.lookedUp.history = history
        return []
    case .parametersRead(let parameters):
        state.lookedUp.parameters = parameters
        return []
    case .layersRead(let layers):
        state.lookedUp.layers.merge(layers) { $1 }
        return []
    case .followingEnded(let stream, let error):
        state.end(stream, with: error)
        return []
    case .configurationsRead(let family, let names, let preselected):
        return state.offer(names, preselected: preselected, of: family)
    case .planned(let operation, let plan): return state.show(plan, of: operation)
    case .refused(let operation, let refusal): return state.refuse(operation, refusal)
    case .batchPlanned(let operations, let batch): return state.show(batch, of: operations)
    case .progressed(let family, let progress):
        state.note(progress, of: family)
        return []
    case .ended(let family, let outcome): return state.end(family, with: outcome)
    case .shellFound(let container, let shell): return state.openShell(shell, in: container)
    case .shellEnded(let container, let error): return state.endShell(in: container, with: error)
    case .folderFound(let family, let folder):
        state.askFolder(folder, of: family)
        return []
    case .folderCompleted(let text, let completion):
        state.complete(text, with: completion)
        return []
    case .buildPrinted(let family, let lines):
        state.print(lines, of: family)
        return []
    case .buildEnded(let family, let ending): return state.end(family, with: ending)
    }
}

extension State {
    /// The version comes after the first picture: three processes at once would delay it.
    fileprivate mutating func open() -> [Effect] {
        engine.isReading = true
        return [.readSnapshot]
    }

    /// Ends at once, or when the last switch under way has ended: none is left half way.
    mutating func quit() -> [Effect] {
        let builds = works.filter { if case .building = $0.value { $0.value.isUnderWay } else { false } }
        let switches = works.values.filter { if case .switching = $0 { $0.isUnderWay } else { false } }
        leaving = .decided
        guard !switches.isEmpty else { return builds.keys.map { .cancelBuild($0) } + [.quit] }
        let words = switches.map(\.words).joined(separator: ", ")
        message = Message(.hint, "\(words) is under way: it is finished first, then this program ends; Esc stays")
        return []
    }
}
