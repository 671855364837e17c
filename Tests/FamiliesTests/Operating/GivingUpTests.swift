@testable import DemoEngine
import Engine
@testable import Families
import Synchronization
import Testing

/// Somebody does not want to wait for the end of a probation.
///
/// The family: `dcv_web_stable` (one) which serves, and `dcv_web` (two).
@Suite struct GivingUpTests {
    private func family() async -> Bench {
        await Bench([
            .operation(SiblingTests.new), FailureTests.mark, .operation(SiblingTests.new), .operation(.rollback("web")),
            .build(isBroken: false),
        ])
    }

    /// Wants it as soon as the new one is on probation.
    private func giveUp(
        _ work: (@escaping Operator.Tell, @escaping @Sendable () -> Bool) async throws -> Outcome?
    ) async throws -> Outcome? {
        let isWanted = Mutex(false)
        return try await work(
            { if case .watched = $0 { isWanted.withLock { $0 = true } } }, { isWanted.withLock { $0 } })
    }

    private func expectStableServes(_ bench: Bench) async {
        let world = await bench.engine.world
        #expect(world.active.map(\.name) == ["dcv_web_stable"])
        #expect(world.active.map(\.restartPolicy) == [.unlessStopped])
        #expect(world.members.filter { $0.restartPolicy != .no }.count == 1)
        for transient in ["dcv_web_op", "dcv_web_next", "dcv_web_op_next"] { #expect(world.box(transient) == nil) }
    }

    @Test(arguments: [Families.Operation.startLatest("web"), SiblingTests.new])
    func `one that is given up gives way, and is not suspected for it`(operation: Families.Operation) async throws {
        let bench = await family()
        let outcome = try await giveUp { tell, isGivenUp in
            try await bench.performer(process: 1).perform(
                operation, on: Terms(probation: 9), tell: tell, isGivenUp: isGivenUp)
        }
        guard case .undone(let failure) = outcome else {
            Issue.record(Comment(rawValue: String(describing: outcome)))
            return
        }
        #expect(failure.problem.hasSuffix("was aborted"))
        #expect(failure.suspectWords == nil)
        await expectStableServes(bench)
    }

    @Test func `the stable one is not given up: who asks for it wants it`() async throws {
        let bench = await family()
        _ = try await bench.performer(process: 1).perform(.startLatest("web"))
        let outcome = try await giveUp { tell, isGivenUp in
            try await bench.performer(process: 1).perform(
                .rollback("web"), on: Terms(probation: 9), tell: tell, isGivenUp: isGivenUp)
        }
        #expect(outcome?.exitCode == 0)
        await expectStableServes(bench)
    }

    @Test(arguments: [Families.Operation.startLatest("web"), SiblingTests.new])
    func `in a recovery as well: the old one comes back`(operation: Families.Operation) async throws {
        let bench = await family()
        await bench.engine.die(before: "restart policy of dcv_web_stable: no")
        _ = try? await bench.performer(process: 1).perform(operation, on: Terms(probation: 9))
        await bench.engine.revive()
        let outcome = try await giveUp { tell, isGivenUp in
            try await bench.performer(process: 2).recover(
                "web", on: Terms(probation: 9), isGivenUp: isGivenUp, tell: tell)
        }
        #expect(outcome?.isGivenUp == true)
        await expectStableServes(bench)
    }

    @Test func `whoever gives up the recovery before an operation does not get the operation`() async throws {
        let bench = await family()
        await bench.engine.die(before: "restart policy of dcv_web_stable: no")
        _ = try? await bench.performer(process: 1).perform(.startLatest("web"), on: Terms(probation: 9))
        await bench.engine.revive()
        await #expect(throws: Refusal.self) {
            try await giveUp { tell, isGivenUp in
                try await bench.performer(process: 2).perform(
                    SiblingTests.new, on: Terms(probation: 9), tell: tell, isGivenUp: isGivenUp)
            }
        }
        await expectStableServes(bench)
    }
}
