import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// Containers of the selected family, or all there are.
func drawContainers(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let list = ContainerList(state, look)
    let isFocused = state.focus == .containers
    let inside = drawPane(list.title + filterWords(.containers, state), area, isFocused: isFocused, look, on: &canvas)
    guard inside.rows > 1, list.isThere else { return }
    let page = list.page(rows: inside.rows)
    let table = list.table(page, columns: inside.columns - 3)
    canvas.draw(table.head, column: inside.column + 3, row: inside.row, tone: .dim, columns: inside.columns - 3)
    for (offset, text) in table.rows.enumerated() {
        let row = inside.row + 1 + offset
        let entry = list.entries[page.lowerBound + offset]
        entry.draw(text, inside, row: row, look, on: &canvas)
        let id = entry.container.id
        if state.marks.contains(.container(id)) { drawMark(inside.column + 2, row: row, look, on: &canvas) }
        if id == state.engine.anyContainer?.id { select(row: row, of: inside, isFocused: isFocused, on: &canvas) }
    }
    drawUnusedBuild(list, state, inside, look, on: &canvas)
    drawCount(page, of: list.entries.count, of: list.count, area, on: &canvas)
}

/// The container in that row of the pane.
func container(_ state: State, in area: Rectangle, row: Int, _ look: Look) -> Container? {
    let inside = area.inset()
    let list = ContainerList(state, look)
    let page = list.page(rows: inside.rows)
    let index = page.lowerBound + row - inside.row - 1
    return page.contains(index) ? list.entries[index].container : nil
}

/// What the pane lists.
private struct ContainerList {
    let title: String
    let entries: [ContainerEntry]
    /// How many there are without the filter.
    let count: Int
    /// One that no container was made from.
    let build: Image?
    let isThere: Bool
    private let state: State
    private let look: Look

    init(_ state: State, _ look: Look) {
        self.state = state
        self.look = look
        let engine = state.engine
        if engine.listing == .all {
            title = "2 All containers"
            entries = engine.shownRows.map(ContainerEntry.init)
            count = engine.rows.count
            build = nil
            isThere = true
        } else {
            title = "2 Containers" + (engine.family.map { " of \($0.name)" } ?? "")
            entries = engine.shownMembers.map(ContainerEntry.init)
            count = engine.family?.members.count ?? 0
            build = engine.containerFilter == nil ? engine.family?.unusedBuild : nil
            isThere = engine.family != nil
        }
    }

    /// Those in sight: below the head, above the build.
    func page(rows: Int) -> Range<Int> {
        let selected = entries.firstIndex { $0.container.id == state.engine.anyContainer?.id }
        return Screens.page(
            of: entries.count, selected: selected ?? 0, rows: rows - 1 - (build == nil ? 0 : 1))
    }

    /// Of very many only the rows in sight are measured: columns may then differ from page to page.
    func table(_ page: Range<Int>, columns: Int) -> (head: String, rows: [String]) {
        let isLong = entries.count > 300
        let measured = isLong ? page : 0..<entries.count
        let table = table(of: measured, columns: columns)
        return (table.head, isLong ? table.rows : Array(table.rows[page]))
    }

    private func table(of range: Range<Int>, columns: Int) -> ContainerTable {
        let (now, ellipsis) = (state.engine.readAt, look.glyphs.ellipsis)
        if state.engine.listing == .families, let family = state.engine.family {
            let members = Array(state.engine.shownMembers[range])
            return ContainerTable(members, of: family, now: now, columns: columns, ellipsis: ellipsis)
        }
        return ContainerTable(Array(state.engine.shownRows[range]), now: now, columns: columns, ellipsis: ellipsis)
    }
}

private struct ContainerEntry {
    let container: Container
    let isStable: Bool

    init(_ member: Member) {
        container = member.container
        isStable = member.role == .stable
    }

    init(_ row: Row) {
        container = row.container
        isStable = row.family?.role(ofContainer: row.container.name) == .stable
    }

    func draw(_ text: String, _ inside: Rectangle, row: Int, _ look: Look, on canvas: inout Canvas) {
        let words = FamilyWords(container, look)
        canvas.draw(words.mark, column: inside.column, row: row, tone: words.tone, columns: 1)
        if isStable { canvas.draw(look.marks.stable, column: inside.column + 1, row: row, tone: .star, columns: 1) }
        canvas.draw(text, column: inside.column + 3, row: row, columns: inside.columns - 3)
    }
}

private func drawUnusedBuild(
    _ list: ContainerList, _ state: State, _ inside: Rectangle, _ look: Look, on canvas: inout Canvas
) {
    guard let image = list.build else { return }
    let row = min(inside.row + 1 + list.entries.count, inside.row + inside.rows - 1)
    let age = state.engine.readAt.map { ", \(ageWords(from: image.createdAt, to: $0)) old" } ?? ""
    canvas.draw(look.marks.unusedBuild, column: inside.column, row: row, tone: .warning, columns: 1)
    canvas.draw(
        "build \(shortID(image.id))\(age): \(state.keymap.label(of: .startNew)) starts it", column: inside.column + 3,
        row: row, tone: .warning, columns: inside.columns - 3)
}
