import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// `journal.jsonl`: one line for each operation, oldest first; lines are only ever added.
package struct Journal: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// So many bytes are read, from the end.
    private static let bound = 16_000_000

    /// The journal beside the Dockerparams that are kept.
    package init(in folder: DockerparamsFolder) { self.init(path: folder.kept + "/journal.jsonl") }

    /// What the file says.
    package struct Reading: Hashable, Sendable {
        /// Oldest first.
        package var entries: [JournalEntry] = []
        /// Whether older entries were left out: the file is very large.
        package var isCut = false
        /// Numbers of lines that are no entry, from 1, of those that were read: cut off when the power failed, most likely.
        package var tornLines: [Int] = []
    }

    /// A journal that is not there is empty.
    package func read() throws(JournalError) -> Reading {
        let end: (bytes: Data, isCut: Bool)
        do throws(FileReading.Problem) {
            guard let found = try FileReading.end(of: path, upTo: Journal.bound) else { return Reading() }
            end = found
        } catch {
            throw .unreadable(path, error.words)
        }
        var reading = Reading(isCut: end.isCut)
        let lines = end.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated().dropFirst(end.isCut ? 1 : 0) where !line.isEmpty {
            if let entry = try? Journal.decoder.decode(JournalEntry.self, from: Data(line)) {
                reading.entries.append(entry)
            } else {
                reading.tornLines.append(index + 1)
            }
        }
        return reading
    }

    /// Adds a line, after the end of one that was cut off.
    ///
    /// - Returns: why it could not be written, in one sentence without a full stop; nil if it was.
    func append(_ entry: JournalEntry) -> String? {
        guard let text = try? Journal.encoder.encode(entry) else { return "cannot write the history entry" }
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if !FileManager.default.fileExists(atPath: folder) {
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        // Whatever it is, nobody waits for it: a pipe is refused.
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return failure }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFIFO else {
            return "cannot write the history file \(path): it is a pipe"
        }
        let line = (endsMidLine(descriptor) ? [UInt8(ascii: "\n")] : []) + text + [UInt8(ascii: "\n")]
        return write(descriptor, line, line.count) == line.count ? nil : failure
    }

    private var failure: String { "cannot write the history file \(path): \(String(cString: strerror(errno)))" }

    private func endsMidLine(_ descriptor: Int32) -> Bool {
        var last: UInt8 = 0
        guard lseek(descriptor, -1, SEEK_END) >= 0, Glibc.read(descriptor, &last, 1) == 1 else { return false }
        return last != UInt8(ascii: "\n")
    }

    /// A JSON array, for scripts.
    package static func json(_ entries: [JournalEntry]) -> String {
        let encoder = encoder
        encoder.outputFormatting.insert(.prettyPrinted)
        return String(decoding: (try? encoder.encode(entries)) ?? Data("[]".utf8), as: UTF8.self)
    }

    /// ISO 8601 to the millisecond.
    private static let dates = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(dates))
        }
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            try Date(try decoder.singleValueContainer().decode(String.self), strategy: dates)
        }
        return decoder
    }
}

package enum JournalError: Error, Hashable, Sendable {
    case unreadable(String, String)

    package var problem: String {
        switch self {
        case .unreadable(let path, let why): "cannot read the history file \(path): \(why)"
        }
    }

    package var remedy: String { "Check its owner (with sudo it may be root): ls -l ~/dcv" }
}
