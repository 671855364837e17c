@testable import DemoEngine
import Engine
@testable import Families
import FoundationEssentials
import Testing

/// Somebody starts a container of the family by hand while another one is to take over: it stays, and it is the only one
/// that runs in the end.
///
/// The family: `dcv_web_stable` (one), `dcv_web` (two) which serves, `dcv_web_save_…` (older), and a newer build.
@Suite struct SiblingTests {
    /// Whom somebody starts.
    enum Sibling: CaseIterable, Sendable { case old, new, third }

    /// What became of it: the exit code, who runs, and who has which policy.
    struct End: Equatable, CustomStringConvertible {
        var code: Int32
        var runs: [String]
        var policies: [String]

        init(_ code: Int32, _ runs: String, policies: [String] = []) {
            self.code = code
            self.runs = [runs]
            self.policies = policies.isEmpty ? ["\(runs) unless-stopped"] : policies
        }

        init(_ code: Int32, _ world: DemoWorld) {
            self.code = code
            runs = world.active.map(\.name).sorted()
            policies = world.members.filter { $0.restartPolicy != .no }.map { "\($0.name) \($0.restartPolicy.words)" }
                .sorted()
        }

        var description: String { "\(code), runs: \(runs), policies: \(policies)" }
    }

    static let new = FailureTests.new
    static let history: [Happening] = [
        .operation(new), .operation(new), FailureTests.mark, .operation(new), .build(isBroken: false),
    ]
    static let displaced = "dcv_web_save_20260101T000000.000Z"

    private func family() async -> (bench: Bench, third: String) {
        let bench = await Bench(Self.history)
        let third = await bench.engine.world.members.first { $0.name.contains("_save_") }?.name ?? ""
        // With the same ports only one of them could be started.
        await bench.engine.change { world in for box in world.containers { world.change(box.id) { $0.ports = [] } } }
        return (bench, third)
    }

    private func name(_ sibling: Sibling, of operation: Families.Operation, third: String) -> String {
        switch sibling {
        case .old: "dcv_web"
        case .new: operation == Self.new ? "dcv_web_next" : "dcv_web_stable"
        case .third: third
        }
    }

    private func start(_ container: String) -> @Sendable (inout DemoWorld) -> Void {
        { try? $0.start(container) }
    }

    /// `RUNS` stands for the third one.
    private func expect(_ end: End, _ engine: TestEngine, _ code: Int32, third: String, _ place: Comment) async {
        let world = await engine.world
        func named(_ text: String) -> String { text.replacing("THIRD", with: third) }
        var wanted = end
        wanted.runs = end.runs.map(named)
        wanted.policies = end.policies.map(named).sorted()
        #expect(End(code, world) == wanted, place)
        for transient in ["dcv_web_op", "dcv_web_next", "dcv_web_op_next"] {
            #expect(world.box(transient) == nil, place)
        }
        #expect(await engine.removed.filter(\.hasRun).isEmpty, place)
        #expect(world.box("dcv_web_stable") != nil, place)
        #expect(world.orphanedTags == [], place)
    }

    // MARK: During a switch that lives

    @Test(arguments: [
        // Before the stop of the old one nobody can be missed; the old one runs anyway.
        (Families.Operation.rollback("web"), Sibling.third, "stop dcv_web", End(1, "THIRD")),
        (.rollback("web"), .new, "stop dcv_web", End(0, "dcv_web_stable")),
        (new, .third, "stop dcv_web", End(1, "THIRD")),
        (new, .new, "stop dcv_web", End(0, "dcv_web")),
        // Between the stop and the start.
        (.rollback("web"), .old, "start dcv_web_stable", End(1, "dcv_web")),
        (.rollback("web"), .new, "start dcv_web_stable", End(0, "dcv_web_stable")),
        (.rollback("web"), .third, "start dcv_web_stable", End(1, "THIRD")),
        (new, .old, "start dcv_web_next", End(1, "dcv_web")),
        (new, .third, "start dcv_web_next", End(1, "THIRD")),
    ])
    func `who is started by hand before the new one is started stays alone`(
        operation: Families.Operation, sibling: Sibling, before: String, end: End
    ) async throws {
        let (bench, third) = await family()
        await bench.engine.byHand(.before(before), start(name(sibling, of: operation, third: third)))
        let outcome = try await bench.performer(process: 1).perform(operation, on: Terms(probation: 3))
        await expect(end, bench.engine, outcome.exitCode, third: third, "\(sibling) \(before)")
    }

    @Test(
        arguments: [
            (Families.Operation.rollback("web"), Sibling.old, End(1, "dcv_web")),
            (.rollback("web"), .third, End(1, "THIRD")),
            (new, .old, End(1, "dcv_web")),
            (new, .third, End(1, "THIRD")),
        ], [0, 3])
    func `who is started by hand during the probation stays alone`(
        row: (operation: Families.Operation, sibling: Sibling, end: End), probation: Int
    ) async throws {
        let (bench, third) = await family()
        let new = name(.new, of: row.operation, third: third)
        await bench.engine.byHand(.probation(new), start(name(row.sibling, of: row.operation, third: third)))
        let outcome = try await bench.performer(process: 1).perform(row.operation, on: Terms(probation: probation))
        await expect(
            row.end, bench.engine, outcome.exitCode, third: third, "\(row.sibling), probation \(probation)")
    }

    // MARK: After a client that died

    /// Where the client died, whom somebody starts then, and what `recover` ends with.
    @Test(arguments: [
        // Nothing was stopped yet.
        (Families.Operation.rollback("web"), "stop dcv_web", Sibling.third, End(0, "THIRD")),
        (.rollback("web"), "stop dcv_web", .new, End(0, "dcv_web_stable")),
        (new, "stop dcv_web", .third, End(0, "THIRD")),
        (new, "stop dcv_web", .new, End(0, "dcv_web")),
        // Nothing runs.
        (.rollback("web"), "start dcv_web_stable", .old, End(0, "dcv_web_stable")),
        (.rollback("web"), "start dcv_web_stable", .new, End(0, "dcv_web_stable")),
        (.rollback("web"), "start dcv_web_stable", .third, End(0, "THIRD")),
        (new, "start dcv_web_next", .old, End(0, "dcv_web")),
        (new, "start dcv_web_next", .new, End(0, "dcv_web")),
        (new, "start dcv_web_next", .third, End(0, "THIRD")),
        // The new one is on probation.
        (.rollback("web"), "restart policy of dcv_web: no", .old, End(0, "dcv_web")),
        (.rollback("web"), "restart policy of dcv_web: no", .third, End(0, "THIRD")),
        (new, "restart policy of dcv_web: no", .old, End(0, "dcv_web")),
        (new, "restart policy of dcv_web: no", .third, End(0, "THIRD")),
        // It is decided.
        (.rollback("web"), "restart policy of dcv_web_stable: unless-stopped", .old, End(0, "dcv_web")),
        (.rollback("web"), "restart policy of dcv_web_stable: unless-stopped", .third, End(0, "THIRD")),
        (new, "rename dcv_web_next to dcv_web", .third, End(0, "THIRD")),
    ])
    func `who is started by hand after a client died stays alone when it is recovered`(
        operation: Families.Operation, call: String, sibling: Sibling, end: End
    ) async throws {
        let (bench, third) = await family()
        await bench.engine.die(before: call)
        _ = try? await bench.performer(process: 1).perform(operation, on: Terms(probation: 3))
        await bench.engine.revive()
        await bench.engine.change(start(name(sibling, of: operation, third: third)))
        let outcome = try await bench.performer(process: 2).recover("web", on: Terms(probation: 3))
        let place: Comment = "\(operation.words), dead before \(call), then start \(sibling)"
        await expect(end, bench.engine, outcome?.exitCode ?? -1, third: third, place)
        #expect(try await bench.performer(process: 2).recover("web") == nil)
    }

    @Test(arguments: [
        (Families.Operation.rollback("web"), "start dcv_web_stable", Sibling.third, End(0, "THIRD")),
        (.rollback("web"), "start dcv_web_stable", .old, End(0, "dcv_web")),
        (new, "restart policy of dcv_web: no", .third, End(0, "THIRD")),
        (new, "restart policy of dcv_web: no", .old, End(0, "dcv_web")),
    ])
    func `who is started by hand during the probation of a recovery stays alone`(
        operation: Families.Operation, call: String, sibling: Sibling, end: End
    ) async throws {
        let (bench, third) = await family()
        await bench.engine.die(before: call)
        _ = try? await bench.performer(process: 1).perform(operation, on: Terms(probation: 3))
        await bench.engine.revive()
        let new = name(.new, of: operation, third: third)
        await bench.engine.byHand(.probation(new), start(name(sibling, of: operation, third: third)))
        let outcome = try await bench.performer(process: 2).recover("web", on: Terms(probation: 3))
        let code: Int32 = if case .undone = outcome { 0 } else { outcome?.exitCode ?? -1 }
        await expect(end, bench.engine, code, third: third, "\(operation.words) \(call) \(sibling)")
    }

    // MARK: A steady family

    @Test(arguments: [Families.Operation.rollback("web"), new, .markStable("web"), .undo("web")])
    func `two that run in a steady family are named, and stop stops both`(operation: Families.Operation) async throws {
        let (bench, third) = await family()
        await bench.engine.change(start(third))
        let performer = bench.performer(process: 1)
        await #expect(throws: Refusal.self) { try await performer.perform(operation) }
        #expect(await bench.engine.world.active.count == 2)
        #expect(try await performer.perform(.stop("web")).exitCode == 0)
        #expect(await bench.engine.world.active == [])
    }
}
