import FoundationEssentials
import TestSupport
import Testing

/// Clients on two machines that use one engine.
@Suite(.enabled(if: Host.isPossible, "\(Host.missing)"), .timeLimit(.minutes(30)))
struct HostTests {
    @Test func `a lock whose holder died is broken on the same host only`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            let here = try Host("here", on: web)
            let there = try Host("there", on: web)
            try await here.die(at: "stop", of: "rollback web --gate 0")

            let refused = try await there.dockervisor("stop web")
            #expect(refused.exitCode == 75, "\(refused.errors)")
            #expect(refused.errors.contains("@here"), "\(refused.errors)")
            #expect(refused.errors.contains("rollback web"), "\(refused.errors)")
            #expect(refused.errors.contains("--take-over"), "\(refused.errors)")
            #expect(try await web.standing().active == start.active)

            let done = try await here.dockervisor("recover web --gate 0")
            #expect(done.exitCode == 0, "\(done.errors)")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "recovered on the same host")
        }
    }

    @Test(arguments: ["stop web --gate 0", "start web :new --gate 0"])
    func `somebody on another host who knows better takes over`(line: String) async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            let here = try Host("here", on: web)
            let there = try Host("there", on: web)
            try await here.die(at: "start", of: "rollback web --gate 0")
            for words in [line, "recover web --gate 0"] {
                let refused = try await there.dockervisor(words)
                #expect(refused.exitCode == 75, "\(words): \(refused.errors)")
            }
            let done = try await there.dockervisor(line + " --take-over")
            #expect(done.exitCode == 0, "\(done.errors)")
            let promised =
                line.hasPrefix("stop")
                ? """
                dcv_web exited no two
                dcv_web_stable exited no one
                """
                : """
                dcv_web running unless-stopped two
                dcv_web_save_TIME exited no two
                dcv_web_stable exited no one
                """
            try await Scene.rollback.prove(web, is: promised, since: start, "taken over")
        }
    }

    @Test func `while a client works, another host's is told so`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            let here = try Host("here", on: web)
            let there = try Host("there", on: web)
            let done = try await here.dockervisor(
                "rollback web --gate 0",
                Fault(
                    at: .every("stop"),
                    .deed(
                        """
                        \(there.commandLine("start web :new --gate 0", docker: web.docker)) 2> "$notes/told"
                        echo $? > "$notes/code"
                        """)))
            #expect(done.exitCode == 0, "\(done.errors)")
            #expect(web.notes.text(of: "code") == "75\n", "\(web.notes.text(of: "told") ?? "")")
            #expect(web.notes.text(of: "told")?.contains("@here") == true)
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "undisturbed")
        }
    }
}

/// A machine of its own, as far as a program can tell: name and machine id.
private struct Host {
    let name: String
    let bench: Bench
    private let machine: String

    init(_ name: String, on bench: Bench) throws {
        self.name = name
        self.bench = bench
        machine = try bench.home.write(
            UUID().uuidString.lowercased().filter { $0 != "-" } + "\n", to: "machine-id-of-\(name)")
    }

    static var isPossible: Bool {
        PrivateEngine.isThere && PrivateEngine.disk == nil
            && FileManager.default.isWritableFile(atPath: "/etc/machine-id")
            && PrivateEngine.onPath("unshare") != nil
    }

    static let missing = "there is no engine, or this is not root"

    /// For a POSIX shell.
    func commandLine(_ line: String, docker: String) -> String {
        "DOCKERVISOR_DOCKER='\(docker)' unshare --uts --mount sh -c 'hostname \(name); "
            + "mount --bind \(machine) /etc/machine-id; exec \(PrivateEngine.dockervisor) \(line)'"
    }

    func dockervisor(_ line: String, _ fault: Fault? = nil) async throws -> Launch.Ending {
        let docker = try fault.map { try bench.with($0).docker } ?? bench.docker
        let script = bench.real(commandLine(line, docker: docker))
        return bench.told(
            try await Launch(
                "sh", ["-c", script], environment: bench.fullEnvironment, folder: bench.sources.path
            ).run())
    }

    func die(at verb: String, of line: String) async throws {
        let ending = try await dockervisor(line, Fault(at: .every(verb), .death))
        #expect(ending.exitCode == 137, "\(ending.errors)")
    }
}
