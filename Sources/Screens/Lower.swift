import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// The lower pane: details of the selected container, or the output of the family's last build or switch.
func drawLower(_ state: State, in area: Rectangle, _ look: Look, on canvas: inout Canvas) {
    let isFocused = state.focus == .lower
    let state = state.below
    let tabs = tabWords(state, columns: area.columns)
    let room = area.columns - tabs.reduce(0) { $0 + columns(of: $1) + 2 } - 7
    let inside = drawPane(lowerTitle(state, room: room, look), area, isFocused: isFocused, look, on: &canvas)
    drawTabs(tabs, state, in: area, on: &canvas)
    let lines = lowerLines(state, inside.size, look)
    let end = max(0, lines.count - inside.rows)
    let first = state.shownLower == .output ? max(0, end - state.scrolled) : state.scrolled
    drawLines(lines, from: state.shownLower == .logs ? 0 : first, in: inside, on: &canvas)
    if state.shownLower != .logs {
        let top = min(first, end)
        drawCount(
            top..<min(top + inside.rows, lines.count), of: lines.count, of: lines.count, area, on: &canvas)
    }
    if isFocused { canvas.cursor = Position(column: inside.column, row: inside.row) }
}

/// How many rows do not fit.
func hiddenRows(_ state: State, in area: Rectangle, _ look: Look) -> Int {
    let inside = area.inset()
    if state.shownLower == .logs { return hiddenLogLines(state, inside.size, look) }
    return max(0, lowerLines(state, inside.size, look).count - inside.rows)
}

/// - Parameter room: columns; of a longer one the middle of the name is left out.
func lowerTitle(_ state: State, room: Int = .max, _ look: Look = .unicode) -> String {
    if state.shownLower == .output, let work = state.work { return "3 Output of \(work.words)" }
    let subject = state.shownLower == .history ? state.engine.family?.name.text : state.engine.anyContainer?.name
    let begin = "3 \(state.shownLower.title)" + (subject == nil ? "" : " of ")
    let end = state.shownLower == .logs ? logPlace(state) : ""
    let rest = max(12, room - columns(of: begin) - columns(of: end))
    return begin + (subject.map { clippedName($0, to: rest, ellipsis: look.glyphs.ellipsis) } ?? "") + end
}

/// From when on the log is shown, and how far it is read back.
private func logPlace(_ state: State) -> String {
    let start: String? =
        switch state.logView.start {
        case .ago(let seconds): "last \(ageWords(from: .distantPast, to: .distantPast + Double(seconds)))"
        case .at(let time): "since \(time.date.ISO8601Format())"
        case nil: nil
        }
    let end = state.keymap.label(of: .moveBottom)
    let back = state.scrolled > 0 ? "\(state.scrolled) lines back, \(end) follows" : nil
    let over = state.isStreamOver ? "ended" : nil
    return [start, back, over].compactMap(\.self).map { ", " + $0 }.joined()
}

private func lowerLines(_ state: State, _ size: Size, _ look: Look) -> [Line] {
    guard state.shownLower == .output, let work = state.work else { return tabLines(state, size, look) }
    return outputLines(work, state.keymap, columns: size.columns, look)
}

// MARK: Output

func outputLines(_ work: Work, _ keymap: Keymap, columns: Int, _ look: Look) -> [Line] {
    switch work {
    case .switching(let switching): switchLines(switching, keymap, columns: columns, look)
    case .building(let building): buildLines(building, keymap, columns: columns, look)
    }
}

/// The steps, then how it ended: the end is what is seen first.
private func switchLines(_ work: Work.Switching, _ keymap: Keymap, columns: Int, _ look: Look) -> [Line] {
    let probation =
        work.watch.map { watch in
            [Line("\(look.marks.probation) \(watch.container.name): \(watch.words)", .warning)]
                + (work.isGivenUp ? [Line("given up", .dim)] : [])
                + (work.mayBeGivenUp
                    ? [Line("\(keymap.label(of: .rollback)) gives it up, and goes back", .dim)] : [])
        } ?? []
    let steps = work.lines.map { stepLine($0, seconds: work.seconds, look) } + probation
    switch work.outcome {
    case nil: return steps
    case .done(let plan):
        return steps + [Line("")] + sentence(plan.summary, .good, columns)
            + work.remarks.flatMap { sentence($0, .warning, columns) }
    case .alreadySo(let summary): return steps + [Line("")] + sentence(summary, .good, columns)
    case .undone(let failure): return steps + [Line("")] + failureLines(failure, .good, keymap, columns)
    case .needsPerson(let failure):
        return steps + [Line("")] + failureLines(failure, .bad, keymap, columns) + recoveryLines(failure, keymap)
    }
}

private func stepLine(_ line: Work.StepLine, seconds: Int, _ look: Look) -> Line {
    let (mark, tone): (String, Tone) =
        switch line.state {
        case .waiting: (look.marks.waiting, .dim)
        case .underWay: (look.marks.probation, .warning)
        case .done: (look.marks.done, .good)
        case .failed: (look.marks.failed, .bad)
        case .undone: (look.marks.undone, .warning)
        }
    let isSlow = line.state == .underWay && seconds > 0
    return Line("\(mark) \(line.words)" + (isSlow ? "  \(seconds) s" : ""), tone)
}

private func failureLines(
    _ failure: Outcome.Failure, _ tone: Tone, _ keymap: Keymap, _ columns: Int
) -> [Line] {
    let last = failure.lastLines.flatMap { wrapped($0, columns: columns - 2) }.map { Line("| " + $0) }
    let left = failure.remaining.flatMap { sentence($0.shellLine, .plain, columns) }
    return (last.isEmpty ? [] : [Line("Its last lines:", .dim)] + last)
        + (failure.isGivenUp
            ? sentence(failure.problem, .warning, columns) : sentence("failed: " + failure.problem, .bad, columns))
        + (failure.suspectWords.map { sentence($0, .warning, columns) } ?? [])
        + sentence(failure.stateNow, tone, columns)
        + (left.isEmpty ? [] : [Line("Left to do, in order:", .warning)] + left)
        + sentence(
            failure.blamed.map { "\(keymap.label(of: .logs)) shows all that \($0) printed" }
                ?? keymap.hint(failure.remedy, for: failure.plan.operation.family), .plain, columns)
}

/// It is left as it is, until somebody has looked at it.
private func recoveryLines(_ failure: Outcome.Failure, _ keymap: Keymap) -> [Line] {
    failure.isTakenOver ? [] : [Line("When that is mended: \(keymap.label(of: .recover)) recovers", .warning)]
}

private func buildLines(_ work: Work.Building, _ keymap: Keymap, columns: Int, _ look: Look) -> [Line] {
    let dropped = work.droppedLines > 0 ? [Line("(\(work.droppedLines) older lines dropped)", .dim)] : []
    let lines = dropped + work.lines.map { Line($0) }
    let steps = stepWords(work.progress)
    switch work.ending {
    case nil:
        let instruction = work.progress.instruction.isEmpty ? "" : ": \(work.progress.instruction)"
        return lines + [Line("\(look.marks.probation) building\(steps), \(work.seconds) s\(instruction)", .warning)]
    case .built(let result):
        let id = shortID(result.image)
        let words = result.isNew ? "Built \(id)" : "Nothing changed: \(id), as before"
        return lines + [Line(""), Line("\(words)\(steps), \(work.seconds) s", .good)]
    case .failed(let refusal):
        return lines + [Line("")] + sentence("failed: " + refusal.problem, .bad, columns)
            + sentence(keymap.hint(refusal.remedy, for: work.order.family), .plain, columns)
    case .cancelled:
        return lines + [Line("")] + sentence("cancelled\(steps), \(work.seconds) s", .warning, columns)
            + sentence(
                "The image is as it was. What was built so far stays in docker's cache: docker builder prune and "
                    + "docker image prune take it away", .plain, columns)
    }
}

/// `, step 3 of 7, 2 from the cache`; nothing before the first.
private func stepWords(_ progress: BuildProgress) -> String {
    guard progress.step > 0 else { return "" }
    let cached = progress.cached > 0 ? ", \(progress.cached) from the cache" : ""
    return ", step \(progress.step) of \(progress.steps)\(cached)"
}
