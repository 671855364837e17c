import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// The lower pane: details of the selected container, or the output of the family's last build or switch.
func drawLower(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let isFocused = state.focus == .lower
    let state = state.below
    let tabs = tabWords(state, columns: area.columns)
    let room = area.columns - tabs.reduce(0) { $0 + columns(of: $1) + 2 } - 7
    let inside = drawPane(lowerTitle(state, room: room, look), area, isFocused: isFocused, look, on: &canvas)
    drawTabs(tabs, state, in: area, on: &canvas)
    let lines = lowerLines(state, inside.size, look)
    let end = max(0, lines.count - inside.rows)
    let first = state.shownLower == .output ? max(0, end - state.scrolled) : state.scrolled
    drawLines(lines, from: state.shownLower == .logs ? 0 : first, in: inside, on: &canvas)
    if state.shownLower != .logs {
        let top = min(first, end)
        drawCount(
            top..<min(top + inside.rows, lines.count), of: lines.count, of: lines.count, area, on: &canvas)
    }
    if isFocused { canvas.cursor = Position(column: inside.column, row: inside.row) }
}

/// How many rows do not fit.
func hiddenRows(_ state: State, in area: Rectangle, _ look: Look) -> Int {
    let inside = area.inset()
    if state.shownLower == .logs { return hiddenLogLines(state, inside.size, look) }
    return max(0, lowerLines(state, inside.size, look).count - inside.rows)
}

/// - Parameter room: columns; of a longer one the middle of the name is left out.
func lowerTitle(_ state: State, room: Int = .max, _ look: Look = .unicode) -> String {
    if state.shownLower == .output, let work = state.work { return "3 Output of \(work.words)" }
    let subject = state.shownLower == .history ? state.engine.family?.name.text : state.engine.anyContainer?.name
    let begin = "3 \(state.shownLower.title)" + (subject == nil ? "" : " of ")
    let end = state.shownLower == .logs ? logPlace(state) : ""
    let rest = max(12, room - columns(of: begin) - columns(of: end))
    return begin + (subject.map { clippedName($0, to: rest, ellipsis: look.glyphs.ellipsis) } ?? "") + end
}

/// From when on the log is shown, and how far it is read back.
private func logPlace(_ state: State) -> String {
    let start: String? =
        switch state.logView.start {
        case .ago(let seconds): "last \(ageWords(from: .distantPast, to: .distantPast + Double(seconds)))"
        case .at(let time): "since \(time.date.ISO8601Format())"
        case nil: nil
        }
    let end = state.keymap.label(of: .moveBottom)
    let back = state.scrolled > 0 ? "\(state.scrolled) lines back, \(end) follows" : nil
    let over = state.isStreamOver ? "ended" : nil
    return [start, back, over].compactMap(\.self).map { ", " + $0 }.joined()
}

private func lowerLines(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    guard state.shownLower == .output, let work = state.work else { return tabLines(state, size, look) }
    return outputLines(work, state.keymap, columns: size.columns, look)
}
