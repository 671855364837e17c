import Engine
import FoundationEssentials

extension DemoWorld {
    /// `docker start`: of a running one nothing. One that fails keeps its state and says why in ``DemoContainer/error``.
    mutating func start(_ container: String) throws(EngineError) {
        let place = try place(of: container)
        switch containers[place].state {
        case .running, .restarting: return
        case .paused:
            throw refused("start", containers[place], "cannot start a paused container, try unpause instead")
        case .created, .exited, .dead, .removing: break
        }
        if let obstacle = obstacle(to: containers[place]) {
            containers[place].exitCode = obstacle.exitCode
            containers[place].error = obstacle.words
            throw obstacle.error
        }
        containers[place].restartCount = 0
        run(place)
    }

    /// From now on it runs.
    mutating func run(_ place: Int) {
        containers[place].state = .running
        containers[place].exitCode = 0
        containers[place].error = ""
        containers[place].startedAt = now
        containers[place].isStoppedByHand = false
        containers[place].health = containers[place].healthCheck.map { _ in .starting }
        containers[place].healthOutput = ""
        tell("start", containers[place])
    }

    /// `docker stop`: of a stopped one nothing.
    mutating func stop(_ container: String) throws(EngineError) {
        let place = try place(of: container)
        guard containers[place].state.isActive else { return }
        let isKilled = containers[place].process.ignoresTermination || containers[place].state == .paused
        containers[place].isStoppedByHand = true
        let stopped = containers[place]
        if stopped.state == .restarting {
            containers[place].state = .exited
        } else {
            end(place, exitCode: isKilled ? 137 : 0, canRestart: false)
        }
        tell("stop", stopped)
    }

    /// Its process is gone.
    mutating func end(_ place: Int, exitCode: Int, canRestart: Bool = true) {
        containers[place].earlierLines = containers[place].lines(now: now, count: 500)
        containers[place].exitCode = exitCode
        containers[place].finishedAt = now
        containers[place].state = canRestart && containers[place].comesBack(after: exitCode) ? .restarting : .exited
        tell("die", containers[place])
        if containers[place].state == .exited && containers[place].isRemovedWhenStopped {
            discard(place)
        }
    }

    mutating func discard(_ place: Int) {
        let gone = containers.remove(at: place)
        for mount in gone.mounts where mount.isAnonymousVolume { volumes.remove(mount.source) }
        tell("destroy", gone)
    }
}

extension DemoWorld {
    private struct Obstacle {
        var exitCode: Int
        var words: String
        var error: EngineError
    }

    /// What keeps it from running, in docker's words (engine 20.10).
    private func obstacle(to container: DemoContainer) -> Obstacle? {
        if let missing = container.networks.first(where: { !exists($0.name) }) {
            return Obstacle(
                exitCode: 128, words: "network \(missing.name) not found", error: .noSuchNetwork(missing.name))
        }
        if let words = portConflict(of: container) {
            return Obstacle(exitCode: 128, words: words, error: .portInUse(words: words))
        }
        let image = images.first { $0.id == container.imageID }
        if let program = container.command.first, let image, !image.has(executable: program) {
            let why =
                program.contains("/")
                ? "stat \(program): no such file or directory" : "executable file not found in $PATH"
            let words =
                "failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
                + "container process: exec: \"\(program)\": \(why): unknown"
            return Obstacle(exitCode: 127, words: words, error: refused("start", container, words))
        }
        return nil
    }

    private func exists(_ network: String) -> Bool {
        networks.contains(network) || network.hasPrefix("container:")
    }

    private func portConflict(of container: DemoContainer) -> String? {
        let taken = containers.filter { $0.id != container.id && $0.holdsPorts }.flatMap(\.ports)
        let start = "driver failed programming external connectivity on endpoint \(container.name): "
        for port in container.ports {
            let address = port.address.isEmpty ? "0.0.0.0" : port.address
            if taken.contains(where: port.collides) {
                return start + "Bind for \(address):\(port.hostPort) failed: port is already allocated"
            }
        }
        return nil
    }

    func refused(_ verb: String, _ container: DemoContainer, _ words: String) -> EngineError {
        .refused(command: "\(verb) \(container.name)", exitCode: 1, words: words)
    }
}

extension DemoContainer {
    fileprivate func comesBack(after exitCode: Int) -> Bool {
        switch restartPolicy {
        case .no: false
        case .always, .unlessStopped: true
        case .onFailure(let maximum): exitCode != 0 && (maximum == 0 || restartCount < maximum)
        }
    }

    /// The last lines that it printed in all its runs.
    func lines(now: Date, count: Int) -> [LogLine] {
        guard holdsPorts, let startedAt else { return earlierLines.suffix(count) }
        return (earlierLines + process.lines(from: startedAt, to: now, count: count)).suffix(count)
    }
}
