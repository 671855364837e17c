import Engine

extension DockerCLI {
    @discardableResult
    package func perform(
        _ call: EngineCall, output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String {
        let command = Command(call)
        if case .build = call { return try await build(command, output: output) }
        let ending = try await collectAgain(command, of: call)
        var splitter = LineSplitter()
        let lines = splitter.lines(in: ending.output) + (splitter.rest().map { [$0] } ?? [])
        for line in ending.words.split(separator: "\n") { output(String(line)) }
        lines.forEach(output)
        guard ending.exitCode == 0 else {
            throw error(of: command, exitCode: ending.exitCode, words: ending.words).concerning(call)
        }
        return lines.last ?? ""
    }

    private func collectAgain(_ command: Command, of call: EngineCall) async throws(EngineError) -> Process.Ending {
        let ending = try await collect(command)
        guard ending.exitCode != 0 else { return ending }
        switch call {
        case .setRestartPolicy: return try await again(command, upTo: 5, while: dying, after: ending)
        case .start:
            return try await again(command, upTo: 12, while: held, after: ending) { () throws(EngineError) in
                _ = try await collect(Command(title: "info", arguments: ["info", "--format", "{{.DockerRootDir}}"]))
            }
        case .stop(let container): return try await stopAgain(command, of: container, after: ending)
        default: return ending
        }
    }

    private func again(
        _ command: Command, upTo count: Int, while said: [String], after failure: Process.Ending,
        preparing: () async throws(EngineError) -> Void = {}
    ) async throws(EngineError) -> Process.Ending {
        var ending = failure
        for _ in 1...count where ending.exitCode != 0 && said.contains(where: ending.words.contains) {
            try await preparing()
            ending = try await collect(command)
        }
        return ending
    }

    /// The service of podman (5.8) keeps the host ports of a container that failed to start, also when that container
    /// is removed, until it collects its garbage: after 2 to 22 further requests when tried, of which `info` needed the
    /// fewest. Only then another container can have the port. These are podman's words, not docker's.
    private var held: [String] { ["cannot listen on the TCP port: ", "cannot listen on the UDP port: "] }

    /// Podman (5.8) stops no container that is paused, as docker does: it is unpaused first.
    private func stopAgain(
        _ command: Command, of container: ContainerReference, after failure: Process.Ending
    ) async throws(EngineError) -> Process.Ending {
        guard failure.words.contains("is running or paused, refusing to clean up") else { return failure }
        var unpause = Command(title: "unpause \(container.name)", arguments: ["unpause", container.argument])
        unpause.isChange = true
        guard try await collect(unpause).exitCode == 0 else { return failure }
        return try await collect(command)
    }

    /// The engine (20.10) fails to update a container that dies that moment, as in a restart loop, and can a moment
    /// later. By how far its end has come (300 times; the last one when the machine was busy).
    private var dying: [String] {
        [
            "cannot update a stopped container", "cannot update a deleted process", "container not running",
            "ttrpc: closed",
        ]
    }

    /// Progress and the reason of a failure both come as lines; of BuildKit all of them on standard error.
    private func build(
        _ command: Command, output: @escaping @Sendable (String) -> Void
    ) async throws(EngineError) -> String {
        let ending = try await stream(command, tail: 40, line: output)
        guard ending.exitCode == 0 else {
            let reason = ending.lastLines.last { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("View build details") }
            throw error(of: command, exitCode: ending.exitCode, words: reason ?? "")
        }
        return ""
    }
}

extension Command {
    init(_ call: EngineCall) {
        self.init(title: call.title, arguments: call.arguments, limit: call.isBuild ? nil : .seconds(60))
        isLong = call.isLong
        environment = call.environment
        input = call.standardInput
        isChange = true
    }
}

extension EngineCall {
    fileprivate var isBuild: Bool { if case .build = self { true } else { false } }

    /// `stop` lasts as long as the container's grace, which is not known here; `create` and `remove` copy or delete
    /// volumes; `start` waits for networks and volumes.
    fileprivate var isLong: Bool {
        switch self {
        case .stop, .create, .remove, .removeImage, .untag, .start: true
        case .build, .rename, .setRestartPolicy, .connect, .tag, .importEmpty: false
        }
    }
}
