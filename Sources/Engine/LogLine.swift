import FoundationEssentials

/// A line that a container printed.
package struct LogLine: Hashable, Sendable {
    /// Where it was printed to; a container with a terminal (`-t`) has standard output only.
    package enum Source: UInt8, Hashable, Sendable { case output, errors }

    package var source: Source
    package var time: LogTime
    /// Without its line end, raw: colours, other escape sequences and control characters are still in it.
    package var text: String

    package init(_ text: String, _ source: Source = .output, at time: LogTime) {
        self.source = source
        self.time = time
        self.text = text
    }

    /// Bytes of a line that are kept; the rest of a longer one is dropped.
    ///
    /// The engine stores longer ones in pieces of so many bytes, and puts a time before each, in mid-line (20.10).
    package static let bound = 16 << 10
}

/// When a line was printed, by the engine's clock, to the nanosecond: the engine pages its logs by it.
package struct LogTime: Hashable, Comparable, Sendable {
    /// Since 1970, UTC.
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// To the microsecond, which is what a date can hold.
    package init(_ date: Date) {
        let seconds = min(max(date.timeIntervalSince1970, -9e9), 9e9)
        nanoseconds = Int64((seconds * 1_000_000).rounded()) * 1000
    }

    package var date: Date { Date(timeIntervalSince1970: Double(nanoseconds) / 1e9) }

    package static func < (left: LogTime, right: LogTime) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// Which lines of a container to tell, and then every further one.
package struct LogRequest: Hashable, Sendable {
    /// Name or id.
    package var container: String
    /// How many of the lines that are there already.
    package var tail: Int
    /// Only what was printed after this; nil: however old it is. Of these, too, not more than ``tail``.
    package var since: LogTime?

    package init(container: String, tail: Int = 1000, since: LogTime? = nil) {
        self.container = container
        self.tail = max(tail, 0)
        self.since = since
    }
}

/// A page of lines older than those that are known.
package struct LogPage: Hashable, Sendable {
    /// Name or id.
    package var container: String
    /// Only what was printed before this.
    package var before: LogTime
    /// How many lines were printed from then on, as far as is known: the engine counts from its newest line.
    package var newer: Int
    /// How many at most; fewer come if there are none, or if more than ``newer`` were printed meanwhile.
    package var lines: Int

    package init(container: String, before: LogTime, newer: Int, lines: Int = 1000) {
        self.container = container
        self.before = before
        self.newer = max(newer, 0)
        self.lines = max(lines, 0)
    }
}
