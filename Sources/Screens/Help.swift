import Console
import Supervisor

/// The keys, from the table, and what the marks mean.
func drawHelp(_ scrolled: Int, _ look: Look, on canvas: inout Canvas) {
    helpDialog(look, on: canvas.size).draw("keys and marks", keys: "Esc: close", scrolled: scrolled, look, on: &canvas)
}

func helpDialog(_ look: Look, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 84)
    return Dialog(columns: columns, lines: helpLines(look, columns: columns), on: size)
}

/// Keys with a short summary stand in two columns if there is room.
private func helpLines(_ look: Look, columns width: Int) -> [Line] {
    let label = (Action.bindings.map { columns(of: keyWords($0)) }.max() ?? 0) + 2
    let half = width / 2
    let isShort = { (binding: Binding) in label + columns(of: binding.summary) < half }
    let long = Action.bindings.filter { !isShort($0) }
    let short = Action.bindings.filter(isShort)
    let pairs = stride(from: 0, to: short.count, by: 2).map { index in
        let cells = short[index...].prefix(2).map { padded(keyWords($0), to: label) + $0.summary }
        return Line(cells.map { padded($0, to: half) }.joined())
    }
    return long.flatMap { longLines($0, label: label, columns: width) } + pairs + [Line("")]
        + markLines(look, columns: width)
}

private func keyWords(_ binding: Binding) -> String { binding.keys.map(\.label).joined(separator: " ") }

private func longLines(_ binding: Binding, label: Int, columns: Int) -> [Line] {
    wrapped(binding.summary, columns: columns - label).enumerated().map { offset, text in
        Line(padded(offset == 0 ? keyWords(binding) : "", to: label) + text)
    }
}

/// As many in a row as fit.
private func markLines(_ look: Look, columns width: Int) -> [Line] {
    let marks = look.marks
    let meanings = [
        "\(marks.serving) serving", "\(marks.probation) on its way", "\(marks.stopped) stopped",
        "\(marks.failed) failed", "\(marks.stable) has a stable one", "= the stable one serves",
        "\(marks.unusedBuild) a build nobody runs yet", "\(marks.drift) needs you",
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
