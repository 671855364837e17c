import Engine

/// The newest lines of a log, as many as fit into a number of bytes.
///
/// Lines have numbers that stay theirs when older ones are dropped: 0 is the first that was appended, older ones that
/// are fetched later have -1, -2 … Memory is flat: text is kept in pieces of 64 kB, and whole pieces are dropped.
package struct LogBuffer: Equatable, Sendable {
    /// Bytes that are kept at most, the bookkeeping of 13 bytes a line included.
    package let bound: Int
    /// The numbers of the lines that are kept.
    package private(set) var numbers = 0..<0
    /// How many older ones were dropped, and not fetched again.
    package private(set) var droppedLines = 0
    /// Bytes in use, by the same count as ``bound``.
    package private(set) var byteCount = 0
    private var chunks: [Chunk] = []

    package init(bound: Int = 4 << 20) {
        self.bound = max(bound, 1024)
    }

    package var isEmpty: Bool { numbers.isEmpty }

    /// The newest line's time: following goes on from there. nil if there is none.
    package var lastTime: LogTime? { chunks.last?.lastTime }

    /// What to ask for to see older lines; nil if there is no line.
    package func pageBefore(of container: String, lines: Int = 1000) -> LogPage? {
        chunks.first.map { LogPage(container: container, before: $0[0].time, newer: numbers.count, lines: lines) }
    }

    /// Adds newer lines, and drops the oldest if there is no room.
    package mutating func append(_ batch: some Sequence<LogLine>) {
        for line in batch {
            if chunks.last?.hasRoom(for: line, of: bound) != true { startChunk() }
            byteCount += chunks[chunks.count - 1].append(line)
            numbers = numbers.lowerBound..<(numbers.upperBound + 1)
        }
        while byteCount > bound, chunks.count > 1 { dropFirst() }
    }

    /// Adds older lines before the others, the newest of them as far as there is room; returns how many.
    @discardableResult
    package mutating func prepend(_ page: [LogLine]) -> Int {
        var room = bound - byteCount
        let fitting = page.reversed().prefix { line in
            room -= Chunk.size(of: line)
            return room >= 0
        }
        var pieces: [Chunk] = []
        for line in fitting.reversed() {
            if pieces.last?.hasRoom(for: line, of: bound) != true { pieces.append(Chunk()) }
            byteCount += pieces[pieces.count - 1].append(line)
        }
        chunks.insert(contentsOf: pieces, at: 0)
        numbers = (numbers.lowerBound - fitting.count)..<numbers.upperBound
        droppedLines = max(0, droppedLines - fitting.count)
        return fitting.count
    }

    /// The line of that number; nil if it is not kept.
    package subscript(number: Int) -> LogLine? {
        numbers.contains(number) ? lines(number..<(number + 1)).first : nil
    }

    /// The lines of these numbers, as many of them as are kept.
    package func lines(_ wanted: Range<Int>) -> [LogLine] {
        let wanted = wanted.clamped(to: numbers)
        var lines: [LogLine] = []
        forEachChunk { chunk, held in
            for number in wanted.clamped(to: held) { lines.append(chunk[number - held.lowerBound]) }
            return held.upperBound < wanted.upperBound
        }
        return lines
    }
}

extension LogBuffer {
    /// Number of the next line below that has the pattern, then on from the top; nil if no line has it.
    package func next(_ pattern: LogPattern, after number: Int) -> Int? {
        let border = min(max(number + 1, numbers.lowerBound), numbers.upperBound)
        return first(pattern, in: border..<numbers.upperBound) ?? first(pattern, in: numbers.lowerBound..<border)
    }

    /// Number of the next line above that has the pattern, then on from the bottom; nil if no line has it.
    package func previous(_ pattern: LogPattern, before number: Int) -> Int? {
        let border = min(max(number, numbers.lowerBound), numbers.upperBound)
        return last(pattern, in: numbers.lowerBound..<border) ?? last(pattern, in: border..<numbers.upperBound)
    }

    /// Numbers of the lines that have the pattern.
    func matches(_ pattern: LogPattern) -> [Int] {
        var matches = [Int]()
        forEachChunk { chunk, held in
            matches += held.filter { chunk.has(pattern, at: $0 - held.lowerBound) }
            return true
        }
        return matches
    }

    private func first(_ pattern: LogPattern, in wanted: Range<Int>) -> Int? {
        var found: Int?
        forEachChunk { chunk, held in
            let part = wanted.clamped(to: held)
            found = part.first { chunk.has(pattern, at: $0 - held.lowerBound) }
            return found == nil && held.upperBound < wanted.upperBound
        }
        return found
    }

    private func last(_ pattern: LogPattern, in wanted: Range<Int>) -> Int? {
        var end = numbers.upperBound
        for chunk in chunks.reversed() {
            let held = (end - chunk.count)..<end
            let found = wanted.clamped(to: held).last { chunk.has(pattern, at: $0 - held.lowerBound) }
            if let found { return found }
            if held.lowerBound <= wanted.lowerBound { return nil }
            end = held.lowerBound
        }
        return nil
    }

    /// From the oldest on, with the numbers of its lines, until told not to go on.
    private func forEachChunk(_ body: (Chunk, Range<Int>) -> Bool) {
        var start = numbers.lowerBound
        for chunk in chunks {
            guard body(chunk, start..<(start + chunk.count)) else { return }
            start += chunk.count
        }
    }

    private mutating func startChunk() {
        var chunk = Chunk()
        chunk.reserve(min(bound / 8, Chunk.bound))
        chunks.append(chunk)
    }

    private mutating func dropFirst() {
        let chunk = chunks.removeFirst()
        byteCount -= chunk.byteCount
        droppedLines += chunk.count
        numbers = (numbers.lowerBound + chunk.count)..<numbers.upperBound
    }
}
