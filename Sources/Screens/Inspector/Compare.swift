import Console
import Engine
import Supervisor

/// Two containers side by side; below so many columns one above the other, and what is the same only once.
func compareLines(
    _ comparison: Comparison, left: String, right: String, columns: Int, _ look: Look
) -> [Line] {
    let pane = ComparePane(columns: columns, look: look)
    let count = comparison.differences
    let summary = count == 0 ? "No differences" : count == 1 ? "1 difference" : "\(count) differences"
    let labels = comparison.rows.enumerated().map { place, row in
        place > 0 && comparison.rows[place - 1].label == row.label ? "" : row.label.capitalized
    }
    return pane.head(left, right) + [Line(summary, count == 0 ? .good : .warning, label: pane.label("", "  "))]
        + zip(labels, comparison.rows).flatMap(pane.lines)
}

private struct ComparePane {
    let columns: Int
    let look: Look

    /// Label, mark and gap take 15 columns of it.
    private static let leastColumns = 75

    private var isWide: Bool { columns >= Self.leastColumns }
    private var half: Int { (columns - 15) / 2 }

    func label(_ word: String, _ mark: String) -> String { padded(word, to: 11) + padded(mark, to: 2) }

    func head(_ left: String, _ right: String) -> [Line] {
        let names = [left, right].map(visible)
        guard isWide else {
            return zip(names, [look.leftMark, look.rightMark]).map { Line($0, .title, label: label("", $1)) }
        }
        let cut = names.map { clippedInMiddle($0, to: half, ellipsis: look.glyphs.ellipsis) }
        return [Line(padded(cut[0], to: half) + "  " + cut[1], .title, label: label("", ""))]
    }

    func lines(_ word: String, _ row: Comparison.Row) -> [Line] {
        isWide ? beside(word, row) : below(word, row)
    }

    private func beside(_ word: String, _ row: Comparison.Row) -> [Line] {
        let (left, right) = (
            wrapped(row.left ?? look.nothing, columns: half), wrapped(row.right ?? look.nothing, columns: half)
        )
        return (0..<max(left.count, right.count)).map { place in
            let begin = left.indices.contains(place) ? left[place] : ""
            let end = right.indices.contains(place) ? right[place] : ""
            let label = place == 0 ? label(word, row.isDifferent ? look.differentMark : "") : label("", "")
            return Line(padded(begin, to: half) + "  " + end, row.isDifferent ? .warning : .plain, label: label)
        }
    }

    private func below(_ word: String, _ row: Comparison.Row) -> [Line] {
        guard row.isDifferent else { return side(row.left, word, "", .plain) }
        return side(row.left, word, look.leftMark, .warning) + side(row.right, "", look.rightMark, .warning)
    }

    private func side(_ text: String?, _ word: String, _ mark: String, _ tone: Tone) -> [Line] {
        wrapped(text ?? look.nothing, columns: columns - 13).enumerated().map { place, part in
            Line(part, tone, label: place == 0 ? label(word, mark) : label("", ""))
        }
    }
}

extension Look {
    fileprivate var differentMark: String { String(glyphs.pick("≠", ascii: "!")) }
    fileprivate var leftMark: String { String(glyphs.pick("◁", ascii: "<")) }
    fileprivate var rightMark: String { String(glyphs.pick("▷", ascii: ">")) }
    fileprivate var nothing: String { String(glyphs.pick("–", ascii: "-")) }
}

func comparisonLines(_ state: State, columns: Int, _ look: Look) -> [Line] {
    guard let family = state.lists.family, state.lists.container != nil else {
        return sentence("Only containers of a family can be compared", .dim, columns)
    }
    guard let (left, right) = state.lists.compared else {
        return sentence("\(family.name) has no other container to compare with", .dim, columns)
    }
    guard let leftDetails = state.engine.details[left.id], let rightDetails = state.engine.details[right.id] else {
        return [Line("Loading details...", .dim)]
    }
    let layers = [left, right].map { state.inspector.lookedUp.layers[$0.imageID] ?? [] }
    return compareLines(
        Comparison(leftDetails, rightDetails, layers: (layers[0], layers[1])), left: left.name, right: right.name,
        columns: columns, look)
}
