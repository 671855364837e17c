import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct RefusalTests {
    // MARK: Words

    @Test(arguments: [
        "", "web:v1", "web@sha256:aa", "Web", "web stable", "we b", "-", "web_", "web/", "/web", "web_stable",
        "web_next",
        "web_op", "web_save_x", "wéb", "../web",
    ])
    func `a bad family name is refused with 64`(name: String) async throws {
        try await withBench { web in
            for words in [["build", name, "."], ["start", name, ":new"], ["stop", name], ["list", name]] {
                guard !name.hasPrefix("-") else { continue }
                let ending = try await web.dockervisor(words)
                #expect(ending.exitCode == 64, "\(words): \(ending.errors)")
                #expect(ending.errors.hasPrefix("dockervisor: "))
                #expect(ending.errors.contains("Nothing was changed\n"))
            }
        }
    }

    @Test(arguments: [
        ("biuld web", "Did you mean 'dockervisor build'?"),
        ("stable web", "dockervisor stable mark web"),
        ("nonsense", "unknown command 'nonsense'"), ("nonsense", "See: dockervisor --help"),
        ("start web :nwe", "Did you mean dockervisor start web :new?"),
        ("start web new", "Did you mean dockervisor start web :new?"),
        ("start web :latest prod", "dockervisor start web :new prod"),
        ("stable unmark web", "dockervisor stable show web"),
        ("list --jsno", "--json"),
        ("list --jsno", "dockervisor: unknown option"),
        ("list web api", "Usage: dockervisor list [NAME] [OPTIONS]"),
        ("stable mark", "See: dockervisor stable mark --help"),
        ("--demo list", "Run: dockervisor --demo, then type :list"),
        ("--demoo", "See: dockervisor --help"),
        ("build web . -- -f Other", "dockervisor build NAME PATH -f FILE"),
        ("start", "Usage"),
        ("stop", "Usage"),
    ])
    func `a wrong order is refused with 64 and says what was meant`(line: String, remedy: String) async throws {
        try await withBench { web in
            try web.write(version: "one")
            let ending = try await web.dockervisor(line)
            #expect(ending.exitCode == 64)
            #expect(ending.errors.contains(remedy), "\(ending.errors)")
            #expect(try await web.ask("images", "--quiet", "web") == "")
        }
    }

    @Test func `start with a family's name alone shows what each word would start`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            let ending = try await web.dockervisor("start web")
            #expect(ending.exitCode == 64)
            #expect(ending.errors.contains("dockervisor start web :new     a new container from the image of"))
            #expect(ending.errors.contains("dockervisor start web :latest  dcv_web_stable, Up"))
            #expect(ending.errors.contains("dockervisor start web :stable  dcv_web_stable, Up"))
        }
    }

    // MARK: State

    @Test func `what is not there is refused with 1, and the nearest name is said`() async throws {
        try await withBench { web in
            try web.write(version: "one")
            try web.write(parameters: #"{"prod": {}, "test": {}}"#)
            try await web.done("build web .")
            try await web.done("start web :new prod")
            let before = try await web.containers()
            for (line, remedy) in [
                ("stop webb", "Did you mean 'web'?"), ("list webb", "Did you mean 'web'?"),
                ("rollback webb", "Did you mean 'web'?"), ("start webb :new", "Did you mean 'web'?"),
                ("stable show webb", "Did you mean 'web'?"), ("start dcv_webb", "Did you mean 'dcv_web'?"),
                ("start web :new prd", "Did you mean 'prod'?"), ("rollback web", "dockervisor stable mark web"),
                ("start web :stable", "dockervisor stable mark web"),
                ("stable show web", "dockervisor stable mark web"),
                ("build web nowhere", "dockervisor build web PATH"),
            ] {
                let ending = try await web.dockervisor(line)
                #expect(ending.exitCode == 1, "\(line)")
                #expect(ending.errors.contains(remedy), "\(line): \(ending.errors)")
                #expect(ending.errors.contains("Nothing was changed\n"), "\(line)")
            }
            #expect(try await web.containers() == before)
        }
    }

    @Test func `several configurations without a default want one to be named`() async throws {
        try await withBench { web in
            try web.write(version: "one")
            try web.write(parameters: #"{"prod": {}, "test": {}}"#)
            try await web.done("build web .")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains("dockervisor start web :new prod | test"))
            try await web.done("start web :new test")
            try await web.done("start web :new")
            #expect(try await web.field("{{index .Config.Labels \"dockervisor.config\"}}", of: "dcv_web") == "test")
        }
    }

    @Test func `a container of somebody else that has the name is named, and left alone`() async throws {
        try await withBench { web in
            try web.write(version: "one")
            try await web.done("build web .")
            let holder = try await web.foreign("dcv_web", command: ["/bin/busybox", "sleep", "1000"])
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains(holder.prefix(12)))
            #expect(ending.errors.contains("docker rename dcv_web NEWNAME"))
            #expect(try await web.dockervisor("start dcv_web").exitCode == 1)
            #expect(try await web.field("{{.State.Running}}", of: "dcv_web") == "true")
        }
    }

    // MARK: No engine

    @Test(arguments: [
        "list", "list --json", "build web .", "start web :new", "stop web", "rollback web", "stable mark web",
    ])
    func `an engine that cannot be reached is said with 69`(line: String) async throws {
        try await withBench { bench in
            try bench.write(version: "one")
            let closed = bench.notes.path + "/closed.sock"
            #expect(mknod(closed, S_IFSOCK, 0) == 0)
            for (address, remedy) in [
                ("unix:///nowhere/docker.sock", "sudo systemctl start docker"),
                ("tcp://127.0.0.1:1", "sudo systemctl start docker"), ("unix://" + closed, "docker group"),
            ] {
                var web = bench
                web.environment["DOCKER_HOST"] = address
                let ending = web.told(try await web.withoutPowers(line.split(separator: " ").map(String.init)))
                #expect(ending.exitCode == 69, "\(address): \(ending.errors)")
                #expect(ending.output == "")
                #expect(ending.errors.contains(address))
                #expect(ending.errors.contains(remedy), "\(ending.errors)")
                #expect(ending.errors.contains("Nothing was changed\n"))
            }
        }
    }

    @Test func `no docker command line at all is said with 69`() async throws {
        try await withBench { bench in
            try bench.write(version: "one")
            var named = bench
            named.docker = "/nowhere/docker"
            var unnamed = bench
            unnamed.environment = ["DOCKERVISOR_DOCKER": nil, "PATH": bench.notes.path]
            for web in [named, unnamed] {
                for line in ["list", "build web .", "start web :new", "stop web"] {
                    let ending = try await web.dockervisor(line)
                    #expect(ending.exitCode == 69, "\(line): \(ending.errors)")
                    #expect(ending.errors.contains("DOCKERVISOR_DOCKER=/path/to/docker"))
                }
            }
        }
    }
}

extension Bench {
    /// Runs dockervisor as somebody whom file permissions stop: root is not, unless it gives that power away.
    fileprivate func withoutPowers(_ words: [String]) async throws -> Launch.Ending {
        var launch = launch(words)
        guard getuid() == 0 else { return try await launch.run() }
        launch.arguments = ["--inh-caps=-all", "--bounding-set=-all", launch.executable] + launch.arguments
        launch.executable = "setpriv"
        return try await launch.run()
    }
}
