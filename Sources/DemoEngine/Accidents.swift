import Engine

/// What a test makes happen behind the back of whoever uses the engine.
extension DemoEngine {
    struct Failure: Sendable {
        var matches: @Sendable (EngineCall) -> Bool
        var error: EngineError
        var isDoneNevertheless: Bool
    }

    /// The next call that matches fails, once.
    ///
    /// - Parameter isDoneNevertheless: whether the engine does it all the same, as when only the answer is lost.
    package func fail(
        next matches: @escaping @Sendable (EngineCall) -> Bool, with error: EngineError,
        isDoneNevertheless: Bool = false
    ) {
        failures.append(Failure(matches: matches, error: error, isDoneNevertheless: isDoneNevertheless))
    }

    func takeFailure(of call: EngineCall) -> Failure? {
        guard let place = failures.firstIndex(where: { $0.matches(call) }) else { return nil }
        return failures.remove(at: place)
    }

    /// From now on every method throws this, and streams of events end; nil: the engine is back.
    package func goAway(_ error: EngineError?) {
        outage = error
        if error != nil { hangUp() }
    }

    private func hangUp() {
        listeners.values.forEach { $0.finish() }
        listeners = [:]
        watchers.values.forEach { $0.finish() }
        watchers = [:]
    }

    /// The container's process ends by itself.
    package func end(_ container: String, exitCode: Int) throws(EngineError) {
        settle()
        let place = try world.place(of: container)
        guard world.containers[place].holdsPorts else { return }
        world.end(place, exitCode: exitCode)
        tell()
    }

    /// `docker pause` and `unpause`.
    package func setPaused(_ container: String, _ isPaused: Bool) throws(EngineError) {
        settle()
        let place = try world.place(of: container)
        guard world.containers[place].state == (isPaused ? .running : .paused) else { return }
        world.containers[place].state = isPaused ? .paused : .running
        world.tell(isPaused ? "pause" : "unpause", world.containers[place])
        tell()
    }

    /// `docker rm --force --volumes`, by somebody else.
    package func forceRemove(_ container: String) throws(EngineError) {
        settle()
        let place = try world.place(of: container)
        if world.containers[place].state.isActive { world.tell("die", world.containers[place]) }
        world.discard(place)
        tell()
    }

    /// `docker rmi --force`, by somebody else: of an image that only stopped containers use it takes every name.
    package func forceRemove(image: String) throws(EngineError) {
        settle()
        world.delete(world.images[try world.place(ofImage: image)].id)
        tell()
    }

    package func addNetwork(_ name: String) {
        world.networks.insert(name)
    }

    package func removeNetwork(_ name: String) {
        world.networks.remove(name)
    }

    /// Names of the volumes there are, anonymous ones too.
    package var volumes: Set<String> { world.volumes }

    /// What builds of a repository make from now on where there is no Dockerfile: one after the other, the last one
    /// over and over.
    package func setReleases(of repository: String, _ releases: [DemoRelease]) {
        world.releases[repository] = releases.isEmpty ? nil : releases
    }

    /// The machine loses power and comes back: streams of events end, every process too; then the restart policies
    /// decide. Of two containers with one host port the older one gets it.
    package func cutPower() {
        settle()
        hangUp()
        let back = world.containers.filter(\.comesBackWithEngine).map(\.id)
        for place in world.containers.indices where world.containers[place].state.isActive {
            world.containers[place].state = .exited
            world.containers[place].exitCode = 255
            world.containers[place].finishedAt = world.now
        }
        for id in back { try? world.start(id) }
        world.news = []
    }
}

extension DemoContainer {
    /// Docker 20.10: `always` brings back what was stopped by hand too, but not what was never started.
    fileprivate var comesBackWithEngine: Bool {
        switch restartPolicy {
        case .no: false
        case .always: state != .created
        case .unlessStopped: state.isActive || (state != .created && !isStoppedByHand)
        case .onFailure: state.isActive || (state == .exited && exitCode != 0 && !isStoppedByHand)
        }
    }
}
