import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// Containers of the selected family, or all there are.
func drawContainers(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let list = ContainerList(state, look)
    let isFocused = state.lists.focus == .containers
    let inside = drawPane(list.title + filterWords(.containers, state), area, isFocused: isFocused, look, on: &canvas)
    guard inside.rows > 1, list.isThere else { return }
    let page = list.page(rows: inside.rows)
    let table = list.table(page, columns: inside.columns - 3)
    canvas.draw(table.head, column: inside.column + 3, row: inside.row, tone: .dim, columns: inside.columns - 3)
    for (offset, text) in table.rows.enumerated() {
        let row = inside.row + 1 + offset
        let entry = list.entry(page.lowerBound + offset)
        entry.draw(text, inside, row: row, look, on: &canvas)
        let id = entry.container.id
        if state.lists.marks.contains(.container(id)) { drawMark(inside.column + 2, row: row, look, on: &canvas) }
        if id == list.selected { select(row: row, of: inside, isFocused: isFocused, on: &canvas) }
    }
    drawUnusedBuild(list, state, inside, look, on: &canvas)
    drawCount(page, of: list.shownCount, of: list.count, area, on: &canvas)
}

/// The container in that row of the pane.
func container(_ state: State, in area: Rectangle, row: Int, _ look: Look) -> Container? {
    let inside = area.inset()
    let list = ContainerList(state, look)
    let page = list.page(rows: inside.rows)
    let index = page.lowerBound + row - inside.row - 1
    return page.contains(index) ? list.entry(index).container : nil
}

/// What the pane lists.
private struct ContainerList {
    let title: String
    /// How many there are without the filter.
    let count: Int
    /// One that no container was made from.
    let build: Image?
    let isThere: Bool
    /// Its id.
    let selected: String?
    private let content: Content
    private let now: Date?
    private let look: Look

    private enum Content {
        case all([Row])
        case members([Member], of: Family)
    }

    init(_ state: State, _ look: Look) {
        self.look = look
        let lists = state.lists
        now = state.engine.readAt
        selected = lists.anyContainer?.id
        let family = lists.family
        if lists.listing == .all {
            title = "2 All containers"
            content = .all(lists.shownRows)
            count = lists.rows.count
            build = nil
            isThere = true
        } else {
            title = "2 Containers" + (family.map { " of \($0.name)" } ?? "")
            content = family.map { .members(lists.shownMembers, of: $0) } ?? .all([])
            count = family?.members.count ?? 0
            build = lists.filter(of: .containers) == nil ? family?.unusedBuild : nil
            isThere = family != nil
        }
    }

    var shownCount: Int {
        switch content {
        case .all(let rows): rows.count
        case .members(let members, _): members.count
        }
    }

    func entry(_ index: Int) -> ContainerEntry {
        switch content {
        case .all(let rows): ContainerEntry(rows[index])
        case .members(let members, _): ContainerEntry(members[index])
        }
    }

    private var selectedIndex: Int? {
        switch content {
        case .all(let rows): rows.firstIndex { $0.id == selected }
        case .members(let members, _): members.firstIndex { $0.id == selected }
        }
    }

    /// Those in sight: below the head, above the build.
    func page(rows: Int) -> Range<Int> {
        Screens.page(of: shownCount, selected: selectedIndex ?? 0, rows: rows - 1 - (build == nil ? 0 : 1))
    }

    /// Of very many only the rows in sight are measured: columns may then differ from page to page.
    func table(_ page: Range<Int>, columns: Int) -> (head: String, rows: [String]) {
        let isLong = shownCount > 300
        let table = table(of: isLong ? page : 0..<shownCount, columns: columns)
        return (table.head, isLong ? table.rows : Array(table.rows[page]))
    }

    private func table(of range: Range<Int>, columns: Int) -> ContainerTable {
        let ellipsis = look.glyphs.ellipsis
        return switch content {
        case .all(let rows): ContainerTable(Array(rows[range]), now: now, columns: columns, ellipsis: ellipsis)
        case .members(let members, let family):
            ContainerTable(Array(members[range]), of: family, now: now, columns: columns, ellipsis: ellipsis)
        }
    }
}

private struct ContainerEntry {
    let container: Container
    private let role: Role?
    private let hasFailed: Bool

    init(_ member: Member) {
        container = member.container
        role = member.role
        hasFailed = member.hasFailed
    }

    init(_ row: Row) {
        container = row.container
        role = row.family?.role(ofContainer: row.container.name)
        hasFailed = role.map { Member(container: row.container, role: $0).hasFailed } ?? false
    }

    func draw(_ text: String, _ inside: Rectangle, row: Int, _ look: Look, on canvas: inout Canvas) {
        let words = FamilyWords(container, look)
        // A candidate serves, but has not passed yet.
        let isOnProbation = role == .candidate && words.tone == .good
        let (mark, tone) =
            isOnProbation
            ? (look.marks.probation, .warning) : hasFailed ? (look.marks.failed, .bad) : (words.mark, words.tone)
        canvas.draw(mark, column: inside.column, row: row, tone: tone, columns: 1)
        if role == .stable {
            canvas.draw(look.marks.stable, column: inside.column + 1, row: row, tone: .star, columns: 1)
        }
        canvas.draw(text, column: inside.column + 3, row: row, columns: inside.columns - 3)
    }
}

private func drawUnusedBuild(
    _ list: ContainerList, _ state: State, _ inside: Rectangle, _ look: Look, on canvas: inout Canvas
) {
    guard let image = list.build else { return }
    let row = min(inside.row + 1 + list.shownCount, inside.row + inside.rows - 1)
    let age = state.engine.readAt.map { ", \(ageWords(from: image.createdAt, to: $0)) old" } ?? ""
    canvas.draw(look.marks.unusedBuild, column: inside.column, row: row, tone: .warning, columns: 1)
    canvas.draw(
        "image \(shortID(image.id))\(age): \(state.keymap.label(of: .startNew)) starts it", column: inside.column + 3,
        row: row, tone: .warning, columns: inside.columns - 3)
}
