import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isForOne, "\(PrivateEngine.shared)"), .serialized, .timeLimit(.minutes(30)))
struct PowerCutTests {
    @Test(arguments: [Scene.firstStart, .newOverStable, .rollback, .markReplacing])
    func `after a power cut at any of its calls an operation is recovered to what was or what was promised`(
        scene: Scene
    ) async throws {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            var number = 1
            while try await cutPower(atCall: number, of: scene, on: web) {
                let when: Comment = "power cut at call \(number), \(web.struckCall ?? ""), after \(web.changes)"
                if web.changes.promiseService(old: start.active) { try await somebodyServes(web, when) }
                let promised = scene.promised(afterPowerCutAt: web.changes, old: start.active)
                try await web.recover(gate: scene.gate, when)
                let now = try await scene.prove(web, is: promised, since: start, when)
                try await web.restore(start, from: now)
                number += 1
            }
            #expect(number > 3, "it made too few calls")
        }
    }

    /// Whether it came to that call.
    private func cutPower(atCall number: Int, of scene: Scene, on web: Bench) async throws -> Bool {
        let struck = try web.with(Fault(at: .change(number), .powerCut))
        let ending = try await struck.launch(scene.words(on: web)).run()
        guard web.struckCall != nil else { return false }
        #expect(ending.exitCode == 137)
        #expect(web.notes.text(of: "cut") == "")
        try await web.engineAnswers()
        return true
    }

    private func somebodyServes(_ web: Bench, _ when: Comment) async throws {
        do {
            try await awaiting("somebody who came back", within: .seconds(10)) {
                try await web.containers()
            } until: {
                $0.contains(" running ")
            }
        } catch let error as NeverCame {
            Issue.record(error, when)
        }
    }
}

extension Bench {
    func engineAnswers() async throws {
        try await awaiting("the engine") {
            try await Launch(docker, ["version"], environment: fullEnvironment).run()
        } until: {
            $0.exitCode == 0
        }
    }
}
