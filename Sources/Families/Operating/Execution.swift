import Engine

/// Carries out the steps of one plan; whoever calls holds the lock.
package struct Execution: Sendable {
    let engine: any Engine
    let plan: Plan
    /// Id of the record that makes these steps ours; nil for none. If it is gone, somebody has taken over.
    let lock: String?
    let pace: Pace
    /// What became of the first step, if it was done already.
    let opened: Result<String, EngineError>?
    let progress: @Sendable (Progress) async -> Void
    /// Asked during the probation.
    var isGivenUp: @Sendable () -> Bool = { false }
    /// Ids of the containers that this plan created, by the name they were planned under.
    private var created: [String: String] = [:]

    package init(
        engine: any Engine, plan: Plan, lock: String? = nil, pace: Pace = .real,
        opened: Result<String, EngineError>? = nil, progress: @escaping @Sendable (Progress) async -> Void = { _ in }
    ) {
        self.engine = engine
        self.plan = plan
        self.lock = lock
        self.pace = pace
        self.opened = opened
        self.progress = progress
    }

    /// Does the steps in order; on a failure before the decision, undoes what was done, the last step first.
    package mutating func outcome() async -> Outcome {
        let stillActive = await settle()
        for (index, step) in plan.steps.enumerated() {
            if let stillActive, step.call == .start(stillActive) { continue }
            do throws(StepError) {
                try await perform(step.call, done: index == 0 ? opened : nil)
                if case .start(let container) = step.call { try await prove(container, after: step) }
            } catch {
                if step.isOptional {
                    await progress(.remarked("not done: \(step.call.words) (\(error.problem))"))
                    await progress(.finished(step.call))
                    continue
                }
                await progress(.failed(step.call, problem: error.problem))
                return await failure(at: index, error)
            }
        }
        await lookOnceMore()
        return .done(plan)
    }

    private mutating func perform(
        _ planned: EngineCall, done: Result<String, EngineError>?
    ) async throws(StepError) {
        let call = resolved(planned)
        await progress(.began(planned))
        do {
            _ = if let done { try done.get() } else { try await answer(to: call) }
        } catch {
            if !call.isDone(by: error) { throw .engine(error) }
        }
        if case .create(let request) = call { try await check(request) }
        await progress(.finished(planned))
    }

    /// Options that were passed on as they are may have made docker do something else.
    private mutating func check(_ request: CreateRequest) async throws(StepError) {
        let found: ContainerDetails?
        do { found = try await engine.inspect(containers: [request.name]).first } catch { throw .engine(error) }
        created[request.name] = found?.id
        if let difference = request.difference(to: found) { throw .notAsOrdered(difference) }
    }

    /// Just after a power cut docker may hold a port for nobody: a recovery tries again for some seconds.
    private func answer(to call: EngineCall) async throws(EngineError) -> String {
        let end = pace.now() + (isRecovery ? .seconds(8) : .zero)
        while true {
            do throws(EngineError) { return try await engine.perform(call) } catch {
                guard case .portInUse = error, pace.now() < end else { throw error }
                await pace.wait(.milliseconds(500))
            }
        }
    }

    private var isRecovery: Bool { plan.operation == .recover(plan.operation.family) }

    /// The one that is to serve has to pass the gate; another one only has to run.
    private func prove(_ container: ContainerReference, after step: Step) async throws(StepError) {
        // Recovery cannot know how the old one did before it was stopped.
        let mayLoop = isRecovery && container != plan.promoted
        var trial = Trial(
            engine: engine, container: resolved(container), pace: pace, others: othersToWatch(container),
            needed: .seconds(plan.hasGate(after: step) ? plan.gate ?? 0 : 0), mayLoop: mayLoop)
        if container == plan.promoted, plan.mayBeGivenUp { trial.isGivenUp = isGivenUp }
        let isHealthKnown = try await trial.pass { await progress(.watched($0)) }
        if mayLoop { await remarkOnLoop(of: container) }
        guard plan.hasGate(after: step), !isHealthKnown else { return }
        await progress(.remarked("\(container.name) has no health check: only that it still runs was verified"))
    }

    /// Who must not run beside it, and what must not go away.
    private func othersToWatch(_ container: ContainerReference) -> Trial.Others {
        guard isRecovery || container == plan.promoted else { return Trial.Others() }
        let members = plan.basis?.snapshot.family(plan.operation.family).members ?? []
        let siblings = members.map(\.id).filter { $0 != container.argument }
        return Trial.Others(siblings: siblings, lock: container == plan.promoted ? lock : nil)
    }

    /// Whoever was here before may have begun a stop: docker goes on with it, and a start meanwhile has no effect.
    ///
    /// - Returns: the container if none was under way: it was never stopped.
    private func settle() async -> ContainerReference? {
        guard let container = plan.settling, let details = try? await details(of: container) else { return nil }
        let end = pace.now() + details.grace + .seconds(2)
        var state = details.state
        while state.isActive, pace.now() < end {
            await pace.wait(.milliseconds(250))
            state = (try? await self.details(of: container))?.state ?? .exited
        }
        return state.isActive ? container : nil
    }

    /// At those that were stopped, and at the one that was started.
    private func lookOnceMore() async {
        let stopped = plan.steps.compactMap { step in
            if case .stop(let container) = step.call { container.argument } else { nil }
        }
        let started = plan.steps.compactMap { step in
            if case .start(let container) = step.call, container == plan.promoted {
                resolved(container).argument
            } else {
                nil
            }
        }
        let asked = stopped + started
        guard !asked.isEmpty, let details = try? await engine.inspect(containers: asked) else { return }
        for container in details {
            if stopped.contains(container.id) {
                await remarkOnKilled(container)
            } else if [.exited, .dead].contains(container.state) {
                await startAgain(container)
            }
        }
    }

    /// Docker's exit code is 137 when the process had to be killed after its grace: an outage that can be cured.
    private func remarkOnKilled(_ container: ContainerDetails) async {
        guard container.state == .exited, container.exitCode == 137 else { return }
        await progress(
            .remarked(
                "\(container.name) ignored SIGTERM and was killed after its grace: "
                    + "\"raw\": [\"--init\"] in the Dockerparams makes the next one stop at once"))
    }

    /// It ended after the last look and before it had its policy: docker starts it again only if it is started once more.
    private func startAgain(_ container: ContainerDetails) async {
        await progress(
            .remarked(
                "\(container.name) ended meanwhile, with exit code \(container.exitCode), and is started again: "
                    + "docker logs \(container.name)"))
        _ = try? await engine.perform(.start(.existing(id: container.id, name: container.name)))
    }

    private func remarkOnLoop(of container: ContainerReference) async {
        guard let found = try? await details(of: container), found.state != .running || found.restartCount > 0
        else { return }
        await progress(
            .remarked("\(found.name) ends again and again, with exit code \(found.exitCode): docker logs \(found.name)")
        )
    }

    private func details(of container: ContainerReference) async throws(EngineError) -> ContainerDetails {
        let found = try await engine.inspect(containers: [resolved(container).argument]).first
        guard let found else { throw .noSuchContainer(container.name) }
        return found
    }
}

// MARK: - Failure

extension Execution {
    private func failure(at index: Int, _ error: StepError) async -> Outcome {
        let step = plan.steps[index]
        var failure = Outcome.Failure(
            plan: plan, step: step, problem: error.problem, remedy: error.remedy, lastLines: await lastLines(at: step))
        failure.blamed = error.blamed
        if case .givenUp = error { failure.isGivenUp = true }
        if step.phase == .commitment || error == .takenOver {
            failure.remaining = plan.steps[index...].map(\.call)
            failure.isTakenOver = error == .takenOver
            return .needsPerson(failure)
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
                await progress(.remarked("not done: \(keeping.words) (\(error.problem))"))
            }
        }
        return .undone(failure)
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
        let trial = Trial(engine: engine, container: resolved(container), pace: pace, mayLoop: mayLoop)
        _ = try await trial.pass { _ in }
        if mayLoop { await remarkOnLoop(of: container) }
    }

    /// What takes a step back; nil if there is nothing to take back: a step that failed may have had its effect or not.
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
        let labels = [Label.image, Label.operation]
        guard let containers = try? await engine.containers(labels: labels) else { return true }
        return containers.contains { container in
            container.labels[Label.operation] == nil
                && [container.labels[Label.image], container.image].contains(image)
        }
    }

    /// The newest lines of the container that did not make it; only if it was started.
    private func lastLines(at step: Step) async -> [String] {
        guard case .start(let container) = step.call else { return [] }
        return (try? await engine.logs(container: resolved(container).argument, lines: 10)) ?? []
    }
}

extension CreateRequest {
    /// What is not as it was asked for, without a full stop; nil if all that matters is.
    fileprivate func difference(to made: ContainerDetails?) -> String? {
        guard let made else { return "docker made no container" }
        if made.imageID != image { return "its image is \(made.imageReference), and not \(shortID(image))" }
        if made.restartPolicy != restartPolicy { return "its restart policy is \(made.restartPolicy.words)" }
        if let label = labels.first(where: { made.labels[$0.key] != $0.value && !$0.value.isEmpty }) {
            return "its label \(label.key) is not what was asked for"
        }
        let anonymous = made.mounts.first { $0.isAnonymousVolume }
        if let anonymous, !options.contains(where: { $0.hasPrefix("--volumes-from") }) {
            return "\(anonymous.path) is a volume without a name: the next container would not find its data"
        }
        return nil
    }
}

extension EngineCall {
    /// Whether what it should bring about is so, though it failed: what it takes away is not there.
    fileprivate func isDone(by error: EngineError) -> Bool {
        switch (self, error) {
        case (.remove, .noSuchContainer), (.untag, .noSuchImage), (.removeImage, .noSuchImage): true
        default: false
        }
    }
}

// MARK: - Ids

extension Execution {
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
        case .create, .removeImage, .tag, .untag, .importEmpty, .build: call
        }
    }

    private func resolved(_ container: ContainerReference) -> ContainerReference {
        guard case .planned(let name) = container, let id = created[name] else { return container }
        return .existing(id: id, name: name)
    }
}
