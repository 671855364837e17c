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
        return lines(message.text, state.hint(message.remedy), tone, width)
    }
    if case .filtering(let pane, _) = state.mode {
        return [Line((state.lists.filter(of: pane)?.text ?? ""), .title, label: filterLabel)]
    }
    if case .asking(let question, let text) = state.mode { return [Line(text, .title, label: question.words)] }
    if !state.operations.batch.isEmpty {
        return [
            Line(
                "Planning changes to \(counted(state.operations.batch.count, "family", "families"))...",
                .warning)
        ]
    }
    if let planning = state.operations.planning {
        return [Line("Planning: \(planning.words)...", .warning)]
    }
    if case .lost(let error, _) = state.engine.connection {
        return lines(error.problem, state.hint(error.remedy), .bad, width)
    }
    let underWay = state.operations.works.values.filter(\.isUnderWay).map(\.statusWords).sorted()
    return underWay.isEmpty ? [] : [Line("In progress: \(underWay.joined(separator: ", "))", .warning)]
}

private let filterLabel = "Filter: "

func drawFilterCursor(_ pane: Lists.Pane, _ state: State, in status: Rectangle, on canvas: inout Canvas) {
    drawCursor(behind: filterLabel + visible(state.lists.filter(of: pane)?.text ?? ""), in: status, on: &canvas)
}

/// Where the next character goes.
func drawCursor(behind text: String, in status: Rectangle, on canvas: inout Canvas) {
    let column = status.column + columns(of: text)
    canvas.cursor = Position(column: min(column, status.endColumn - 1), row: status.row)
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

/// The keys, from the same table as the keymap; what cannot be done now is dim. Where there is little room, the changes
/// are kept before other keys, and rollback, menu, help and the way out before them.
func drawFooter(_ state: State, in area: Rectangle, on canvas: inout Canvas) {
    if case .filtering = state.mode {
        canvas.draw("Enter: keep filter    Esc: show all    ^U: clear", column: 1, row: area.row, tone: .key)
        return
    }
    if case .asking = state.mode {
        canvas.draw("Enter: OK    Esc: cancel    ^U: clear", column: 1, row: area.row, tone: .key)
        return
    }
    let (keys, gap) = footerKeys(state, columns: area.columns - 1)
    var column = 1
    for key in keys {
        let isPossible = key.action.isPossible(in: state)
        let used = canvas.draw(key.label, column: column, row: area.row, tone: isPossible ? .key : .dim)
        let isGivingUp =
            key.action == .rollback && state.lists.family.map { state.operations.mayGiveUp($0.name) } == true
        // One text after the other in the same tone: each change of it would be sent.
        canvas.draw(
            " " + (isGivingUp ? "abort" : key.short), column: column + used, row: area.row,
            tone: isPossible ? .plain : .dim)
        column += key.columns + gap
    }
}

private func footerKeys(_ state: State, columns: Int) -> (keys: [FooterKey], gap: Int) {
    let here = Action.bindings.filter { !$0.short.isEmpty || $0.action.isUrgent(in: state) }
        .filter { !state.keymap.keys(of: $0.action).isEmpty }
        .filter { binding in
            guard state.place == .log else { return binding.place == .everywhere }
            let keys = state.keymap.keys(of: binding.action)
            guard keys.contains(where: { state.keymap.action(of: $0, in: .log) == binding.action }) else {
                return false
            }
            return !binding.action.isMain || [.help, .quit].contains(binding.action)
        }
    let urgent = here.filter { $0.action.isUrgent(in: state) || $0.place != .everywhere }
    let others = here.filter { binding in !urgent.contains { $0.action == binding.action } }
    let all = (urgent + others).map { FooterKey($0, state.keymap) }
    let main = all.filter { $0.action.isMain }
    let first = Set(urgent.map(\.action))
    let gap = rowWidth(all.filter { $0.action.isMain || first.contains($0.action) }, gap: 2) <= columns ? 2 : 1
    var shown = all
    let droppable =
        all.reversed().filter { !$0.action.isMain && !first.contains($0.action) }
        + main.reversed().filter { !$0.action.isAlwaysNamed && !first.contains($0.action) }
        + all.reversed().filter { first.contains($0.action) }
    for key in droppable where rowWidth(shown, gap: gap) > columns {
        shown.removeAll { $0.action == key.action }
    }
    return (shown, gap)
}

extension Action {
    /// What the selected family waits for.
    fileprivate func isUrgent(in state: State) -> Bool { self == .recover && isPossible(in: state) }

    fileprivate var isAlwaysNamed: Bool { [.rollback, .menu, .help, .quit].contains(self) }
    fileprivate var isMain: Bool { isAlwaysNamed || [.build, .startNew, .start, .stop, .markStable].contains(self) }
}

private struct FooterKey {
    let action: Action
    let label, short: String

    init(_ binding: Binding, _ keymap: Keymap) {
        action = binding.action
        label = keymap.label(of: binding.action)
        short = binding.short.isEmpty ? binding.action.rawValue : binding.short
    }

    var columns: Int { Console.columns(of: label) + 1 + Console.columns(of: short) }
}

private func rowWidth(_ keys: [FooterKey], gap: Int) -> Int {
    keys.reduce(0) { $0 + $1.columns } + gap * (keys.count - 1)
}
