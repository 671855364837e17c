import Console
import Engine
import Supervisor

/// What a container uses, in figures and curves; the curves get the rows that are left.
func statsLines(
    _ history: StatsHistory, of container: String, columns: Int, rows: Int, _ look: Look
) -> [Line] {
    guard let last = history.last(of: container) else { return sentence("No measurements yet", .dim, columns) }
    let measures = measures(history, last)
    let totals = totals(last, columns: columns)
    let height = min((rows - totals.count) / measures.count - 1, 6)
    let curves = measures.flatMap { measure in
        height < 1 ? [measure.line(columns: columns, look)] : measure.lines(columns: columns, rows: height, look)
    }
    return curves + totals
}

/// Something that changes all the time.
private struct Measure {
    let label: String
    let words: String
    let values: [Double?]
    /// The curve reaches at least so high.
    let leastTop: Double

    private static let labelColumns = 11
    private static let wordsColumns = 34

    /// In one line; without room for a curve the figures alone.
    func line(columns: Int, _ look: Look) -> Line {
        let room = columns - Self.labelColumns - Self.wordsColumns
        let curve = room > 4 ? curve(columns: room, rows: 1, look).first : nil
        let text = curve.map { padded(words, to: Self.wordsColumns) + $0 } ?? words
        return Line(text, label: padded(label, to: Self.labelColumns))
    }

    func lines(columns: Int, rows: Int, _ look: Look) -> [Line] {
        let blank = padded("", to: Self.labelColumns)
        return [Line(words, label: padded(label, to: Self.labelColumns))]
            + curve(columns: columns - Self.labelColumns, rows: rows, look).map { Line($0, .good, label: blank) }
    }

    private func curve(columns: Int, rows: Int, _ look: Look) -> [String] {
        let top = max(leastTop, values.suffix(max(columns, 0)).compactMap(\.self).max() ?? 0)
        return graph(values, columns: columns, rows: rows, top: top, look.glyphs)
    }
}

private func measures(_ history: StatsHistory, _ last: StatsSample) -> [Measure] {
    func series(_ quantity: StatsHistory.Quantity) -> [Double?] { history.series(quantity, of: last.container) }
    let cpu = series(.cpu)
    let traffic = [series(.received), series(.sent)]
    let disk = [series(.read), series(.written)]
    let peak = cpu.compactMap(\.self).max()
    return [
        Measure(
            label: "CPU", words: percent(last.cpuPercent) + (peak.map { ", peak \(percent($0))" } ?? ""),
            values: cpu, leastTop: 10),
        Measure(label: "Memory", words: memory(last), values: series(.memory), leastTop: 1),
        Measure(
            label: "Network", words: "in \(rate(traffic[0])), out \(rate(traffic[1]))", values: sum(traffic),
            leastTop: 1000),
        Measure(
            label: "Disk", words: "read \(rate(disk[0])), write \(rate(disk[1]))", values: sum(disk), leastTop: 1000),
    ]
}

private func totals(_ last: StatsSample, columns: Int) -> [Line] {
    let words =
        "in \(last.received.words), out \(last.sent.words), read \(last.read.words), written \(last.written.words)"
    return wrapped(words, columns: columns - 11).enumerated().map { place, text in
        Line(text, label: padded(place == 0 ? "Total" : "", to: 11))
    } + [Line("\(last.processes)", label: padded("Processes", to: 11))]
}

private func sum(_ series: [[Double?]]) -> [Double?] {
    zip(series[0], series[1]).map { left, right in
        guard let left, let right else { return nil }
        return left + right
    }
}

private func rate(_ values: [Double?]) -> String {
    (values.last ?? nil).map { byteWords($0) + "/s" } ?? "?"
}

private func percent(_ value: Double?) -> String { value.map { decimal($0, digits: 1) + " %" } ?? "?" }

private func memory(_ sample: StatsSample) -> String {
    let share = Double(sample.memory) / Double(max(sample.memoryLimit, 1)) * 100
    return "\(memoryWords(Double(sample.memory))) of \(memoryWords(Double(sample.memoryLimit))) (\(percent(share)))"
}

func shownStats(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    guard let container = state.lists.anyContainer else { return [] }
    guard container.state.isActive else { return [Line("Not running: nothing to measure", .dim)] }
    return statsLines(state.inspector.stats, of: container.id, columns: size.columns, rows: size.rows, look)
}
