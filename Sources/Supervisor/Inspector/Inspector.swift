import Console
import Engine
import Families

/// The pane below the lists: what its tabs show of the selected container or family.
package struct Inspector: Equatable, Sendable {
    /// What is shown where there is a choice.
    package var tab = Tab.details
    /// Rows that are scrolled away; counted from the end for output. More than there are until ``Event/scrollEnded(at:)``.
    package var scrolled = 0
    /// The container whose values of env are shown.
    package var revealed: String?
    package var logs = Logs()
    package var stats = StatsHistory()
    package var lookedUp = LookedUp()
    /// What flows in for the shown tab, and why it ended, if it did so by a failure.
    package private(set) var stream: Stream?
    package private(set) var streamProblem: String?
    /// It has ended, since the container has; it goes on when that one runs again.
    package private(set) var isStreamOver = false

    /// The output is that of a build or switch, in the place of the others.
    package enum Tab: Hashable, Sendable, CaseIterable {
        case details, logs, stats, compare, history, parameters, output
    }

    mutating func scroll(by rows: Int) { scrolled = clampedSum(scrolled, rows) }

    /// From the first row.
    mutating func turn(to tab: Tab) {
        self.tab = tab
        scrolled = 0
    }
}

/// What flows from the engine for as long as it is shown: one container's log, or its measures.
package enum Stream: Equatable, Sendable {
    case logs(container: String, since: LogStart? = nil)
    case stats(container: String)
}

// MARK: - What flows in

extension Inspector {
    /// - Parameter isFrozen: what is shown stays.
    mutating func hear(_ event: InspectorEvent, isFrozen: Bool, _ message: inout Message?) {
        switch event {
        case .logged(let lines, let container): if !isFrozen { take(lines, of: container) }
        case .olderLinesRead(let lines, let container):
            guard case .logs(container, _) = stream else { return }
            logs.prepend(lines, of: container, &message)
        case .logSaved(let file, let lines, let problem):
            message =
                problem.map { Message(.failure, "cannot write \(file): \($0)") }
                ?? Message(.done, "Saved \(lines) line\(lines == 1 ? "" : "s") to \(file)")
        case .measured(let samples, let container):
            if stream == .stats(container: container), !isFrozen { stats.append(samples) }
        case .historyRead(let history): lookedUp.history = history
        case .parametersRead(let parameters): lookedUp.parameters = parameters
        case .layersRead(let layers): lookedUp.layers.merge(layers) { $1 }
        case .followingEnded(let ended, let error):
            guard stream == ended else { return }
            streamProblem = error?.problem
            isStreamOver = error == nil
        }
    }

    private mutating func take(_ lines: [LogLine], of container: String) {
        guard case .logs(container, _) = stream else { return }
        logs.lines.append(lines)
        if scrolled > 0 { scroll(by: lines.count) }
    }

    /// Begins what is wanted now and was not, ends what is not wanted any more.
    mutating func follow(_ wanted: Stream?) -> [InspectorEffect] {
        guard wanted != stream else { return [] }
        stream = wanted
        streamProblem = nil
        isStreamOver = false
        if case .logs = wanted { logs.beginAnew() }
        if case .stats = wanted { stats = StatsHistory() }
        return [wanted.map { .follow($0, after: nil) } ?? .followNothing]
    }

    /// A container that runs again is followed again, from where its log was, and so is one whose engine is back.
    mutating func followAgain(isRunning: Bool, isEngineBack: Bool) -> [InspectorEffect] {
        guard isStreamOver || (isEngineBack && streamProblem != nil), isRunning, let stream else { return [] }
        return goOn(with: stream)
    }

    /// What was printed while nothing was read, and is printed from now on.
    mutating func followMissedLines() -> [InspectorEffect] {
        guard let stream, case .logs = stream else { return [] }
        return goOn(with: stream)
    }

    private mutating func goOn(with stream: Stream) -> [InspectorEffect] {
        (streamProblem, isStreamOver) = (nil, false)
        return [.follow(stream, after: logs.lines.lastTime)]
    }

    // MARK: Keys of the log

    /// The question, if the key asks one.
    mutating func performInLog(
        _ action: Action, rows: Int, _ keymap: Keymap, _ message: inout Message?
    ) -> LogQuestion? {
        switch action {
        case .searchLog: return .pattern
        case .sinceLog: return .start
        case .saveLog: return .file
        case .wrapLog: logs.wraps.toggle()
        case .timesLog: logs.showsTimes.toggle()
        case .nextFound: searchLog(isOnward: true, rows: rows, keymap, &message)
        case .previousFound: searchLog(isOnward: false, rows: rows, keymap, &message)
        default: break
        }
        return nil
    }

    mutating func answer(
        _ question: LogQuestion, _ text: String, rows: Int, _ keymap: Keymap, _ message: inout Message?
    ) -> [InspectorEffect] {
        switch question {
        case .pattern:
            logs.pattern = LogPattern(text)
            logs.found = nil
            if logs.pattern != nil { searchLog(isOnward: true, rows: rows, keymap, &message) }
        case .start where text.isEmpty || LogStart(text) != nil:
            logs.start = LogStart(text)
            scrolled = 0
        case .start:
            message = Message(.hint, "invalid time '\(text)': expected 90s, 10m, 2h, 3d or 2026-11-26T03:00:00Z")
        case .file where text.isEmpty || logs.lines.isEmpty:
            message = Message(.hint, logs.lines.isEmpty ? "Nothing to save yet" : "Enter a file name")
        case .file: return [.saveLog(logs.lines, file: text, showsTimes: logs.showsTimes)]
        }
        return []
    }

    private mutating func searchLog(isOnward: Bool, rows: Int, _ keymap: Keymap, _ message: inout Message?) {
        let place = logs.search(isOnward: isOnward, scrolled: scrolled, rows: rows, keymap, &message)
        scrolled = place ?? scrolled
    }

    /// Asks for the lines above the first one of the log.
    mutating func olderLinesWanted() -> [InspectorEffect] {
        guard case .logs(let container, nil) = stream, let page = logs.nextPage(of: container) else { return [] }
        return [.readOlderLines(page)]
    }
}
