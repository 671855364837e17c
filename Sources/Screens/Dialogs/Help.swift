import Console
import Supervisor

/// The keys, from the table, and what the marks mean.
func drawHelp(_ help: Help, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas) {
    helpDialog(keymap, look, on: canvas.size).draw(
        "Keys and marks", keys: "Esc: close", scrolled: help.scrolled, keymap: keymap, look, on: &canvas)
}

func helpDialog(_ keymap: Keymap, _ look: Look, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 84)
    return Dialog(columns: columns, lines: helpLines(keymap, look, columns: columns), on: size)
}

/// In the table's order; of those that change nothing, two with short summaries share a row if there is room.
private func helpLines(_ keymap: Keymap, _ look: Look, columns width: Int) -> [Line] {
    let entries = Action.bindings.map { HelpEntry($0, keymap) }
    let label = (entries.map { columns(of: $0.keys) }.max() ?? 0) + 2
    var lines = [Line]()
    var rest = entries[...]
    while let entry = rest.popFirst() {
        let isPaired = [entry, rest.first].allSatisfy { $0?.fits(label: label, columns: width / 2) == true }
        if isPaired, let next = rest.popFirst() {
            lines.append(Line(padded(entry.text(label), to: width / 2) + next.text(label)))
        } else {
            lines += entry.lines(label, columns: width)
        }
    }
    return lines + [Line("")] + markLines(look, columns: width)
}

private struct HelpEntry {
    let keys, summary: String
    private let isChange: Bool

    init(_ binding: Binding, _ keymap: Keymap) {
        let keys = keymap.keys(of: binding.action).map(\.label)
        self.keys = keys.isEmpty ? keymap.label(of: binding.action) : keys.joined(separator: " ")
        summary = binding.summary
        isChange = binding.action.isChange
    }

    func fits(label: Int, columns width: Int) -> Bool { !isChange && label + columns(of: summary) + 2 <= width }

    func text(_ label: Int) -> String { padded(keys, to: label) + summary }

    func lines(_ label: Int, columns: Int) -> [Line] {
        wrapped(summary, columns: columns - label).enumerated().map { offset, text in
            Line(padded(offset == 0 ? keys : "", to: label) + text)
        }
    }
}

/// As many in a row as fit.
private func markLines(_ look: Look, columns width: Int) -> [Line] {
    let marks = look.marks
    let meanings = [
        "\(marks.serving) running", "\(marks.probation) in progress", "\(marks.stopped) stopped",
        "\(marks.failed) failed", "\(marks.stable) has a stable container", "= stable is active",
        "\(marks.stable)\(marks.drift) stable was removed", "\(marks.unusedBuild) new image, not started",
        "\(marks.drift) problem",
        "\(marks.marked) marked row",
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
