import Console
import Supervisor

/// What can be done with the selected row, each with its key.
func drawMenu(_ menu: Menu, _ state: State, _ look: Look, on canvas: inout Canvas) {
    let label = (menu.actions.map { columns(of: state.keymap.label(of: $0)) }.max() ?? 0) + 2
    let lines = menu.actions.map { action in
        Line(summary(of: action), label: " " + padded(state.keymap.label(of: action), to: label))
    }
    let widest = lines.map { columns(of: $0.label) + columns(of: $0.text) + 1 }.max() ?? 0
    let width = min(canvas.size.columns - 6, max(34, widest, columns(of: menu.title) + 2))
    let dialog = Dialog(
        columns: width, lines: lines.isEmpty ? [Line("Nothing can be done now", .dim)] : lines, on: canvas.size)
    drawChoices(
        dialog, menu.title, keys: "Enter: do it    Esc: close", selected: menu.selected, state.keymap, look, on: &canvas
    )
}

/// What can be copied, each with its number.
func drawCopying(_ copying: Copying, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas) {
    let label = (copying.choices.map { columns(of: $0.label) }.max() ?? 0) + 2
    let lines = copying.choices.enumerated().map { index, choice in
        let text = choice.text.split(separator: "\n").joined(separator: " ")
        return Line(text, label: " \(index + 1)  " + padded(choice.label, to: label))
    }
    let dialog = Dialog(columns: min(canvas.size.columns - 6, 100), lines: lines, on: canvas.size)
    drawChoices(
        dialog, "copy", keys: "Enter: copy    Esc: close", selected: copying.selected, keymap, look, on: &canvas)
}

/// A dialog one of whose lines is selected; that one is in sight.
func drawChoices(
    _ dialog: Dialog, _ title: String, keys: String, selected: Int, _ keymap: Keymap, _ look: Look,
    on canvas: inout Canvas
) {
    let first = page(of: dialog.lines.count, selected: selected, rows: dialog.body.rows).lowerBound
    dialog.draw(title, keys: keys, scrolled: first, keymap: keymap, look, on: &canvas)
    let row = dialog.body.row + selected - first
    canvas.paint(
        Rectangle(column: dialog.body.column, row: row, columns: dialog.body.columns, rows: 1), tone: .selection)
    canvas.cursor = Position(column: dialog.body.column, row: row)
}

private func summary(of action: Action) -> String {
    Action.bindings.first { $0.action == action }?.summary ?? ""
}

// MARK: Palette

/// The command at the lower edge, and above it what it could become.
func drawPalette(_ palette: Palette, _ state: State, _ look: Look, on canvas: inout Canvas) {
    let candidates = palette.candidates(in: state)
    let rows = max(1, min(candidates.count, canvas.size.rows - 8, 12))
    let area = Rectangle(
        column: 1, row: canvas.size.rows - rows - 4, columns: canvas.size.columns - 2, rows: rows + 4)
    canvas.fill(area)
    canvas.box(area, title: " command ", tone: .focusedBorder)
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
            palette.usage ?? "Enter: do it", column: inside.column, row: inside.row, tone: .dim,
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
    let keys = "Tab: complete    Enter: do it    Esc: leave it"
    canvas.draw(keys, column: inside.column, row: row, tone: .key, columns: inside.columns)
    let shown = lastColumns(of: ": " + visible(text), inside.columns - 1)
    let used = canvas.draw(shown, column: inside.column, row: row - 1, tone: .title, columns: inside.columns)
    canvas.cursor = Position(column: inside.column + used, row: row - 1)
}
