@testable import DemoEngine
import Engine
@testable import Families
import FoundationEssentials
import Testing

/// The client dies before each of its calls, or the machine loses power there; whoever comes next makes it whole.
@Suite struct RecoveryTests {
    enum Accident: CaseIterable, Sendable {
        case death, powerCut
        /// And before anybody recovers, somebody builds, on a store that drops images without a reference.
        case deathThenBuild
    }

    static let operations: [Families.Operation] =
        FailureTests.operations + [.undo("web"), .startStable("web"), .mend("web")]

    @Test(arguments: FailureTests.states, operations)
    func `an interrupted operation is finished or taken back`(
        history: [Happening], operation: Families.Operation
    ) async throws {
        for accident in Accident.allCases {
            for isBroken in [false, true] {
                var call = 0
                while try await interrupt(operation, at: call, after: history, isBroken: isBroken, accident) {
                    call += 1
                }
                let wasPlanned = await isPlanned(operation, after: history, isBroken: isBroken)
                #expect(!wasPlanned || call > 2, "\(operation.words) was interrupted at \(call) calls only")
            }
        }
    }

    /// Whether there is anything to interrupt.
    private func isPlanned(_ operation: Families.Operation, after history: [Happening], isBroken: Bool) async -> Bool {
        var bench = await Bench(history)
        if isBroken { await bench.engine.change { $0.happen(.build(isBroken: true)) } }
        return (try? await bench.plan(operation))?.isAlreadySo == false
    }

    /// Whether it got so far.
    private func interrupt(
        _ operation: Families.Operation, at call: Int, after history: [Happening], isBroken: Bool, _ accident: Accident
    ) async throws -> Bool {
        let bench = await Bench(history)
        if isBroken { await bench.engine.change { $0.happen(.build(isBroken: true)) } }
        if accident == .deathThenBuild { await bench.engine.change { $0.store = .containerd } }
        let before = await bench.engine.world
        await bench.engine.fail([call: .death])
        _ = try? await bench.performer(process: 1).perform(operation, on: Terms(probation: 3))
        guard await bench.engine.isCallerDead else { return false }
        if accident == .powerCut { await bench.engine.cutPower() } else { await bench.engine.revive() }
        if accident == .deathThenBuild { await bench.engine.change { $0.happen(.build(isBroken: false)) } }
        let place: Comment = "\(accident) at call \(call) of \(operation.words), broken: \(isBroken)"
        let outcome = try await bench.performer(process: 2).recover("web", on: Terms(probation: 3))
        check(outcome, place)
        await check(bench.engine, before: before, operation, place)
        #expect(try await bench.performer(process: 2).recover("web") == nil, place)
        return true
    }

    private func check(_ outcome: Outcome?, _ place: Comment) {
        if case .needsPerson(let failure) = outcome {
            Issue.record("\(place): \(failure.problem), \(failure.undoProblem ?? "")")
        }
    }

    private func check(
        _ engine: TestEngine, before: DemoWorld, _ operation: Families.Operation, _ place: Comment
    ) async {
        let world = await engine.world
        for transient in ["dcv_web_op", "dcv_web_next", "dcv_web_op_next"] {
            #expect(world.box(transient) == nil, place)
        }
        #expect(world.active.count <= 1, place)
        if !before.active.isEmpty, operation != .stop("web") { #expect(world.active.count == 1, place) }
        #expect(world.active.allSatisfy { $0.state != .restarting || $0.restartPolicy != .no }, place)
        #expect(
            world.active.allSatisfy {
                $0.restartPolicy == .unlessStopped || before.box($0.id)?.restartPolicy == $0.restartPolicy
            }, place)
        #expect(world.members.allSatisfy { $0.state.isActive || $0.restartPolicy != .always }, place)
        #expect(before.containers.allSatisfy { world.box($0.id) != nil }, place)
        #expect(await engine.removed.filter(\.hasRun).isEmpty, place)
        if before.box("dcv_web_stable") != nil { #expect(world.box("dcv_web_stable") != nil, place) }
        #expect(world.box("dcv_web_stable").map { world.tags["web:dcv-stable"] == $0.imageID } ?? true, place)
        #expect(world.orphanedTags == [], place)
        #expect(world.members.allSatisfy { (try? world.place(ofImage: $0.imageID)) != nil }, place)
    }

    // MARK: The recovery dies too

    @Test(arguments: [Families.Operation.rollback("web"), FailureTests.new], [3, 4, 5, 6, 7])
    func `a recovery that dies is recovered by the same rules`(operation: Families.Operation, first: Int) async throws {
        let history: [Happening] = [
            .operation(FailureTests.new), FailureTests.mark, .operation(FailureTests.new), .build(isBroken: false),
        ]
        var second = 0
        var isUnfinished = true
        while isUnfinished {
            let bench = await Bench(history)
            let before = await bench.engine.world
            await bench.engine.fail([first: .death])
            _ = try? await bench.performer(process: 1).perform(operation, on: Terms(probation: 3))
            await bench.engine.revive()
            await bench.engine.fail([second: .death])
            _ = try? await bench.performer(process: 2).recover("web", on: Terms(probation: 3))
            isUnfinished = await bench.engine.isCallerDead
            await bench.engine.revive()
            let place: Comment = "\(operation.words), dead at \(first), its recovery at \(second)"
            check(try await bench.performer(process: 3).recover("web", on: Terms(probation: 3)), place)
            await check(bench.engine, before: before, operation, place)
            second += 1
        }
    }
}

extension Bench {
    /// A family after that history, each `:new` from a build of its own, and a newer build.
    init(_ history: [Happening]) async {
        self.init()
        await engine.change { $0.happen(.build(isBroken: false)) }
        for happening in history {
            if happening == .operation(.startNew("web", configuration: nil)) {
                await engine.change { $0.happen(.build(isBroken: false)) }
            }
            if case .operation(let operation) = happening { _ = await perform(operation) }
            await engine.change { $0.happen(happening) }
        }
    }

    /// Somebody on the machine; none of these processes lives any more when another one looks.
    func performer(process: Int32) -> Operator {
        let holder = Holder(by: "ann@box", machine: "m", boot: "b", process: 4_000_000 + process, processStart: "9")
        var survey = Survey(engine: engine, folder: survey.folder, holder: holder)
        survey.commandsLeft = CommandsLeft(find: { _ in [] }, end: { _ in })
        return Operator(survey: survey, pace: .immediate, now: { now.addingTimeInterval(100) })
    }
}
