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
        columns: width, lines: lines.isEmpty ? [Line("No actions available", .dim)] : lines, on: canvas.size)
    drawChoices(
        dialog, "Actions for \(menu.title)", keys: "Enter: run    Esc: close", selected: menu.selected, state.keymap,
        look, on: &canvas
    )
}

private func summary(of action: Action) -> String {
    Action.bindings.first { $0.action == action }?.summary ?? ""
}
