import Engine

/// Carries out plans, for the command line and the screen alike.
package struct Operator: Sendable {
    package let engine: any Engine

    package init(engine: any Engine) { self.engine = engine }

    /// What happens while a plan is carried out, in order.
    package enum Progress: Hashable, Sendable {
        case began(EngineCall)
        case finished(EngineCall)
        case failed(EngineCall, problem: String)
        /// A step is being taken back.
        case undoing(EngineCall)
        case undone(EngineCall)
        /// Something people should know, in one sentence without a full stop.
        case remarked(String)
    }

    /// Does the steps in order; on a failure before the new one serves, undoes what was done, the last step first.
    package func carryOut(
        _ plan: Plan, progress: @escaping @Sendable (Progress) async -> Void = { _ in }
    ) async -> Outcome {
        guard !plan.isAlreadySo else { return .alreadySo(plan.summary) }
        var run = Run(engine: engine, plan: plan, progress: progress)
        return await run.outcome()
    }
}

/// One plan being carried out.
private struct Run {
    let engine: any Engine
    let plan: Plan
    let progress: @Sendable (Operator.Progress) async -> Void
    /// Ids of the containers that this plan created, by the name they were planned under.
    var created: [String: String] = [:]

    mutating func outcome() async -> Outcome {
        for (index, step) in plan.steps.enumerated() {
            do throws(StepError) {
                try await perform(step.call)
                if case .start(let container) = step.call { try await look(at: container) }
            } catch {
                await progress(.failed(step.call, problem: error.problem))
                return await failure(at: index, error)
            }
        }
        await remarkOnKilled()
        return .done(plan)
    }

    /// Docker's exit code is 137 when the process had to be killed after its grace: an outage that can be cured.
    private func remarkOnKilled() async {
        let stopped = plan.steps.compactMap { step in
            if case .stop(let container) = step.call { container.argument } else { nil }
        }
        guard !stopped.isEmpty, let details = try? await engine.inspect(containers: stopped) else { return }
        for container in details where container.state == .exited && container.exitCode == 137 {
            await progress(
                .remarked(
                    "\(container.name) ignored SIGTERM and was killed after its grace: "
                        + "\"raw\": [\"--init\"] in the Dockerparams makes the next one stop at once"))
        }
    }

    private mutating func perform(_ planned: EngineCall) async throws(StepError) {
        let call = resolved(planned)
        await progress(.began(planned))
        do {
            let answer = try await engine.perform(call)
            if case .create(let request) = call { created[request.name] = answer }
        } catch {
            throw .engine(error)
        }
        await progress(.finished(planned))
    }

    /// The engine reports success as soon as a process exists: look again whether it still does.
    private func look(at container: ContainerReference) async throws(StepError) {
        let found: ContainerDetails
        do { found = try await details(of: container) } catch { throw .engine(error) }
        if found.state != .running || found.restartCount > 0 { throw .ended(found) }
    }

    private func details(of container: ContainerReference) async throws(EngineError) -> ContainerDetails {
        let found = try await engine.inspect(containers: [resolved(container).argument]).first
        guard let found else { throw .noSuchContainer(container.name) }
        return found
    }

    // MARK: Failure

    private mutating func failure(at index: Int, _ error: StepError) async -> Outcome {
        let step = plan.steps[index]
        var failure = Outcome.Failure(
            plan: plan, step: step, problem: error.problem, remedy: error.remedy, lastLines: await lastLines(at: step))
        if step.phase == .commitment {
            failure.remaining = plan.steps[index...].map(\.call)
            return .needsPerson(failure)
        }
        let undos = plan.steps[...index].reversed().compactMap(\.undo)
        for (position, undo) in undos.enumerated() {
            guard let call = await undoing(undo) else { continue }
            await progress(.undoing(call))
            do throws(StepError) {
                try await takeBack(with: call)
            } catch {
                failure.undoProblem = error.problem
                failure.remaining = [call]
                for undo in undos[(position + 1)...] {
                    if let call = await undoing(undo) { failure.remaining.append(call) }
                }
                return .needsPerson(failure)
            }
            failure.undone.append(call)
            await progress(.undone(call))
            if case .ended = error, case .setAside = undo, case .rename(_, let name) = call {
                failure.remedy = StepError.lookAtLogs(of: name)
            }
        }
        return .undone(failure)
    }

    /// Looks again after a start. A new one that is gone cannot keep the old one down.
    private func takeBack(with call: EngineCall) async throws(StepError) {
        do throws(EngineError) {
            try await engine.perform(resolved(call))
        } catch {
            guard case .noSuchContainer = error, let container = call.container, container == plan.promoted else {
                throw .engine(error)
            }
        }
        if case .start(let container) = call { try await look(at: container) }
    }

    /// What takes a step back; nil if there is nothing to take back: a step that failed may have had its effect or not.
    private func undoing(_ undo: Step.Undo) async -> EngineCall? {
        switch undo {
        case .call(let call):
            guard let container = call.container, let details = try? await details(of: container) else { return call }
            switch call {
            case .start: return details.state.isActive ? nil : call
            case .rename(_, let name): return details.name == name ? nil : call
            default: return call
            }
        case .setAside(let candidate, let name):
            guard created[candidate.name] != nil else { return nil }
            guard let details = try? await engine.inspect(containers: [resolved(candidate).argument]) else {
                return .rename(candidate, to: name)
            }
            return details.first.map { $0.startedAt == nil ? .remove(candidate) : .rename(candidate, to: name) }
        }
    }

    /// The newest lines of the container that did not make it; only if it was started.
    private func lastLines(at step: Step) async -> [String] {
        guard case .start(let container) = step.call else { return [] }
        return (try? await engine.logs(container: resolved(container).argument, lines: 10)) ?? []
    }

    // MARK: Ids

    /// The call with the ids that are known by now.
    private func resolved(_ call: EngineCall) -> EngineCall {
        switch call {
        case .start(let container): .start(resolved(container))
        case .stop(let container): .stop(resolved(container))
        case .rename(let container, let name): .rename(resolved(container), to: name)
        case .setRestartPolicy(let container, let policy): .setRestartPolicy(resolved(container), policy)
        case .connect(let container, let network, let alias):
            .connect(resolved(container), network: network, alias: alias)
        case .remove(let container): .remove(resolved(container))
        case .create, .tag, .build: call
        }
    }

    private func resolved(_ container: ContainerReference) -> ContainerReference {
        guard case .planned(let name) = container, let id = created[name] else { return container }
        return .existing(id: id, name: name)
    }
}

/// Why a step did not do what it should.
private enum StepError: Error {
    case engine(EngineError)
    /// It was started and does not run.
    case ended(ContainerDetails)

    var problem: String {
        switch self {
        case .engine(let error): error.problem
        case .ended(let details):
            details.state == .exited || details.state == .dead
                ? "\(details.name) ended at once, with exit code \(details.exitCode)"
                : "\(details.name) does not run: it is \(details.state.rawValue)"
        }
    }

    var remedy: String {
        switch self {
        case .engine(let error): error.remedy
        case .ended(let details): StepError.lookAtLogs(of: details.name)
        }
    }

    static func lookAtLogs(of name: String) -> String { "Look at its logs: docker logs \(name)" }
}

extension EngineCall {
    /// The container that a call is about; nil for `create`, `tag` and `build`.
    fileprivate var container: ContainerReference? {
        switch self {
        case .start(let container), .stop(let container), .rename(let container, _),
            .setRestartPolicy(let container, _), .connect(let container, _, _), .remove(let container):
            container
        case .create, .tag, .build: nil
        }
    }
}
