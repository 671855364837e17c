import Engine

extension Operator {
    /// Finishes or takes back what was interrupted. Whoever does it holds a lock of its own, so that of several one wins.
    ///
    /// - Parameter isGivenUp: asked while a new one is on probation; once it says so, the old one is brought back.
    /// - Returns: nil if nothing was left of anything.
    package func recover(
        _ family: FamilyName, on terms: Terms = Terms(), patience: Patience = .none,
        isGivenUp: @escaping @Sendable () -> Bool = { false }, tell: @escaping Tell = { _ in }
    ) async throws(Refusal) -> Outcome? {
        let found = try await survey.containers(of: family)
        guard let interruption = found.interruption else { return nil }
        if patience != .takeOver, survey.isUnderWay(interruption) { throw .busy(interruption) }
        var terms = terms
        terms.takesOver = patience == .takeOver
        await tell(.recovering(interruption))
        if let dead = found.recoveryLock { await remove(dead.id, named: dead.name, of: family, tell) }
        // A stop was begun on top of the interrupted operation, and was interrupted as well.
        if interruption.recovery?.kind == .stop { return try await perform(.stop(family), on: terms, tell: tell) }
        let begin = now()
        let lock = try await takeRecovery(of: found)
        do throws(Refusal) {
            let plan = try await survey.plan(.recover(family), on: terms, now: begin, holding: [lock])
            let outcome = await carryOutRecovery(
                plan, lock: lock, record: found.operationRecord, isGivenUp: isGivenUp, tell)
            await note(outcome, of: plan, recovering: interruption.record, since: begin, tell)
            return outcome
        } catch {
            await remove(lock, named: family.recoveryContainer, of: family, tell)
            throw error
        }
    }

    private func carryOutRecovery(
        _ plan: Plan, lock: String, record: Container?, isGivenUp: @escaping @Sendable () -> Bool,
        _ tell: @escaping Tell
    ) async -> Outcome {
        await tell(.planned(plan))
        var execution = Execution(engine: engine, plan: plan, lock: lock, pace: pace, progress: tell)
        execution.isGivenUp = isGivenUp
        let outcome = await execution.outcome()
        let family = plan.operation.family
        if case .undone = outcome, let record { await remove(record.id, named: record.name, of: family, tell) }
        await remove(lock, named: family.recoveryContainer, of: family, tell)
        return outcome
    }

    private func takeRecovery(of family: Family) async throws(Refusal) -> String {
        let name = family.name
        let record = OperationRecord(
            kind: .recover, words: Operation.recover(name).words, holder: survey.holder, at: now())
        // A candidate's image may go with it.
        let kept = family.memberImages.filter { $0 != family.operation?.image }
        let base = OperationRecord.Base(firstOf: kept, in: try await survey.images(of: family))
        do throws(EngineError) {
            return try await createRecord(record.request(in: name, named: name.recoveryContainer, base: base))
        } catch .nameInUse {
            throw try await busy(name, over: name.recoveryContainer)
        } catch {
            throw .engine(error)
        }
    }
}
