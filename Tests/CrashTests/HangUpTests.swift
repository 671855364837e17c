import TestSupport
import Testing

/// A lost connection: what was begun is finished.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct HangUpTests {
    @Test(arguments: ["HUP", "INT", "TERM"])
    func `a signal in the middle of a rollback does not keep it from its end`(signal: String) async throws {
        try await withBench { web in
            let start = try await Scene.rollback.opened(on: web)
            let struck = try web.with(Fault(at: .every("stop"), .signal(signal)))
            let ending = try await struck.dockervisor(Scene.rollback.words(on: web))
            #expect(ending.exitCode == 0, "\(ending.errors)")
            try await Scene.rollback.prove(web, is: Scene.rollback.after, since: start, "after SIG\(signal)")
        }
    }

    @Test(arguments: ["HUP", "INT", "TERM"])
    func `a signal on probation neither ends it nor the undo`(signal: String) async throws {
        try await withBench { web in
            let scene = Scene.diesOnProbation
            let start = try await scene.opened(on: web)
            let struck = try web.with(Fault(at: .every("start"), .signal(signal)))
            let ending = try await struck.dockervisor(scene.words(on: web))
            try await scene.proveEnding(ending, on: web, since: start)
        }
    }

    @Test(
        .enabled(if: SecureShell.isPossible, "\(SecureShell.missing)"),
        arguments: [Scene.rollback, .newOverStable, .diesOnProbation])
    func `the death of the ssh session in the middle of a switch does not keep it from its end`(scene: Scene)
        async throws
    {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            let cutting = try web.with(
                Fault(
                    at: .every("stop"),
                    .deed(
                        """
                        kill -KILL "$(cat "$notes/ssh")"
                        until readlink /proc/$PPID/fd/2 | grep -q deleted; do sleep 0.01; done
                        """)))
            try await withSecureShell(on: cutting) { shell in
                let ending = try await shell.dockervisor(try await scene.words(on: web))
                #expect(ending.exitCode == 137, "the session was to be killed: \(ending)")
            }
            let promised = scene.turn == .never ? scene.failed ?? scene.before : scene.after
            try await awaiting("the end of \(scene.title)") {
                // One that was listed can be gone when it is inspected.
                (try? await web.containers()) ?? "a change"
            } until: {
                $0 == promised
            }
            try await scene.prove(web, is: promised, since: start, "after the death of the session")
        }
    }
}
