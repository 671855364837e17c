import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct FailedStartTests {
    @Test func `a new one whose command does not exist gives way to the old one`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.leaveNote("kept", in: "dcv_web")
            let old = try await web.id(of: "dcv_web")
            try web.write(version: "two", command: ["/bin/missing"])
            try await web.done("build web .")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("/bin/missing"))
            #expect(ending.errors.contains("Reverted: dcv_web is active again"))
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.id(of: "dcv_web") == old)
            #expect(try await web.answer("/data/note") == "kept")
            #expect(try await web.missingImages() == [])
        }
    }

    @Test func `a new one that ends at once gives way to the old one and keeps its logs`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try web.write(version: "two", command: ["/bin/busybox", "sh", "-c", "echo no disk; exit 3"])
            try await web.done("build web .")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains(" with code 3"))
            #expect(ending.errors.contains("| no disk"))
            #expect(
                try await web.containers() == """
                    dcv_web_save_TIME_failed exited no two
                    dcv_web_stable running unless-stopped one
                    """)
            #expect(try await web.answer() == "one")
        }
    }

    @Test func `the first one of a family that cannot start leaves nothing behind`() async throws {
        try await withBench { web in
            try web.write(version: "one", command: ["/bin/missing"])
            try await web.done("build web .")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(try await web.containers() == "")
        }
    }

    @Test func `a host port of another container is refused before anything is stopped`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            let taken = web.port + 8_000
            try await web.foreign("other_web", ["--publish", "\(taken):80"])
            try web.write(parameters: #"{"ports": {"\#(taken)": \#(web.port)}}"#)
            let started = try await web.field("{{.State.StartedAt}}", of: "dcv_web")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("host port \(taken)/tcp is already in use by container other_web"))
            #expect(ending.errors.contains("docker stop other_web"))
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.field("{{.State.StartedAt}}", of: "dcv_web") == started)
        }
    }

    @Test func `a host port of another process is refused before anything is stopped`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            let started = try await web.field("{{.State.StartedAt}}", of: "dcv_web")
            let taken = web.port + 8_000
            // On the host's own network: it holds the port, and docker publishes nothing.
            try await web.foreign(
                "other_web", ["--network", "host"], command: ["/bin/busybox", "httpd", "-f", "-p", "\(taken)"])
            _ = try await web.answer(port: taken)
            try web.write(parameters: #"{"ports": {"\#(taken)": \#(web.port)}}"#)
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            let words = "host port \(taken)/tcp is already in use by process busybox (pid "
            #expect(ending.errors.contains(words), "\(ending.errors)")
            #expect(try await web.field("{{.State.StartedAt}}", of: "dcv_web") == started)
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.answer() == "one")
        }
    }

    @Test func `a network that is not there is refused before anything is stopped`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            let started = try await web.field("{{.State.StartedAt}}", of: "dcv_web")
            try web.write(parameters: #"{"networks": ["missing_web"]}"#)
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("docker network create missing_web"), "\(ending.errors)")
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.field("{{.State.StartedAt}}", of: "dcv_web") == started)
        }
    }

    @Test func `a rollback to a stable one that cannot start brings the other one back`() async throws {
        try await withBench { web in
            let script = "[ -e /var/data/broken ] && exit 4; trap 'exit 0' TERM; /bin/busybox sleep 1000 & wait"
            try web.write(version: "one", command: ["/bin/busybox", "sh", "-c", script])
            try await web.done("build web .")
            try await web.done("start web :new")
            try await web.done("stable mark web")
            try web.write(version: "two")
            try await web.done("build web .")
            try await web.done("start web :new")
            try await web.ask("exec", "dcv_web", "/bin/busybox", "touch", "/var/data/broken")
            let ending = try await web.dockervisor("rollback web")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("dcv_web_stable exited"))
            #expect(ending.errors.contains(" with code 4"))
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped two
                    dcv_web_stable exited no one
                    """)
            #expect(try await web.answer() == "two")
        }
    }

    @Test func `a member that somebody started by hand is stopped by stop, and switches are refused until then`()
        async throws
    {
        try await withBench { web in
            try web.write(version: "one")
            try web.write(parameters: #"{"ports": {}}"#)
            try await web.done("build web .")
            try await web.done("start web :new")
            try await web.done("start web :new")
            let saved = try await web.ask("ps", "-aq", "--filter", "name=dcv_web_save_")
            try await web.ask("start", saved)
            let ending = web.told(try await web.launch(["start", "web", ":new"]).run())
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("2 containers of web are running at once"))
            try await web.done("stop web")
            #expect(
                try await web.containers() == """
                    dcv_web exited no one
                    dcv_web_save_TIME exited no one
                    """)
        }
    }
}
