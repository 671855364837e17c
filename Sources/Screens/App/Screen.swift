import Console
import Supervisor

/// The whole screen for a state: where everything is, for drawing and for pointing alike. Pure: no clock, no files, no
/// waiting.
package struct Screen {
    private let state: State
    private let look: Look
    private let status: [Line]
    /// nil where there is no room.
    private let layout: Layout?

    package init(_ state: State, look: Look) {
        self.state = state
        self.look = look
        status = statusLines(state, columns: state.size.columns - 2)
        layout = Layout(state, statusRows: status.count)
    }

    package var canvas: Canvas {
        var canvas = Canvas(size: state.size, glyphs: look.glyphs)
        if let layout { draw(layout, on: &canvas) } else { drawTooSmall(on: &canvas) }
        return canvas
    }

    private func draw(_ layout: Layout, on canvas: inout Canvas) {
        drawHeader(state, in: layout.header, look, on: &canvas)
        if !layout.families.isEmpty { drawFamilies(state, in: layout.families, look, on: &canvas) }
        if !layout.containers.isEmpty { drawContainers(state.beside, in: layout.containers, look, on: &canvas) }
        if !layout.inspector.isEmpty { drawInspector(state, in: layout.inspector, look, on: &canvas) }
        if case .lost = state.engine.connection {
            for pane in [layout.families, layout.containers, layout.inspector] { fade(pane.inset(), on: &canvas) }
        }
        drawLines(status, from: 0, in: layout.status, on: &canvas)
        drawFooter(state.below, in: layout.footer, on: &canvas)
        switch state.mode {
        case .browsing: break
        case .filtering(let pane, _): drawFilterCursor(pane, state, in: layout.status, on: &canvas)
        case .help(let help): drawHelp(help, state.keymap, look, on: &canvas)
        case .askingFolder(let question): drawFolder(question, look, on: &canvas)
        case .choosingConfiguration(let choice): drawConfiguration(choice, state.keymap, look, on: &canvas)
        case .confirming(let confirmation): drawConfirmation(confirmation, state.keymap, look, on: &canvas)
        case .confirmingAll(let confirmation): drawConfirmation(confirmation, state.keymap, look, on: &canvas)
        case .menu(let menu): drawMenu(menu, state, look, on: &canvas)
        case .copying(let copying): drawCopying(copying, state.keymap, look, on: &canvas)
        case .asking(let question, let text):
            drawCursor(behind: question.words + visible(text), in: layout.status, on: &canvas)
        case .commanding(let palette): drawPalette(palette, state, look, on: &canvas)
        }
    }

    /// The item that is drawn at a position; nil if nothing there can be clicked.
    package func spot(at position: Position) -> Spot? {
        guard let layout else { return nil }
        if layout.families.contains(position) {
            let family = family(state, in: layout.families, row: position.row)
            return family.map { .row(.families, .family($0.id)) } ?? .pane(.families)
        }
        if layout.containers.contains(position) {
            let container = container(state.beside, in: layout.containers, row: position.row, look)
            return container.map { .row(.containers, .container($0.id)) } ?? .pane(.containers)
        }
        return layout.inspector.contains(position) ? .pane(.inspector) : nil
    }

    /// How many rows of what is scrolled now can be scrolled away at most; nil if that many are not.
    package var scrollEnd: Int? {
        let scrolled = state.mode.scrolled ?? state.inspector.scrolled
        guard let layout, scrolled > 0 else { return nil }
        let end =
            switch state.mode {
            case .help: helpDialog(state.keymap, look, on: state.size).hiddenRows
            case .confirming(let dialog): confirmationDialog(dialog.proposal, on: state.size).hiddenRows
            case .confirmingAll(let dialog): confirmationDialog(dialog.batch, state.keymap, on: state.size).hiddenRows
            default: hiddenRows(state, in: layout.inspector, look)
            }
        return scrolled > end ? end : nil
    }
}

/// What was known last, and may not be so any more; the selected row stays visible as such.
private func fade(_ area: Rectangle, on canvas: inout Canvas) {
    for row in area.row..<(area.row + area.rows) where !isSelected(canvas[row: row][area.column]) {
        canvas.paint(Rectangle(column: area.column, row: row, columns: area.columns, rows: 1), tone: .dim)
    }
}

private func isSelected(_ cell: Cell) -> Bool { cell.tone == .selection || cell.tone == .unfocusedSelection }

private func drawTooSmall(on canvas: inout Canvas) {
    let need = State.smallestSize
    let lines = [
        "Terminal too small:",
        "\(canvas.size.columns)x\(canvas.size.rows), and \(need.columns)x\(need.rows) is needed",
        "Enlarge it, or use the commands:", "dockervisor --help (q quits)",
    ]
    for (row, line) in lines.enumerated() { canvas.draw(line, column: 0, row: row) }
}
