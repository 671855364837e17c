import Console
import Supervisor

/// The whole screen for a state. Pure: no clock, no files, no waiting.
package func screen(_ state: State, look: Look) -> Canvas {
    var canvas = Canvas(size: state.size, glyphs: look.glyphs)
    let status = statusLines(state, columns: state.size.columns - 2)
    guard let layout = Layout(state.size, statusRows: status.count) else {
        drawTooSmall(on: &canvas)
        return canvas
    }
    drawHeader(state, in: layout.header, look, on: &canvas)
    drawFamilies(state, in: layout.families, look, on: &canvas)
    drawContainers(state, in: layout.containers, look, on: &canvas)
    drawLower(state, in: layout.lower, look, on: &canvas)
    if case .lost = state.engine.connection {
        for pane in [layout.families, layout.containers, layout.lower] { fade(pane.inset(), on: &canvas) }
    }
    drawLines(status, from: 0, in: layout.status, on: &canvas)
    drawFooter(state, in: layout.footer, on: &canvas)
    switch state.mode {
    case .browsing: break
    case .help(let scrolled): drawHelp(scrolled, state.keymap, look, on: &canvas)
    case .askingFolder(let family, let text): drawFolderPrompt(family, text, look, on: &canvas)
    case .choosingConfiguration(let family, let names, let selected):
        drawChoice(of: family, names, selected, look, on: &canvas)
    case .confirming(let confirmed, let scrolled): drawConfirmation(confirmed, scrolled, look, on: &canvas)
    }
    return canvas
}

/// How many rows of what is scrolled now can be scrolled away at most; nil if that many are not.
package func scrollEnd(_ state: State, look: Look) -> Int? {
    let status = statusLines(state, columns: state.size.columns - 2)
    guard let layout = Layout(state.size, statusRows: status.count) else { return nil }
    let (scrolled, end): (Int, Int) =
        switch state.mode {
        case .help(let scrolled): (scrolled, helpDialog(state.keymap, look, on: state.size).hiddenRows)
        case .confirming(let plan, let scrolled): (scrolled, confirmationDialog(plan, on: state.size).hiddenRows)
        case .browsing, .askingFolder, .choosingConfiguration:
            (state.scrolled, state.scrolled == 0 ? 0 : hiddenRows(state, in: layout.lower, look))
        }
    return scrolled > end ? end : nil
}

/// What was known last, and may not be so any more; the selected row stays visible as such.
private func fade(_ area: Rectangle, on canvas: inout Canvas) {
    for row in area.row..<(area.row + area.rows) where !isSelected(canvas[row: row][area.column]) {
        canvas.paint(Rectangle(column: area.column, row: row, columns: area.columns, rows: 1), tone: .dim)
    }
}

private func isSelected(_ cell: Cell) -> Bool { cell.tone == .selection || cell.tone == .unfocusedSelection }

/// Where everything is on a screen of that size; nil if it is too small.
struct Layout: Equatable {
    static let smallest = State.smallestSize

    let header, families, containers, lower, status, footer: Rectangle

    init?(_ size: Size, statusRows: Int = 1) {
        guard size.columns >= Layout.smallest.columns, size.rows >= Layout.smallest.rows else { return nil }
        let body = size.rows - 3
        let upper = max(6, body * 42 / 100)
        let left = min(max(26, size.columns * 38 / 100), 44)
        let status = max(1, statusRows)
        let lower = size.rows - 2 - upper - status
        header = Rectangle(column: 0, row: 0, columns: size.columns, rows: 1)
        families = Rectangle(column: 0, row: 1, columns: left, rows: upper)
        containers = Rectangle(column: left, row: 1, columns: size.columns - left, rows: upper)
        self.lower = Rectangle(column: 0, row: 1 + upper, columns: size.columns, rows: lower)
        self.status = Rectangle(column: 1, row: 1 + upper + lower, columns: size.columns - 2, rows: status)
        footer = Rectangle(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
    }
}

private func drawTooSmall(on canvas: inout Canvas) {
    let need = Layout.smallest
    let lines = [
        "This terminal is too small:",
        "\(canvas.size.columns)x\(canvas.size.rows), and \(need.columns)x\(need.rows) are needed.",
        "Make it larger, or use the verbs:", "dockervisor --help. q quits.",
    ]
    for (row, line) in lines.enumerated() { canvas.draw(line, column: 0, row: row) }
}
