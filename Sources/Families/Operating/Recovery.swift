import Engine

extension Operator {
    /// Finishes an interrupted operation or rolls it back, under a lock of its own: if several try, one wins.
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
        await waitForCommands(of: interruption, tell)
        do throws(Refusal) {
            var plan = try await survey.plan(.recover(family), on: terms, now: begin, holding: [lock])
            var outcome = await carryOutRecovery(plan, lock: lock, isGivenUp: isGivenUp, tell)
            for _ in 1...3 {
                guard let next = await leftover(after: outcome, of: plan, on: terms, holding: lock) else { break }
                await tell(.remarked("\(family) changed in the meantime; the recovery continues"))
                plan = next
                outcome = await carryOutRecovery(plan, lock: lock, isGivenUp: isGivenUp, tell)
            }
            if case .undone = outcome, let record = found.operationRecord {
                await remove(record.id, named: record.name, of: family, tell)
            }
            await remove(lock, named: family.recoveryContainer, of: family, tell)
            if case .needsPerson = outcome, interruption.record?.holder.isGone(seenFrom: survey.holder) == false {
                await leave(family, found.operationRecord?.id)
            }
            await note(outcome, of: plan, recovering: interruption.record, since: begin, tell)
            return outcome
        } catch {
            await remove(lock, named: family.recoveryContainer, of: family, tell)
            throw error
        }
    }

    private func carryOutRecovery(
        _ plan: Plan, lock: String, isGivenUp: @escaping @Sendable () -> Bool, _ tell: @escaping Tell
    ) async -> Outcome {
        await tell(.planned(plan))
        var execution = Execution(
            engine: engine, plan: plan, lock: lock, pace: pace, progress: tell, isGivenUp: isGivenUp)
        return await execution.outcome()
    }

    /// What is to be done after all, because things changed while it was carried out; nil: nothing.
    private func leftover(after outcome: Outcome, of plan: Plan, on terms: Terms, holding lock: String) async -> Plan? {
        let family = plan.operation.family
        let expected: [EngineCall]
        switch outcome {
        case .needsPerson(let failure):
            guard !failure.isTakenOver else { return nil }
            expected = failure.remaining
        case .done:
            guard let found = try? await survey.containers(of: family), found.active.count > 1 || found.candidate != nil
            else { return nil }
            expected = []
        case .undone, .alreadySo: return nil
        }
        let again = try? await survey.plan(.recover(family), on: terms, now: now(), holding: [lock])
        return again.flatMap { $0.steps.map(\.call) == expected ? nil : $0 }
    }

    /// Docker commands that the dead process left running may still take effect: waits for them, and kills them after
    /// ten seconds.
    func waitForCommands(of interruption: Interruption, _ tell: @escaping Tell) async {
        for record in [interruption.record, interruption.recovery].compactMap(\.self) {
            let holder = record.holder
            guard holder.diedHere(seenFrom: survey.holder) else { continue }
            let end = pace.now() + .seconds(10)
            var left = survey.commandsLeft.find(holder)
            guard !left.isEmpty else { continue }
            let who = "a docker command that the interrupted \(record.words) left running"
            await tell(.remarked("waiting for \(who)"))
            while !left.isEmpty, pace.now() < end {
                await pace.wait(.milliseconds(100))
                left = survey.commandsLeft.find(holder)
            }
            guard !left.isEmpty else { continue }
            left.forEach(survey.commandsLeft.end)
            await tell(.remarked("killed \(who): it was still running after 10 seconds"))
        }
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
