import Console
import Families
import Supervisor

/// Asks for the configuration.
func drawConfiguration(
    _ choice: ConfigurationChoice, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas
) {
    let lines = [Line("Choose a configuration:")] + choice.names.map { Line(" \($0)") }
    let dialog = Dialog(columns: min(canvas.size.columns - 6, 60), lines: lines, on: canvas.size)
    drawChoices(
        dialog, "Start \(choice.family) :new", keys: "Enter: show the plan    Esc: cancel",
        selected: choice.selected + 1, keymap,
        look, on: &canvas)
}
