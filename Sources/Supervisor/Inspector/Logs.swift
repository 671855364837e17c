import Console
import Engine
import FoundationEssentials

/// The log of the container that is looked at, and how it is shown.
package struct Logs: Equatable, Sendable {
    package var lines = LogBuffer()
    /// Whether lines that are too long go on below; else they are cut.
    package var wraps = true
    /// Whether the time (UTC) stands before each line.
    package var showsTimes = false
    /// What is searched for.
    package var pattern: LogPattern?
    /// Number of the line where the search is.
    package var found: Int?
    /// Only lines printed from then on; nil: the newest thousand, and older ones as they are wanted.
    package var start: LogStart?
    /// Older lines are on their way.
    private var isAskingOlder = false
    /// There are no older lines, or no room for them.
    private var isAtBeginning = false

    package init() {}

    /// For another log: what people chose stays.
    mutating func beginAnew() { (lines, found, isAskingOlder, isAtBeginning) = (LogBuffer(), nil, false, false) }

    // MARK: Older lines

    /// nil if it is on its way, or there is none.
    mutating func nextPage(of container: String) -> LogPage? {
        guard !isAskingOlder, !isAtBeginning, let page = lines.pageBefore(of: container) else { return nil }
        isAskingOlder = true
        return page
    }

    mutating func prepend(_ older: [LogLine], of container: String, _ message: inout Message?) {
        isAskingOlder = false
        let kept = lines.prepend(older)
        isAtBeginning = kept < older.count || older.isEmpty
        guard isAtBeginning else { return }
        message = Message(
            .hint,
            older.isEmpty
                ? "Beginning of the log" : "Buffer full. For older lines: docker logs \(shortID(container))"
        )
    }

    // MARK: Search

    /// Onward is up, to older lines: what was printed last is seen first.
    ///
    /// - Parameter scrolled: lines below the shown ones.
    /// - Returns: the lines that have to be below those shown, so that the found one is seen; nil to stay.
    mutating func search(isOnward: Bool, scrolled: Int, rows: Int, _ keymap: Keymap, _ message: inout Message?) -> Int?
    {
        guard let pattern else {
            message = Message(.hint, "No search yet. Press \(keymap.label(of: .searchLog)) to search")
            return nil
        }
        let numbers = lines.numbers
        let start = found ?? (isOnward ? numbers.upperBound - min(scrolled, numbers.count) : -1)
        found = isOnward ? lines.previous(pattern, before: start) : lines.next(pattern, after: start)
        guard let found else {
            message = Message(
                .hint, "'\(pattern.text)' not found in \(numbers.count) line\(numbers.count == 1 ? "" : "s")",
                remedy: isAtBeginning ? "" : "\(keymap.label(of: .moveTop)) loads older lines")
            return nil
        }
        let matches = lines.matches(pattern)
        let which = matches.firstIndex(of: found).map { "Match \($0 + 1) of \(matches.count)" } ?? "Match"
        let keys = "\(keymap.label(of: .nextFound)): next, \(keymap.label(of: .previousFound)): previous"
        message = Message(.hint, "\(which) for '\(pattern.text)'", remedy: keys)
        return max(0, numbers.upperBound - found - max(1, rows / 5))
    }
}

/// From when on a log is shown.
package enum LogStart: Hashable, Sendable {
    /// Seconds before it was asked for.
    case ago(Int)
    case at(LogTime)

    /// As people write it: `90s`, `10m`, `2h`, `3d`, or a time, `2026-11-26T03:00:00Z`; nil for anything else.
    package init?(_ text: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), (1...100_000).contains(count)
        {
            self = .ago(count * unit)
        } else if let date = try? Date(text, strategy: .iso8601) {
            self = .at(LogTime(date))
        } else {
            return nil
        }
    }

    package func time(from now: Date) -> LogTime {
        switch self {
        case .ago(let seconds): LogTime(now.addingTimeInterval(-Double(seconds)))
        case .at(let time): time
        }
    }
}

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
