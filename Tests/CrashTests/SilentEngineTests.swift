import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite(.enabled(if: PrivateEngine.isForOne, "\(PrivateEngine.shared)"), .serialized, .timeLimit(.minutes(30)))
struct SilentEngineTests {
    /// What docker was asked while the engine did not listen, the engine may still do when it listens again.
    @Test(arguments: [Scene.newOverStable, .rollback], ["create", "stop", "start"])
    func `an engine that stops answering is said, and when it answers again the switch is recovered`(
        scene: Scene, verb: String
    ) async throws {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            let daemon = try #require(PrivateEngine.daemon)
            let silenced = try web.with(Fault(at: .every(verb), .deed("kill -STOP \(daemon); number=0")))
            defer { kill(daemon, SIGCONT) }
            var launch = try await silenced.launch(scene.words(on: web) + ["--timeout", "2"])
            launch.arguments = ["--signal=KILL", "90", launch.executable] + launch.arguments
            launch.executable = "timeout"
            let ending = web.told(try await launch.run())
            kill(daemon, SIGCONT)
            let when: Comment = "silent from \(verb) on"
            #expect(ending.exitCode == (verb == "create" ? 1 : 2), "\(when): \(ending.errors)")
            #expect(ending.errors.contains("timed out after 2 s"), "\(when): \(ending.errors)")
            #expect(verb == "create" || ending.errors.contains("dockervisor recover web"), "\(when): \(ending.errors)")

            let before = Calls(lines: web.calls)
            let possible = [before, Calls(lines: web.calls + ["\(verb) --name dcv_web_op "])].map(
                scene.promised(afterKillAt:))
            try await web.recover(when)
            // What was begun while it was silent may also have been taken back.
            let allowed = possible + [scene.before]
            let picture = try await web.containers()
            try await scene.prove(web, is: allowed.first { $0 == picture } ?? possible[0], since: start, when)
        }
    }
}
