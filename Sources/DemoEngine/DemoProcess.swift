import Engine
import FoundationEssentials

/// What the main process of a container of the demo engine does.
struct DemoProcess: Hashable, Sendable {
    /// Seconds until it ends by itself, and its exit code; nil if it runs until it is stopped.
    var end: End?
    /// Whether `docker stop` has to kill it.
    var ignoresTermination = false
    /// What it prints when it starts.
    var firstLines: [String] = []
    /// What it prints then, over and over.
    var chatter: [String] = []

    struct End: Hashable, Sendable {
        var after: TimeInterval
        var exitCode: Int
    }

    /// Seconds between two lines of chatter.
    static let interval: TimeInterval = 2

    /// What it printed from its start until now: the last `count` lines.
    func lines(from start: Date, to now: Date, count: Int) -> [LogLine] {
        let begin = LogTime(start).nanoseconds
        let total = chatter.isEmpty ? 0 : Int(max(now.timeIntervalSince(start), 0) / Self.interval)
        let first = firstLines.enumerated().map { place, text in
            LogLine(demo: text, at: LogTime(nanoseconds: begin + Int64(place) * 1000))
        }
        let talk = (max(0, total - count)..<total).map { number in
            let text = "\(number + 1) " + chatter[number % chatter.count]
            let seconds = Int64(Self.interval) * Int64(number + 1)
            return LogLine(demo: text, at: LogTime(nanoseconds: begin + seconds * 1_000_000_000))
        }
        return Array((first + talk).suffix(count))
    }
}

extension LogLine {
    /// What ends in ` >&2` goes to standard error.
    fileprivate init(demo text: String, at time: LogTime) {
        let isError = text.hasSuffix(toErrors)
        self.init(isError ? String(text.dropLast(toErrors.count)) : text, isError ? .errors : .output, at: time)
    }
}

private let toErrors = " >&2"

extension DemoProcess {
    /// Understands as much of a shell as the fixtures of tests need: `echo`, `sleep`, `exit`, `trap`, `while`.
    ///
    /// A shell that is process 1 and sets no trap ignores SIGTERM, as on Linux. Any other program runs on and ends when
    /// it is told.
    init(command: [String], chatter: [String] = []) {
        guard let script = Self.script(command) else {
            self.init(firstLines: ["\(command.first ?? "") started"], chatter: chatter)
            return
        }
        self.init(ignoresTermination: true, chatter: chatter)
        let statements = script.replacing(toErrors, with: " /dev/stderr").split { ";\n&".contains($0) }
        run(statements.map { $0.drop(while: \.isWhitespace) })
    }

    private static func script(_ command: [String]) -> String? {
        if let option = command.firstIndex(of: "-c"), command.indices.contains(option + 1) {
            return command[option + 1]
        }
        let words = command.prefix(1).contains { $0.hasSuffix("busybox") } ? command.dropFirst() : command[...]
        return ["sleep", "echo", "true", "false"].contains(words.first) ? words.joined(separator: " ") : nil
    }

    private mutating func run(_ statements: [Substring]) {
        var elapsed: TimeInterval = 0
        for statement in statements {
            let words = statement.split(separator: " ").drop { $0.hasSuffix("/busybox") || $0 == "exec" }
            switch words.first {
            case "echo":
                let text = words.dropFirst().joined(separator: " ").filter { !"'\"".contains($0) }
                firstLines.append(text.replacing(" /dev/stderr", with: toErrors))
            case "trap": ignoresTermination = !statement.contains("exit")
            case "sleep": elapsed += words.dropFirst().first.flatMap { TimeInterval($0) } ?? .infinity
            case "while": return
            case "false": end = End(after: elapsed, exitCode: 1)
            case "exit":
                end = End(after: elapsed, exitCode: words.dropFirst().first.flatMap { Int($0) } ?? 0)
                return
            default: break
            }
        }
        end = end ?? End(after: elapsed, exitCode: 0)
    }
}
