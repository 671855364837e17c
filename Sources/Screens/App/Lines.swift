import Console

/// A line with one meaning.
struct Line: Equatable {
    var text: String
    var tone: Tone
    /// Drawn before it, dim; its width is the same for all lines of a list.
    var label: String

    init(_ text: String, _ tone: Tone = .plain, label: String = "") {
        self.text = text
        self.tone = tone
        self.label = label
    }
}

/// Draws as many as the area has rows, beginning with the one after `first` others.
func drawLines(_ lines: [Line], from first: Int, in area: Rectangle, on canvas: inout Canvas) {
    let first = min(max(0, first), max(0, lines.count - area.rows))
    for (offset, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
        let row = area.row + offset
        let used = canvas.draw(line.label, column: area.column, row: row, tone: .dim, columns: area.columns)
        canvas.draw(
            line.text, column: area.column + used, row: row, tone: line.tone, columns: max(0, area.columns - used))
    }
}

func sentence(_ text: String, _ tone: Tone, _ columns: Int) -> [Line] {
    wrapped(text, columns: columns).map { Line($0, tone) }
}

/// Broken at blanks into lines that fit, words that are too long cut; control characters made visible.
func wrapped(_ text: String, columns width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines = [String]()
    var line = ""
    for word in visible(text).split(separator: " ", omittingEmptySubsequences: false) {
        let joined = line.isEmpty ? String(word) : line + " " + word
        if columns(of: joined) <= width {
            line = joined
            continue
        }
        if !line.isEmpty { lines.append(line) }
        line = String(word)
        while columns(of: line) > width {
            let head = clipped(line, to: width, ellipsis: "")
            guard !head.isEmpty else { break }
            lines.append(head)
            line = String(line.dropFirst(head.count))
        }
    }
    return lines + [line]
}

/// Cut in the middle: names of one family differ at their ends.
func clippedInMiddle(_ text: String, to width: Int, ellipsis: String) -> String {
    guard columns(of: text) > width, width > 2 else { return clipped(text, to: width, ellipsis: ellipsis) }
    let tail = lastColumns(of: text, width / 2)
    return clipped(text, to: width - columns(of: tail), ellipsis: ellipsis) + tail
}

/// Its end, as much of it as fits.
func lastColumns(of text: String, _ width: Int) -> String {
    var used = 0
    let kept = text.reversed().prefix { character in
        used += columns(of: character)
        return used <= width
    }
    return String(kept.reversed())
}
