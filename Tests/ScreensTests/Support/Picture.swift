import Console
import Screens
import Supervisor

/// What the screen of a state looks like, or a part of it.
func picture(
    _ state: State, _ look: Look = .unicode, rows: Range<Int>? = nil, columns: Range<Int>? = nil
) -> String {
    let canvas = Screen(state, look: look).canvas
    let rows = (rows ?? 0..<canvas.size.rows).clamped(to: 0..<canvas.size.rows)
    return rows.map { row in
        let cells = canvas[row: row]
        let shown = cells[(columns ?? cells.indices).clamped(to: cells.indices)].compactMap(\.grapheme)
        return String(String(shown).reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
}

/// A letter for each cell's tone, of some rows: what is dim, selected, good, bad.
func tones(_ state: State, row: Int, columns: Range<Int>) -> String {
    Screen(state, look: .unicode).canvas[row: row][columns].map { cell in
        switch cell.tone {
        case .plain: "."
        case .dim: "d"
        case .title: "t"
        case .border, .focusedBorder: "|"
        case .selection: "#"
        case .unfocusedSelection: "u"
        case .match: "m"
        case .good: "g"
        case .warning: "w"
        case .bad: "b"
        case .star: "s"
        case .key: "k"
        }
    }.joined()
}
