import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// A box with a title that says whether it has the keys; what is inside of it.
func drawPane(
    _ title: String, _ area: Rectangle, isFocused: Bool, _ look: Look, on canvas: inout Canvas
) -> Rectangle {
    let title = clipped(visible(title), to: area.columns - 8, ellipsis: look.glyphs.ellipsis)
    canvas.box(
        area, title: isFocused ? " \(title) \(look.marks.focus) " : " \(title) ",
        tone: isFocused ? .focusedBorder : .border, titleTone: isFocused ? .title : .plain)
    return area.inset()
}

/// Says on the lower border that there are more rows than are shown.
private func drawCount(shown: Int, of count: Int, _ area: Rectangle, on canvas: inout Canvas) {
    guard count > shown else { return }
    let words = " \(shown) of \(count) "
    canvas.draw(
        words, column: area.column + area.columns - columns(of: words) - 1, row: area.row + area.rows - 1,
        tone: .warning)
}

/// The first of the rows that are shown, so that the selected one is among them.
func firstShown(selected: Int, count: Int, rows: Int) -> Int {
    guard count > rows, rows > 0 else { return 0 }
    return min(max(0, selected - rows / 2), count - rows)
}

/// The row that keys act on; the terminal's own cursor stands there if the pane has the keys.
private func select(row: Int, of inside: Rectangle, isFocused: Bool, on canvas: inout Canvas) {
    canvas.paint(
        Rectangle(column: inside.column, row: row, columns: inside.columns, rows: 1),
        tone: isFocused ? .selection : .unfocusedSelection)
    if isFocused { canvas.cursor = Position(column: inside.column, row: row) }
}

// MARK: Families

func drawFamilies(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let isFocused = state.focus == .families
    let inside = drawPane("1 Families", area, isFocused: isFocused, look, on: &canvas)
    let families = state.engine.families
    guard !families.isEmpty else { return drawNoFamilies(state, inside, on: &canvas) }
    let selected = families.firstIndex { $0.name == state.engine.selectedFamily } ?? 0
    let first = firstShown(selected: selected, count: families.count, rows: inside.rows)
    for (offset, family) in families[first...].prefix(inside.rows).enumerated() {
        let row = inside.row + offset
        drawFamily(family, work: state.works[family.name], inside, row: row, look, on: &canvas)
        if first + offset == selected { select(row: row, of: inside, isFocused: isFocused, on: &canvas) }
    }
    drawCount(shown: inside.rows, of: families.count, area, on: &canvas)
}

/// Mark, name, word; then whether it has a stable one, whether that one serves, and whether a build waits.
private func drawFamily(
    _ family: Family, work: Work?, _ inside: Rectangle, row: Int, _ look: Look, on canvas: inout Canvas
) {
    let words = FamilyWords(family, work: work, look)
    let isStableServing = family.active.first?.role == .stable
    let marks = inside.column + inside.columns - 3
    let word = marks - 11
    canvas.draw(words.mark, column: inside.column, row: row, tone: words.tone, columns: 1)
    canvas.draw(family.name.text, column: inside.column + 2, row: row, columns: word - inside.column - 3)
    canvas.draw(words.word, column: word, row: row, tone: words.tone, columns: 10)
    if family.stable != nil { canvas.draw(look.marks.stable, column: marks, row: row, tone: .star) }
    if isStableServing { canvas.draw("=", column: marks + 1, row: row, tone: .star) }
    if family.unusedBuild != nil { canvas.draw(look.marks.unusedBuild, column: marks + 2, row: row, tone: .warning) }
}

private func drawNoFamilies(_ state: State, _ inside: Rectangle, on canvas: inout Canvas) {
    let words =
        switch state.engine.connection {
        case .connecting: "Asking the engine ..."
        case .lost: "Nothing is known yet."
        case .live: "No families yet. Begin in a folder with a Dockerfile: dockervisor build NAME ."
        }
    drawLines(sentence(words, .dim, inside.columns), from: 0, in: inside, on: &canvas)
}

// MARK: Containers

func drawContainers(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let isFocused = state.focus == .containers
    let family = state.engine.family
    let title = "2 Containers" + (family.map { " of \($0.name)" } ?? "")
    let inside = drawPane(title, area, isFocused: isFocused, look, on: &canvas)
    guard let family, inside.rows > 1 else { return }
    let table = ContainerTable(
        family, now: state.engine.readAt, columns: inside.columns - 3, ellipsis: look.glyphs.ellipsis)
    canvas.draw(table.head, column: inside.column + 3, row: inside.row, tone: .dim, columns: inside.columns - 3)
    let selected = family.members.firstIndex { $0.id == state.engine.container?.id } ?? 0
    let shown = max(1, inside.rows - 1 - (family.unusedBuild == nil ? 0 : 1))
    let first = firstShown(selected: selected, count: family.members.count, rows: shown)
    for (offset, member) in family.members[first...].prefix(shown).enumerated() {
        let row = inside.row + 1 + offset
        drawContainer(member, table.rows[first + offset], inside, row: row, look, on: &canvas)
        if first + offset == selected { select(row: row, of: inside, isFocused: isFocused, on: &canvas) }
    }
    drawUnusedBuild(family, state, inside, look, on: &canvas)
    drawCount(shown: shown, of: family.members.count, area, on: &canvas)
}

private func drawContainer(
    _ member: Member, _ text: String, _ inside: Rectangle, row: Int, _ look: Look, on canvas: inout Canvas
) {
    let words = FamilyWords(member.container, look)
    canvas.draw(words.mark, column: inside.column, row: row, tone: words.tone, columns: 1)
    if member.role == .stable {
        canvas.draw(look.marks.stable, column: inside.column + 1, row: row, tone: .star, columns: 1)
    }
    canvas.draw(text, column: inside.column + 3, row: row, columns: inside.columns - 3)
}

private func drawUnusedBuild(
    _ family: Family, _ state: State, _ inside: Rectangle, _ look: Look, on canvas: inout Canvas
) {
    guard let image = family.unusedBuild else { return }
    let row = min(inside.row + 1 + family.members.count, inside.row + inside.rows - 1)
    let age = state.engine.readAt.map { ", \(ageWords(from: image.createdAt, to: $0)) old" } ?? ""
    canvas.draw(look.marks.unusedBuild, column: inside.column, row: row, tone: .warning, columns: 1)
    canvas.draw(
        "build \(shortID(image.id))\(age): \(state.keymap.label(of: .startNew)) starts it", column: inside.column + 3,
        row: row, tone: .warning, columns: inside.columns - 3)
}
