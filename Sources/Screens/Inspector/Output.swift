import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

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
                + (work.isGivenUp ? [Line("aborted", .dim)] : [])
                + (work.mayBeGivenUp
                    ? [Line("\(keymap.label(of: .rollback)) aborts and reverts", .dim)] : [])
        } ?? []
    let steps = work.lines.map { stepLine($0, seconds: work.seconds, look) } + probation
    switch work.outcome {
    case nil: return steps
    case .done(let plan):
        return steps + [Line("")] + sentence(plan.result, .good, columns)
            + work.remarks.flatMap { sentence($0, .warning, columns) }
    case .alreadySo(let summary): return steps + [Line("")] + sentence(summary, .good, columns)
    case .undone(let failure): return steps + [Line("")] + failureLines(failure, .good, keymap, columns)
    case .needsPerson(let failure):
        return steps + [Line("")] + failureLines(failure, .bad, keymap, columns) + recoveryLines(failure, keymap)
    }
}

private func stepLine(_ line: Work.StepLine, seconds: Int, _ look: Look) -> Line {
    let (mark, tone): (String, Tone) =
        switch line.stage {
        case .waiting: (look.marks.waiting, .dim)
        case .underWay: (look.marks.probation, .warning)
        case .done: (look.marks.done, .good)
        case .failed: (look.marks.failed, .bad)
        case .undone: (look.marks.undone, .warning)
        }
    let isSlow = line.stage == .underWay && seconds > 0
    return Line("\(mark) \(line.words)" + (isSlow ? "  \(seconds) s" : ""), tone)
}

private func failureLines(
    _ failure: Outcome.Failure, _ tone: Tone, _ keymap: Keymap, _ columns: Int
) -> [Line] {
    let last = failure.lastLines.flatMap { wrapped($0, columns: columns - 2) }.map { Line("| " + $0) }
    let left = failure.remaining.flatMap { sentence($0.shellLine, .plain, columns) }
    return (last.isEmpty ? [] : [Line("Last lines of its log:", .dim)] + last)
        + (failure.isGivenUp
            ? sentence(failure.problem, .warning, columns) : sentence("failed: " + failure.problem, .bad, columns))
        + (failure.suspectWords.map { sentence($0, .warning, columns) } ?? [])
        + sentence(failure.stateNow, tone, columns)
        + (left.isEmpty ? [] : [Line("Remaining commands, in order:", .warning)] + left)
        + sentence(
            failure.blamed.map { "\(keymap.label(of: .logs)) shows the full log of \($0)" }
                ?? keymap.hint(failure.remedy, for: failure.plan.operation.family), .plain, columns)
}

/// It is left as it is, until somebody has looked at it.
private func recoveryLines(_ failure: Outcome.Failure, _ keymap: Keymap) -> [Line] {
    failure.isTakenOver ? [] : [Line("When that is fixed, press \(keymap.label(of: .recover)) to recover", .warning)]
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
        let words = result.isNew ? "Built \(id)" : "No change: still \(id)"
        return lines + [Line(""), Line("\(words)\(steps), \(work.seconds) s", .good)]
    case .failed(let refusal):
        return lines + [Line("")] + sentence("failed: " + refusal.problem, .bad, columns)
            + sentence(keymap.hint(refusal.remedy, for: work.order.family), .plain, columns)
    case .cancelled:
        return lines + [Line("")] + sentence("canceled\(steps), \(work.seconds) s", .warning, columns)
            + sentence(
                "The image is unchanged. Layers built so far stay in the build cache. Remove them: docker builder prune, "
                    + "docker image prune", .plain, columns)
    }
}

/// `, step 3 of 7, 2 cached`; nothing before the first.
private func stepWords(_ progress: BuildProgress) -> String {
    guard progress.step > 0 else { return "" }
    let cached = progress.cached > 0 ? ", \(progress.cached) cached" : ""
    return ", step \(progress.step) of \(progress.steps)\(cached)"
}
