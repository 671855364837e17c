import Engine
import FoundationEssentials

extension DockerCLI {
    /// Docker prints nothing when its stream is up. So the engine is asked for its own time first, and then for the
    /// events since that time: what happens before docker has connected is told as well (the engine keeps the last 256
    /// events). `.listening` follows the answer, whatever the clocks of both machines say.
    ///
    /// Events of the two seconds before are told again, because a listing may not know of them yet.
    package func events() -> AsyncStream<EngineEvent> {
        AsyncStream(bufferingPolicy: .bufferingOldest(1024)) { continuation in
            let task = Task {
                try? await follow(continuation)
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func follow(_ continuation: AsyncStream<EngineEvent>.Continuation) async throws(EngineError) {
        let clock = try await output(
            of: Command(title: "info", arguments: ["info", "--format", "{{json .SystemTime}}"]))
        continuation.yield(.listening)
        let time = engineDate(String(decoding: clock, as: UTF8.self))
        let since = time.map { ["--since", "\($0.timeIntervalSince1970 - 2)"] } ?? []
        let format = rowTemplate([".Type", ".Action", ".Actor.ID"])
        let command = Command(
            title: "events",
            arguments: ["events"] + since + ["--format", format] + EngineEvent.filters, limit: nil)
        _ = try await stream(command, tail: 0, standardErrorToo: false) { line in
            guard let change = EngineEvent.Change(line: line) else { return }
            if change.action == "die" { await settle(change.id) }
            continuation.yield(.changed(change))
        }
    }

    /// Waits until `docker ps` knows that a container has died.
    ///
    /// The engine (20.10) tells `die` first, then releases network and disk, then updates what `ps` reads; until then
    /// `ps` says `Up`. It holds the container's lock all the while, for which `inspect` waits.
    private func settle(_ container: String) async {
        _ = try? await collect(
            Command(
                title: "container inspect",
                arguments: ["container", "inspect", "--format", "{{.State.Status}}", "--", container]))
    }
}

extension EngineEvent {
    /// What changes a listing. A health check alone makes three `exec_` events each time: they stay with the engine.
    fileprivate static let actions = [
        "create", "start", "die", "stop", "pause", "unpause", "rename", "update", "destroy", "health_status",
        "tag", "untag", "delete", "import", "load", "pull",
        // podman's word for destroy
        "remove",
    ]

    fileprivate static let filters =
        ["container", "image"].flatMap { ["--filter", "type=\($0)"] }
        + actions.flatMap { ["--filter", "event=\($0)"] }
}

extension EngineEvent.Change {
    fileprivate init?(line: String) {
        guard let row = try? listingRows(Array(line.utf8)).first, row.count == 3, !row[1].hasPrefix("exec_") else {
            return nil
        }
        self.init(kind: row[0], action: row[1] == "remove" ? "destroy" : row[1], id: Self.id(row[2], kind: row[0]))
    }

    /// Podman tells an image's id without `sha256:`.
    private static func id(_ id: String, kind: String) -> String {
        kind == "image" && id.utf8.count == 64 && id.allSatisfy(\.isHexDigit) ? "sha256:" + id : id
    }
}
