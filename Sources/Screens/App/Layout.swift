import Console
import Supervisor

/// Where everything is on a screen of that size; nil if it is too small.
struct Layout: Equatable {
    let header, families, containers, inspector, status, footer: Rectangle

    /// From here on the families stand beside the rest, in full height.
    static let wideColumns = 180

    /// A pane that is not shown has an empty rectangle.
    init?(_ state: State, statusRows: Int = 1) {
        let size = state.size
        guard !state.isTooSmall else { return nil }
        let status = max(1, statusRows)
        let screen = Rectangle(size).split(top: 1)
        let body = screen.rest.split(bottom: 1 + status).rest
        header = screen.top
        footer = Rectangle(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
        self.status = Rectangle(column: 1, row: body.endRow, columns: size.columns - 2, rows: status)
        if state.panes.isZoomed {
            let nothing = Rectangle(column: 0, row: 0, columns: 0, rows: 0)
            families = state.lists.focus == .families ? body : nothing
            containers = state.lists.focus == .containers ? body : nothing
            inspector = state.lists.focus == .inspector ? body : nothing
            return
        }
        let left = state.lists.listing == .all ? 0 : min(max(26, size.columns * 38 / 100), 44)
        if size.columns >= Layout.wideColumns {
            let sides = body.split(left: left)
            families = sides.left
            (containers, inspector) = sides.rest.split(top: max(6, (size.rows - 3) * 42 / 100))
            return
        }
        let halves = body.split(top: max(6, (size.rows - 3) * 42 / 100))
        (families, containers) = halves.top.split(left: left)
        inspector = halves.rest
    }
}
