import Console
import Engine
import Families
import JSON
import Supervisor

extension State.Lower {
    var title: String {
        switch self {
        case .details: "Details"
        case .logs: "Logs"
        case .stats: "Stats"
        case .compare: "Compare"
        case .history: "History"
        case .parameters: "Parameters"
        case .output: "Output"
        }
    }

    fileprivate var action: Action {
        switch self {
        case .details: .details
        case .logs: .logs
        case .stats: .stats
        case .compare: .compare
        case .history: .history
        case .parameters: .parameters
        case .output: .toggleOutput
        }
    }
}

/// The tabs in the upper border, the shown one in bold: by their words where there is room, else by their keys.
func drawTabs(_ state: State, in area: Rectangle, on canvas: inout Canvas) {
    let tabs = State.Lower.allCases.filter { $0 != .output || state.work != nil }
    let taken = 4 + columns(of: lowerTitle(state))
    let long = tabs.map { state.keymap.label(of: $0.action) + " " + $0.title }
    let short = tabs.map { state.keymap.label(of: $0.action) }
    let words = width(of: long) + taken <= area.columns ? long : short
    guard width(of: words) + 12 <= area.columns else { return }
    var column = area.endColumn - 1 - width(of: words)
    for (tab, word) in zip(tabs, words) {
        let tone: Tone = tab == state.shownLower ? .title : .dim
        column += canvas.draw(" \(word) ", column: column, row: area.row, tone: tone)
    }
}

private func width(of words: [String]) -> Int { words.reduce(0) { $0 + columns(of: $1) + 2 } }

/// What the shown tab holds.
func tabLines(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    switch state.shownLower {
    case .details, .output: detailLines(state, columns: size.columns)
    case .parameters: parameterLines(state, columns: size.columns)
    case .logs: streamLines(state, size) { shownLog(state, size, look) }
    case .stats: streamLines(state, size) { shownStats(state, size, look) }
    case .compare: comparisonLines(state, columns: size.columns, look)
    case .history: buildHistoryLines(state, columns: size.columns, look)
    }
}

// MARK: What flows in

private func streamLines(_ state: State, _ size: Size, _ lines: () -> [Line]) -> [Line] {
    guard state.engine.anyContainer != nil else { return [Line("No container is selected.", .dim)] }
    return state.streamProblem.map { sentence($0, .bad, size.columns) } ?? lines()
}

private func shownLog(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    let end = clampedDifference(state.log.numbers.upperBound, state.scrolled)
    let view = state.logView
    return logLines(
        state.log, until: end, pattern: view.pattern, found: view.found, showsTimes: view.showsTimes,
        wraps: view.wraps, columns: size.columns, rows: size.rows, look)
}

private func clampedDifference(_ end: Int, _ rows: Int) -> Int {
    let (difference, isOverflow) = end.subtractingReportingOverflow(rows)
    return isOverflow ? .min : difference
}

private func shownStats(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    guard let container = state.engine.anyContainer else { return [] }
    guard container.state.isActive else { return [Line("It does not run: there is nothing to measure.", .dim)] }
    return statsLines(state.stats, of: container.id, columns: size.columns, rows: size.rows, look)
}

// MARK: Two containers, and all builds

/// The selected one beside the stable one; the stable one, and one alone with it, beside who serves or is the latest.
private func comparisonLines(_ state: State, columns: Int, _ look: Look) -> [Line] {
    guard let family = state.engine.family, let left = state.engine.container else {
        return sentence("Only containers of a family are compared.", .dim, columns)
    }
    let others: [Member] = [family.stable, family.active.first, family.latest].compactMap(\.self) + family.members
    guard let right = others.first(where: { $0.id != left.id }) else {
        return sentence("\(family.name) has no other container to compare it with.", .dim, columns)
    }
    guard let leftDetails = state.engine.details[left.id], let rightDetails = state.engine.details[right.id] else {
        return [Line("Asking for details ...", .dim)]
    }
    return compareLines(
        Comparison(leftDetails, rightDetails), left: left.name, right: right.name, columns: columns, look)
}

private func buildHistoryLines(_ state: State, columns: Int, _ look: Look) -> [Line] {
    guard let family = state.engine.family, let now = state.engine.readAt else {
        return sentence("Only families have a history.", .dim, columns)
    }
    return historyLines(
        builds: family.images, used: Set(family.members.map(\.imageID)), layers: [], of: "", now: now,
        columns: columns, look)
}

// MARK: Parameters

/// What the container was made with, as its labels have it, and where that came from.
private func parameterLines(_ state: State, columns: Int) -> [Line] {
    guard let member = state.engine.container else {
        return sentence("Only containers of a family have parameters.", .dim, columns)
    }
    guard let details = state.engine.details[member.id] else { return [Line("Asking for details ...", .dim)] }
    guard let label = details.labels[Label.parameters], let entries = try? PositionedJSON.parse(label).entries else {
        return sentence("This container was made without a record of its parameters.", .dim, columns)
    }
    let source = member.configuration.map { "configuration \($0) of dcv-\(state.engine.family?.name.fitted ?? "")" }
    return sentence("From \(source ?? "the image and the container before") when it was made:", .dim, columns)
        + entries.flatMap { entry in parameter(entry, details, columns: columns) }
}

private func parameter(_ entry: PositionedJSON.Entry, _ details: ContainerDetails, columns: Int) -> [Line] {
    guard case .array(let values) = entry.value.value else { return [] }
    let texts = values.compactMap { value -> String? in
        guard case .string(let text) = value.value else { return nil }
        return entry.key == "env" ? "\(text)=***" : text
    }
    return (texts.isEmpty ? ["none"] : texts).enumerated().flatMap { index, text in
        wrapped(text, columns: columns - 11).enumerated().map { part, piece in
            Line(piece, texts.isEmpty ? .dim : .plain, label: padded(index + part == 0 ? entry.key : "", to: 11))
        }
    }
}

extension PositionedJSON {
    fileprivate var entries: [Entry] { if case .object(let entries) = value { entries } else { [] } }
}
