extension LogBuffer {
    /// Some lines behind each other in one piece of memory.
    struct Chunk: Equatable, Sendable {
        static let bound = 64 << 10

        private var text: [UInt8] = []
        /// Where each line ends in the text.
        private var ends: [UInt32] = []
        private var times: [Int64] = []
        private var sources: [UInt8] = []

        var count: Int { ends.count }
        var byteCount: Int { text.count + count * Self.overhead }
        var lastTime: LogTime? { times.last.map(LogTime.init(nanoseconds:)) }

        private static let overhead = 4 + 8 + 1

        static func size(of line: LogLine) -> Int { line.text.utf8.count + overhead }

        /// - Parameter total: bound of the buffer: a small one has small chunks.
        func hasRoom(for line: LogLine, of total: Int) -> Bool {
            byteCount + Self.size(of: line) <= min(total / 8, Self.bound)
        }

        mutating func reserve(_ bytes: Int) {
            text.reserveCapacity(bytes)
        }

        /// Returns the bytes it takes.
        mutating func append(_ line: LogLine) -> Int {
            text.append(contentsOf: line.text.utf8)
            ends.append(UInt32(text.count))
            times.append(line.time.nanoseconds)
            sources.append(line.source.rawValue)
            return Self.size(of: line)
        }

        subscript(place: Int) -> LogLine {
            LogLine(
                String(decoding: bytes(place), as: UTF8.self), LogLine.Source(rawValue: sources[place]) ?? .output,
                at: LogTime(nanoseconds: times[place]))
        }

        func has(_ pattern: LogPattern, at place: Int) -> Bool {
            pattern.isFound(in: bytes(place))
        }

        private func bytes(_ place: Int) -> ArraySlice<UInt8> {
            text[Int(place > 0 ? ends[place - 1] : 0)..<Int(ends[place])]
        }
    }
}

/// What is searched for in a log: capitals count only if it has one itself.
package struct LogPattern: Hashable, Sendable {
    package let text: String
    private let bytes: [UInt8]
    private let ignoresCase: Bool

    /// nil for nothing at all, which is everywhere.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        ignoresCase = !text.contains(where: \.isUppercase)
        bytes = Array(text.utf8)
    }

    package func isFound(in text: String) -> Bool { isFound(in: Array(text.utf8)[...]) }

    /// In UTF-8.
    func isFound(in line: ArraySlice<UInt8>) -> Bool {
        guard ignoresCase else { return contains(line) { $0 } }
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return contains(Array(String(decoding: line, as: UTF8.self).lowercased().utf8)[...]) { $0 }
        }
        return contains(line) { (65...90).contains($0) ? $0 | 0x20 : $0 }
    }

    private func contains(_ line: ArraySlice<UInt8>, _ folded: (UInt8) -> UInt8) -> Bool {
        line.withUnsafeBufferPointer { line in
            guard line.count >= bytes.count else { return false }
            let first = bytes[0]
            for start in 0...(line.count - bytes.count) where folded(line[start]) == first {
                if bytes.indices.allSatisfy({ folded(line[start + $0]) == bytes[$0] }) { return true }
            }
            return false
        }
    }
}
