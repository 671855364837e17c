@testable import DemoEngine
import Engine
@testable import Families
import TestRandom
import Testing

/// What holds after whatever happened to a family, checked over random histories.
@Suite struct HistoryTests {
    private struct Ledger {
        /// Id of the container that the last `:new` made.
        var newest: String?
        /// Id of the container that was marked last.
        var marked: String?
    }

    @Test(arguments: 0..<150)
    func `a family stays whole`(seed: Int) async throws {
        var random = SeededRandom(seed: seed)
        var bench = Bench()
        var ledger = Ledger()
        var done = 0
        await bench.engine.change { $0.happen(.build(isBroken: false)) }
        for _ in 0..<25 {
            let before = await bench.engine.world
            let removed = await bench.engine.removed
            let happening = random.happening(in: before)
            guard case .operation(let operation) = happening else {
                await bench.engine.change { $0.happen(happening) }
                continue
            }
            guard let plan = try? await bench.plan(operation) else {
                #expect(await bench.engine.world == before, "planning changed something")
                continue
            }
            let outcome = await bench.carryOut(plan)
            let after = await bench.engine.world
            checkWhole(after, seed: seed)
            #expect(await bench.engine.removed.filter(\.hasRun).isEmpty)
            switch outcome {
            case .done:
                done += 1
                #expect(await bench.engine.removed == removed)
                checkPromise(plan, before: before, after: after, &ledger)
            case .alreadySo: #expect(after == before)
            case .undone: checkUndone(before: before, after: after)
            case .needsPerson(let failure): Issue.record("\(seed): \(failure.problem), \(failure.undoProblem ?? "")")
            }
            checkLedger(ledger, after)
        }
        #expect(done >= 1, "planning refuses everything")
    }

    private func checkWhole(_ world: DemoWorld, seed: Int) {
        #expect(world.active.count <= 1)
        #expect(Set(world.containers.map(\.name)).count == world.containers.count)
        #expect(world.box("dcv_web_next") == nil)
        #expect(world.active.allSatisfy { $0.restartPolicy == .unlessStopped })
        let armed = world.members.filter { !$0.state.isActive && $0.restartPolicy != .no && $0.isStoppedByHand }
        #expect(armed.isEmpty, "seed \(seed)")
    }

    /// What the plan said holds: who serves, who was kept under which name.
    private func checkPromise(_ plan: Plan, before: DemoWorld, after: DemoWorld, _ ledger: inout Ledger) {
        #expect(plan.intent.isEmpty == plan.isAlreadySo)
        for box in before.containers { #expect(after.box(box.id) != nil) }
        if let promoted = plan.promoted {
            let serving = after.active.first
            #expect(serving?.state == .running)
            #expect(promoted.argument == serving?.id || serving?.name == "dcv_web")
            #expect(plan.result.contains("\(serving?.name ?? "?") is running"))
        }
        if let replaced = plan.replaced, let box = after.box(replaced.argument) {
            #expect(!box.state.isActive)
            #expect(box.restartPolicy == .no)
            #expect(plan.result.contains("\(box.name) is stopped and kept"))
        }
        if plan.operation == .startNew("web", configuration: nil) {
            ledger.newest = after.active.first?.id
        } else if plan.operation == .markStable("web") {
            ledger.marked = before.active.first?.id
            #expect(after.active.map(\.state) == before.active.map(\.state))
        } else {
            #expect(after.containers.map(\.name) == before.containers.map(\.name))
        }
    }

    /// The new one did not start: what served serves again, and nothing else is different.
    private func checkUndone(before: DemoWorld, after: DemoWorld) {
        #expect(after.active.map(\.id) == before.active.map(\.id))
        #expect(after.active.map(\.name) == before.active.map(\.name))
        for box in before.containers {
            #expect(after.box(box.id)?.name == box.name)
            #expect(after.box(box.id)?.state.isActive == box.state.isActive)
        }
        #expect(after.tagsWithoutMembers == before.tagsWithoutMembers)
    }

    /// The latest is always the newest, and the stable one is never lost.
    private func checkLedger(_ ledger: Ledger, _ world: DemoWorld) {
        #expect((world.box("dcv_web") ?? world.box("dcv_web_stable"))?.id == ledger.newest)
        #expect(world.box("dcv_web_stable")?.id == ledger.marked)
        #expect(world.tags["web:dcv-stable"] == ledger.marked.flatMap { world.box($0)?.imageID })
    }
}
