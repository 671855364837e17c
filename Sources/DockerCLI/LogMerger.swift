import Engine

/// Puts what `docker logs --timestamps` prints to its two outlets together, in order of time.
///
/// A line on standard error without a time is docker's own.
actor LogMerger {
    /// More bytes than this need not wait here; a reader waits instead.
    private static let bound = 1 << 20

    private let keptLines: Int?
    private let start: LogTime?
    private var output = Outlet()
    private var errors = Outlet()
    private var pending: [LogLine] = []
    private var pendingBytes = 0
    /// What docker itself had to say.
    private(set) var complaint = ""

    /// - Parameters:
    ///   - keptLines: keeps only so many of the newest lines; nil: all, until they are taken.
    ///   - start: leaves out what was printed until then.
    init(keeping keptLines: Int? = nil, after start: LogTime? = nil) {
        self.keptLines = keptLines
        self.start = start
    }

    var isFull: Bool { keptLines == nil && pendingBytes > Self.bound }

    func add(_ bytes: [UInt8], from outlet: Process.Outlet) {
        switch outlet {
        case .output: output.splitter.lines(in: bytes).forEach { keep($0, .output) }
        case .errors: errors.splitter.lines(in: bytes).forEach { keep($0, .errors) }
        }
        guard let keptLines, pending.count >= 2 * keptLines + 4096 else { return }
        pending = pending.sorted { $0.time < $1.time }.suffix(keptLines)
    }

    /// What was added since the last time, oldest first; lines of one time stay in their order.
    ///
    /// - Parameter last: also what has no line end.
    func take(last: Bool = false) -> [LogLine] {
        if last {
            output.splitter.rest().map { keep($0, .output) }
            errors.splitter.rest().map { keep($0, .errors) }
        }
        defer {
            pending = []
            pendingBytes = 0
        }
        return pending.sorted { $0.time < $1.time }
    }

    private func keep(_ text: String, _ source: LogLine.Source) {
        let stamp = text.prefix { $0 != " " }
        let time = LogTime(docker: stamp)
        if time == nil, source == .errors {
            if complaint.utf8.count < 4096 { complaint += text + "\n" }
            return
        }
        let isOutput = source == .output
        let known = time ?? (isOutput ? output.lastTime : errors.lastTime)
        if isOutput { output.lastTime = known } else { errors.lastTime = known }
        if let start, known <= start { return }
        let line = time == nil ? text : String(text.dropFirst(stamp.count + 1))
        pendingBytes += line.utf8.count + 64
        pending.append(LogLine(line, source, at: known))
    }

    private struct Outlet {
        var splitter = LineSplitter(bound: LogLine.bound + stampCount, headCount: stampCount)
        var lastTime = LogTime(nanoseconds: 0)
    }
}

/// `2026-11-25T02:18:03.924333328Z` and a blank.
private let stampCount = 31

extension LogTime {
    /// nil for what is no time.
    fileprivate init?(docker stamp: Substring) {
        guard (20...40).contains(stamp.utf8.count), stamp.utf8.first.map({ (48...57).contains($0) }) == true,
            let (whole, fraction) = engineSeconds(String(stamp))
        else { return nil }
        self.init(nanoseconds: Int64(whole) * 1_000_000_000 + Int64((fraction * 1e9).rounded()))
    }
}
