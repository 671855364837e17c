import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct RecoveryCrashTests {
    /// Where the operation is killed; the recovery then at each of its own calls.
    @Test(arguments: [Scene.newOverStable, .rollback])
    func `killed before any of its calls, a recovery is finished by the next one`(scene: Scene) async throws {
        try await withBench { web in
            let start = try await scene.opened(on: web)
            for point in try await tellingPoints(of: scene, on: web, from: start) {
                try await killRecoveries(of: scene, struckAt: point, on: web, from: start)
            }
        }
    }

    /// The calls that leave different work: before the stop, before the start, before the decision, before the end.
    private func tellingPoints(of scene: Scene, on web: Bench, from start: Standing) async throws -> [Int] {
        try await web.with(nil).dockervisor(scene.words(on: web))
        let verbs = web.changes.lines.map { $0.prefix { $0 != " " } }
        try await web.restore(start)
        let begin = try #require(verbs.firstIndex(of: "start"))
        return [try #require(verbs.firstIndex(of: "stop")) + 1, begin + 1, begin + 2, verbs.count]
    }

    private func killRecoveries(
        of scene: Scene, struckAt point: Int, on web: Bench, from start: Standing
    ) async throws {
        var number = 1
        var isStruck = true
        while isStruck {
            try await web.with(Fault(at: .change(point), .death)).dockervisor(scene.words(on: web))
            let promised = scene.promised(afterKillAt: web.changes)
            let when: Comment = "killed after \(web.changes), and its recovery at call \(number)"
            let dying = try web.with(Fault(at: .change(number), .death))
            let ending = try await dying.dockervisor("recover web --gate \(scene.gate)")
            isStruck = web.struckCall != nil
            #expect(ending.exitCode == (isStruck ? 137 : 0), "\(when): \(ending.errors)")
            noteCrash(when)
            if isStruck { try await web.recover(gate: scene.gate, when) }
            let now = try await scene.prove(web, is: promised, since: start, when)
            try await web.restore(start, from: now)
            number += 1
        }
        #expect(number > 1)
    }
}
