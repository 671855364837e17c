import Console
import Supervisor

/// What is shown at that cell; nil for what nobody can point at.
package func spot(_ state: State, at position: Position, look: Look) -> Spot? {
    let status = statusLines(state, columns: state.size.columns - 2)
    guard let layout = Layout(state, statusRows: status.count) else { return nil }
    if layout.families.contains(position) {
        let family = family(state, in: layout.families, row: position.row)
        return family.map { .row(.families, .family($0.name)) } ?? .pane(.families)
    }
    if layout.containers.contains(position) {
        let container = container(state.beside, in: layout.containers, row: position.row, look)
        return container.map { .row(.containers, .container($0.id)) } ?? .pane(.containers)
    }
    return layout.inspector.contains(position) ? .pane(.inspector) : nil
}
