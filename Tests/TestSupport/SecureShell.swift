import FoundationEssentials

/// An ssh daemon on this machine that lets one key in, and a client of it.
package struct SecureShell: Sendable {
    fileprivate let bench: Bench
    fileprivate let port: Int
    private var folder: String { bench.home.path + "/ssh" }

    package static let isPossible =
        FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd") && PrivateEngine.onPath("ssh") != nil
        && FileManager.default.isWritableFile(atPath: "/run")
    /// Why a test was skipped.
    package static let missing = "there is no sshd, or no ssh, or this is not root"

    fileprivate func prepare() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for key in ["host", "person"] {
            let options = ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(key)"]
            let ending = try await Launch("ssh-keygen", options).run()
            guard ending.exitCode == 0 else { throw Broken(description: "ssh-keygen: \(ending.errors)") }
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
    package func dockervisor(_ words: [String]) async throws -> Launch.Ending {
        try await client(inSources([PrivateEngine.dockervisor] + words.map(bench.real))).run()
    }

    /// Writes a script that opens a session with a terminal, in which a shell waits as in ``Bench/inTerminal``; gives its
    /// path.
    package func login() throws -> String {
        let client = client(inSources(TerminalWindow.shell))
        let line = ([client.executable] + client.arguments).map(quoted).joined(separator: " ")
        return try bench.home.write("#!/bin/sh\nexec \(line)\n", to: "login", permissions: 0o755)
    }

    private func inSources(_ words: [String]) -> String {
        let variables = bench.terminalEnvironment.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return "cd \(bench.sources.path) && " + (["env"] + variables + words).map(quoted).joined(separator: " ")
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

/// Does the work beside an ssh daemon that lets the client in.
package func withSecureShell(on bench: Bench, _ work: @escaping @Sendable (SecureShell) async throws -> Void)
    async throws
{
    let shell = SecureShell(bench: bench, port: bench.port + 16_000)
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

/// One word for a POSIX shell.
private func quoted(_ word: String) -> String { "'" + word.replacing("'", with: #"'\''"#) + "'" }
