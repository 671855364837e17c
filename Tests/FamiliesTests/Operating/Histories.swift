@testable import DemoEngine
import Engine
@testable import Families
import FoundationEssentials
import TestRandom

/// One thing that happens to a family: an operation, a build, or what others do to it.
enum Happening: Hashable, Sendable {
    case operation(Families.Operation)
    case build(isBroken: Bool)
    /// The process of the active container ends by itself.
    case crash
    case restartLoop
    case pause
}

extension DemoWorld {
    mutating func happen(_ happening: Happening) {
        switch happening {
        case .operation: break
        case .build(let isBroken): build(isBroken: isBroken)
        case .crash:
            for box in active { if let place = try? place(of: box.id) { end(place, exitCode: 1, canRestart: false) } }
        case .restartLoop: for box in active where box.restartPolicy != .no { change(box.id) { $0.isBroken = true } }
        case .pause: for box in active where box.state == .running { change(box.id) { $0.state = .paused } }
        }
    }
}

/// The family `web` on a model engine, and operations on it one after another.
struct Bench {
    let engine: TestEngine
    let survey: Survey
    /// Moves on with every operation: no two containers are displaced at the same time.
    private var clock = now
    var terms = Terms(probation: 0)

    /// - Parameter folder: where Dockerparams are looked for; there are none unless said.
    init(folder: String = "/nowhere/dockervisor-tests", store: DemoEngine.ImageStore = .classic) {
        engine = TestEngine(store: store)
        survey = Survey(
            engine: engine, folder: DockerparamsFolder(current: folder, kept: folder + "/dcv", home: "/home/ann"),
            by: "ann@box")
    }

    mutating func plan(_ operation: Families.Operation) async throws(Refusal) -> Plan {
        clock.addTimeInterval(1)
        return try await survey.plan(operation, on: terms, now: clock)
    }

    /// The steps alone, as if nobody else could be at work.
    func carryOut(_ plan: Plan, tell: @escaping @Sendable (Progress) async -> Void = { _ in }) async -> Outcome {
        await carryOut(plan, tell, isGivenUp: { false })
    }

    func carryOut(
        _ plan: Plan, _ tell: @escaping @Sendable (Progress) async -> Void, isGivenUp: @escaping @Sendable () -> Bool
    ) async -> Outcome {
        var execution = Execution(
            engine: engine, plan: plan, pace: .immediate, progress: tell, isGivenUp: isGivenUp)
        return await execution.outcome()
    }

    /// nil if the operation was refused.
    mutating func perform(_ operation: Families.Operation) async -> Outcome? {
        guard let plan = try? await plan(operation) else { return nil }
        return await carryOut(plan)
    }
}

extension SeededRandom {
    mutating func happening(in world: DemoWorld) -> Happening {
        let names = world.members.map(\.name)
        switch Int.random(in: 0..<16, using: &self) {
        case 0...3: return .operation(.startNew("web", configuration: nil))
        case 4: return .operation(.startLatest("web"))
        case 5: return .operation(.startStable("web"))
        case 6: return .operation(.rollback("web"))
        case 7, 8: return .operation(.markStable("web"))
        case 9: return .operation(.stop("web"))
        case 10, 11:
            return .operation(.startContainer("web", name: names.randomElement(using: &self) ?? "dcv_web"))
        case 12: return .build(isBroken: Int.random(in: 0..<3, using: &self) == 0)
        case 13: return .crash
        case 14: return .restartLoop
        default: return .pause
        }
    }
}
