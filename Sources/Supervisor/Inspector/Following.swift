import Engine
import Families

/// What flows from the engine for as long as it is shown: one container's log, or its measures.
package enum Stream: Equatable, Sendable {
    case logs(container: String, since: LogStart? = nil)
    case stats(container: String)
}

extension State {
    mutating func hear(_ event: InspectorEvent) {
        switch event {
        case .logged(let lines, let container): take(lines, of: container)
        case .olderLinesRead(let lines, let container): prepend(lines, of: container)
        case .logSaved(let file, let lines, let problem): endSaving(file, lines: lines, problem)
        case .measured(let samples, let container): take(samples, of: container)
        case .historyRead(let history): lookedUp.history = history
        case .parametersRead(let parameters): lookedUp.parameters = parameters
        case .layersRead(let layers): lookedUp.layers.merge(layers) { $1 }
        case .followingEnded(let stream, let error): end(stream, with: error)
        }
    }

    /// What the shown tab needs; nil for nothing.
    private var wantedStream: Stream? {
        let state = below
        guard leaving != .decided, !isTooSmall, let id = state.engine.anyContainer?.id else { return nil }
        return switch state.shownLower {
        case .logs: .logs(container: id, since: logView.start)
        case .stats: .stats(container: id)
        case .details, .compare, .history, .parameters, .output: nil
        }
    }

    /// Begins what is wanted now and was not, ends what is not wanted any more.
    mutating func streamsWanted() -> [Effect] {
        let wanted = wantedStream
        guard wanted != stream else { return [] }
        stream = wanted
        streamProblem = nil
        isStreamOver = false
        if case .logs = wanted {
            log = LogBuffer()
            logView.beginAnew()
        }
        if case .stats = wanted { stats = StatsHistory() }
        return [wanted.map { .inspector(.follow($0, after: nil)) } ?? .inspector(.followNothing)]
    }

    /// A container that runs again is followed again, from where its log was.
    mutating func streamsAgain() -> [Effect] {
        guard isStreamOver, let stream, below.engine.anyContainer?.state == .running else { return [] }
        isStreamOver = false
        return [.inspector(.follow(stream, after: log.lastTime))]
    }

    /// What was printed meanwhile, and is printed from now on.
    mutating func logAgain() -> [Effect] {
        guard let stream, case .logs = stream else { return [] }
        isStreamOver = false
        return [.inspector(.follow(stream, after: log.lastTime))]
    }

    mutating func take(_ lines: [LogLine], of container: String) {
        guard case .logs(container, _) = stream, !isFrozen else { return }
        log.append(lines)
        if scrolled > 0 { scrolled = clampedSum(scrolled, lines.count) }
    }

    mutating func take(_ samples: [StatsSample], of container: String) {
        guard stream == .stats(container: container), !isFrozen else { return }
        stats.append(samples)
    }

    mutating func end(_ ended: Stream, with error: EngineError?) {
        guard stream == ended else { return }
        streamProblem = error?.problem
        isStreamOver = error == nil
    }
}
