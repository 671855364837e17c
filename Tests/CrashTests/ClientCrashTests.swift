import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct ClientCrashTests {
    @Test(arguments: Scene.chosenByDocker)
    func `killed before any of its calls, an operation is recovered to what was or what was promised`(
        scene: Scene, docker: String
    ) async throws {
        try await withBench(docker: docker) { web in
            let start = try await scene.opened(on: web)
            var number = 1
            while true {
                let struck = try web.with(Fault(at: .change(number), .death))
                let ending = try await struck.dockervisor(scene.words(on: web))
                guard let call = web.struckCall else {
                    try await scene.proveEnding(ending, on: web, since: start)
                    break
                }
                let when: Comment = "killed at call \(number), \(call), after \(web.changes)"
                #expect(ending.exitCode == 137, when)
                noteCrash(when)
                let promised = scene.promised(afterKillAt: web.changes)
                try await web.recover(gate: scene.gate, when)
                let now = try await scene.prove(web, is: promised, since: start, when)
                try await web.restore(start, from: now)
                number += 1
            }
            #expect(number > 3, "it made too few calls")
        }
    }

    /// Docker's own `stop` goes on in the engine when both clients are gone: a recovery that looks too early sees a
    /// container run that is about to end.
    @Test(
        .enabled(if: PrivateEngine.kind != .podman, "podman does not tell when it begins to stop a container"),
        arguments: [Scene.newOverStable, .rollback], PrivateEngine.dockers)
    func `killed in the middle of a stop, an operation is recovered when the stop is over`(
        scene: Scene, docker: String
    ) async throws {
        try await withBench(docker: docker) { web in
            var stubborn = web
            stubborn.isStubborn = true
            let start = try await scene.opened(on: stubborn)
            let struck = try web.with(Fault(at: .every("stop"), .deathOnceBegun))
            let ending = try await struck.dockervisor(scene.words(on: web))
            #expect(ending.exitCode == 137)
            noteCrash("killed in the middle of a stop")
            try await web.recover("killed in the middle of a stop")
            let promised = scene.turn == .lock ? scene.after : scene.before
            try await scene.prove(web, is: promised, since: start, "killed in the middle of a stop")
        }
    }
}
