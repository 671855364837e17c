import Console
import Engine
import Families
import Supervisor

func drawFamilies(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let isFocused = state.lists.focus == .families
    let inside = drawPane("1 Families" + filterWords(.families, state), area, isFocused: isFocused, look, on: &canvas)
    let families = state.lists.shownFamilies
    let page = familyPage(state, rows: inside.rows)
    guard !families.isEmpty else { return drawNoFamilies(state, inside, on: &canvas) }
    for (offset, family) in families[page].enumerated() {
        let row = inside.row + offset
        let isBusy = state.engine.interruptions[family.name]?.isUnderWay ?? false
        drawFamily(
            family, work: state.operations.works[family.name], isBusy: isBusy, inside, row: row, look, on: &canvas)
        if state.lists.marks.contains(.family(family.id)) { drawMark(inside.column + 1, row: row, look, on: &canvas) }
        if family.id == state.lists.selectedFamily {
            select(row: row, of: inside, isFocused: isFocused, on: &canvas)
        }
    }
    drawCount(page, of: families.count, of: state.lists.families.count, area, on: &canvas)
}

private func familyPage(_ state: State, rows: Int) -> Range<Int> {
    let families = state.lists.shownFamilies
    let selected = families.firstIndex { $0.id == state.lists.selectedFamily } ?? 0
    return page(of: families.count, selected: selected, rows: rows)
}

/// The family in that row of the pane.
func family(_ state: State, in area: Rectangle, row: Int) -> Family? {
    let inside = area.inset()
    guard row >= inside.row, row < inside.endRow else { return nil }
    let page = familyPage(state, rows: inside.rows)
    let index = page.lowerBound + row - inside.row
    return page.contains(index) ? state.lists.shownFamilies[index] : nil
}

/// Mark, name, word; then whether it has a stable one, whether that one serves, and whether a build waits.
private func drawFamily(
    _ family: Family, work: Work?, isBusy: Bool, _ inside: Rectangle, row: Int, _ look: Look,
    on canvas: inout Canvas
) {
    let words = FamilyWords(family, work: work, isBusy: isBusy, look)
    let isStableServing = family.active.first?.role == .stable
    let marks = inside.column + inside.columns - 3
    let word = marks - 11
    canvas.draw(words.mark, column: inside.column, row: row, tone: words.tone, columns: 1)
    canvas.draw(family.name.text, column: inside.column + 2, row: row, columns: word - inside.column - 3)
    // In colour only what asks for attention: that is seen at a glance, and each change of colour would be sent.
    let isCalm = ![.warning, .bad].contains(words.tone)
    canvas.draw(words.word, column: word, row: row, tone: isCalm ? .plain : words.tone, columns: 10)
    if family.stable != nil || family.hasStableTag {
        canvas.draw(look.marks.stable, column: marks, row: row, tone: .star)
    }
    if isStableServing { canvas.draw("=", column: marks + 1, row: row, tone: .star) }
    if family.stable == nil, family.hasStableTag {
        canvas.draw(look.marks.drift, column: marks + 1, row: row, tone: .bad)
    }
    if family.unusedBuild != nil { canvas.draw(look.marks.unusedBuild, column: marks + 2, row: row, tone: .warning) }
}

private func drawNoFamilies(_ state: State, _ inside: Rectangle, on canvas: inout Canvas) {
    let words =
        switch state.engine.connection {
        case .connecting: "Connecting to the engine..."
        case .lost: "No data yet"
        case .live where !state.lists.families.isEmpty: "No matches. Press Esc to clear the filter"
        case .live:
            "No families yet. To build one, type \(state.keymap.label(of: .palette))build NAME PATH "
                + "(a directory with a Dockerfile)"
        }
    drawLines(sentence(words, .dim, inside.columns), from: 0, in: inside, on: &canvas)
}
