import Engine

extension DockerCLI {
    /// The engine (20.10) counts `--tail` from the newest line and leaves out what `--until` excludes afterwards: so
    /// the newer lines are asked for as well.
    package func logs(_ page: LogPage) async throws(EngineError) -> [LogLine] {
        guard page.lines > 0 else { return [] }
        let options = ["--tail", "\(page.lines + page.newer)", "--until", page.before.argument]
        let merger = LogMerger(keeping: page.lines)
        try await read(logs(of: page.container, options), into: merger)
        return await merger.take(last: true).filter { $0.time < page.before }.suffix(page.lines)
    }

    package func follow(
        _ request: LogRequest, lines: @escaping @Sendable ([LogLine]) async -> Void
    ) async throws(EngineError) {
        let since = request.since.map { ["--since", $0.argument] } ?? []
        var command = logs(of: request.container, ["--follow", "--tail", "\(request.tail)"] + since)
        command.limit = nil
        command.isExpendable = true
        let merger = LogMerger(after: request.since)
        let (news, announce) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        async let delivery: Void = deliver(merger, when: news, to: lines)
        try await read(command, into: merger) { announce.yield() }
        announce.finish()
        await delivery
    }

    /// Standard output and errors are read each on its own; so lines wait a little for those of the other that were
    /// printed before.
    private func deliver(
        _ merger: LogMerger, when news: AsyncStream<Void>, to lines: @Sendable ([LogLine]) async -> Void
    ) async {
        for await _ in news {
            try? await Task.sleep(for: .milliseconds(20))
            let batch = await merger.take()
            if !batch.isEmpty, !Task.isCancelled { await lines(batch) }
        }
        let rest = await merger.take(last: true)
        if !rest.isEmpty, !Task.isCancelled { await lines(rest) }
    }

    /// Throws what docker has to say if it fails.
    private func read(
        _ command: Command, into merger: LogMerger, announce: @escaping @Sendable () -> Void = {}
    ) async throws(EngineError) {
        let ending = try await read(command) { outlet, bytes in
            await merger.add(bytes, from: outlet)
            announce()
            while await merger.isFull, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
            return true
        }
        guard ending.exitCode != 0 else { return }
        let name = command.arguments.last ?? ""
        throw error(of: command, exitCode: ending.exitCode, words: await merger.complaint).naming(name)
    }

    /// Every line with its time before it.
    private func logs(of container: String, _ options: [String]) -> Command {
        Command(
            title: "logs \(shortID(container))", arguments: ["logs", "--timestamps"] + options + ["--", container])
    }
}

extension LogTime {
    /// As `--since` and `--until` take it: `1795457156.127000001`.
    fileprivate var argument: String {
        let (seconds, rest) = max(nanoseconds, 0).quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = "\(rest)"
        return "\(seconds)." + String(repeating: "0", count: 9 - digits.count) + digits
    }
}
