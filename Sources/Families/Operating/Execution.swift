import Engine

/// Carries out the steps of one plan; whoever calls holds the lock.
struct Execution: Sendable {
    let engine: any Engine
    let plan: Plan
    /// Id of the record that makes these steps ours; nil for none. If it is gone, somebody has taken over.
    var lock: String?
    let pace: Pace
    /// What became of the first step, if it was done already.
    var opened: Result<String, EngineError>?
    let progress: @Sendable (Progress) async -> Void
    /// Asked during the probation.
    let isGivenUp: @Sendable () -> Bool
    /// Ids of the containers that this plan created, by the name they were planned under.
    var created: [String: String] = [:]

    /// Does the steps in order; on a failure before the decision, undoes what was done, the last step first.
    mutating func outcome() async -> Outcome {
        let stillActive = await settle()
        for (index, step) in plan.steps.enumerated() {
            if let stillActive, step.call == .start(stillActive) { continue }
            do throws(StepError) {
                try await perform(step.call, done: index == 0 ? opened : nil)
                if case .start(let container) = step.call { try await prove(container, after: step) }
            } catch {
                if step.isOptional {
                    await progress(.skipped(step.call, problem: error.problem))
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

    var isRecovery: Bool { plan.operation.isRecovery }

    /// The one that is to serve has to pass the probation; another one only has to run.
    private func prove(_ container: ContainerReference, after step: Step) async throws(StepError) {
        // Recovery cannot know how the old one did before it was stopped.
        let mayLoop = isRecovery && container != plan.promoted
        var probation = Probation(
            engine: engine, container: resolved(container), pace: pace, others: othersToWatch(container),
            needed: .seconds(plan.hasProbation(after: step) ? plan.probation ?? 0 : 0), mayLoop: mayLoop)
        if container == plan.promoted, plan.mayBeGivenUp { probation.isGivenUp = isGivenUp }
        let isHealthKnown = try await probation.pass { await progress(.watched($0)) }
        if mayLoop { await remarkOnLoop(of: container) }
        guard plan.hasProbation(after: step), !isHealthKnown else { return }
        await progress(
            .remarked("\(container.name) has no health check; dockervisor only checked that it stayed running"))
    }

    /// Who must not run beside it, and what must not go away.
    private func othersToWatch(_ container: ContainerReference) -> Probation.Others {
        guard isRecovery || container == plan.promoted else { return Probation.Others() }
        let members = plan.basis?.snapshot.family(plan.operation.family).members ?? []
        let siblings = members.map(\.id).filter { $0 != container.argument }
        return Probation.Others(siblings: siblings, lock: container == plan.promoted ? lock : nil)
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
                "\(container.name) ignored SIGTERM and was killed after its stop timeout; "
                    + "with \"raw\": [\"--init\"] in Dockerparams the next one will stop at once"))
    }

    /// It ended after the last look and before it had its policy: docker starts it again only if it is started once more.
    private func startAgain(_ container: ContainerDetails) async {
        await progress(
            .remarked(
                "\(container.name) exited with code \(container.exitCode) in the meantime and is started again; "
                    + "see docker logs \(container.name)"))
        _ = try? await engine.perform(.start(.existing(id: container.id, name: container.name)))
    }

    func remarkOnLoop(of container: ContainerReference) async {
        guard let found = try? await details(of: container), found.state != .running || found.isLooping()
        else { return }
        await progress(
            .remarked("\(found.name) is in a restart loop, exit code \(found.exitCode); see docker logs \(found.name)")
        )
    }

    func details(of container: ContainerReference) async throws(EngineError) -> ContainerDetails {
        let found = try await engine.inspect(containers: [resolved(container).argument]).first
        guard let found else { throw .noSuchContainer(container.name) }
        return found
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
    func resolved(_ call: EngineCall) -> EngineCall {
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

    func resolved(_ container: ContainerReference) -> ContainerReference {
        guard case .planned(let name) = container, let id = created[name] else { return container }
        return .existing(id: id, name: name)
    }
}
