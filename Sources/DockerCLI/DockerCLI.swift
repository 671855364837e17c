import Engine
import FoundationEssentials
import Logging

/// The docker command line as an engine (docker 20.10 to 28).
///
/// Each call is one docker process; nothing is kept between calls. Where docker finds its engine is docker's own affair
/// (`DOCKER_HOST`, `DOCKER_CONTEXT`, the current context) unless `host` or `context` say it.
package struct DockerCLI: Sendable {
    package let endpoint: String
    /// Name or path of the docker command line.
    package let executable: String
    /// What is run: its path where PATH tells it.
    private let program: String
    /// `--host` and `--context` as they go before the verb.
    let connection: [String]
    private let log: Logger?
    /// Who we are, for ``CallMark``; nil: docker processes are not marked.
    private let caller: String?
    /// Instead of the usual limits of how long docker may be silent; nil: those.
    private let limit: Duration?

    /// - Parameters:
    ///   - executable: name or path; else what `DOCKERVISOR_DOCKER` names, else `docker`.
    ///   - host: docker's `--host`.
    ///   - context: docker's `--context`.
    ///   - limit: how long docker may be silent before it counts as hanging; nil: what is usual for each command.
    ///   - caller: process id and start of this process, by which what it leaves running is found.
    ///   - log: told each command line (no value of env is in it), its exit code and how long it took.
    package init(
        executable: String? = nil, host: String? = nil, context: String? = nil, limit: Duration? = nil,
        caller: String? = nil, log: Logger? = nil
    ) {
        let environment = ProcessInfo.processInfo.environment
        let named = [executable, environment["DOCKERVISOR_DOCKER"]].compactMap { $0 }.first { !$0.isEmpty }
        let name = named ?? "docker"
        self.executable = name
        self.program = name.contains("/") ? name : pathOfExecutable(named: name, in: environment) ?? name
        self.connection = (host.map { ["--host", $0] } ?? []) + (context.map { ["--context", $0] } ?? [])
        self.log = log
        self.caller = caller
        self.limit = limit
        let names = [host, context, environment["DOCKER_HOST"], environment["DOCKER_CONTEXT"]]
        self.endpoint = names.compactMap { $0 }.first { !$0.isEmpty } ?? "local"
    }
}

/// One docker command line and how long it may take.
struct Command: Sendable {
    /// What errors call it, without secrets: `start dcv_web`.
    var title: String
    var arguments: [String]
    var environment: [String: String] = [:]
    var input: String?
    /// How long docker may be silent; nil: as long as it takes.
    var limit: Duration?
    /// Whether it may be silent for longer, as long as the engine answers other questions.
    var isLong = false
    /// Whether the engine may be left changed when docker fails.
    var isChange = false
    /// Whether docker is to be killed as soon as nobody needs it: it has nothing to finish.
    var isExpendable = false

    /// Whether it is found if we die. A build has a life of its own: nothing has to be recovered after it.
    var isMarked: Bool { isChange && limit != nil }

    /// One that only reads.
    init(title: String, arguments: [String], limit: Duration? = .seconds(30)) {
        self.title = title
        self.arguments = arguments
        self.limit = limit
    }
}

extension DockerCLI {
    /// Runs a command to its end; an exit code other than 0 throws nothing.
    func collect(_ command: Command) async throws(EngineError) -> Process.Ending {
        var ending = try await collectOnce(command)
        for _ in 1...20 where ending.lostSight && !command.isChange {
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .cancelled(command: command.title) }
            ending = try await collectOnce(command)
        }
        return ending
    }

    private func collectOnce(_ command: Command) async throws(EngineError) -> Process.Ending {
        try await run(command) { process throws(Process.Failure) in try await process.collect() }
    }

    /// Runs a command to its end and returns what it printed.
    func output(of command: Command) async throws(EngineError) -> [UInt8] {
        let ending = try await collect(command)
        guard ending.exitCode == 0 else { throw error(of: command, exitCode: ending.exitCode, words: ending.words) }
        return ending.output
    }

    /// Runs a command to its end, tells each line of it, and returns the last ones.
    func stream(
        _ command: Command, tail: Int, standardErrorToo: Bool = true, line: @escaping @Sendable (String) async -> Void
    ) async throws(EngineError) -> Process.Ending {
        try await run(command) { process throws(Process.Failure) in
            try await process.stream(tail: tail, standardErrorToo: standardErrorToo, line: line)
        }
    }

    /// Runs a command to its end and hands on what it prints; see ``Process/read(piece:)``.
    func read(
        _ command: Command, piece: @escaping @Sendable (Process.Outlet, [UInt8]) async -> Bool
    ) async throws(EngineError) -> Process.Ending {
        try await run(command) { process throws(Process.Failure) in try await process.read(piece: piece) }
    }

    /// Runs a command on the terminal of this process.
    func attend(_ command: Command) async throws(EngineError) -> Process.Ending {
        try await run(command) { process throws(Process.Failure) in try await process.onTerminal() }
    }

    /// What a docker that did not exit with 0 has to say.
    func error(of command: Command, exitCode: Int, words: String) -> EngineError {
        EngineError(
            command: command.title, exitCode: exitCode, words: words, endpoint: endpoint,
            isChange: command.isChange)
    }

    private func process(_ command: Command) -> Process {
        // Short commands (docker is written in Go) need not collect their garbage often: a tenth of their time.
        var common = command.limit == nil ? ["LC_ALL": "C"] : ["LC_ALL": "C", "GOGC": "400"]
        let arguments = connection + command.arguments
        if let caller, command.isMarked {
            common[CallMark.variable] = CallMark(caller: caller, arguments: arguments).text
        }
        var process = Process(
            executable: program, arguments: arguments,
            environment: command.environment.merging(common) { own, _ in own },
            input: command.input, limit: limited(command).limit,
            grace: command.isExpendable ? .milliseconds(50) : .seconds(2))
        if command.isLong { process.mayGoOn = { await answers() } }
        return process
    }

    private func limited(_ command: Command) -> Command {
        var command = command
        if let limit, command.limit != nil { command.limit = limit }
        return command
    }

    /// Whether the engine still does: one that hangs is told from a command that takes its time.
    private func answers() async -> Bool {
        let question = Command(title: "version", arguments: ["version", "--format", "{{.Server.Version}}"])
        return (try? await output(of: question)) != nil
    }

    /// Whatever becomes of it is logged.
    private func run(
        _ command: Command, _ work: (Process) async throws(Process.Failure) -> Process.Ending
    ) async throws(EngineError) -> Process.Ending {
        let start = ContinuousClock.now
        do {
            let ending = try await work(process(command))
            note(command, "exit \(ending.exitCode)", since: start)
            return ending
        } catch {
            note(command, "\(error)", since: start)
            throw EngineError(limited(command), failure: error, executable: executable)
        }
    }

    private func note(_ command: Command, _ outcome: String, since start: ContinuousClock.Instant) {
        guard let log else { return }
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        let words = ([executable] + connection + command.arguments.withoutValues).map(\.shellQuoted)
        let line = words.joined(separator: " ").unicodeScalars.map {
            $0.value < 0x20 || $0.value == 0x7F ? "\\x\($0.value)" : String($0)
        }
        log.info("\(line.joined())", metadata: ["outcome": "\(outcome)", "ms": "\(Int(milliseconds))"])
    }
}

extension Process.Ending {
    /// The engine fails to list images while somebody removes one, or builds (docker 26, containerd image store):
    /// `failed to calculate size of image …: content digest sha256:…: not found`. A moment later it can.
    fileprivate var lostSight: Bool {
        exitCode != 0 && words.contains("content digest sha256:") && words.contains("not found")
    }
}

extension EngineError {
    fileprivate init(_ command: Command, failure: Process.Failure, executable: String) {
        switch failure {
        case .notFound: self = .noDockerCLI(executable)
        case .notStarted(let why): self = .refused(command: command.title, exitCode: 126, words: why)
        case .tooMuchOutput: self = .unreadable(command: command.title, detail: "more than 64 MB")
        case .timeUp: self = .silent(command: command.title, after: command.limit ?? .zero)
        case .cancelled: self = .cancelled(command: command.title)
        }
    }
}
