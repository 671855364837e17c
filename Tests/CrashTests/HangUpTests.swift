import FoundationEssentials
import TestSupport
import Testing

/// A lost connection: what was begun is finished.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(15)))
struct HangUpTests {
    @Test(arguments: ["HUP", "INT", "TERM"])
    func `a signal in the middle of a rollback does not keep it from its end`(signal: String) async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            let struck = try web.withStandIn("[ \"$1\" = stop ] && kill -\(signal) $PPID")
            let ending = try await struck.dockervisor(Scene.rollback.words(on: web))
            #expect(ending.exitCode == 0, "\(ending.errors)")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "after SIG\(signal)")
        }
    }

    @Test(arguments: ["HUP", "INT", "TERM"])
    func `a signal on probation neither ends it nor the undo`(signal: String) async throws {
        try await withBench { web in
            let scene = Scene.diesOnProbation
            let start = try await scene.opened(on: web)
            let struck = try web.withStandIn("[ \"$1\" = start ] && kill -\(signal) $PPID")
            let ending = try await struck.dockervisor(scene.words(on: web))
            try await scene.proveEnding(ending, on: web, since: start)
        }
    }

    @Test(
        .enabled(if: SecureShell.isPossible, "\(SecureShell.missing)"),
        arguments: [Scene.rollback, .newOverStable, .diesOnProbation])
    func `the death of the ssh session in the middle of a switch does not keep it from its end`(scene: Scene)
        async throws
    {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            let cutting = try web.withStandIn(
                """
                if [ "$1" = stop ]; then
                    kill -KILL "$(cat "$notes/ssh")"
                    until readlink /proc/$PPID/fd/2 | grep -q deleted; do sleep 0.01; done
                fi
                """)
            try await withSecureShell(on: cutting) { shell in
                let ending = try await shell.dockervisor(try await scene.words(on: web))
                #expect(ending.exitCode == 137, "the session was to be killed: \(ending)")
            }
            let promised = scene.turn == .never ? scene.failed ?? scene.before : scene.after
            try await awaiting("the end of \(scene.title)") {
                // One that was listed can be gone when it is inspected.
                (try? await web.containers()) ?? "a change"
            } until: {
                $0 == promised
            }
            try await scene.prove(web, is: promised, since: start, "after the death of the session")
        }
    }
}

/// An ssh daemon on this machine that lets one key in, and a client of it.
private struct SecureShell {
    let bench: Bench
    fileprivate let port: Int
    private var folder: String { bench.home.path + "/ssh" }

    static let isPossible =
        FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd") && PrivateEngine.onPath("ssh") != nil
        && FileManager.default.isWritableFile(atPath: "/run")
    static let missing = "there is no sshd, or no ssh, or this is not root"

    fileprivate func prepare() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for key in ["host", "person"] {
            let options = ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(key)"]
            let ending = try await Launch("ssh-keygen", options).run()
            try #require(ending.exitCode == 0, "\(ending.errors)")
        }
        // Whom the daemon's separated process becomes, it wants an empty folder for.
        try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    }

    fileprivate var daemon: Launch {
        let settings = [
            "ListenAddress=127.0.0.1:\(port)", "HostKey=\(folder)/host", "AuthorizedKeysFile=\(folder)/person.pub",
            "PidFile=none", "StrictModes=no", "UsePAM=no", "PermitRootLogin=yes", "PrintMotd=no", "PrintLastLog=no",
        ]
        return Launch("/usr/sbin/sshd", ["-D", "-e", "-f", "/dev/null"] + settings.flatMap { ["-o", $0] })
    }

    /// Runs dockervisor in a session with a terminal; the client's process id stands in `ssh` among the notes.
    func dockervisor(_ words: [String]) async throws -> Launch.Ending {
        let variables = bench.fullEnvironment.compactMap { name, value in value.map { "\(name)='\($0)'" } }
        let command = (["env"] + variables + [PrivateEngine.dockervisor] + words.map(bench.real)).joined(separator: " ")
        return try await client("cd \(bench.sources.path) && \(command)").run()
    }

    fileprivate func client(_ command: String) -> Launch {
        let options = [
            "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "BatchMode=yes", "LogLevel=ERROR",
            "IdentityFile=\(folder)/person", "IdentitiesOnly=yes", "ConnectTimeout=10",
        ]
        let line = ["ssh", "-tt", "-F", "/dev/null", "-p", "\(port)"] + options.flatMap { ["-o", $0] }
        let noting = "echo $$ > '\(bench.notes.path)/ssh'; exec \"$@\""
        return Launch("sh", ["-c", noting, "sh"] + line + ["root@127.0.0.1", command])
    }
}

private func withSecureShell(on bench: Bench, _ work: @escaping @Sendable (SecureShell) async throws -> Void)
    async throws
{
    let shell = SecureShell(bench: bench, port: bench.port + 20_000)
    try await shell.prepare()
    _ = try await shell.daemon.output {
        try await awaiting("an ssh daemon that lets us in") {
            try await shell.client("true").run()
        } until: {
            $0.exitCode == 0
        }
        try await work(shell)
    }
}
