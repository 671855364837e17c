@testable import DemoEngine
import Engine
@testable import Families
import Synchronization
import Testing

/// Docker commands that are still running when whoever began them is dead.
@Suite struct CommandsLeftTests {
    /// A family that a dead one left in the middle of a stop, and commands of that one.
    private func bench() async -> Bench {
        let bench = await Bench([.operation(.startNew("web", configuration: nil))])
        let dead = bench.performer(process: 1).survey.holder
        await bench.engine.change { world in
            world.record(OperationRecord(kind: .stop, words: "stop web", holder: dead, at: now))
        }
        return bench
    }

    private func operating(_ bench: Bench, _ commands: CommandsLeft) -> Operator {
        var survey = bench.performer(process: 2).survey
        survey.commandsLeft = commands
        return Operator(survey: survey, pace: .immediate, now: { now.addingTimeInterval(100) })
    }

    @Test(arguments: [nil, Families.Operation.stop("web"), .startLatest("web")])
    func `they are waited for before anything is planned`(operation: Families.Operation?) async throws {
        let bench = await bench()
        let looks = Mutex(0)
        let told = Mutex([String]())
        let commands = CommandsLeft(
            find: { _ in
                looks.withLock {
                    $0 += 1
                    return $0 < 4 ? [7] : []
                }
            }, end: { _ in Issue.record("ended") })
        let tell: Operator.Tell = { progress in
            if case .remarked(let words) = progress { told.withLock { $0.append(words) } }
        }
        let operating = operating(bench, commands)
        let outcome =
            if let operation { try await operating.perform(operation, on: Terms(probation: 0), tell: tell) } else {
                try await operating.recover("web", tell: tell)
            }
        #expect(outcome?.exitCode == 0)
        #expect(looks.withLock(\.self) == 4)
        #expect(
            told.withLock { $0.first }
                == "waiting for a docker command that the interrupted stop web left running")
    }

    @Test func `they are ended when they take longer than ten seconds`() async throws {
        let bench = await bench()
        let ended = Mutex([Int32]())
        let commands = CommandsLeft(
            find: { _ in ended.withLock(\.self).isEmpty ? [7, 8] : [] },
            end: { process in ended.withLock { $0.append(process) } })
        #expect(try await operating(bench, commands).recover("web")?.exitCode == 0)
        #expect(ended.withLock(\.self) == [7, 8])
    }

    @Test func `of one that lives they are its own affair, also when its operation is taken over`() async throws {
        let bench = await bench()
        let commands = CommandsLeft(
            find: { _ in
                Issue.record("looked for")
                return []
            }, end: { _ in Issue.record("ended") })
        let stranger = Operator(
            survey: {
                var survey = Survey(
                    engine: bench.engine, folder: bench.survey.folder,
                    holder: Holder(by: "eve@far", machine: "other", boot: "x", process: 9, processStart: "9"))
                survey.commandsLeft = commands
                return survey
            }(), pace: .immediate, now: { now.addingTimeInterval(100) })
        #expect(try await stranger.recover("web", patience: .takeOver)?.exitCode == 0)
    }
}
