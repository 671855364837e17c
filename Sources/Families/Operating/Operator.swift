import Engine
import FoundationEssentials

/// Carries out operations under their lock, for the command line and the screen alike.
///
/// Plan, lock, look again, act, unlock. What somebody left half done is recovered first.
package struct Operator: Sendable {
    package let survey: Survey
    /// nil: nothing is written down.
    let journal: Journal?
    let pace: Pace
    let now: @Sendable () -> Date

    var engine: any Engine { survey.engine }

    package init(
        survey: Survey, journal: Journal? = nil, pace: Pace = .real, now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.survey = survey
        self.journal = journal
        self.pace = pace
        self.now = now
    }

    package typealias Tell = @Sendable (Progress) async -> Void

    /// How an attempt ended that had to do exactly what was shown.
    package enum Attempt: Sendable {
        case ended(Outcome)
        /// Things changed: nothing was done, and this is the plan now.
        case changed(Plan)
    }

    // MARK: Whole operations

    /// Plans and does it; if things change in between, as they are then.
    package func perform(
        _ operation: Operation, on terms: Terms = Terms(), patience: Patience = .none,
        tell: @escaping Tell = { _ in }, isGivenUp: @escaping @Sendable () -> Bool = { false }
    ) async throws(Refusal) -> Outcome {
        let waiting = Waiting(patience: patience, pace: pace)
        var terms = terms
        terms.takesOver = patience == .takeOver
        var changes = 0
        while changes < 20 {
            do throws(Refusal) {
                let plan = try await survey.plan(operation, on: terms, now: now())
                await tell(.planned(plan))
                if case .ended(let outcome) = try await carryOut(plan, isGivenUp: isGivenUp, tell: tell) {
                    return outcome
                }
                changes += 1
            } catch {
                if try await makeWay(error, terms.forRecovery(before: operation), patience, waiting, isGivenUp, tell) {
                    changes += 1
                }
            }
        }
        throw .state(
            problem: "\(operation.family) keeps changing while \(operation.words) is planned",
            remedy: "See what is in progress: dockervisor list \(operation.family)")
    }

    /// Does what was shown, or nothing.
    ///
    /// - Parameter isGivenUp: asked while the new one is on probation; once it says so, the old one is brought back.
    package func carryOut(
        _ plan: Plan, isGivenUp: @escaping @Sendable () -> Bool = { false }, tell: @escaping Tell = { _ in }
    ) async throws(Refusal) -> Attempt {
        guard !plan.isAlreadySo else { return .ended(.alreadySo(plan.result)) }
        let begin = now()
        async let version = answer { () throws(EngineError) in try await engine.version() }
        let lock: String?
        do throws(Refusal) { lock = try await take(plan, tell) } catch {
            guard case .engine(.noSuchImage) = error else { throw error }
            return .changed(try await survey.plan(plan.operation, on: plan.terms, now: now()))
        }
        if case .failure(let refusal) = await version, refusal.isOfOldEngine {
            await release(lock, of: plan, tell)
            throw refusal
        }
        if let found = plan.basis?.snapshot.family(plan.operation.family).interruption {
            await waitForCommands(of: found, tell)
        }
        async let opening = open(plan)
        async let looking = lookAgain(plan, holding: lock)
        let (opened, again) = await (opening, looking)
        if case .success(let current) = again, current.isSame(as: plan) {
        } else {
            await close(plan, opened, again)
            await release(lock, of: plan, tell)
            return .changed(try again.get())
        }
        var execution = Execution(
            engine: engine, plan: plan, lock: lock, pace: pace, opened: opened, progress: tell, isGivenUp: isGivenUp)
        let outcome = await execution.outcome()
        if case .needsPerson = outcome {
            await leave(plan.operation.family, lock)
        } else {
            await release(lock, of: plan, tell)
        }
        await note(outcome, of: plan, since: begin, tell)
        return .ended(outcome)
    }

    private func lookAgain(_ plan: Plan, holding lock: String?) async -> Result<Plan, Refusal> {
        do throws(Refusal) {
            return .success(try await survey.planAgain(plan, holding: Set([lock].compactMap(\.self))))
        } catch {
            return .failure(error)
        }
    }

    /// Arming needs no second look, and is done beside it: the old one serves on, whatever is seen.
    private func open(_ plan: Plan) async -> Result<String, EngineError>? {
        guard let call = plan.opening else { return nil }
        do throws(EngineError) { return .success(try await engine.perform(call)) } catch { return .failure(error) }
    }

    /// Takes the first step back: of one that serves no more, somebody else has made it so.
    private func close(
        _ plan: Plan, _ opened: Result<String, EngineError>?, _ again: Result<Plan, Refusal>
    ) async {
        guard case .success = opened, case .setRestartPolicy(let container, _) = plan.opening else { return }
        let family = (try? again.get())?.basis?.snapshot.family(plan.operation.family)
        let isActive = family?.active.contains { $0.id == container.argument } ?? true
        _ = try? await engine.perform(.setRestartPolicy(container, isActive ? .unlessStopped : .no))
    }

    // MARK: Others

    /// Waits for whoever is at work, or recovers what they left; throws if neither may be done.
    ///
    /// - Returns: whether it recovered something, and did not wait.
    private func makeWay(
        _ refusal: Refusal, _ terms: Terms, _ patience: Patience, _ waiting: Waiting,
        _ isGivenUp: @escaping @Sendable () -> Bool, _ tell: @escaping Tell
    ) async throws(Refusal) -> Bool {
        let interruption: Interruption
        switch refusal {
        case .interrupted(let found), .busy(let found): interruption = found
        default: throw refusal
        }
        if patience != .takeOver, survey.isUnderWay(interruption) {
            if case .wait = patience { await tell(.waiting(interruption)) }
            guard await waiting.goesOn() else { throw .busy(interruption) }
            return false
        }
        let outcome: Outcome?
        do throws(Refusal) {
            outcome = try await recover(
                interruption.family, on: terms, patience: patience, isGivenUp: isGivenUp, tell: tell)
        } catch .busy(let quicker) {
            guard await waiting.goesOn() else { throw .busy(quicker) }
            return false
        }
        if let outcome, case .needsPerson(let failure) = outcome {
            throw .unrecovered(
                problem: "cannot recover the interrupted \(interruption.record?.words ?? "operation"): "
                    + (failure.undoProblem ?? failure.problem) + ". \(failure.stateNow)", remedy: failure.remedy)
        }
        if let outcome, case .undone(let failure) = outcome, failure.isGivenUp {
            throw .state(
                problem: "\(failure.problem). \(failure.stateNow)",
                remedy: "Your operation was not started; run it again")
        }
        return true
    }

    /// Creates the record; nil if the plan has none, or if it goes on without.
    private func take(_ plan: Plan, _ tell: @escaping Tell) async throws(Refusal) -> String? {
        guard let lock = plan.lock else { return nil }
        let family = plan.operation.family
        do throws(EngineError) {
            return try await createRecord(lock)
        } catch .nameInUse {
            let refusal = try await busy(family, over: lock.name)
            guard plan.operation.isUnconditional else { throw refusal }
            if case .busy(let found) = refusal, plan.terms.takesOver || !survey.isUnderWay(found) {
                guard let dead = try await survey.containers(of: family).recoveryLock, dead.name == lock.name else {
                    throw refusal
                }
                await remove(dead.id, named: dead.name, of: family, tell)
                do throws(EngineError) { return try await createRecord(lock) } catch { throw .engine(error) }
            }
            guard case .state = refusal else { throw refusal }
            await tell(.remarked("\(refusal.problem); stopping without a lock"))
            return nil
        } catch .diskFull(let words) where !plan.operation.isRemedy {
            let problem = EngineError.diskFull(words: words).problem
            let remedy = plan.basis.map { Planning(operation: plan.operation, situation: $0).freeingSpace }
            throw .state(problem: problem, remedy: remedy ?? "")
        } catch .diskFull {
            await tell(.remarked("the engine's disk is full; \(plan.operation.words) continues without a lock"))
            return nil
        } catch {
            throw .engine(error)
        }
    }

    /// - Parameter interrupted: what was recovered; nil for another operation.
    func note(
        _ outcome: Outcome, of plan: Plan, recovering interrupted: OperationRecord? = nil, since begin: Date,
        _ tell: Tell
    ) async {
        guard let journal else { return }
        var entry = JournalEntry(
            outcome, of: plan, engine: engine.endpoint, by: survey.holder.by, from: begin, to: now())
        if let interrupted { entry.what += " (\(interrupted.described))" }
        if let problem = journal.append(entry) { await tell(.remarked(problem)) }
    }
}

/// Until when somebody's operation is waited for.
private actor Waiting {
    private let patience: Patience
    private let pace: Pace
    private let begin: Duration

    init(patience: Patience, pace: Pace) {
        self.patience = patience
        self.pace = pace
        begin = pace.now()
    }

    /// Waits a moment; false at once if there is no time left.
    func goesOn() async -> Bool {
        guard case .wait(let seconds) = patience else { return false }
        if let seconds, pace.now() - begin >= .seconds(seconds) { return false }
        await pace.wait(.milliseconds(300))
        return true
    }
}
