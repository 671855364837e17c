import Engine

/// What a plan that failed takes back.
extension Execution {
    func failure(at index: Int, _ error: StepError) async -> Outcome {
        let step = plan.steps[index]
        var failure = Outcome.Failure(
            plan: plan, step: step, problem: error.problem, remedy: error.remedy, lastLines: await lastLines(at: step))
        failure.blamed = error.blamed
        if case .givenUp = error { failure.isGivenUp = true }
        if case .engine(let cause) = error { await explain(cause, at: step, in: &failure) }
        if step.phase == .commitment || error == .takenOver {
            failure.remaining = plan.steps[index...].map(\.call)
            failure.isTakenOver = error == .takenOver
            return .needsPerson(failure)
        }
        if failure.isOfEngine {
            // The undo below runs only if the engine answers again.
            failure.remedy = "Try again: dockervisor \(plan.operation.words)"
        }
        if case .cameBack(let sibling) = error { failure.winner = Member.Identity(sibling) }
        let undos = plan.steps[...index].reversed().compactMap(\.undo)
        for (position, undo) in undos.enumerated() {
            if failure.winner == nil, plan.promoted != nil, case .call(.start(let old)) = undo {
                failure.winner = await othersRunning(besides: old)
            }
            guard let call = await undoing(undo, leaving: failure.winner) else { continue }
            await progress(.undoing(call))
            do throws(StepError) {
                try await takeBack(with: call)
            } catch {
                failure.undoProblem = error.problem
                failure.remaining = [call]
                for undo in undos[(position + 1)...] {
                    if let call = await undoing(undo, leaving: failure.winner) { failure.remaining.append(call) }
                }
                return .needsPerson(failure)
            }
            failure.undone.append(call)
            await progress(.undone(call))
            if error.blamed != nil, case .setAside = undo, case .rename(_, let name) = call {
                failure.blamed = name
                failure.remedy = StepError.lookAtLogs(of: name)
            }
        }
        if let winner = failure.winner, winner.id != plan.replaced?.argument {
            // The one that was started by hand is the one that serves from now on.
            let keeping = EngineCall.setRestartPolicy(.existing(id: winner.id, name: winner.name), .unlessStopped)
            await progress(.undoing(keeping))
            do throws(EngineError) {
                try await engine.perform(keeping)
                failure.undone.append(keeping)
                await progress(.undone(keeping))
            } catch {
                await progress(.remarked("skipped: \(keeping.words) (\(error.problem))"))
            }
        }
        return .undone(failure)
    }

    /// What is not the container's own fault, and who has the port that it needs.
    private func explain(_ cause: EngineError, at step: Step, in failure: inout Outcome.Failure) async {
        switch cause {
        case .unreachable, .silent: failure.isOfEngine = true
        case .portInUse:
            guard case .start(let container) = step.call, step.phase == .commitment else { return }
            failure.remedy = "Free the port"
            guard let ports = try? await details(of: container).ports,
                let holder = try? await engine.containers(labels: [Label.family]).first(where: { other in
                    other.state.isActive && other.ports.contains { port in ports.contains { $0.collides(with: port) } }
                })
            else { return }
            failure.problem += "; container \(holder.name) uses it"
            failure.remedy = "Stop it: " + holder.commandToStop
        default: return
        }
    }

    /// Who was started by somebody else meanwhile, so that nobody is started beside it; nil if nobody was.
    private func othersRunning(besides old: ContainerReference) async -> Member.Identity? {
        let name = plan.operation.family
        let known = [old.argument] + [plan.promoted.map { resolved($0).argument }].compactMap(\.self)
        let found = try? await engine.containers(labels: Label.listed, having: LabelValue(Label.family, name.text))
        return Family(name: name, containers: found ?? [], images: []).active.first { !known.contains($0.id) }
            .map { Member.Identity(id: $0.id, name: $0.name) }
    }

    /// Looks again after a start. A new one that is gone cannot keep the old one down, nor can a reference that stays.
    private func takeBack(with call: EngineCall) async throws(StepError) {
        do throws(EngineError) {
            try await engine.perform(resolved(call))
        } catch {
            if case .untag = call { return }
            guard case .noSuchContainer = error, let container = call.container, container == plan.promoted else {
                throw .engine(error)
            }
        }
        guard case .start(let container) = call else { return }
        let mayLoop = plan.wasLooping(container)
        let probation = Probation(engine: engine, container: resolved(container), pace: pace, mayLoop: mayLoop)
        _ = try await probation.pass { _ in }
        if mayLoop { await remarkOnLoop(of: container) }
    }

    /// The call that undoes a step; nil if there is nothing to undo. A failed step may or may not have taken effect.
    ///
    /// - Parameter winner: who was started by somebody else meanwhile: then nobody is started beside it.
    private func undoing(_ undo: Step.Undo, leaving winner: Member.Identity?) async -> EngineCall? {
        switch undo {
        case .call(.start(let old)) where winner != nil && winner?.id != old.argument: return nil
        case .call(.setRestartPolicy(let old, .unlessStopped))
        where winner != nil && winner?.id != old.argument && old == plan.replaced:
            return .setRestartPolicy(old, .no)
        case .call(let call):
            guard let container = call.container, let details = try? await details(of: container) else { return call }
            switch call {
            case .start: return details.state.isActive ? nil : call
            case .rename(_, let name): return details.name == name ? nil : call
            default: return call
            }
        case .setAside(let candidate, let name):
            return await undoing(candidate, ran: .rename(candidate, to: name))
        case .putDown(let candidate): return await undoing(candidate, ran: .stop(candidate))
        case .untag(let reference, let image): return await isUsed(image) ? nil : .untag(reference)
        }
    }

    /// What takes a candidate away if it never ran.
    ///
    /// - Parameter ran: what is done if it ran, or if that is not known.
    private func undoing(_ candidate: ContainerReference, ran: EngineCall) async -> EngineCall? {
        let reference = resolved(candidate)
        if case .planned = reference { return nil }
        guard let details = try? await engine.inspect(containers: [reference.argument]) else { return ran }
        return details.first.map { $0.startedAt == nil ? .remove(candidate) : ran }
    }

    /// Whether a container was made from it that is no record; also if that cannot be known.
    private func isUsed(_ image: String) async -> Bool {
        let containers = try? await engine.containers(labels: [Label.image, Label.operation])
        return containers?.contains { $0.isMade(from: image) } ?? true
    }

    /// The newest lines of the container that did not make it; only if it was started.
    private func lastLines(at step: Step) async -> [String] {
        guard case .start(let container) = step.call else { return [] }
        return (try? await engine.logs(container: resolved(container).argument, lines: 10)) ?? []
    }
}
