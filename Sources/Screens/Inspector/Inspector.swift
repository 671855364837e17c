import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// The inspector: details of the selected container, or the output of the family's last build or switch.
func drawInspector(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let isFocused = state.lists.focus == .inspector
    let state = state.below
    let tabs = tabWords(state, columns: area.columns)
    let room = area.columns - tabs.reduce(0) { $0 + columns(of: $1) + 2 } - 7
    let inside = drawPane(inspectorTitle(state, room: room, look), area, isFocused: isFocused, look, on: &canvas)
    drawTabs(tabs, state, in: area, on: &canvas)
    let lines = inspectorLines(state, inside.size, look)
    let end = max(0, lines.count - inside.rows)
    let first = state.shownTab == .output ? max(0, end - state.inspector.scrolled) : state.inspector.scrolled
    drawLines(lines, from: state.shownTab == .logs ? 0 : first, in: inside, on: &canvas)
    if state.shownTab != .logs {
        let top = min(first, end)
        drawCount(
            top..<min(top + inside.rows, lines.count), of: lines.count, of: lines.count, area, on: &canvas)
    }
    if isFocused { canvas.cursor = Position(column: inside.column, row: inside.row) }
}

/// How many rows do not fit.
func hiddenRows(_ state: State, in area: Rectangle, _ look: Look) -> Int {
    let inside = area.inset()
    if state.shownTab == .logs { return hiddenLogLines(state, inside.size, look) }
    return max(0, inspectorLines(state, inside.size, look).count - inside.rows)
}

/// - Parameter room: columns; of a longer one the middle of the name is left out.
func inspectorTitle(_ state: State, room: Int = .max, _ look: Look = .unicode) -> String {
    if state.shownTab == .output, let work = state.work { return "3 Output of \(work.words)" }
    let subject = state.shownTab == .history ? state.lists.family?.name.text : state.lists.anyContainer?.name
    let begin = "3 \(state.shownTab.title)" + (subject == nil ? "" : " of ")
    let end = state.shownTab == .logs ? logPlace(state) : ""
    let rest = max(12, room - columns(of: begin) - columns(of: end))
    return begin + (subject.map { clippedName($0, to: rest, ellipsis: look.glyphs.ellipsis) } ?? "") + end
}

/// From when on the log is shown, and how far it is read back.
private func logPlace(_ state: State) -> String {
    let start: String? =
        switch state.inspector.logs.start {
        case .ago(let seconds): "last \(ageWords(from: .distantPast, to: .distantPast + Double(seconds)))"
        case .at(let time): "since \(time.date.ISO8601Format())"
        case nil: nil
        }
    let end = state.keymap.label(of: .moveBottom)
    let back = state.inspector.scrolled > 0 ? "\(state.inspector.scrolled) lines back, \(end) follows" : nil
    let over = state.inspector.isStreamOver ? "ended" : nil
    return [start, back, over].compactMap(\.self).map { ", " + $0 }.joined()
}

private func inspectorLines(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    guard state.shownTab == .output, let work = state.work else { return tabLines(state, size, look) }
    return outputLines(work, state.keymap, columns: size.columns, look)
}
