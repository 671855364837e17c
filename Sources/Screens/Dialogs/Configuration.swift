import Console
import Families
import Supervisor

/// Asks for the configuration.
func drawChoice(
    of family: FamilyName, _ names: [String], _ selected: Int, _ keymap: Keymap, _ look: Look,
    on canvas: inout Canvas
) {
    let lines = [Line("With which configuration?")] + names.map { Line(" \($0)") }
    let dialog = Dialog(columns: min(canvas.size.columns - 6, 60), lines: lines, on: canvas.size)
    drawChoices(
        dialog, "start \(family) :new", keys: "Enter: show the plan    Esc: leave it", selected: selected + 1, keymap,
        look, on: &canvas)
}
