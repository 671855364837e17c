import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Little of everything: normal work or a clear error, and never a trap or a wait without end.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct LimitsTests {
    @Test(arguments: ["list", "start web :new", "rollback web", "doctor web", "recover web"])
    func `a docker that fails at its first call is said in words, with 1`(line: String) async throws {
        try await withBench { web in
            let failing = try web.withStandIn("echo 'Error response from daemon: injected failure' >&2; exit 1")
            let ending = try await failing.dockervisor(line)
            #expect(ending.exitCode == 1, "\(ending)")
            #expect(ending.errors.contains("failed (exit 1): injected failure"), "\(ending.errors)")
            #expect(!ending.errors.contains("refused("), "\(ending.errors)")
        }
    }

    private static let lines = ["list", "start web :new --gate 0", "recover web", "doctor web"]

    /// Runs the line behind the shell's words, and insists that it neither hangs nor is ended by a signal.
    private func run(_ line: String, behind words: String, on web: Bench) async throws -> Launch.Ending {
        let ending = try await web.inShell("\(words)\ntimeout --signal=KILL 60 \"$dockervisor\" \(line)")
        #expect(ending.exitCode < 124, "\(words) \(line): \(ending)")
        return ending
    }

    @Test(arguments: [8, 12, 16, 24, 40])
    func `with few file descriptors it says how many are needed`(count: Int) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            let before = try await web.containers()
            for line in Self.lines {
                let ending = try await run(line, behind: "ulimit -n \(count)", on: web)
                #expect(ending.exitCode == 1)
                #expect(ending.errors.contains("ulimit -n 1024"), "\(line): \(ending)")
            }
            #expect(try await web.containers() == before)
        }
    }

    @Test func `with few, but enough, it works; a soft limit is no limit`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            for (line, words) in Self.lines.flatMap({ line in [(line, "ulimit -n 80"), (line, "ulimit -Sn 10")] }) {
                #expect(try await run(line, behind: words, on: web).exitCode == 0, "\(words) \(line)")
            }
        }
    }

    @Test(arguments: [100_000, 300_000, 500_000])
    func `with little memory it says so`(kilobytes: Int) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            for line in Self.lines {
                let ending = try await run(line, behind: "ulimit -v \(kilobytes)", on: web)
                #expect(ending.exitCode == 1 || kilobytes > 400_000, "\(line): \(ending)")
                #expect(ending.exitCode == 0 || ending.errors.hasPrefix("dockervisor: "), "\(line): \(ending)")
            }
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can take /proc away"))
    func `without proc it says so`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            for line in Self.lines {
                let ending = try await web.inShell(
                    "unshare --mount sh -c 'umount --lazy /proc; timeout --signal=KILL 60 \"$dockervisor\" \(line)'")
                #expect(ending.exitCode == 1, "\(line): \(ending)")
                #expect(ending.errors.contains("mount -t proc proc /proc"), "\(line): \(ending)")
            }
        }
    }

    @Test func `output that cannot be written is a failure, with the work done`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            for line in ["list", "list --json", "--help", "stop web"] {
                let ending = try await run("\(line) > /dev/full", behind: "", on: web)
                #expect(ending.exitCode == 1, "\(line)")
                #expect(ending.errors.contains("cannot write to standard output: No space left on device"))
            }
            #expect(try await web.containers() == "dcv_web exited no one")
        }
    }

    @Test func `a journal and a log that nobody reads delay nothing`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            unlink(web.home.path + "/dcv/journal.jsonl")
            #expect(mkfifo(web.home.path + "/dcv/journal.jsonl", 0o600) == 0)
            let ending = try await run("stop web", behind: "", on: web)
            #expect(ending.exitCode == 0)
            #expect((ending.output + ending.errors).contains("it is a pipe"), "\(ending)")
            #expect(mkfifo(web.notes.path + "/log", 0o600) == 0)
            #expect(try await run("list --log '\(web.notes.path)/log'", behind: "", on: web).exitCode == 1)
        }
    }

    @Test func `a HOME that is not set is said`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            let ending = try await run("stop web", behind: "unset HOME DOCKERVISOR_HOME", on: web)
            #expect(ending.exitCode == 0)
            #expect(ending.errors.contains("HOME is not set"))
        }
    }

    @Test func `a file that may not grow ends no switch`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            let ending = try await run("stop web", behind: "ulimit -f 0", on: web)
            #expect(ending.exitCode == 0, "\(ending)")
        }
    }

    // MARK: What raw makes of it

    @Test(arguments: [
        (#"["--init", "other:image"]"#, "its image is"), (#"["--help"]"#, "docker created no container"),
        (#"["-v", "/x"]"#, "is an anonymous volume"),
    ])
    func `a new container that is not as it should be is removed before anything stops`(
        raw: String, words: String
    ) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.ask("tag", "web:latest", "otherweb:image")
            try web.write(version: "two")
            try web.write(parameters: "{\"raw\": \(raw.replacing("other:image", with: "otherweb:image"))}")
            try await web.done("build web .")
            let before = try await web.id(of: "dcv_web")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains(words), "\(ending.errors)")
            #expect(ending.errors.contains("raw"), "\(ending.errors)")
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.id(of: "dcv_web") == before)
        }
    }

    // MARK: Secrets

    @Test func `values of build arguments are masked in either form, in log and dry run`() async throws {
        try await withBench { web in
            try web.write(version: "one", extra: "ARG TOKEN")
            let log = web.notes.path + "/log"
            let options = ["--", "--build-arg=TOKEN=hunter2", "--build-arg", "TOKEN=hunter3"]
            let dryRun = try await web.dockervisor(["build", "web", ".", "--dry-run"] + options)
            #expect(
                dryRun.output.contains("--build-arg=TOKEN='***'") || dryRun.output.contains("--build-arg=TOKEN=***"))
            _ = try await web.dockervisor(["build", "web", ".", "--log", log] + options)
            let logged = web.notes.text(of: "log") ?? ""
            #expect(logged.contains("build-arg"))
            for text in [dryRun.output, dryRun.errors, logged] { #expect(!text.contains("hunter"), "\(text)") }
        }
    }
}
