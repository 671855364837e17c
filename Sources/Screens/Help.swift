import Console
import Supervisor

/// The keys, from the table, and what the marks mean.
func drawHelp(_ scrolled: Int, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas) {
    helpDialog(keymap, look, on: canvas.size).draw(
        "keys and marks", keys: "Esc: close", scrolled: scrolled, look, on: &canvas)
}

func helpDialog(_ keymap: Keymap, _ look: Look, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 84)
    return Dialog(columns: columns, lines: helpLines(keymap, look, columns: columns), on: size)
}

/// Keys with a short summary stand in two columns if there is room.
private func helpLines(_ keymap: Keymap, _ look: Look, columns width: Int) -> [Line] {
    let entries = Action.bindings.map { (keys: keyWords($0, keymap), summary: $0.summary) }
    let label = (entries.map { columns(of: $0.keys) }.max() ?? 0) + 2
    let half = width / 2
    let long = entries.filter { label + columns(of: $0.summary) >= half }
    let short = entries.filter { label + columns(of: $0.summary) < half }
    let pairs = stride(from: 0, to: short.count, by: 2).map { index in
        let cells = short[index...].prefix(2).map { padded($0.keys, to: label) + $0.summary }
        return Line(cells.map { padded($0, to: half) }.joined())
    }
    return long.flatMap { longLines($0, label: label, columns: width) } + pairs + [Line("")]
        + markLines(look, columns: width)
}

private func keyWords(_ binding: Binding, _ keymap: Keymap) -> String {
    let keys = keymap.keys(of: binding.action)
    return keys.isEmpty ? keymap.label(of: binding.action) : keys.map(\.label).joined(separator: " ")
}

private func longLines(_ entry: (keys: String, summary: String), label: Int, columns: Int) -> [Line] {
    wrapped(entry.summary, columns: columns - label).enumerated().map { offset, text in
        Line(padded(offset == 0 ? entry.keys : "", to: label) + text)
    }
}

/// As many in a row as fit.
private func markLines(_ look: Look, columns width: Int) -> [Line] {
    let marks = look.marks
    let meanings = [
        "\(marks.serving) serving", "\(marks.probation) on its way", "\(marks.stopped) stopped",
        "\(marks.failed) failed", "\(marks.stable) has a stable one", "= the stable one serves",
        "\(marks.unusedBuild) a build nobody runs yet", "\(marks.drift) needs you",
        "\(marks.marked) marked",
    ]
    var rows = [String]()
    for meaning in meanings {
        if let last = rows.last, columns(of: last) + 3 + columns(of: meaning) <= width {
            rows[rows.count - 1] = last + "   " + meaning
        } else {
            rows.append(meaning)
        }
    }
    return rows.map { Line($0, .dim) }
}
