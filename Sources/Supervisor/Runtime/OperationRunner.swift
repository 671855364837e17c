import Engine
import Families
import FoundationEssentials
import Synchronization

/// Plans, builds and switches.
struct OperationRunner: Sendable {
    let survey: Survey
    let builder: Builder
    let terms: Terms
    let pace: Pace
    let journal: Journal?
    let now: @Sendable () -> Date
    /// Families whose container on probation is not wanted.
    private let givenUp = FamilySet()

    private typealias Tell = @Sendable (OperationEvent) -> Void

    init(
        survey: Survey, builder: Builder, terms: Terms, pace: Pace, journal: Journal?,
        now: @escaping @Sendable () -> Date
    ) {
        self.survey = survey
        self.builder = builder
        self.terms = terms
        self.pace = pace
        self.journal = journal
        self.now = now
    }

    func run(_ effect: OperationEffect, tell: @escaping EffectRunner.Tell) async {
        let id = survey.engine.id
        let tell: Tell = { tell(.operation($0, on: id)) }
        switch effect {
        case .readConfigurations(let family): await readConfigurations(family, tell)
        case .plan(let operation, let chosen): await plan(operation, chosen ?? terms, tell)
        case .planBatch(let operations): await plan(all: operations, tell)
        case .perform(let confirmed): await perform(confirmed, tell)
        case .giveUp(let family): givenUp.insert(family)
        case .tick: if (try? await Task.sleep(for: .seconds(1))) != nil { tell(.ticked) }
        case .findFolder(let family):
            let last = try? await builder.lastContext(of: family)
            tell(.folderFound(family, folder: last ?? survey.folder.current))
        case .completeFolder(let text): tell(.folderCompleted(text, FolderCompletion(text, in: survey.folder)))
        case .build(let order): await build(order, tell)
        case .cancelBuild(let family): tell(.buildEnded(family, .cancelled))
        }
    }

    private func readConfigurations(_ family: FamilyName, _ tell: Tell) async {
        do throws(Refusal) {
            let found = try await survey.configurations(of: family)
            tell(.configurationsRead(family, names: found.names, preselected: found.preselected))
        } catch {
            tell(.refused(.startNew(family, configuration: nil), error))
        }
    }

    private func plan(_ operation: Operation, _ terms: Terms, _ tell: Tell) async {
        do throws(Refusal) {
            let preview = try await survey.preview(operation, on: terms, now: now())
            tell(.planned(operation, ProposedPlan(plan: preview.plan, recovery: preview.recovery)))
        } catch {
            tell(.refused(operation, error))
        }
    }

    private func plan(all operations: [Operation], _ tell: Tell) async {
        var entries = [Batch.Entry]()
        for operation in operations {
            do throws(Refusal) {
                let preview = try await survey.preview(operation, on: terms, now: now())
                entries.append(.planned(ProposedPlan(plan: preview.plan, recovery: preview.recovery)))
            } catch {
                entries.append(.refused(operation, error))
            }
        }
        tell(.batchPlanned(operations, Batch(entries)))
    }

    /// What was shown is what is done: if the engine gives another plan by now, that one is shown instead.
    private func perform(_ confirmed: ProposedPlan, _ tell: @escaping Tell) async {
        let operation = confirmed.plan.operation
        let tellProgress: Operator.Tell = { tell(.progressed(operation.family, $0)) }
        do throws(Refusal) {
            let (family, givenUp) = (operation.family, givenUp)
            givenUp.remove(family)
            let isGivenUp = { @Sendable in givenUp.contains(family) }
            if operation.isRecovery {
                let outcome = try await performer.recover(
                    family, on: confirmed.plan.terms, patience: confirmed.plan.terms.patience, isGivenUp: isGivenUp,
                    tell: tellProgress)
                return tell(.ended(family, outcome ?? .alreadySo("\(family) has no interrupted operation")))
            }
            var plan = confirmed.plan
            if confirmed.recovery != nil {
                let outcome = try await performer.recover(
                    family, on: plan.terms.forRecovery(before: operation), patience: plan.terms.patience,
                    isGivenUp: isGivenUp, tell: tellProgress)
                if let outcome, outcome.exitCode == 2 || outcome.isGivenUp { return tell(.ended(family, outcome)) }
                plan = try await survey.plan(operation, on: plan.terms, now: plan.madeAt)
                tell(.progressed(family, .planned(plan)))
                guard plan.isSame(as: confirmed.plan) else {
                    return tell(.planned(operation, ProposedPlan(plan: plan, change: .recovered)))
                }
                givenUp.remove(family)
            }
            switch try await performer.carryOut(plan, isGivenUp: isGivenUp, tell: tellProgress) {
            case .ended(let outcome): tell(.ended(operation.family, outcome))
            case .changed(let plan): tell(.planned(operation, ProposedPlan(plan: plan, change: .byOthers)))
            }
        } catch {
            tell(.refused(operation, error))
        }
    }

    private var performer: Operator { Operator(survey: survey, journal: journal, pace: pace, now: now) }

    private func build(_ order: BuildOrder, _ tell: @escaping Tell) async {
        do throws(Refusal) {
            let plan = try await builder.plan(order)
            for note in plan.notes { tell(.buildPrinted(order.family, [note])) }
            let result = try await builder.carryOut(plan) { tell(.buildPrinted(order.family, [$0])) }
            tell(.buildEnded(order.family, .built(result)))
        } catch {
            tell(.buildEnded(order.family, .failed(error)))
        }
    }
}

/// Some families, for tasks that run side by side.
private final class FamilySet: Sendable {
    private let names = Mutex<Set<FamilyName>>([])

    func insert(_ family: FamilyName) { names.withLock { _ = $0.insert(family) } }
    func remove(_ family: FamilyName) { names.withLock { _ = $0.remove(family) } }
    func contains(_ family: FamilyName) -> Bool { names.withLock { $0.contains(family) } }
}

extension Terms {
    fileprivate var patience: Patience { takesOver ? .takeOver : .none }
}
