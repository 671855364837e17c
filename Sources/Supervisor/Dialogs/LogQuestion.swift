import Console
import Engine

/// What is asked for in one line while a log is shown.
package enum LogQuestion: Hashable, Sendable {
    case pattern, start, file

    package var words: String {
        switch self {
        case .pattern: "Search: "
        case .start: "Show since (10m, 2h, 3d, 2026-11-26T03:00:00Z; empty: all): "
        case .file: "Save as: "
        }
    }
}

extension State {
    /// Whether the keys are the log's.
    package var isLogFocused: Bool { lists.focus == .inspector && shownTab == .logs }

    mutating func performInLog(_ action: Action) {
        switch action {
        case .searchLog: mode = .asking(.pattern, text: "")
        case .sinceLog: mode = .asking(.start, text: "")
        case .saveLog: mode = .asking(.file, text: (lists.anyContainer?.name ?? "container") + ".log")
        case .wrapLog: inspector.logs.wraps.toggle()
        case .timesLog: inspector.logs.showsTimes.toggle()
        case .nextFound: searchLog(isOnward: true)
        case .previousFound: searchLog(isOnward: false)
        default: break
        }
    }

    private mutating func searchLog(isOnward: Bool) {
        let place = inspector.logs.search(
            isOnward: isOnward, scrolled: inspector.scrolled, rows: size.rows, keymap, &message)
        if let place { inspector.scrolled = place }
    }

    mutating func answer(_ question: LogQuestion, _ text: String, _ key: Key) -> [Effect] {
        switch key {
        case .enter:
            mode = .browsing
            return answered(question, text)
        case .escape, .control("c"): mode = .browsing
        default:
            if let text = edited(text, key, wordEnd: question == .file ? "/" : " ") {
                mode = .asking(question, text: text)
            }
        }
        return []
    }

    private mutating func answered(_ question: LogQuestion, _ text: String) -> [Effect] {
        switch question {
        case .pattern:
            inspector.logs.pattern = LogPattern(text)
            inspector.logs.found = nil
            if inspector.logs.pattern != nil { searchLog(isOnward: true) }
        case .start:
            guard text.isEmpty || LogStart(text) != nil else {
                message = Message(.hint, "'\(text)' is no time: 90s, 10m, 2h, 3d, or 2026-11-26T03:00:00Z")
                return []
            }
            inspector.logs.start = LogStart(text)
            inspector.scrolled = 0
        case .file:
            let logs = inspector.logs
            guard !text.isEmpty, !logs.lines.isEmpty else {
                message = Message(.hint, logs.lines.isEmpty ? "There is nothing to save yet" : "It needs a name")
                return []
            }
            return [.inspector(.saveLog(logs.lines, file: text, showsTimes: logs.showsTimes))]
        }
        return []
    }
}
