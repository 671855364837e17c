@testable import DockerCLI
import CustomDump
import Engine
import FoundationEssentials
import Logging
import Synchronization
import Testing

/// With a shell script in the place of docker.
@Suite(.serialized) struct DockerCLITests {
    @Test func `a docker that is not there is told as such`() async {
        for executable in ["/nonexistent/docker", "no-such-docker"] {
            await #expect(throws: EngineError.noDockerCLI(executable)) {
                try await DockerCLI(executable: executable).version()
            }
        }
    }

    @Test func `host and context go before the verb`() async throws {
        try await FakeDocker.use(#"echo "[\"$1 $2 $3 $4 $5\",\"\"]""#) { path in
            let version = try await DockerCLI(executable: path, host: "unix:///x", context: "c").version()
            #expect(version.client == "--host unix:///x --context c version")
            #expect(version.host == "unix:///x")
        }
    }

    @Test func `a docker that says nothing is given up, and its children with it`() async throws {
        try await FakeDocker.use("sleep 1000.77 & sleep 1000.77") { path in
            let docker = DockerCLI(executable: path)
            let command = Command(title: "ps", arguments: ["ps"], limit: .milliseconds(50))
            await #expect(throws: EngineError.silent(command: "ps", after: .milliseconds(50))) {
                try await docker.collect(command)
            }
            let left = try await DockerCLI(executable: "pgrep").collect(
                Command(title: "", arguments: ["-f", "1000.77"]))
            #expect(left.exitCode == 1)
        }
    }

    @Test func `a stop may last longer than docker may be silent, as long as the engine answers`() async throws {
        try await FakeDocker.use(#"[ "$1" = version ] || sleep 0.5"#) { path in
            let docker = DockerCLI(executable: path, limit: .milliseconds(200))
            try await docker.perform(.stop(.planned(name: "web")))
        }
    }

    /// As docker 20.10 says it, by how far its end has come.
    @Test(arguments: [
        "cannot update a stopped container: unknown", "cannot update a deleted process: unknown",
        "ttrpc: closed: unknown",
        "runc did not terminate successfully: exit status 1: container not running\n: unknown",
    ])
    func `a policy that a dying container could not get is set a moment later`(words: String) async throws {
        let said = "Error response from daemon: Cannot update container 86061c1ecdbd: \(words)"
        let script = #"""
            [ -e "$0.once" ] || { touch "$0.once"; echo "\#(said)" >&2; exit 1; }
            """#
        try await FakeDocker.use(script) { path in
            try await DockerCLI(executable: path).perform(.setRestartPolicy(.planned(name: "web"), .always))
        }
    }

    /// In podman's words (5.8).
    @Test func `a paused container that podman does not stop is unpaused first`() async throws {
        let said =
            "Error response from daemon: container b526531e is running or paused, refusing to clean up: "
            + "container state improper"
        let script = #"""
            case "$1" in unpause) touch "$0.once";; stop) [ -e "$0.once" ] || { echo "\#(said)" >&2; exit 1; };; esac
            """#
        try await FakeDocker.use(script) { path in
            try await DockerCLI(executable: path).perform(.stop(.planned(name: "web")))
        }
    }

    /// In podman's words (5.8).
    @Test func `a port that podman's service still holds is asked for again`() async throws {
        let said =
            "Error response from daemon: cannot listen on the TCP port: listen tcp4 :8080: bind: address already in use"
        let script = #"""
            case "$1" in
                info) echo x >>"$0.asked";;
                start) [ "$(wc -l <"$0.asked" 2>/dev/null)" = 3 ] || { echo "\#(said)" >&2; exit 1; };;
            esac
            """#
        try await FakeDocker.use(script) { path in
            try await DockerCLI(executable: path).perform(.start(.planned(name: "web")))
        }
        try await FakeDocker.use("[ $1 = info ] || { echo '\(said)' >&2; exit 1; }") { path in
            await #expect {
                try await DockerCLI(executable: path).perform(.start(.planned(name: "web")))
            } throws: { error in
                guard case EngineError.portInUse = error else { return false }
                return true
            }
        }
    }

    @Test func `podman is recognized by what the engine is made of`() async throws {
        try await FakeDocker.use(#"echo '["28.2.2","5.8.6","1.44","Podman Engine","Conmon","Engine"]'"#) { path in
            let version = try await DockerCLI(executable: path).version()
            #expect(version.engine == "5.8.6" && version.client == "28.2.2" && version.kind == .podman)
        }
        try await FakeDocker.use(#"echo '["20.10.24","28.5.2+dfsg4","1.51","Engine","containerd"]'"#) { path in
            let version = try await DockerCLI(executable: path).version()
            #expect(version.kind == .docker)
        }
    }

    @Test(arguments: [
        (#"["28.2.2","4.9.3","1.41","Podman Engine"]"#, "podman 4.9.3", "5.1"),
        (#"["28.2.2","19.03.15","1.40","Engine"]"#, "docker 19.03.15", "20.10"),
    ])
    func `an engine that is too old is refused with the version that is needed`(
        row: String, engine: String, needed: String
    ) async throws {
        try await FakeDocker.use("echo '\(row)'") { path in
            await #expect(throws: EngineError.engineTooOld(engine: engine, needed: needed)) {
                try await DockerCLI(executable: path).version()
            }
        }
    }

    @Test(arguments: [#"["28.2.2","5.10.0-rc1","1.44","Podman Engine"]"#, #"["29.0.0","dev","","Engine"]"#])
    func `an engine that is new enough, or whose version is no number, is accepted`(row: String) async throws {
        try await FakeDocker.use("echo '\(row)'") { path in
            let version = try await DockerCLI(executable: path).version()
            #expect(!version.engine.isEmpty)
        }
    }

    @Test func `a stop is given up when the engine answers no more`() async throws {
        try await FakeDocker.use("sleep 1000.66") { path in
            let docker = DockerCLI(executable: path, limit: .milliseconds(50))
            await #expect(throws: EngineError.silent(command: "stop web", after: .milliseconds(50))) {
                try await docker.perform(.stop(.planned(name: "web")))
            }
        }
    }

    @Test func `cancelling the task ends docker`() async throws {
        try await FakeDocker.use("echo up; sleep 1000.88") { path in
            let docker = DockerCLI(executable: path)
            let (lines, heard) = AsyncStream.makeStream(of: String.self)
            let task = Task {
                try await docker.stream(Command(title: "logs", arguments: ["logs"]), tail: 0) { heard.yield($0) }
            }
            for await line in lines where line == "up" { break }
            task.cancel()
            await #expect(throws: EngineError.cancelled(command: "logs")) { try await task.value.exitCode }
            let left = try await DockerCLI(executable: "pgrep").collect(
                Command(title: "", arguments: ["-f", "1000.88"]))
            #expect(left.exitCode == 1)
        }
    }

    @Test func `docker runs in a session of its own`() async throws {
        try await FakeDocker.use(
            #"read -r pid comm state ppid pgrp session rest < /proc/$$/stat; echo "[\"$$\",\"$session\"]""#
        ) { path in
            let version = try await DockerCLI(executable: path).version()
            #expect(version.client == version.engine)
        }
    }

    @Test func `values of env go to standard input and environment, and never into the log`() async throws {
        let log = LogLines()
        try await FakeDocker.use(#"cat; echo "$TEXT"; echo abc"#) { path in
            let docker = DockerCLI(executable: path, log: Logger(label: "test") { _ in log })
            let request = CreateRequest(
                name: "dcv_web", image: "sha256:ab", environment: ["KEY": "secret", "TEXT": "two\nlines"],
                options: ["--env", "OTHER=secret"])
            let lines = Lines()
            let id = try await docker.perform(.create(request)) { lines.append($0) }
            #expect(id == "abc")
            expectNoDifference(lines.all, ["KEY=secret", "two", "lines", "abc"])
            let logged = try #require(log.lines.all.first)
            #expect(logged.contains("create --pull never --name dcv_web") && logged.contains("outcome=exit 0"))
            #expect(!logged.contains("secret") && !logged.contains("two"))
        }
    }

    @Test func `an answer that is no JSON is unreadable, not a crash`() async throws {
        try await FakeDocker.use("echo hello") { path in
            let docker = DockerCLI(executable: path)
            await #expect {
                try await docker.containers(labels: [])
            } throws: { error in
                guard case EngineError.unreadable("ps", _) = error else { return false }
                return true
            }
        }
    }

    @Test func `events end when docker does`() async throws {
        let script =
            #"case "$1" in info) echo '"2026-11-23T21:18:44Z"';; events) echo '["image","tag","sha256:ab"]';; esac"#
        try await FakeDocker.use(script) { path in
            var events: [EngineEvent] = []
            for await event in DockerCLI(executable: path).events() { events.append(event) }
            let change = EngineEvent.Change(kind: "image", action: "tag", id: "sha256:ab")
            expectNoDifference(events, [.listening, .changed(change)])
        }
    }

    @Test func `podman's events are told in docker's words`() async throws {
        let id = String(repeating: "a", count: 64)
        let script = #"""
            case "$1" in info) echo '""';; events) echo '["container","remove","\#(id)"]
            ["image","untag","\#(id)"]';; esac
            """#
        try await FakeDocker.use(script) { path in
            var events: [EngineEvent] = []
            for await event in DockerCLI(executable: path).events() { events.append(event) }
            expectNoDifference(
                events,
                [
                    .listening, .changed(EngineEvent.Change(kind: "container", action: "destroy", id: id)),
                    .changed(EngineEvent.Change(kind: "image", action: "untag", id: "sha256:" + id)),
                ])
        }
    }

    @Test func `events of an engine that is not there end at once, without listening`() async throws {
        try await FakeDocker.use("echo 'Cannot connect to the Docker daemon' >&2; exit 1") { path in
            for await event in DockerCLI(executable: path).events() { Issue.record("\(event)") }
        }
    }
}

/// A script that is called in docker's place.
enum FakeDocker {
    static func use(_ script: String, _ body: (String) async throws -> Void) async throws {
        let path = "/tmp/demo-fake-\(UInt64.random(in: 0 ... .max))"
        let made = FileManager.default.createFile(
            atPath: path, contents: Data("#!/bin/sh\n\(script)\n".utf8), attributes: [.posixPermissions: 0o755])
        #expect(made)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }
}

private struct LogLines: LogHandler {
    let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let notes = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }
        lines.append(([event.message.description] + notes).joined(separator: " "))
    }
}
