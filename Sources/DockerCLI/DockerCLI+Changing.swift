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
            throw error(of: command, exitCode: ending.exitCode, words: ending.words).naming(call.container?.name)
        }
        return lines.last ?? ""
    }

    /// The engine (20.10) fails to update a container that dies that moment, as in a restart loop, and can a moment
    /// later.
    private func collectAgain(_ command: Command, of call: EngineCall) async throws(EngineError) -> Process.Ending {
        var ending = try await collect(command)
        guard case .setRestartPolicy = call else { return ending }
        for _ in 1...5 where ending.exitCode != 0 && dying.contains(where: ending.words.contains) {
            ending = try await collect(command)
        }
        return ending
    }

    /// By how far its end has come (`docker update`, 20.10, of a container in a restart loop, 300 times).
    private var dying: [String] {
        ["cannot update a stopped container", "cannot update a deleted process", "container not running"]
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
