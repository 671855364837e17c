import Console
import Supervisor

/// What can be copied, each with its number.
func drawCopying(_ copying: Copying, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas) {
    let label = (copying.choices.map { columns(of: $0.label) }.max() ?? 0) + 2
    let lines = copying.choices.enumerated().map { index, choice in
        let text = choice.text.split(separator: "\n").joined(separator: " ")
        return Line(text, label: " \(index + 1)  " + padded(choice.label, to: label))
    }
    let dialog = Dialog(columns: min(canvas.size.columns - 6, 100), lines: lines, on: canvas.size)
    drawChoices(
        dialog, "Copy", keys: "Enter: copy    Esc: close", selected: copying.selected, keymap, look, on: &canvas)
}
