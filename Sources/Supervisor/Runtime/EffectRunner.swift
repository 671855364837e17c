import Engine
import Families
import FoundationEssentials

/// Carries out effects, each to its end or until its task is cancelled, and tells what came of it as events.
package struct EffectRunner: Sendable {
    typealias Tell = @Sendable (Event) -> Void

    let connection: ConnectionRunner
    let inspector: InspectorRunner
    let operations: OperationRunner
    var engine: EngineID { connection.engine.id }

    /// - Parameters:
    ///   - terms: on which everything is done that keys ask for.
    ///   - journal: nil: nothing is written down.
    package init(
        engine: any Engine, folder: DockerparamsFolder, by: String, terms: Terms = Terms(), pace: Pace = .real,
        journal: Journal? = nil, now: @escaping @Sendable () -> Date
    ) {
        let survey = Survey(engine: engine, folder: folder, by: by)
        connection = ConnectionRunner(engine: engine, survey: survey, now: now)
        inspector = InspectorRunner(engine: engine, survey: survey, journal: journal, now: now)
        operations = OperationRunner(
            survey: survey, builder: Builder(engine: engine, folder: folder), terms: terms, pace: pace,
            journal: journal, now: now)
    }

    func findShell(in container: ContainerReference, tell: Tell) async {
        do throws(EngineError) {
            let shell = try await connection.engine.shell(in: container.argument)
            tell(.shellFound(container, shell: shell, on: connection.engine.id))
        } catch {
            tell(.shellEnded(container, error))
        }
    }

    func rest(tell: Tell) async {
        guard (try? await Task.sleep(for: .milliseconds(80))) != nil else { return }
        tell(.rested(isLong: false))
        guard (try? await Task.sleep(for: .milliseconds(220))) != nil else { return }
        tell(.rested(isLong: true))
    }
}
