import Engine
import FoundationEssentials

/// How the log is looked at.
package struct LogView: Equatable, Sendable {
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
    var isAskingOlder = false
    /// There are no older lines, or no room for them.
    var isAtBeginning = false

    package init() {}

    /// For another log: what people chose stays.
    mutating func beginAnew() {
        (found, isAskingOlder, isAtBeginning) = (nil, false, false)
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
