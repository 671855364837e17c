import Dispatch

#if canImport(Glibc)
    import Glibc
#endif

/// From here on ^C, a hang-up and SIGTERM do not end this process; they are told instead.
///
/// A handler, not `SIG_IGN`: that would be handed down to docker.
/// - Parameter body: called for each of them, with its number; until the sources that are returned are cancelled.
func hearInterrupts(_ body: @escaping @Sendable (Int32) -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].map { number in
        signal(number) { _ in }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { body(number) }
        source.activate()
        return source
    }
}

/// Runs work that ^C, SIGTERM or a hang-up cancels, with everything that it started.
///
/// Docker's processes live in a session of their own, so that the terminal's ^C does not reach them.
func cancelledByInterrupt<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task { try await work() }
    let sources = hearInterrupts { _ in task.cancel() }
    defer { sources.forEach { $0.cancel() } }
    return try await task.value
}
