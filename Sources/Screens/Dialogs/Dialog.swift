import Console
import Engine
import Families
import Supervisor

/// Lines in a box in the middle of the screen, and the keys that answer, which stay in sight however long it is.
struct Dialog {
    /// The box with its frame.
    let area: Rectangle
    let lines: [Line]

    /// As large as the lines and no larger than the screen.
    init(columns: Int, lines: [Line], on size: Size) {
        let columns = min(columns + 4, size.columns - 2)
        let rows = min(lines.count + 4, size.rows - 2)
        area = Rectangle(
            column: (size.columns - columns) / 2, row: (size.rows - rows) / 2, columns: columns, rows: rows)
        self.lines = lines
    }

    /// Where the lines are.
    var body: Rectangle {
        Rectangle(column: area.column + 2, row: area.row + 1, columns: area.columns - 4, rows: area.rows - 4)
    }

    var hiddenRows: Int { max(0, lines.count - body.rows) }

    /// Where the keys are named.
    var answer: Position { Position(column: body.column, row: area.row + area.rows - 2) }

    /// Around it a column stays empty, so that its frame does not touch those below.
    ///
    /// - Parameter keymap: which keys scroll; nil where something is chosen instead.
    func draw(
        _ title: String, keys: String, scrolled: Int = 0, keymap: Keymap? = nil, _ look: Look, on canvas: inout Canvas
    ) {
        let gutter = Rectangle(column: area.column - 1, row: area.row, columns: area.columns + 2, rows: area.rows)
        canvas.fill(gutter, tone: .plain)
        canvas.box(area, title: " \(title) ", tone: .focusedBorder)
        drawLines(lines, from: scrolled, in: body, on: &canvas)
        let first = min(scrolled, hiddenRows)
        drawCount(first..<first + min(body.rows, lines.count), of: lines.count, of: lines.count, area, on: &canvas)
        let scroll = keymap.map { "    \($0.label(of: .moveDown)) \($0.label(of: .moveUp)): scroll" } ?? ""
        canvas.draw(
            hiddenRows > 0 ? keys + scroll : keys, column: answer.column, row: answer.row, tone: .key,
            columns: body.columns)
        canvas.cursor = answer
    }
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
