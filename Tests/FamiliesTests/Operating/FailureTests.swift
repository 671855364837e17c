@testable import DemoEngine
import Engine
@testable import Families
import Testing

/// Every operation in every typical state, with a failure at each of its steps.
@Suite struct FailureTests {
    /// Histories that lead to a typical state.
    static let states: [[Happening]] = [
        [], [.operation(new)], [.operation(new), mark], [.operation(new), mark, .operation(new)],
        [.operation(new), mark, .operation(new), .operation(.rollback("web"))],
        [.operation(new), mark, .operation(new), .operation(.stop("web"))],
        [.operation(new), mark, .operation(new), mark, .operation(new)],
        [.operation(new), .operation(new), .operation(new), mark], [.operation(new), mark, .operation(new), .pause],
        [.operation(new), mark, .operation(new), .restartLoop], [.operation(new), mark, .operation(new), .crash],
    ]
    static let new = Families.Operation.startNew("web", configuration: nil)
    static let mark = Happening.operation(.markStable("web"))
    static let operations: [Families.Operation] = [
        new, .startLatest("web"), .rollback("web"), .stop("web"), .markStable("web"),
    ]

    private func bench(after history: [Happening]) async -> Bench {
        await Bench(history)
    }

    /// Else the tests below would prove nothing.
    @Test func `there is something to do in many states`() async throws {
        var steps = 0
        var plans = 0
        for history in Self.states {
            for operation in RecoveryTests.operations {
                var bench = await bench(after: history)
                guard let plan = try? await bench.plan(operation), !plan.isAlreadySo else { continue }
                plans += 1
                steps += plan.steps.count
            }
        }
        #expect((plans, steps) == (47, 198))
    }

    @Test(arguments: states, operations)
    func `a step that fails is undone, or named with what is left to do`(
        history: [Happening], operation: Families.Operation
    ) async throws {
        for fault in [TestEngine.Fault.refused, .answerLost] {
            var steps = 1
            var index = 0
            while index < steps {
                var bench = await bench(after: history)
                guard let plan = try? await bench.plan(operation), !plan.isAlreadySo else { return }
                steps = plan.steps.count
                let before = await bench.engine.world
                await bench.engine.fail([index: fault])
                let outcome = await bench.carryOut(plan)
                let after = await bench.engine.world
                check(outcome, plan, index, fault, before: before, after: after)
                #expect(await bench.engine.removed.filter(\.hasRun).isEmpty, "step \(index) of \(plan.operation.words)")
                index += 1
            }
        }
    }

    private func check(
        _ outcome: Outcome, _ plan: Plan, _ index: Int, _ fault: TestEngine.Fault, before: DemoWorld, after: DemoWorld
    ) {
        let place: Comment = "step \(index) of \(plan.operation.words), \(plan.steps[index].call.words): \(fault)"
        #expect(after.active.count <= 1, place)
        #expect(before.containers.allSatisfy { after.box($0.id) != nil }, place)
        switch outcome {
        case .done: #expect(plan.steps[index].isOptional, place)
        case .alreadySo: Issue.record(place)
        case .undone(let failure):
            #expect(failure.step == plan.steps[index], place)
            #expect(failure.remaining == [], place)
            #expect(isLostCreate(plan, index, fault) || after.orphanedTags == [], place)
            // Without its policy a restart loop ends by itself.
            let isStoppedLoop = operation(plan, stops: before)
            if !isStoppedLoop { checkSame(before: before, after: after, place) }
            #expect(isLostCreate(plan, index, fault) || after.box("dcv_web_next") == nil, place)
        case .needsPerson(let failure):
            #expect(plan.steps[index].phase == .commitment, place)
            #expect(failure.remaining == plan.steps[index...].map(\.call), place)
            #expect(failure.undone == [], place)
            #expect(after.active.map(\.state) == [.running], place)
        }
    }

    private func operation(_ plan: Plan, stops world: DemoWorld) -> Bool {
        plan.operation == .stop("web") && world.active.contains(where: \.isBroken)
    }

    private func isLostCreate(_ plan: Plan, _ index: Int, _ fault: TestEngine.Fault) -> Bool {
        fault == .answerLost && plan.steps[index].undo.map(isSetAside) == true
    }

    private func isSetAside(_ undo: Step.Undo) -> Bool {
        if case .setAside = undo { return true }
        return false
    }

    private func checkSame(before: DemoWorld, after: DemoWorld, _ place: Comment) {
        #expect(after.active.map(\.id) == before.active.map(\.id), place)
        for box in before.containers {
            let same = after.box(box.id)
            #expect(same?.name == box.name, place)
            #expect(same?.state.isActive == box.state.isActive, place)
            let policy = box.state.isActive ? .unlessStopped : box.restartPolicy
            #expect(same?.restartPolicy == policy || (box.state == .exited && same?.restartPolicy == .no), place)
        }
        #expect(after.tagsWithoutMembers == before.tagsWithoutMembers, place)
    }
}
