import TestSupport
import Testing

/// Somebody starts a container of the family by hand while another one is to take over: it stays, and it is the only one
/// that runs in the end. (The whole table is proven with an engine in memory: FamiliesTests.SiblingTests.)
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct SiblingTests {
    enum Line: String, CaseIterable { case rollback = "rollback web", new = "start web :new" }

    @Test(arguments: Line.allCases)
    func `a third one that is started during the probation stays, and the others are stopped`(line: Line) async throws {
        try await withBench { web in
            let start = try await web.openedWithThird()
            // The look right after the start is the first `inspect` after it.
            let third = try await web.third
            let disturbing = try web.withStandIn(
                """
                case $1 in
                start) : > "$notes/started" ;;
                container) [ ! -e "$notes/started" ] || [ -e "$notes/struck" ] || {
                    : > "$notes/struck"; "$docker" start \(third) > "$notes/disturbed" 2>&1; } ;;
                esac
                """)
            let ending = try await disturbing.dockervisor(line.rawValue + " --gate 2")
            #expect(ending.exitCode == 1, "\(ending)")
            #expect(ending.errors.contains("is running; it was started in the meantime"), "\(ending.errors)")
            try await web.onlyThirdRuns(since: start, "\(line)")
        }
    }

    @Test(arguments: Line.allCases, ["stop", "start", "update"])
    func `a third one that is started after the client died is left serving by the recovery`(
        line: Line, verb: String
    ) async throws {
        try await withBench { web in
            let start = try await web.openedWithThird()
            let dying = try web.with(Fault(at: verb == "update" ? .change(lastUpdate(line)) : .first(verb), .death))
            #expect(
                try await dying.launch((line.rawValue + " --gate 0").split(separator: " ").map(String.init)).run()
                    .exitCode == 137)
            try await web.ask("start", try await web.third)
            let ending = try await web.dockervisor("recover web")
            #expect(ending.exitCode == 0, "\(ending)")
            try await web.onlyThirdRuns(since: start, "\(line), killed before \(verb)")
        }
    }

    /// The number of the call that decides against the old one: lock, arm, stop, start before it; `:new` also tags and
    /// creates.
    private func lastUpdate(_ line: Line) -> Int { line == .new ? 7 : 5 }

    @Test func `stop ends it all, whatever was interrupted and whoever runs`() async throws {
        try await withBench { web in
            _ = try await web.openedWithThird()
            let dying = try web.with(Fault(at: .first("update"), .death))
            _ = try await dying.launch(["rollback", "web", "--gate", "0"]).run()
            try await web.ask("start", try await web.third)
            try await web.done("stop web")
            #expect(try await web.ask("ps", "-q", "--filter", "label=dockervisor.family=web") == "")
            #expect(!(try await web.containers()).contains("dcv_web_op"))
            #expect(try await web.dockervisor("doctor web").exitCode == 0)
        }
    }

    @Test func `two that run in a steady family are named by every command, and stop stops both`() async throws {
        try await withBench { web in
            _ = try await web.openedWithThird()
            try await web.ask("start", try await web.third)
            for line in ["rollback web", "start web :new", "undo web", "stable mark web"] {
                let ending = web.told(try await web.launch(line.split(separator: " ").map(String.init)).run())
                #expect(ending.exitCode == 1, "\(line)")
                #expect(ending.errors.contains("2 containers of web are running at once"), "\(line): \(ending.errors)")
            }
            try await web.done("stop web")
            #expect(try await web.ask("ps", "-q", "--filter", "label=dockervisor.family=web") == "")
        }
    }
}

extension Bench {
    /// A stable one, a newer one that serves, one that was displaced, and a newer build; none publishes a port, so that
    /// docker lets two run.
    fileprivate func openedWithThird() async throws -> Standing {
        for version in ["one", "two", "three", "four"] {
            try write(version: version)
            try write(parameters: #"{"ports": {}, "raw": ["--stop-timeout", "1"]}"#)
            try await done("build web .")
            if version != "four" { try await startBuilt() }
            if version == "one" { try await done("stable mark web --gate 0") }
        }
        return try await standing()
    }

    /// The name of the displaced one.
    fileprivate var third: String {
        get async throws {
            try await field("{{slice .Name 1}}", of: ask("ps", "-aq", "--filter", "name=dcv_web_save_"))
        }
    }

    fileprivate func onlyThirdRuns(since start: Standing, _ when: Comment) async throws {
        let now = try await standing()
        let running = now.places.filter(\.isRunning)
        #expect(running.map(\.line) == ["dcv_web_save_TIME running unless-stopped two"], when)
        #expect(now.places.filter { !$0.isRunning }.allSatisfy { $0.policy == "no" }, when)
        #expect(start.ids.isSubset(of: now.ids), when)
        for transient in ["_op", "_next", "_op_next"] {
            #expect(!now.places.contains { $0.name == "dcv_web" + transient }, when)
        }
        #expect(now.orphans == [], when)
    }
}
