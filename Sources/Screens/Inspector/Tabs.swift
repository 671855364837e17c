import Console
import Engine
import Families
import Supervisor

extension Inspector.Tab {
    var title: String {
        switch self {
        case .details: "Details"
        case .logs: "Logs"
        case .stats: "Stats"
        case .compare: "Compare"
        case .history: "History"
        case .parameters: "Parameters"
        case .output: "Output"
        }
    }

    fileprivate var action: Action {
        switch self {
        case .details: .details
        case .logs: .logs
        case .stats: .stats
        case .compare: .compare
        case .history: .history
        case .parameters: .parameters
        case .output: .toggleOutput
        }
    }
}

private func tabs(_ state: State) -> [Inspector.Tab] {
    Inspector.Tab.allCases.filter { $0 != .output || state.work != nil }
}

/// By their words where there is room, else by their keys; none where there is no room for these.
func tabWords(_ state: State, columns limit: Int) -> [String] {
    let long = tabs(state).map { state.keymap.label(of: $0.action) + " " + $0.title }
    let short = tabs(state).map { state.keymap.label(of: $0.action) }
    let words = width(of: long) + 7 + columns(of: inspectorTitle(state)) <= limit ? long : short
    return width(of: words) + 12 <= limit ? words : []
}

/// The tabs in the upper border, the shown one in bold.
func drawTabs(_ words: [String], _ state: State, in area: Rectangle, on canvas: inout Canvas) {
    var column = area.endColumn - 1 - width(of: words)
    for (tab, word) in zip(tabs(state), words) {
        let tone: Tone = tab == state.shownTab ? .title : .dim
        column += canvas.draw(" \(word) ", column: column, row: area.row, tone: tone)
    }
}

private func width(of words: [String]) -> Int { words.reduce(0) { $0 + columns(of: $1) + 2 } }

/// What the shown tab holds.
func tabLines(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    switch state.shownTab {
    case .details, .output: detailLines(state, columns: size.columns)
    case .parameters: parameterLines(state, columns: size.columns)
    case .logs where state.isFrozen && state.inspector.logs.lines.isEmpty,
        .stats where state.isFrozen && !state.isMeasured:
        sentence("Frozen: press \(state.keymap.label(of: .freeze)) to resume", .dim, size.columns)
    case .logs: streamLines(state, size) { shownLog(state, size, look) }
    case .stats: streamLines(state, size) { shownStats(state, size, look) }
    case .compare: comparisonLines(state, columns: size.columns, look)
    case .history: familyHistoryLines(state, columns: size.columns, look)
    }
}

// MARK: What flows in

extension State {
    fileprivate var isMeasured: Bool { lists.anyContainer.map { inspector.stats.last(of: $0.id) != nil } ?? false }
}

private func streamLines(_ state: State, _ size: Size, _ lines: () -> [Line]) -> [Line] {
    guard state.lists.anyContainer != nil else { return [Line("No container is selected", .dim)] }
    return state.inspector.streamProblem.map { sentence($0, .bad, size.columns) } ?? lines()
}
