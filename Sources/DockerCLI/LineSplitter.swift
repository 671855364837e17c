/// Makes lines of bytes that come in pieces.
///
/// Of a line only what follows its last carriage return is kept, as on a terminal: progress bars show their last state.
struct LineSplitter {
    /// Bytes of a line that are kept; the rest of a longer one is dropped.
    static let bound = 64 << 10

    private var pending: [UInt8] = []

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
        guard pending.count > Self.bound else { return }
        pending = Array(afterLastReturn(pending).prefix(Self.bound))
    }

    private mutating func take() -> String {
        defer { pending.removeAll(keepingCapacity: true) }
        return String(decoding: afterLastReturn(pending), as: UTF8.self)
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
