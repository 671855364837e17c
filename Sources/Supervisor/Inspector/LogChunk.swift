import Engine

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
