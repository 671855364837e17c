import TestSupport
import Testing

/// Containers that do not do as they are told, and a family that was pruned.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct AccidentTests {
    @Test(arguments: [Scene.rollback, .newOverStable])
    func `one that ignores SIGTERM is killed after its grace, and the cure is said`(scene: Scene) async throws {
        try await withBench { web in
            var stubborn = web
            stubborn.isStubborn = true
            let start = try await scene.opened(on: stubborn)
            let ending = try await web.dockervisor(scene.words(on: web))
            #expect((ending.output + ending.errors).contains("ignored SIGTERM"), "\(ending)")
            #expect((ending.output + ending.errors).contains("--init"), "\(ending)")
            try await scene.proveEnding(ending, on: web, since: start)
        }
    }

    // MARK: A restart loop

    @Test func `a rollback ends a restart loop`() async throws {
        try await withBench { web in
            try await web.startStable(version: "one")
            let start = try await web.openLoop(version: "two")
            let ending = try await web.dockervisor("rollback web --gate 0")
            #expect(ending.exitCode == 0, "\(ending.errors)")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "out of a restart loop")
        }
    }

    @Test func `a new one takes over from one in a restart loop, whose name it gets`() async throws {
        try await withBench { web in
            let start = try await web.openLoop(version: "one")
            try await web.build(version: "two")
            let ending = try await web.dockervisor("start web :new --gate 0")
            #expect(ending.exitCode == 0, "\(ending.errors)")
            let after = Scene.newOverCurrent.after
            try await Scene.newOverCurrent.prove(web, is: after, since: start, "out of a restart loop")
        }
    }

    @Test func `a new one that fails leaves the one in a restart loop as it was`() async throws {
        try await withBench { web in
            let start = try await web.openLoop(version: "one")
            try await web.build(version: "two", command: ["/bin/missing"])
            let ending = try await web.dockervisor("start web :new --gate 0")
            #expect(ending.exitCode == 1, "\(ending.errors)")
            #expect(ending.errors.contains("dcv_web is active again and still in a restart loop"), "\(ending.errors)")
            let states = ["running", "restarting"].map { "dcv_web \($0) unless-stopped one" }
            #expect(states.contains(try await web.containers()))
            #expect(try await web.standing().ids == start.ids)
        }
    }

    // MARK: Renamed

    @Test func `a stable one that was renamed is told, gets its name back by a rollback, and serves`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            try await web.ask("rename", "dcv_web_stable", "web-prod")
            let doctor = try await web.dockervisor("doctor web")
            #expect(doctor.output.contains("the stable container dcv_web_stable was renamed to web-prod"), "\(doctor)")
            let plan = try await web.done("rollback web --dry-run")
            #expect(plan.contains("renamed to web-prod"), "\(plan)")
            try await web.done("rollback web --gate 0")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "renamed")
        }
    }

    @Test func `a start of what was rolled back from says so`() async throws {
        try await withBench { web in
            _ = try await Scene.rollback.opened(on: web)
            try await web.done("rollback web --gate 0")
            try await web.done("stop web")
            let plan = try await web.done("start web :latest --dry-run")
            #expect(plan.contains("dcv_web_stable replaced dcv_web"), "\(plan)")
        }
    }

    // MARK: Pruned

    @Test func `a stable one that was pruned is told by its tag, and can be made again from it`() async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            try await web.ask("container", "prune", "--force", "--filter", "label=dockervisor.family=web")
            for line in ["start web :stable", "rollback web"] {
                let ending = try await web.dockervisor("\(line) --gate 0")
                #expect(ending.exitCode == 1)
                #expect(ending.errors.contains("web:dcv-stable"), "\(ending.errors)")
                #expect(ending.errors.contains("dockervisor start web :stable --from-tag"), "\(ending.errors)")
                #expect(try await web.standing().active == start.active)
            }
            let doctor = try await web.dockervisor("doctor web")
            #expect(doctor.output.contains("dockervisor start web :stable --from-tag"), "\(doctor)")

            try await web.done("start web :stable --from-tag --gate 0")
            let remade = """
                dcv_web running unless-stopped one
                dcv_web_save_TIME exited no two
                """
            #expect(try await web.containers() == remade)
            #expect(try await web.answer() == "one")
            #expect(try await web.answer("/data/note") == "kept")
        }
    }
}

extension Bench {
    /// A container of that version that served, and now ends as soon as it is started, again and again.
    fileprivate func openLoop(version: String) async throws -> Standing {
        try await build(
            version: version,
            command: ["/bin/busybox", "sh", "-c", "[ -e /var/data/broken-\(version) ] && exit 4; " + serving])
        try await startBuilt()
        try await ask("exec", "dcv_web", "/bin/busybox", "touch", "/var/data/broken-\(version)")
        try await ask("restart", "--time", "0", "dcv_web")
        try await awaiting("a restart loop") {
            try await field("{{.State.Status}} {{.RestartCount}}", of: "dcv_web")
        } until: {
            $0.hasPrefix("restarting ") && !$0.hasSuffix(" 0")
        }
        return try await standing()
    }
}
