import Console
import Engine
import Families
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

private func tabs(_ state: State) -> [State.Lower] {
    State.Lower.allCases.filter { $0 != .output || state.work != nil }
}

/// By their words where there is room, else by their keys; none where there is no room for these.
func tabWords(_ state: State, columns limit: Int) -> [String] {
    let long = tabs(state).map { state.keymap.label(of: $0.action) + " " + $0.title }
    let short = tabs(state).map { state.keymap.label(of: $0.action) }
    let words = width(of: long) + 7 + columns(of: lowerTitle(state)) <= limit ? long : short
    return width(of: words) + 12 <= limit ? words : []
}

/// The tabs in the upper border, the shown one in bold.
func drawTabs(_ words: [String], _ state: State, in area: Rectangle, on canvas: inout Canvas) {
    var column = area.endColumn - 1 - width(of: words)
    for (tab, word) in zip(tabs(state), words) {
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
    case .logs where state.isFrozen && state.log.isEmpty, .stats where state.isFrozen && !state.isMeasured:
        sentence("Frozen: nothing is read. \(state.keymap.label(of: .freeze)) goes on.", .dim, size.columns)
    case .logs: streamLines(state, size) { shownLog(state, size, look) }
    case .stats: streamLines(state, size) { shownStats(state, size, look) }
    case .compare: comparisonLines(state, columns: size.columns, look)
    case .history: familyHistoryLines(state, columns: size.columns, look)
    }
}

// MARK: What flows in

extension State {
    fileprivate var isMeasured: Bool { engine.anyContainer.map { stats.last(of: $0.id) != nil } ?? false }
}

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

/// How many lines of the log can be scrolled away.
func hiddenLogLines(_ state: State, _ size: Size, _ look: Look) -> Int {
    hiddenLines(
        of: state.log, showsTimes: state.logView.showsTimes, wraps: state.logView.wraps, columns: size.columns,
        rows: size.rows, look)
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

private func comparisonLines(_ state: State, columns: Int, _ look: Look) -> [Line] {
    guard let family = state.engine.family, state.engine.container != nil else {
        return sentence("Only containers of a family are compared.", .dim, columns)
    }
    guard let (left, right) = state.compared else {
        return sentence("\(family.name) has no other container to compare it with.", .dim, columns)
    }
    guard let leftDetails = state.engine.details[left.id], let rightDetails = state.engine.details[right.id] else {
        return [Line("Asking for details ...", .dim)]
    }
    let layers = [left, right].map { state.lookedUp.layers[$0.imageID] ?? [] }
    return compareLines(
        Comparison(leftDetails, rightDetails, layers: (layers[0], layers[1])), left: left.name, right: right.name,
        columns: columns, look)
}

private func familyHistoryLines(_ state: State, columns: Int, _ look: Look) -> [Line] {
    guard let family = state.engine.family, let now = state.engine.readAt else {
        return sentence("Only families have a history.", .dim, columns)
    }
    guard let history = state.lookedUp.history, history.family == family.name else {
        return [Line("Asking for builds ...", .dim)]
    }
    return historyLines(
        builds: history.builds, used: Set(family.members.map(\.imageID)), entries: history.entries, now: now,
        columns: columns, look)
}

// MARK: Parameters

/// What the selected container was made with, as its labels have it; then what the next one would get.
private func parameterLines(_ state: State, columns: Int) -> [Line] {
    guard let member = state.engine.container else {
        return sentence("Only containers of a family have parameters.", .dim, columns)
    }
    return [Line("\(member.name) was made with", .title)] + madeWith(member, state, columns: columns) + [Line("")]
        + nextLines(state, columns: columns)
}

private func madeWith(_ member: Member, _ state: State, columns: Int) -> [Line] {
    guard let details = state.engine.details[member.id] else { return [Line("Asking for details ...", .dim)] }
    guard let label = details.labels[Label.parameters], let made = try? RecordedParameters(label) else {
        return sentence("There is no record of its parameters.", .dim, columns)
    }
    let source = member.configuration.map { "configuration \($0) of dcv-\(state.engine.family?.name.fitted ?? "")" }
    let kinds = [
        ("ports", made.ports), ("volumes", made.volumes), ("networks", made.networks),
        ("env", made.env.map { $0 + "=***" }), ("arguments", made.arguments), ("raw", made.raw),
    ]
    let rows = kinds.flatMap { kind, values in values.map { Parameter(kind: kind, text: $0) } }
    return sentence("From \(source ?? "the image and the container before"):", .dim, columns)
        + parameterTable(rows, columns: columns)
}

private struct Parameter {
    let kind, text: String
}

/// The kind stands before the first of its kind.
private func parameterTable(_ rows: [Parameter], columns: Int) -> [Line] {
    guard !rows.isEmpty else { return [Line("nothing but the image", .dim)] }
    return rows.enumerated().flatMap { place, row in
        let isFirst = place == 0 || rows[place - 1].kind != row.kind
        return wrapped(row.text, columns: columns - 11).enumerated().map { part, piece in
            Line(piece, label: padded(isFirst && part == 0 ? row.kind : "", to: 11))
        }
    }
}

/// What `start :new` would give now.
private func nextLines(_ state: State, columns: Int) -> [Line] {
    let title = [Line("The next one would get", .title)]
    guard let found = state.lookedUp.parameters, found.family == state.engine.family?.name else {
        return title + [Line("Looking ...", .dim)]
    }
    switch found.result {
    case .failure where state.work?.isUnderWay == true:
        return title + sentence("Known again when \(state.work?.words ?? "it") is over.", .dim, columns)
    case .failure(let refusal):
        return title + sentence(refusal.problem, .bad, columns) + sentence(state.hint(refusal.remedy), .plain, columns)
    case .success(let parameters):
        let file = parameters.file.map { "\($0)" + (parameters.configuration.map { ", configuration \($0)" } ?? "") }
        let rows = parameters.items.map { item in
            Parameter(
                kind: item.key,
                text: "\(item.key == "env" ? item.value + "=***" : item.value)  (\(sourceWords(item.source)))")
        }
        return title + sentence(file.map { "From \($0):" } ?? "There is no Dockerparams file.", .dim, columns)
            + parameterTable(rows, columns: columns)
    }
}

private func sourceWords(_ source: EffectiveParameters.Source) -> String {
    switch source {
    case .file: "from the file"
    case .image(let instruction): "\(instruction) in the image"
    case .predecessor(let name): "as \(name) has it"
    }
}
