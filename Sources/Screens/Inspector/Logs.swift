import Console
import Engine
import Supervisor
import FoundationEssentials

/// A part of a log: the lines before `end`, as many as fit, the newest last.
///
/// Only what is shown is looked at, however much is kept. Above the very first line stands how many were dropped. Of a
/// last line that is taller than the pane its beginning is shown.
///
/// - Parameters:
///   - end: number of the line after the last one shown; nil: what is newest is shown.
///   - pattern: lines that have it stand out.
///   - found: number of the line where the search is.
///   - showsTimes: whether the time (UTC) stands before each line.
///   - wraps: whether what does not fit goes on below; else it is cut.
func logLines(
    _ log: LogBuffer, until end: Int? = nil, pattern: LogPattern? = nil, found: Int? = nil, showsTimes: Bool = false,
    wraps: Bool = true, columns: Int, rows: Int, _ look: Look
) -> [Line] {
    guard rows > 0 else { return [] }
    guard !log.isEmpty else { return sentence("No log output yet", .dim, columns) }
    let last = min(max(end ?? log.numbers.upperBound, log.numbers.lowerBound), log.numbers.upperBound)
    let first = max(log.numbers.lowerBound, last - rows)
    var lines: [Line] = []
    for (offset, line) in log.lines(first..<last).enumerated().reversed() where lines.count < rows {
        let tone: Tone =
            found == first + offset ? .selection : pattern?.isFound(in: line.text) == true ? .match : .plain
        let shown = logLine(line, tone, showsTimes: showsTimes, wraps: wraps, columns: columns, look)
        if lines.isEmpty, shown.count > rows { return beginning(of: shown, rows: rows) }
        lines = shown + lines
    }
    if first == log.numbers.lowerBound, log.droppedLines > 0, lines.count < rows {
        lines.insert(Line("(\(log.droppedLines) older lines dropped)", .dim), at: 0)
    }
    return lines.suffix(rows)
}

private func beginning(of lines: [Line], rows: Int) -> [Line] {
    if rows == 1 { return [lines[0]] }
    let left = lines.count - (rows - 1)
    return lines.prefix(rows - 1) + [Line("(this line continues for \(counted(left, "row", "rows")))", .dim)]
}

/// How many lines there are but those that fill the pane from the first one on: at least one does, however long it is.
func hiddenLines(
    of log: LogBuffer, showsTimes: Bool, wraps: Bool, columns: Int, rows: Int, _ look: Look
) -> Int {
    var (used, shown) = (0, 0)
    for line in log.lines(log.numbers.lowerBound..<(log.numbers.lowerBound + rows)) {
        used += logLine(line, .plain, showsTimes: showsTimes, wraps: wraps, columns: columns, look).count
        if used > rows, shown > 0 { break }
        shown += 1
    }
    return log.numbers.count - shown
}

private func logLine(
    _ line: LogLine, _ tone: Tone, showsTimes: Bool, wraps: Bool, columns: Int, _ look: Look
) -> [Line] {
    let time = showsTimes ? clock(line.time) + " " : ""
    let label = time + (line.source == .errors ? look.errorMark : " ")
    let text = visibleLines(withoutColours(line.text)).first ?? ""
    let blank = String(repeating: " ", count: time.count) + (line.source == .errors ? look.errorMark : " ")
    let width = max(1, columns - label.count)
    guard wraps else { return [Line(clipped(text, to: width, ellipsis: look.glyphs.ellipsis), tone, label: label)] }
    return cut(text, columns: width).enumerated().map { place, part in
        Line(part, tone, label: place == 0 ? label : blank)
    }
}

/// Broken where the line is full: in a log blanks matter.
private func cut(_ text: String, columns width: Int) -> [String] {
    if columns(of: text) <= width { return [text] }
    var parts: [String] = []
    var part = ""
    var used = 0
    for character in text {
        let count = columns(of: character)
        if used + count > width, !part.isEmpty {
            parts.append(part)
            (part, used) = ("", 0)
        }
        part.append(character)
        used += count
    }
    return parts + [part]
}

/// Without the escape sequences that only set colours (`ESC [ … m`).
func withoutColours(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var kept = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
        if scalar == "\u{1B}", rest.first == "[" {
            let end = rest.dropFirst().drop { ("0"..."9").contains($0) || $0 == ";" || $0 == ":" }
            if end.first == "m" {
                rest = end.dropFirst()
                continue
            }
        }
        kept.append(scalar)
    }
    return String(kept)
}

/// `18:05:56`, UTC.
private func clock(_ time: LogTime) -> String {
    let seconds = Int(time.nanoseconds / 1_000_000_000) % 86_400
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
}

extension Look {
    /// Before what was printed to standard error.
    fileprivate var errorMark: String { String(glyphs.pick("▌", ascii: "|")) }
}

func shownLog(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    let end = clampedDifference(state.inspector.logs.lines.numbers.upperBound, state.inspector.scrolled)
    let view = state.inspector.logs
    return logLines(
        state.inspector.logs.lines, until: end, pattern: view.pattern, found: view.found, showsTimes: view.showsTimes,
        wraps: view.wraps, columns: size.columns, rows: size.rows, look)
}

/// How many lines of the log can be scrolled away.
func hiddenLogLines(_ state: State, _ size: Size, _ look: Look) -> Int {
    hiddenLines(
        of: state.inspector.logs.lines, showsTimes: state.inspector.logs.showsTimes, wraps: state.inspector.logs.wraps,
        columns: size.columns,
        rows: size.rows, look)
}

private func clampedDifference(_ end: Int, _ rows: Int) -> Int {
    let (difference, isOverflow) = end.subtractingReportingOverflow(rows)
    return isOverflow ? .min : difference
}
