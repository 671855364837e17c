import FoundationEssentials
import Logging

#if canImport(Glibc)
    import Glibc
#endif

/// Appends one line for each message to a file of mode 0600.
struct LogFile: LogHandler {
    var logLevel = Logger.Level.debug
    var metadata = Logger.Metadata()
    private let descriptor: Int32

    init?(path: String) {
        // A pipe that nobody reads is no reason to wait.
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = Date.now.formatted(.iso8601.dateTimeSeparator(.space))
        let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(time) \(event.level) \(event.message)\(facts)\n"
        _ = line.withCString { write(descriptor, $0, strlen($0)) }
    }
}
