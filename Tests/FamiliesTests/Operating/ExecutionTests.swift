@testable import DemoEngine
import Engine
@testable import Families
import Synchronization
import Testing

@Suite struct ExecutionTests {
    private let new = Families.Operation.startNew("web", configuration: nil)

    /// A family whose `dcv_web` runs, and a newer build.
    private func bench(isBroken: Bool = false) async -> Bench {
        var bench = Bench()
        await bench.engine.change { $0.happen(.build(isBroken: false)) }
        _ = await bench.perform(new)
        await bench.engine.change { $0.happen(.build(isBroken: isBroken)) }
        return bench
    }

    private func failure(_ outcome: Outcome) -> Outcome.Failure? {
        switch outcome {
        case .undone(let failure), .needsPerson(let failure): failure
        case .done, .alreadySo: nil
        }
    }

    @Test func `ids are used as soon as they are known`() async throws {
        var bench = await bench()
        let plan = try await bench.plan(new)
        await bench.engine.fail([:])
        _ = await bench.carryOut(plan)
        let world = await bench.engine.world
        let told = await bench.engine.calls.dropFirst(2).map { world.plain($0.arguments.joined(separator: " ")) }
        #expect(
            told == [
                "update --restart always id1", "stop id1", "start id2", "update --restart no id1",
                "update --restart unless-stopped id2", "rename id1 dcv_web_save_20261123T180558.127Z",
                "rename id2 dcv_web",
            ])
    }

    @Test func `a new container that ends at once gives way to the old one and is kept`() async throws {
        var bench = await bench(isBroken: true)
        let plan = try await bench.plan(new)
        let outcome = await bench.carryOut(plan)
        let failed = try #require(failure(outcome))
        #expect(outcome.exitCode == 1)
        #expect(failed.problem == "dcv_web_next exited at once with code 1")
        #expect(failed.remedy == "Check its logs: docker logs dcv_web_save_20261123T180558.127Z_failed")
        #expect(failed.lastLines == ["last words"])
        #expect(failed.stateNow == "Reverted: dcv_web is active again")
        let world = await bench.engine.world
        #expect(world.box("dcv_web")?.state == .running)
        #expect(world.containers.map(\.name) == ["dcv_web", "dcv_web_save_20261123T180558.127Z_failed"])
    }

    @Test func `a new container that never ran is removed`() async throws {
        var bench = await bench()
        let plan = try await bench.plan(new)
        await bench.engine.change { world in
            world.change("dcv_web") { $0.ports = [] }
            _ = try? world.create(CreateRequest(name: "other", image: world.images[1].id, publish: ["8080:80"]))
            try? world.start("other")
        }
        let outcome = await bench.carryOut(plan)
        #expect(
            failure(outcome)?.problem
                == "a host port is already in use: driver failed programming external connectivity on endpoint "
                + "dcv_web_next: Bind for 0.0.0.0:8080 failed: port is already allocated")
        let world = await bench.engine.world
        #expect(await bench.engine.removed.map(\.name) == ["dcv_web_next"])
        #expect(world.containers.map(\.name) == ["dcv_web", "other"])
        #expect(world.box("dcv_web")?.state == .running)
    }

    @Test func `a candidate of which nothing is known is not removed`() async throws {
        var bench = await bench(isBroken: true)
        let plan = try await bench.plan(new)
        await bench.engine.fallSilent(about: "dcv_web_next")
        let outcome = await bench.carryOut(plan)
        let world = await bench.engine.world
        #expect(outcome.exitCode == 1)
        #expect(await bench.engine.removed == [])
        #expect(world.box("dcv_web")?.state == .running)
    }

    @Test func `an old one that does not come back is left to a person`() async throws {
        var bench = await bench(isBroken: true)
        let plan = try await bench.plan(new)
        await bench.engine.change { world in world.change("dcv_web") { $0.isBroken = true } }
        let outcome = await bench.carryOut(plan)
        let failed = try #require(failure(outcome))
        #expect(outcome.exitCode == 2)
        #expect(failed.problem == "dcv_web_next exited at once with code 1")
        #expect(failed.undoProblem == "dcv_web is not running but restarting")
        #expect(failed.stateNow == "Not fully reverted: dcv_web is not running but restarting")
        #expect(
            failed.remaining.map(\.words) == [
                "start dcv_web", "restart policy of dcv_web: unless-stopped",
                "rename dcv_web_next to dcv_web_save_20261123T180558.127Z_failed",
            ])
    }

    @Test func `a new one that somebody removed meanwhile does not keep the old one down`() async throws {
        var bench = await bench()
        let plan = try await bench.plan(new)
        let engine = bench.engine
        let outcome = await bench.carryOut(plan) { progress in
            guard case .began(.start) = progress else { return }
            await engine.change { world in try? world.remove("dcv_web_next") }
        }
        #expect(outcome.exitCode == 1)
        #expect(await engine.world.box("dcv_web")?.state == .running)
    }

    @Test func `a failure before the stop says that nothing was touched`() async throws {
        var bench = await bench()
        let plan = try await bench.plan(new)
        await bench.engine.fail([0: .refused])
        let outcome = await bench.carryOut(plan)
        #expect(failure(outcome)?.stateNow == "dcv_web was not touched and is still active")
        #expect(failure(outcome)?.lastLines == [])
    }

    @Test func `a failure after the decision leaves the new one serving, and says what is left`() async throws {
        var bench = await bench()
        let plan = try await bench.plan(new)
        await bench.engine.fail([7: .refused])
        let outcome = await bench.carryOut(plan)
        #expect(outcome.exitCode == 2)
        #expect(failure(outcome)?.stateNow == "dcv_web_next is running, but not all steps were done")
        #expect(
            failure(outcome)?.remaining.map(\.words) == [
                "rename dcv_web to dcv_web_save_20261123T180558.127Z", "rename dcv_web_next to dcv_web",
            ])
    }

    @Test func `a network that is not there is refused before anything is begun`() async throws {
        let place = try TemporaryFolder()
        try place.write(#"{"networks": ["front", "gone"]}"#, to: "dcv-web")
        var bench = Bench(folder: place.path)
        await bench.engine.change { $0.happen(.build(isBroken: false)) }
        await #expect(
            throws: Refusal.state(
                problem: "no such network: 'gone'", remedy: "Create it: docker network create gone")
        ) { try await bench.plan(new) }
    }

    @Test func `a network that goes away after the plan leaves everything as it was`() async throws {
        let place = try TemporaryFolder()
        try place.write(#"{"networks": ["front", "gone"]}"#, to: "dcv-web")
        var bench = Bench(folder: place.path)
        await bench.engine.change { world in
            world.happen(.build(isBroken: false))
            world.networks.insert("gone")
        }
        let plan = try await bench.plan(new)
        await bench.engine.change { $0.networks.remove("gone") }
        let outcome = await bench.carryOut(plan)
        #expect(outcome.exitCode == 1)
        #expect(failure(outcome)?.problem == "no such network: gone")
        #expect(failure(outcome)?.stateNow == "Nothing else was changed")
        #expect(await bench.engine.world.containers == [])
    }

    @Test func `of two that run both run again if one cannot be stopped`() async throws {
        var bench = await bench()
        _ = await bench.perform(new)
        await bench.engine.change { world in
            for box in world.containers {
                world.change(box.id) { ($0.state, $0.restartPolicy, $0.ports) = (.running, .always, []) }
            }
        }
        let before = await bench.engine.world.active
        let plan = try await bench.plan(.stop("web"))
        await bench.engine.fail([3: .refused])
        let outcome = await bench.carryOut(plan)
        #expect(outcome.exitCode == 1)
        let after = await bench.engine.world.active
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.restartPolicy) == before.map(\.restartPolicy))
    }

    @Test func `the stable one is not suspect where the engine did not answer`() async throws {
        let bench = await Bench([
            .operation(new), .operation(.markStable("web")), .build(isBroken: false), .operation(new),
        ])
        let start = try #require(
            try await bench.survey.plan(.rollback("web"), now: now).steps.firstIndex {
                $0.call.words == "start dcv_web_stable"
            })
        await bench.engine.fail([start + 1: .answerLost])
        let outcome = try await bench.performer(process: 1).perform(.rollback("web"), on: Terms(probation: 0))
        #expect(outcome.exitCode == 1)
        #expect(failure(outcome)?.suspectWords == nil)
        #expect(failure(outcome)?.stateNow == "Reverted: dcv_web is active again")
        #expect(failure(outcome)?.remedy == "Try again: dockervisor rollback web")
    }

    @Test func `a step that can be done without is told as left out`() async throws {
        var bench = await bench()
        await bench.engine.change { $0.happen(.build(isBroken: false)) }
        let plan = try await bench.plan(.stop("web"))
        let told = Told()
        await bench.engine.fail([0: .refused])
        #expect(await bench.carryOut(plan) { told.append($0) }.exitCode == 0)
        #expect(told.lines.prefix(2) == ["restart policy of dcv_web: no", "not done: restart policy of dcv_web: no"])
    }

    @Test func `one that ends after its last look is started again, and that is said`() async throws {
        let bench = await Bench([.operation(new), .build(isBroken: false)])
        await bench.engine.byHand(.before("restart policy of dcv_web_next: unless-stopped")) { world in
            world.change("dcv_web_next") { ($0.state, $0.exitCode) = (.exited, 4) }
        }
        let remarks = Mutex([String]())
        let tell: Operator.Tell = { progress in
            if case .remarked(let remark) = progress { remarks.withLock { $0.append(remark) } }
        }
        let outcome = try await bench.performer(process: 1).perform(new, on: Terms(probation: 0), tell: tell)
        #expect(outcome.exitCode == 0)
        #expect(await bench.engine.world.active.map(\.name) == ["dcv_web"])
        #expect(remarks.withLock { $0 }.contains { $0.contains("exited with code 4 in the meantime") })
    }

    @Test func `a container that had to be killed is named, with the cure`() async throws {
        var bench = await bench()
        await bench.engine.change { world in
            for box in world.containers { world.change(box.id) { $0.process.ignoresTermination = true } }
        }
        let plan = try await bench.plan(.stop("web"))
        let told = Told()
        _ = await bench.carryOut(plan) { told.append($0) }
        #expect(told.lines.last?.hasPrefix("note: dcv_web ignored SIGTERM") == true)
        #expect(told.lines.last?.contains("--init") == true)
    }

    @Test func `what happens is told in order`() async throws {
        var bench = await bench(isBroken: true)
        let plan = try await bench.plan(new)
        let told = Told()
        _ = await bench.carryOut(plan) { told.append($0) }
        #expect(
            told.lines.map(await bench.engine.world.plain) == [
                "tag image web:dcv-build2", "done", "create dcv_web_next", "done",
                "restart policy of dcv_web: always", "done", "stop dcv_web", "done", "start dcv_web_next", "done",
                "failed: dcv_web_next exited at once with code 1",
                "back: stop dcv_web_next", "is back", "back: start dcv_web", "is back",
                "back: restart policy of dcv_web: unless-stopped", "is back",
                "back: rename dcv_web_next to dcv_web_save_20261123T180558.127Z_failed", "is back",
            ])
    }

    private final class Told: Sendable {
        private let list = Mutex([String]())
        var lines: [String] { list.withLock { $0 } }

        func append(_ progress: Progress) {
            let line =
                switch progress {
                case .began(let call): call.words
                case .finished: "done"
                case .failed(_, let problem): "failed: \(problem)"
                case .skipped(let call, _): "not done: \(call.words)"
                case .undoing(let call): "back: \(call.words)"
                case .undone: "is back"
                case .remarked(let remark): "note: \(remark)"
                case .watched(let watch): watch.words
                case .planned, .waiting, .recovering: ""
                }
            list.withLock { $0.append(line) }
        }
    }
}
