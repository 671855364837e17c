@testable import DemoEngine
import Engine
@testable import Families
import FoundationEssentials
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// One wins, the others are told; what somebody left is recovered first.
@Suite struct LockingTests {
    private let new = Families.Operation.startNew("web", configuration: nil)

    /// One whose process lives: the one that began this one.
    private func alive(_ bench: Bench, host: String = "box", machine: String = "m") -> Operator {
        operating(bench, process: getppid(), host: host, machine: machine)
    }

    private func operating(
        _ bench: Bench, process: Int32, host: String = "box", machine: String = "m"
    ) -> Operator {
        let current = Holder.current(by: "bob@\(host)")
        let holder = Holder(
            by: current.by, machine: machine, boot: current.boot, process: process,
            processStart: startOfProcess(process) ?? "")
        return Operator(
            survey: Survey(engine: bench.engine, folder: bench.survey.folder, holder: holder), pace: .immediate,
            now: { now.addingTimeInterval(50) })
    }

    /// A family in which that one is at work, as far as can be told.
    private func bench(heldBy holder: Holder) async -> Bench {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        await bench.engine.change { world in
            world.record(OperationRecord(kind: .stop, words: "stop web", holder: holder, at: now))
        }
        return bench
    }

    private func refusal(_ body: () async throws(Refusal) -> some Any) async -> Refusal? {
        do throws(Refusal) {
            _ = try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test func `the record is created before anything else and removed at the end`() async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        await bench.engine.fail([:])
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 0))
        #expect(outcome.exitCode == 0)
        let calls = await bench.engine.calls.map(\.words)
        #expect(
            calls == [
                "create dcv_web_op", "restart policy of dcv_web: always", "stop dcv_web", "start dcv_web_stable",
                "restart policy of dcv_web: no", "restart policy of dcv_web_stable: unless-stopped",
                "remove dcv_web_op",
            ])
    }

    @Test func `where docker's answer to the record is lost, it goes on with the record that is there`() async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        await bench.engine.fail([0: .answerLost])
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 0))
        #expect(outcome.exitCode == 0)
        #expect(await bench.engine.world.active.map(\.name) == ["dcv_web_stable"])
        #expect(await bench.engine.world.box("dcv_web_op") == nil)
    }

    @Test func `somebody else makes the empty image at that moment: the record is made from it`() async throws {
        let bench = await Bench([.build(isBroken: false)])
        await bench.engine.fail([1: .answerLost])
        let outcome = try await alive(bench).perform(new, on: Terms(probation: 0))
        #expect(outcome.exitCode == 0)
        let calls = await bench.engine.calls.prefix(3).map(\.words)
        #expect(
            calls == ["create dcv_web_op", "create the empty image dockervisor/lock:latest", "create dcv_web_op"])
    }

    @Test func `whether a process is gone can be told in its own namespace only, and after a start of the machine`() {
        func holder(_ namespace: String, boot: String = "b") -> Holder {
            Holder(
                by: "ann@box", machine: "m", boot: boot, namespace: namespace, process: 7, processStart: "9")
        }
        let nobody: (Int32) -> String? = { _ in nil }
        let here = holder("pid:[1]")
        #expect(holder("pid:[1]").isGone(seenFrom: here, startOf: nobody))
        #expect(!holder("pid:[2]").isGone(seenFrom: here, startOf: nobody))
        #expect(holder("pid:[2]", boot: "before").isGone(seenFrom: here, startOf: nobody))
        #expect(!holder("pid:[1]").isGone(seenFrom: here) { _ in "9" })
    }

    @Test func `whoever comes while somebody lives is told who, what and since when, with 75`() async throws {
        let bench = await bench(heldBy: alive(await Bench([])).survey.holder)
        let before = await bench.engine.world
        let said = await refusal { () throws(Refusal) in
            try await operating(bench, process: getpid()).perform(.rollback("web"))
        }
        #expect(said?.exitCode == 75)
        #expect(
            said?.problem
                == "another operation on web is in progress: stop web, started by bob@box at 2026-11-23T18:05:56Z")
        #expect(said?.remedy.contains("--wait") == true)
        #expect(await bench.engine.world == before)
    }

    @Test func `a holder on another host counts as alive, whatever its process number`() async throws {
        let stranger = Holder(by: "eve@far", machine: "other", boot: "x", process: 4_000_001, processStart: "9")
        let bench = await bench(heldBy: stranger)
        let said = await refusal { () throws(Refusal) in try await alive(bench).perform(.rollback("web")) }
        #expect(said?.exitCode == 75)
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 0), patience: .takeOver)
        #expect(outcome.exitCode == 0)
        #expect(await bench.engine.world.active.map(\.name) == ["dcv_web_stable"])
        #expect(await bench.engine.world.box("dcv_web_op") == nil)
    }

    @Test func `an operation of the same process that has ended is nobody's, and recovered`() async throws {
        let mine = operating(await Bench([]), process: getpid()).survey.holder
        let bench = await bench(heldBy: mine)
        let outcome = try await operating(bench, process: getpid()).perform(
            .startLatest("web"), on: Terms(probation: 0))
        #expect(outcome.exitCode == 0)
        #expect(await bench.engine.world.box("dcv_web_op") == nil)
    }

    @Test(arguments: [Families.Operation.startLatest("web"), .stop("web")])
    func `what needs a person is nobody's, though the process that began it lives`(
        next: Families.Operation
    ) async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        await bench.engine.fail([4: .refused])
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 0))
        #expect(outcome.exitCode == 2)
        #expect(await bench.engine.world.box("dcv_web_op") != nil)
        let other = operating(bench, process: getpid())
        #expect(try await other.perform(next, on: Terms(probation: 0)).exitCode == 0)
        let names = await bench.engine.world.containers.map(\.name)
        #expect(names.allSatisfy { !$0.contains("_op") })
        #expect(await bench.engine.world.active.map(\.name) == (next == .stop("web") ? [] : ["dcv_web"]))
    }

    @Test func `before a rollback what was interrupted need not prove itself`() async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web"))])
        await bench.engine.die(before: "restart policy of dcv_web_stable: no")
        _ = try? await bench.performer(process: 1).perform(new, on: Terms(probation: 0))
        await bench.engine.revive()
        let survey = bench.performer(process: 2).survey
        let before = try await survey.preview(.rollback("web"), on: Terms(probation: 10), now: now)
        #expect(before.recovery?.probation == 0)
        let other = try await survey.preview(.markStable("web"), on: Terms(probation: 10), now: now)
        #expect(other.recovery?.probation == 10)
    }

    @Test func `a holder that is gone is recovered first`() async throws {
        let dead = Holder(by: "ann@box", machine: "m", boot: "b", process: 4_000_001, processStart: "9")
        let bench = await bench(heldBy: dead)
        let told = Mutex([String]())
        let outcome = try await alive(bench).perform(.startLatest("web"), on: Terms(probation: 0)) { progress in
            if case .recovering(let found) = progress { told.withLock { $0.append(found.problem) } }
        }
        #expect(told.withLock { $0.count } == 1)
        #expect(outcome.exitCode == 0)
        #expect(await bench.engine.world.box("dcv_web")?.state == .running)
        #expect(await bench.engine.world.box("dcv_web_op") == nil)
    }

    @Test func `whoever waits goes on when the other one has ended`() async throws {
        let bench = await bench(heldBy: alive(await Bench([])).survey.holder)
        let engine = bench.engine
        let outcome = try await operating(bench, process: getpid()).perform(
            .rollback("web"), on: Terms(probation: 0), patience: .wait(seconds: 60)
        ) { progress in
            guard case .waiting = progress else { return }
            await engine.change { world in try? world.remove("dcv_web_op") }
        }
        #expect(outcome.exitCode == 0)
    }

    @Test func `whoever has waited long enough gives up with 75`() async throws {
        let bench = await bench(heldBy: alive(await Bench([])).survey.holder)
        let said = await refusal { () throws(Refusal) in
            try await operating(bench, process: getpid()).perform(.rollback("web"), patience: .wait(seconds: 5))
        }
        #expect(said?.exitCode == 75)
    }

    @Test func `what changes between plan and lock is planned anew`() async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        let engine = bench.engine
        let isFirst = Mutex(true)
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 0)) { progress in
            guard case .planned = progress, isFirst.withLock({ swap(&$0) }) else { return }
            await engine.change { $0.happen(.crash) }
        }
        #expect(outcome.exitCode == 0)
        let last = await engine.calls.suffix(4).map(\.words)
        #expect(
            last == [
                "create dcv_web_op", "start dcv_web_stable", "restart policy of dcv_web_stable: unless-stopped",
                "remove dcv_web_op",
            ])
    }

    /// True once.
    private func swap(_ flag: inout Bool) -> Bool {
        defer { flag = false }
        return flag
    }

    @Test func `a failure that needs a person leaves the record for recover`() async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        await bench.engine.fail([4: .refused])
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 0))
        #expect(outcome.exitCode == 2)
        #expect(await bench.engine.world.box("dcv_web_op") != nil)
        await bench.engine.revive()
        #expect(try await alive(bench).recover("web", on: Terms(probation: 0), patience: .takeOver)?.exitCode == 0)
        #expect(await bench.engine.world.box("dcv_web_op") == nil)
        #expect(await bench.engine.world.box("dcv_web")?.restartPolicy == .no)
    }

    @Test func `whoever was taken over stops at once, and undoes nothing`() async throws {
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        let engine = bench.engine
        let outcome = try await alive(bench).perform(.rollback("web"), on: Terms(probation: 5)) { progress in
            guard case .watched = progress else { return }
            await engine.change { world in try? world.remove("dcv_web_op") }
        }
        #expect(outcome.exitCode == 2)
        guard case .needsPerson(let failure) = outcome else { return }
        #expect(failure.isTakenOver)
        #expect(failure.undone == [])
    }

    @Test func `every operation is written down with who, what, how long and why`() async throws {
        let place = try TemporaryFolder()
        let bench = await Bench([.operation(new), .operation(.markStable("web")), .operation(new)])
        let journal = Journal(path: place.path + "/dcv/journal.jsonl")
        let performer = Operator(
            survey: alive(bench).survey, journal: journal, pace: .immediate, now: { now.addingTimeInterval(50) })
        _ = try await performer.perform(.rollback("web"), on: Terms(why: "it leaks", probation: 0))
        _ = try await performer.perform(.startLatest("web"), on: Terms(probation: 0))
        let entries = try journal.read().entries
        #expect(entries.map(\.what) == ["rollback web", "start web :latest"])
        #expect(entries.map(\.why) == ["it leaks", nil])
        #expect(entries.map(\.outcome) == ["done", "done"])
        #expect(entries.first?.from?.name == "dcv_web")
        #expect(entries.first?.to?.name == "dcv_web_stable")
        #expect(entries.first?.by == "bob@box")
    }
}
