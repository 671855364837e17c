import Console
import Engine

extension State {
    /// Whether the keys are the log's.
    package var isLogFocused: Bool { focus == .lower && shownLower == .logs }

    // MARK: Keys

    mutating func performInLog(_ action: Action) {
        switch action {
        case .searchLog: mode = .asking(.pattern, text: "")
        case .sinceLog: mode = .asking(.start, text: "")
        case .saveLog: mode = .asking(.file, text: (engine.anyContainer?.name ?? "container") + ".log")
        case .wrapLog: logView.wraps.toggle()
        case .timesLog: logView.showsTimes.toggle()
        case .nextFound: search(isOnward: true)
        case .previousFound: search(isOnward: false)
        default: break
        }
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
            logView.pattern = LogPattern(text)
            logView.found = nil
            if logView.pattern != nil { search(isOnward: true) }
            return []
        case .start:
            guard text.isEmpty || LogStart(text) != nil else {
                message = Message(.hint, "'\(text)' is no time: 90s, 10m, 2h, 3d, or 2026-11-26T03:00:00Z")
                return []
            }
            logView.start = LogStart(text)
            scrolled = 0
            return []
        case .file:
            guard !text.isEmpty, !log.isEmpty else {
                message = Message(.hint, log.isEmpty ? "There is nothing to save yet" : "It needs a name")
                return []
            }
            return [.inspector(.saveLog(log, file: text, showsTimes: logView.showsTimes))]
        }
    }

    mutating func endSaving(_ file: String, lines: Int, _ problem: String?) {
        message =
            problem.map { Message(.failure, "\(file) was not written: \($0)") }
            ?? Message(.done, "\(lines) lines are in \(file)")
    }

    // MARK: Search

    /// Onward is up, to older lines: what was printed last is seen first.
    private mutating func search(isOnward: Bool) {
        guard let pattern = logView.pattern else {
            message = Message(.hint, "Nothing is searched for yet: \(keymap.label(of: .searchLog)) asks what")
            return
        }
        let start = logView.found ?? (isOnward ? log.numbers.upperBound - min(scrolled, log.numbers.count) : -1)
        let found = isOnward ? log.previous(pattern, before: start) : log.next(pattern, after: start)
        logView.found = found
        guard let found else {
            message = Message(
                .hint, "'\(pattern.text)' is in none of \(log.numbers.count) lines",
                remedy: logView.isAtBeginning ? "" : "\(keymap.label(of: .moveTop)) fetches older ones")
            return
        }
        let last = logView.found == start ? "the only line with" : "a line with"
        message = Message(.hint, "\(last) '\(pattern.text)'", remedy: searchKeys)
        scrolled = max(0, log.numbers.upperBound - found - max(1, size.rows / 5))
    }

    private var searchKeys: String {
        "\(keymap.label(of: .nextFound)) next, \(keymap.label(of: .previousFound)) back"
    }

    // MARK: Older lines

    /// Somebody wants to see what is above the first line.
    mutating func olderLinesWanted() -> [Effect] {
        guard case .logs(let container, nil) = stream, !logView.isAskingOlder, !logView.isAtBeginning,
            let page = log.pageBefore(of: container)
        else { return [] }
        logView.isAskingOlder = true
        return [.inspector(.readOlderLines(page))]
    }

    mutating func prepend(_ lines: [LogLine], of container: String) {
        guard case .logs(container, _) = stream else { return }
        logView.isAskingOlder = false
        let kept = log.prepend(lines)
        logView.isAtBeginning = kept < lines.count || lines.isEmpty
        guard logView.isAtBeginning else { return }
        message = Message(
            .hint,
            lines.isEmpty
                ? "This is where the log begins" : "There is no room for older lines: docker logs \(shortID(container))"
        )
    }
}
