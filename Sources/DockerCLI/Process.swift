import Subprocess

/// One docker process. This file alone starts processes.
///
/// It gets a session of its own, so that neither ^C nor a hang-up of our terminal reaches it, and our environment. When
/// the limit is over or the task is cancelled, it and its children (an `ssh`, say) are sent SIGTERM, and after the grace
/// SIGKILL; only then do the methods return.
struct Process: Sendable {
    /// A name to look up in PATH, or a path.
    var executable: String
    var arguments: [String]
    /// On top of our own.
    var environment: [String: String] = [:]
    /// What it reads; nil for nothing at all.
    var input: String?
    /// nil: it may take as long as it takes.
    var limit: Duration?
    /// From SIGTERM to SIGKILL.
    var grace: Duration = .seconds(2)
    /// Asked whenever the limit is over: if true, it may go on for as long again. nil: it may not.
    var mayGoOn: (@Sendable () async -> Bool)?

    /// Where it prints to.
    enum Outlet: Sendable { case output, errors }

    /// How a process ended.
    struct Ending: Sendable {
        /// As a shell counts it: 128 and the signal's number if one ended it.
        var exitCode: Int
        var output: [UInt8] = []
        /// Its standard error; nothing if it was streamed.
        var words = ""
        /// If it was streamed: the last lines.
        var lastLines: [String] = []
    }

    /// Why there is no ending to speak of.
    enum Failure: Error, Hashable {
        case notFound
        case notStarted(String)
        case tooMuchOutput
        case timeUp
        case cancelled
    }

    static let outputBound = 64 << 20
    static let wordsBound = 1 << 20

    /// Runs it to its end. An exit code other than 0 is not a failure.
    func collect() async throws(Failure) -> Ending {
        try await guarded { try await captured() }
    }

    /// Runs it to its end and tells each line of its output and errors as it comes; the next one waits until
    /// that is done.
    ///
    /// - Parameter tail: how many of the last lines to return in ``Ending/lastLines``.
    func stream(
        tail: Int, standardErrorToo: Bool = true, line: @escaping @Sendable (String) async -> Void
    ) async throws(Failure) -> Ending {
        try await guarded {
            standardErrorToo
                ? try await streamed(error: .combinedWithOutput, tail: tail, line: line)
                : try await streamed(error: .discarded, tail: tail, line: line)
        }
    }

    /// Runs it to its end and hands on what it prints, both outlets apart, in the pieces in which it comes; the next
    /// piece of an outlet waits until that is done.
    ///
    /// - Parameter piece: returns whether to go on; if not, it is killed, and that is no failure.
    func read(
        piece: @escaping @Sendable (Outlet, [UInt8]) async -> Bool
    ) async throws(Failure) -> Ending {
        try await guarded { try await apart(piece) }
    }
}

extension Process {
    /// Runs it on the terminal of this process, in its process group, until it ends.
    func onTerminal() async throws(Failure) -> Ending {
        var configuration = configuration
        configuration.platformOptions.createSession = false
        configuration.platformOptions.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: false, allowedDurationToNextStep: .seconds(2))
        ]
        return try await guarded { [configuration] in
            let result = try await run(
                configuration, input: .currentStandardInput, output: .currentStandardOutput,
                error: .currentStandardError)
            return Ending(exitCode: result.terminationStatus.exitCode)
        }
    }

    private var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)
        ]
        let pairs = environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
        return Configuration(
            executable: executable.contains("/") ? .path(.init(executable)) : .name(executable),
            arguments: Arguments(arguments),
            environment: .inherit.updating(Dictionary(pairs, uniquingKeysWith: { $1 })),
            platformOptions: options)
    }

    private func captured() async throws -> Ending {
        guard let input else { return try await captured(input: .none) }
        return try await captured(input: .string(input))
    }

    private func captured(input: some InputProtocol) async throws -> Ending {
        let result = try await run(configuration, input: input, output: .sequence, error: .sequence) { process in
            let (output, errors) = (process.standardOutput, process.standardError)
            async let captured = gather(output, upTo: Self.outputBound)
            async let words = gather(errors, upTo: Self.wordsBound)
            return try await (output: captured, words: words)
        }
        return Ending(
            exitCode: result.terminationStatus.exitCode, output: result.closureResult.output,
            words: String(decoding: result.closureResult.words, as: UTF8.self))
    }

    private func streamed(
        error: some ErrorOutputProtocol, tail: Int, line: @Sendable (String) async -> Void
    ) async throws -> Ending {
        let result = try await run(configuration, input: .none, output: .sequence, error: error) { process in
            var splitter = LineSplitter()
            var last = Tail(count: tail)
            for try await buffer in process.standardOutput {
                for text in splitter.lines(in: buffer.withUnsafeBytes { Array($0) }) {
                    await line(text)
                    last.append(text)
                }
            }
            if let text = splitter.rest() {
                await line(text)
                last.append(text)
            }
            return last.lines
        }
        return Ending(
            exitCode: result.terminationStatus.exitCode, lastLines: result.closureResult)
    }

    private func apart(_ piece: @escaping @Sendable (Outlet, [UInt8]) async -> Bool) async throws -> Ending {
        let result = try await run(configuration, input: .none, output: .sequence, error: .sequence) { process in
            let (output, errors) = (process.standardOutput, process.standardError)
            let stop: @Sendable () -> Void = { try? process.send(signal: .kill, toProcessGroup: true) }
            async let isOutputWanted = drain(output, piece: { await piece(.output, $0) }, else: stop)
            async let isErrorWanted = drain(errors, piece: { await piece(.errors, $0) }, else: stop)
            let wanted = try await (isOutputWanted, isErrorWanted)
            return wanted.0 && wanted.1
        }
        return Ending(exitCode: result.closureResult ? result.terminationStatus.exitCode : 0)
    }

    /// Does the work within the limit. Work that ended well just then counts.
    private func guarded(_ work: @escaping @Sendable () async throws -> Ending) async throws(Failure) -> Ending {
        if Task.isCancelled { throw .cancelled }
        let (outcome, isTimeUp) = await withTaskGroup(
            of: Result<Ending, any Error>?.self, returning: (Result<Ending, any Error>, Bool).self
        ) { group in
            group.addTask { await result(of: work) }
            if let limit {
                group.addTask {
                    while (try? await Task.sleep(for: limit)) != nil, await mayGoOn?() ?? false {}
                    return nil
                }
            }
            var isTimeUp = false
            for await finished in group {
                group.cancelAll()
                if let finished { return (finished, isTimeUp) }
                isTimeUp = !Task.isCancelled
            }
            return (.failure(Failure.cancelled), isTimeUp)
        }
        if case .success(let ending) = outcome, ending.exitCode == 0 { return ending }
        if isTimeUp { throw .timeUp }
        if Task.isCancelled { throw .cancelled }
        switch outcome {
        case .success(let ending): return ending
        case .failure(let error): throw Failure(error)
        }
    }
}

/// Hands on what comes as long as it is wanted; returns whether it was to the end.
private func drain(
    _ source: SubprocessOutputSequence, piece isWanted: @Sendable ([UInt8]) async -> Bool, else stop: () -> Void
) async throws -> Bool {
    for try await buffer in source {
        guard await isWanted(buffer.withUnsafeBytes({ Array($0) })) else {
            stop()
            return false
        }
    }
    return true
}

/// Everything that comes.
private func gather(_ source: SubprocessOutputSequence, upTo bound: Int) async throws -> [UInt8] {
    var bytes = [UInt8]()
    for try await buffer in source {
        buffer.withUnsafeBytes { bytes += $0 }
        guard bytes.count <= bound else { throw Process.Failure.tooMuchOutput }
    }
    return bytes
}

private func result(
    of work: @Sendable () async throws -> Process.Ending
) async -> Result<Process.Ending, any Error> {
    do { return .success(try await work()) } catch { return .failure(error) }
}

extension Process.Failure {
    fileprivate init(_ error: any Error) {
        if let failure = error as? Process.Failure {
            self = failure
            return
        }
        guard let error = error as? SubprocessError else {
            self = .notStarted("\(error)")
            return
        }
        switch error.code {
        case .executableNotFound: self = .notFound
        case .outputLimitExceeded: self = .tooMuchOutput
        default: self = .notStarted(error.description)
        }
    }
}

extension TerminationStatus {
    fileprivate var exitCode: Int {
        switch self {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    }
}
