/// Makes lines of bytes that come in pieces.
///
/// Of a line only what follows its last carriage return is kept, as on a terminal: progress bars show their last state.
struct LineSplitter {
    /// Bytes of a line that are kept; the rest of a longer one is dropped.
    static let bound = 64 << 10

    private let bound: Int
    /// How many bytes at the beginning of each line are kept whatever returns follow: a time that docker wrote there.
    private let headCount: Int
    private var pending: [UInt8] = []

    init(bound: Int = Self.bound, headCount: Int = 0) {
        self.bound = bound
        self.headCount = headCount
    }

    /// The lines that these bytes complete, without their ends.
    mutating func lines(in bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: newline) {
            keep(rest[..<end])
            lines.append(take())
            rest = rest[(end + 1)...]
        }
        keep(rest)
        return lines
    }

    /// What stands after the last line end; nil if nothing does.
    mutating func rest() -> String? {
        pending.isEmpty ? nil : take()
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        pending += bytes
        guard pending.count > bound else { return }
        pending = Array(seen.prefix(bound))
    }

    /// What a terminal would show of the pending line.
    private var seen: [UInt8] {
        guard headCount > 0 else { return Array(afterLastReturn(pending)) }
        return Array(pending.prefix(headCount)) + afterLastReturn(Array(pending.dropFirst(headCount)))
    }

    private mutating func take() -> String {
        defer { pending.removeAll(keepingCapacity: true) }
        return String(decoding: seen, as: UTF8.self)
    }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// Carriage returns at the very end belong to the line end (`\r\n`, and docker's `\r\r\n`).
private func afterLastReturn(_ line: [UInt8]) -> ArraySlice<UInt8> {
    var line = line[...]
    while line.last == carriageReturn { line.removeLast() }
    guard let last = line.lastIndex(of: carriageReturn) else { return line }
    return line[(last + 1)...]
}

/// The last few of many lines.
struct Tail {
    private let count: Int
    private var kept: [String] = []

    init(count: Int) {
        self.count = max(count, 0)
    }

    mutating func append(_ line: String) {
        kept.append(line)
        if kept.count >= 2 * count + 64 { kept.removeFirst(kept.count - count) }
    }

    var lines: [String] { kept.suffix(count) }
}
