import Console
import Families
import Supervisor

/// Asks for the folder; of a long one the end is in sight, where it is typed.
func drawFolder(_ question: FolderQuestion, _ look: Look, on canvas: inout Canvas) {
    let columns = min(canvas.size.columns - 6, 90)
    let room = columns - 1
    var shown = visible(question.text)
    if Console.columns(of: shown) > room {
        let ellipsis = look.glyphs.ellipsis
        shown = ellipsis + lastColumns(of: shown, room - Console.columns(of: ellipsis))
    }
    let dialog = Dialog(
        columns: columns, lines: [Line("Build context (directory):"), Line(shown, .title)], on: canvas.size)
    let clears = columns > 60 ? "    ^U: clear" : ""
    dialog.draw(
        "Build \(question.family)", keys: "Enter: build    Tab: complete\(clears)    Esc: cancel", look, on: &canvas)
    canvas.cursor = Position(column: dialog.body.column + Console.columns(of: shown), row: dialog.body.row + 1)
}
