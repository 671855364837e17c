import TestSupport
import Testing

/// Somebody uses docker's own commands on the family between the plan and the act.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct ByHandTests {
    // MARK: Before the lock is won

    @Test func `who serves was renamed by hand: the plan is made anew, and done`() async throws {
        try await byHand("\"$docker\" rename dcv_web web_by_hand", before: "create", of: .rollback) {
            web, ending, start in
            #expect(ending.exitCode == 0, "\(ending.errors)")
            let promised = """
                dcv_web_stable running unless-stopped one
                web_by_hand exited no two
                """
            try await Scene.rollback.prove(web, is: promised, since: start, "renamed by hand")
        }
    }

    @Test func `the stable one was removed by hand: nothing is stopped, and its tag is named`() async throws {
        try await byHand("\"$docker\" rm dcv_web_stable", before: "create", of: .rollback) { web, ending, start in
            #expect(ending.exitCode == 1, "\(ending.errors)")
            #expect(ending.errors.contains("--from-tag"), "\(ending.errors)")
            let now = try await web.standing()
            #expect(now.active == start.active)
            #expect(try await web.containers() == "dcv_web running unless-stopped two")
            #expect(try await web.answer("/data/note") == "kept")
        }
    }

    @Test func `who serves was stopped by hand: the stable one serves all the same`() async throws {
        try await byHand("\"$docker\" stop dcv_web", before: "create", of: .rollback) { web, ending, start in
            #expect(ending.exitCode == 0, "\(ending.errors)")
            try await web.done("doctor web --fix")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "stopped by hand")
        }
    }

    // MARK: During the switch

    @Test func `the candidate was removed by hand: the old one comes back`() async throws {
        try await byHand("\"$docker\" rm --force dcv_web_next", before: "start", of: .newOverStable) {
            web, ending, start in
            #expect(ending.exitCode == 1, "\(ending.errors)")
            #expect(ending.errors.contains("is active again"), "\(ending.errors)")
            let promised = Scene.newOverStable.before
            try await Scene.newOverStable.prove(web, is: promised, since: start, "candidate removed")
        }
    }

    @Test func `the old one was started again by hand: it goes on serving`() async throws {
        try await byHand("\"$docker\" start dcv_web_stable", before: "start", of: .newOverStable) {
            web, ending, start in
            #expect(ending.exitCode == 1, "\(ending.errors)")
            #expect(ending.errors.contains("dcv_web_stable"), "\(ending.errors)")
            let promised = Scene.newOverStable.before
            try await Scene.newOverStable.prove(web, is: promised, since: start, "old one started")
        }
    }

    @Test func `the old one was removed by hand: the new one serves`() async throws {
        let removing = "\"$docker\" rm --force dcv_web"
        try await byHand(removing, before: "start", of: .newOverCurrent) { web, ending, start in
            #expect([0, 2].contains(ending.exitCode), "\(ending.errors)")
            try await web.recover("old one removed")
            #expect(try await web.containers() == "dcv_web running unless-stopped two")
            #expect(try await web.answer("/data/note") == "kept")
        }
    }

    @Test func `somebody took the name that the new one gets: it serves, and takes the name when it is free`()
        async throws
    {
        let taking = "\"$docker\" create --name dcv_web --label dockervisor.test=$test web:latest > /dev/null"
        try await byHand(taking, before: "rename", of: .newOverStable) { web, ending, start in
            #expect(ending.exitCode == 2, "\(ending.errors)")
            #expect(ending.errors.contains("dcv_web"), "\(ending.errors)")
            #expect(try await web.answer() == "two")
            try await web.ask("rm", "dcv_web")
            try await web.recover("the name is free")
            let promised = Scene.newOverStable.after
            try await Scene.newOverStable.prove(web, is: promised, since: start, "the name is free")
        }
    }

    @Test func `somebody removed the lock: nothing more is done, and doctor puts right what was begun`() async throws {
        try await byHand("\"$docker\" rm dcv_web_op", before: "stop", of: .rollback) { web, ending, start in
            #expect(ending.exitCode == 2, "\(ending)")
            #expect(ending.errors.contains("another process took over this operation"), "\(ending.errors)")
            try await web.done("doctor web --fix")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "the lock was removed")
        }
    }

    /// Runs the operation with a docker that does something else as well, once, right before the first such call.
    private func byHand(
        _ deed: String, before verb: String, of scene: Scene,
        expecting: (Bench, Launch.Ending, Standing) async throws -> Void
    ) async throws {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            let disturbing = try web.with(
                Fault(at: .first(verb), .deed("test=\(web.id); { \(deed); } >> \"$notes/disturbed\" 2>&1")))
            let ending = web.told(try await disturbing.launch(scene.words(on: web)).run())
            #expect(web.notes.text(of: "disturbed")?.contains("Error") == false, "by hand it failed")
            try await expecting(web, ending, start)
        }
    }
}
