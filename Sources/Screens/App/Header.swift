import Console
import Engine
import FoundationEssentials
import Supervisor

/// Who answers, how much there is, and whether what is shown is current; what does not fit is left out, the version
/// first.
func drawHeader(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let engine = state.engine
    let (words, tone) = state.isFrozen ? frozenWords(state) : connectionWords(engine, look)
    let end = area.columns - 1 - columns(of: words)
    canvas.draw(words, column: end, row: area.row, tone: tone)
    var column = 1
    column += canvas.draw("dockervisor", column: column, row: area.row, tone: .title) + 2
    column += canvas.draw(
        engine.endpoint, column: column, row: area.row,
        columns: max(0, end - column - 2 - (state.settings.isReadOnly ? 11 : 0)))
    if state.settings.isReadOnly {
        column += 2 + canvas.draw("read-only", column: column + 2, row: area.row, tone: .warning)
    }
    let counts = countWords(state)
    let start = end - 3 - columns(of: counts)
    guard start > column + 1 else { return }
    canvas.draw(counts, column: start, row: area.row, tone: .dim)
    let version = engine.version.map { "  engine \($0.engine)" } ?? ""
    guard column + columns(of: version) + 2 < start else { return }
    canvas.draw(version, column: column, row: area.row, tone: .dim)
}

private func countWords(_ state: State) -> String {
    guard state.engine.readAt != nil else { return "" }
    let fleet = state.lists.fleet
    return "\(counted(fleet.families.count, "family", "families"))  "
        + "\(counted(fleet.containerCount, "container", "containers"))  \(fleet.runningCount) running"
}

func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

private func frozenWords(_ state: State) -> (String, Tone) {
    ("frozen (\(state.keymap.label(of: .freeze)) to resume)", .warning)
}

private func connectionWords(_ engine: EngineState, _ look: Look) -> (String, Tone) {
    if engine.silentSeconds > 0 {
        return ("\(look.marks.probation) no response for \(engine.silentSeconds) s", .warning)
    }
    return switch engine.connection {
    case .connecting: ("\(look.marks.probation) connecting", .warning)
    case .live: (engine.isListening ? "\(look.marks.serving) live" : "\(look.marks.serving) connected", .good)
    case .lost where engine.readAt == nil: ("\(look.marks.failed) no connection", .bad)
    case .lost(_, let since): ("\(look.marks.failed) offline since \(clock(since)) UTC", .bad)
    }
}

/// `18:05:56`
private func clock(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle().time(includingFractionalSeconds: false))
}
