@testable import DemoEngine
import Engine
@testable import Families
import Synchronization
import Testing

/// The probation: who passes, who does not, and what is told meanwhile.
@Suite struct ProbationTests {
    private let rollback = Families.Operation.rollback("web")

    private func bench() async -> Bench {
        let new = Happening.operation(.startNew("web", configuration: nil))
        var bench = await Bench([new, .operation(.markStable("web")), new])
        bench.terms = Terms(probation: 10)
        return bench
    }

    /// The outcome of a rollback during which something happens as soon as it is watched for the n-th time.
    private func rollback(
        at count: Int, _ happening: @escaping @Sendable (inout DemoWorld) -> Void
    ) async throws -> (outcome: Outcome, world: DemoWorld) {
        var bench = await bench()
        let engine = bench.engine
        let seen = Mutex(0)
        let plan = try await bench.plan(rollback)
        let outcome = await bench.carryOut(plan) { progress in
            guard case .watched = progress else { return }
            let number = seen.withLock { seen in
                seen += 1
                return seen
            }
            if number == count { await engine.change(happening) }
        }
        return (outcome, await engine.world)
    }

    private func problem(_ outcome: Outcome) -> String? {
        switch outcome {
        case .undone(let failure), .needsPerson(let failure): failure.problem
        case .done, .alreadySo: nil
        }
    }

    @Test func `one that runs for as long as is asked passes, and is told second by second`() async throws {
        var bench = await bench()
        let told = Mutex([String]())
        let plan = try await bench.plan(rollback)
        let outcome = await bench.carryOut(plan) { progress in
            if case .watched(let watch) = progress { told.withLock { $0.append(watch.words) } }
        }
        #expect(outcome == .done(plan))
        let words = told.withLock { $0 }
        #expect(words.first == "up 0.0 s, probation 0/10 s")
        #expect(words.last == "up 9.5 s, probation 9/10 s")
    }

    @Test func `one that ends meanwhile gives way`() async throws {
        let (outcome, world) = try await rollback(at: 3) { world in
            world.change("dcv_web_stable") { ($0.state, $0.exitCode) = (.exited, 3) }
        }
        #expect(problem(outcome) == "dcv_web_stable exited at once with code 3")
        #expect(outcome.exitCode == 1)
        #expect(world.box("dcv_web")?.state == .running)
        #expect(world.box("dcv_web")?.restartPolicy == .unlessStopped)
        #expect(world.box("dcv_web_stable")?.restartPolicy == .no)
    }

    @Test func `one whose health check says no gives way`() async throws {
        let (outcome, world) = try await rollback(at: 2) { world in
            world.change("dcv_web_stable") { $0.health = .unhealthy }
        }
        #expect(problem(outcome) == "dcv_web_stable is not healthy: its health check reports unhealthy")
        #expect(world.active.map(\.name) == ["dcv_web"])
    }

    @Test func `one that gets healthy is asked to stay so`() async throws {
        var bench = await bench()
        await bench.engine.change { world in
            world.change("dcv_web_stable") { $0.healthCheck = DemoHealthCheck(delay: .infinity) }
        }
        let engine = bench.engine
        let plan = try await bench.plan(rollback)
        let last = Mutex("")
        let outcome = await bench.carryOut(plan) { progress in
            guard case .watched(let watch) = progress else { return }
            last.withLock { $0 = watch.words }
            guard watch.serving > .seconds(20) else { return }
            await engine.change { world in world.change("dcv_web_stable") { $0.health = .healthy } }
        }
        #expect(outcome == .done(plan))
        #expect(last.withLock { $0 }.hasPrefix("up 30.") == true)
    }

    @Test func `one that never says whether it is healthy gives way`() async throws {
        var bench = await bench()
        await bench.engine.change { world in
            world.change("dcv_web_stable") { $0.healthCheck = DemoHealthCheck(delay: .infinity) }
        }
        let plan = try await bench.plan(rollback)
        let outcome = await bench.carryOut(plan)
        #expect(problem(outcome) == "dcv_web_stable is not healthy: its health check reports starting")
        #expect(await bench.engine.world.active.map(\.name) == ["dcv_web"])
    }

    @Test func `the old one that somebody starts again keeps serving`() async throws {
        let (outcome, world) = try await rollback(at: 2) { world in
            world.change("dcv_web") { $0.state = .running }
        }
        #expect(problem(outcome) == "dcv_web was started by another process")
        #expect(world.active.map(\.name) == ["dcv_web"])
    }

    @Test func `without a health check that is said`() async throws {
        var bench = await bench()
        let told = Mutex([String]())
        let plan = try await bench.plan(rollback)
        _ = await bench.carryOut(plan) { progress in
            if case .remarked(let remark) = progress { told.withLock { $0.append(remark) } }
        }
        #expect(
            told.withLock { $0 } == [
                "dcv_web_stable has no health check; dockervisor only checked that it stayed running"
            ])
    }
}
