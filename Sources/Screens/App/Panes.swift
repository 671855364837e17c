import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// A box with a title that says whether it has the keys; what is inside of it.
func drawPane(
    _ title: String, _ area: Rectangle, isFocused: Bool, _ look: Look, on canvas: inout Canvas
) -> Rectangle {
    let title = clipped(visible(title), to: area.columns - 8, ellipsis: look.glyphs.ellipsis)
    canvas.box(
        area, title: isFocused ? " \(title) \(look.marks.focus) " : " \(title) ",
        tone: isFocused ? .focusedBorder : .border, titleTone: isFocused ? .title : .plain)
    return area.inset()
}

/// How many rows of a list are marked, and what narrows it, behind its title.
func filterWords(_ pane: Lists.Pane, _ state: State) -> String {
    let isMarked = !state.lists.marks.isEmpty && state.lists.marks.allSatisfy { $0.isFamily == (pane == .families) }
    return (isMarked ? "  \(state.lists.marks.count) marked" : "")
        + (state.lists.filter(of: pane).map { "  /\($0.text)" } ?? "")
}

/// Says that the row is marked.
func drawMark(_ column: Int, row: Int, _ look: Look, on canvas: inout Canvas) {
    canvas.draw(look.marks.marked, column: column, row: row, tone: .key, columns: 1)
}

/// Says on the lower border that there are more rows than are shown: which of those that pass the filter, or how many do.
func drawCount(_ page: Range<Int>, of passed: Int, of all: Int, _ area: Rectangle, on canvas: inout Canvas) {
    guard all > page.count else { return }
    let isPaged = passed > page.count
    let words = isPaged ? " \(page.lowerBound + 1)-\(page.upperBound) of \(passed) " : " \(passed) of \(all) "
    canvas.draw(
        words, column: area.column + area.columns - columns(of: words) - 1, row: area.row + area.rows - 1,
        tone: .warning)
}

/// The page of a list that is shown: the selected row is on it, and its neighbours are, where there is room. Lists are
/// turned page by page: if all rows moved with the selection, all would be sent with each key.
func page(of count: Int, selected: Int, rows: Int) -> Range<Int> {
    let rows = max(1, rows)
    let margin = rows < 3 ? 0 : rows < 12 ? 1 : 2
    let turned = max(0, selected - margin) / (rows - 2 * margin) * (rows - 2 * margin)
    let first = max(0, min(turned, count - rows))
    return first..<min(first + rows, count)
}

/// The row that keys act on; the terminal's own cursor stands there if the pane has the keys.
func select(row: Int, of inside: Rectangle, isFocused: Bool, on canvas: inout Canvas) {
    canvas.paint(
        Rectangle(column: inside.column, row: row, columns: inside.columns, rows: 1),
        tone: isFocused ? .selection : .unfocusedSelection)
    if isFocused { canvas.cursor = Position(column: inside.column, row: row) }
}
