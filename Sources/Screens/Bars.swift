import Console
import Engine
import Supervisor

/// What was just said, what is under way, or what is wrong with the engine: one line, or as many as are needed to
/// keep the remedy readable.
func statusLines(_ state: State, columns width: Int) -> [Line] {
    if let message = state.message {
        let tone: Tone =
            switch message.kind {
            case .done: .good
            case .hint: .warning
            case .failure: .bad
            }
        return lines(message.text, message.remedy, tone, width)
    }
    if let planning = state.planning { return [Line("Looking what \(planning.words) would do ...", .warning)] }
    if case .lost(let error, _) = state.engine.connection { return lines(error.problem, error.remedy, .bad, width) }
    let underWay = state.works.values.filter(\.isUnderWay).map(\.words).sorted()
    return underWay.isEmpty ? [] : [Line("Under way: \(underWay.joined(separator: ", "))", .warning)]
}

/// At most four lines; the remedy begins one of its own if both do not fit into one.
private func lines(_ problem: String, _ remedy: String, _ tone: Tone, _ width: Int) -> [Line] {
    let both = problem + (remedy.isEmpty ? "" : ". " + remedy)
    if columns(of: visible(both)) <= width { return [Line(both, tone)] }
    let below = remedy.isEmpty ? [] : Array(wrapped(remedy, columns: width).prefix(3))
    var above = wrapped(problem, columns: width)
    if above.count > 4 - below.count {
        above = Array(above.prefix(4 - below.count))
        above[above.count - 1] = clipped(above[above.count - 1], to: width - 4, ellipsis: "") + " ..."
    }
    return above.map { Line($0, tone) } + below.map { Line($0) }
}

/// The keys, from the same table as the keymap; what cannot be done now is dim. Where there is little room, rollback
/// and the ways to the help and out are kept.
func drawFooter(_ state: State, in area: Rectangle, on canvas: inout Canvas) {
    let all = Action.bindings.filter { !$0.short.isEmpty }
    let gap = rowWidth(all, gap: 2) <= area.columns - 2 ? 2 : 1
    var shown = all
    for binding in all.reversed() where rowWidth(shown, gap: gap) > area.columns - 1 {
        if ![.rollback, .help, .quit].contains(binding.action) { shown.removeAll { $0.action == binding.action } }
    }
    var column = 1
    for binding in shown {
        let isPossible = binding.action.isPossible(in: state)
        let key = binding.keys.first?.label ?? ""
        let used = canvas.draw(key, column: column, row: area.row, tone: isPossible ? .key : .dim)
        canvas.draw(binding.short, column: column + used + 1, row: area.row, tone: isPossible ? .plain : .dim)
        column += width(of: binding) + gap
    }
}

private func rowWidth(_ bindings: [Binding], gap: Int) -> Int {
    bindings.reduce(0) { $0 + width(of: $1) } + gap * (bindings.count - 1)
}

private func width(of binding: Binding) -> Int {
    columns(of: binding.keys.first?.label ?? "") + 1 + columns(of: binding.short)
}
