import FoundationEssentials
import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct SignalTests {
    @Test(arguments: ["INT", "TERM", "HUP"])
    func `a signal in the middle of a switch does not leave it half done`(signal: String) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try web.write(version: "two")
            try await web.done("build web .")
            let struck = try web.with(Fault(at: .every("stop"), .signal(signal)))
            let ending = try await struck.dockervisor("start web :new")
            #expect(ending.exitCode == 0, "\(ending.errors)")
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped two
                    dcv_web_stable exited no one
                    """)
        }
    }

    @Test func `a signal in the middle of a switch that fails does not stop the undo`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try web.write(version: "two", command: ["/bin/missing"])
            try await web.done("build web .")
            let struck = try web.with(Fault(at: .every("start"), .signal("INT")))
            let ending = try await struck.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
        }
    }

    @Test func `a reader that goes away does not stop a switch`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.inShell(
                "{ \"$dockervisor\" start web :new --gate 0; echo $? > code; } | head -c 1 > /dev/null")
            #expect(web.sources.text(of: "code") == "0\n")
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped one
                    dcv_web_save_TIME exited no one
                    """)
        }
    }

    @Test func `a reader that goes away is no failure of list, help and build`() async throws {
        try await withBench { web in
            try web.write(version: "one")
            for line in ["build web .", "list", "list web", "list --json", "--help"] {
                try await web.inShell("{ \"$dockervisor\" \(line); echo $? > code; } 2> errors | head -1 > /dev/null")
                #expect(web.sources.text(of: "code") == "0\n", "\(line)")
                #expect(web.sources.text(of: "errors") == "", "\(line)")
            }
        }
    }

    @Test(arguments: [false, true])
    func `^C ends a build, and docker's process with it`(withBuildKit: Bool) async throws {
        guard let docker = try await withBuildKit ? PrivateEngine.dockerWithBuildKit : PrivateEngine.docker else {
            return
        }
        try await withBench(docker: docker) { web in
            try web.write(version: "one", extra: #"RUN ["/bin/busybox", "sleep", "1000"]"#)
            var struck = try web.with(Fault(at: .every("build"), .deed("echo $$ > \"$notes/pid\"")))
            struck.environment["DOCKER_BUILDKIT"] = withBuildKit ? "1" : "0"
            let ending = try await struck.launch(["build", "web", "."]).run(
                interruptedBy: .interrupt, after: #""sleep""#)
            #expect(ending.exitCode == 1)
            #expect(ending.output.contains("was canceled"))
            let pid = try #require(web.notes.text(of: "pid")).filter(\.isNumber)
            #expect(!FileManager.default.fileExists(atPath: "/proc/\(pid)"))
            #expect(try await web.ask("images", "--quiet", "web") == "")
        }
    }
}

extension Bench {
    /// Runs a line in a POSIX shell in the folder of the sources; `$dockervisor` is the program.
    @discardableResult
    func inShell(_ line: String) async throws -> Launch.Ending {
        let environment = fullEnvironment.merging(["dockervisor": PrivateEngine.dockervisor]) { $1 }
        return told(
            try await Launch("sh", ["-c", real(line)], environment: environment, folder: sources.path).run())
    }
}
