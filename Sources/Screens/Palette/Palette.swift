import Console
import Supervisor

/// The command at the lower edge, and above it what it could become.
func drawPalette(_ palette: Palette, _ state: State, _ look: Look, on canvas: inout Canvas) {
    let candidates = palette.candidates(in: state.lists, state.keymap)
    let rows = max(1, min(candidates.count, canvas.size.rows - 8, 12))
    let area = Rectangle(
        column: 1, row: canvas.size.rows - rows - 4, columns: canvas.size.columns - 2, rows: rows + 4)
    canvas.fill(area)
    canvas.box(area, title: " Command ", tone: .focusedBorder)
    let inside = area.inset(columns: 2, rows: 1)
    let first = page(of: candidates.count, selected: palette.selected, rows: rows).lowerBound
    let label = (candidates.map { columns(of: $0.word) }.max() ?? 0) + 2
    for (offset, candidate) in candidates.dropFirst(first).prefix(rows).enumerated() {
        let row = inside.row + offset
        drawCandidate(candidate, label: min(label, inside.columns / 2), inside, row: row, on: &canvas)
        if first + offset == palette.selected {
            canvas.paint(Rectangle(column: inside.column, row: row, columns: inside.columns, rows: 1), tone: .selection)
        }
    }
    drawCount(
        first..<first + min(rows, candidates.count), of: candidates.count, of: candidates.count, area, on: &canvas)
    if candidates.isEmpty {
        canvas.draw(
            palette.usage ?? "Enter: run", column: inside.column, row: inside.row, tone: .dim,
            columns: inside.columns)
    }
    drawTyped(palette.text, inside, look, on: &canvas)
}

private func drawCandidate(
    _ candidate: Palette.Candidate, label: Int, _ inside: Rectangle, row: Int, on canvas: inout Canvas
) {
    let key = columns(of: candidate.key)
    canvas.draw(candidate.word, column: inside.column, row: row, columns: label - 1)
    canvas.draw(
        candidate.summary, column: inside.column + label, row: row, tone: .dim,
        columns: max(0, inside.columns - label - key - 1))
    canvas.draw(candidate.key, column: inside.endColumn - key, row: row, tone: .key)
}

/// Of a long command the end is in sight, where it is typed.
private func drawTyped(_ text: String, _ inside: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let row = inside.endRow - 1
    let keys = "Tab: complete    Enter: run    Esc: cancel"
    canvas.draw(keys, column: inside.column, row: row, tone: .key, columns: inside.columns)
    let shown = lastColumns(of: ": " + visible(text), inside.columns - 1)
    let used = canvas.draw(shown, column: inside.column, row: row - 1, tone: .title, columns: inside.columns)
    canvas.cursor = Position(column: inside.column + used, row: row - 1)
}
