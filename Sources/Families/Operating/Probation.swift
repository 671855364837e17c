import Engine
import FoundationEssentials

/// A container that was started is watched until it has been good long enough.
///
/// Good is: running, not started again since, and `healthy` if it has a health check.
struct Probation: Sendable {
    let engine: any Engine
    let container: ContainerReference
    let pace: Pace
    var others = Others()
    /// Without a break; zero: one look, whatever the health check says.
    var needed = Duration.zero
    /// One that comes back as it was need not do better: if it ends, and docker starts it again and again, so be it.
    var mayLoop = false
    /// Whether nobody wants to wait for it any more.
    var isGivenUp: @Sendable () -> Bool = { false }

    /// What is looked at along, since others act too.
    struct Others: Sendable {
        /// Ids of the other members: none of them must run.
        var siblings: [String] = []
        /// Id of our record, which must be there.
        var lock: String?
    }

    /// Within this time it has to be good, unless its health check takes longer to decide.
    private static let usualLimit = Duration.seconds(60)
    private static let interval = Duration.milliseconds(500)

    /// Returns when it has passed.
    ///
    /// - Parameter tell: is told how it does, whenever that is another second.
    /// - Returns: whether it has a health check.
    func pass(tell: (ProbationReport) async -> Void) async throws(StepError) -> Bool {
        let begin = pace.now()
        var goodSince: Duration?
        var told: ProbationReport?
        while true {
            let found = try await look()
            let now = pace.now()
            goodSince = isGood(found) ? goodSince ?? now : nil
            let good = goodSince.map { now - $0 } ?? .zero
            guard needed > .zero, good < needed else { return found.health != nil }
            let watch = ProbationReport(
                container: container, serving: now - begin, good: good, needed: needed, health: found.health)
            if watch.words != told?.words { await tell(watch) }
            told = watch
            if now - begin > limit(found) { throw .notHealthy(found) }
            if isGivenUp() { throw .givenUp(found) }
            await pace.wait(min(Self.interval, needed - good))
        }
    }

    private func limit(_ found: ContainerDetails) -> Duration {
        max(Self.usualLimit, (found.healthCheck?.longest ?? .zero) + needed + .seconds(5))
    }

    private func isGood(_ found: ContainerDetails) -> Bool {
        needed == .zero || (found.state == .running && (found.health ?? .healthy) == .healthy)
    }

    /// One look at all of them.
    private func look() async throws(StepError) -> ContainerDetails {
        let asked = [container.argument] + others.siblings + [others.lock].compactMap(\.self)
        let all: [ContainerDetails]
        do { all = try await engine.inspect(containers: asked) } catch { throw .engine(error) }
        if let lock = others.lock, !all.contains(where: { $0.id == lock }) { throw .takenOver }
        guard let found = all.first(where: { $0.id == container.argument || $0.name == container.argument }) else {
            throw .engine(.noSuchContainer(container.name))
        }
        let isPaused = found.state == .paused && needed > .zero
        if mayLoop ? found.state == .created : (found.state != .running && !isPaused) || found.isLooping() {
            throw .ended(found)
        }
        if needed > .zero, found.health == .unhealthy { throw .notHealthy(found) }
        if let back = all.first(where: { others.siblings.contains($0.id) && $0.state.isActive }) {
            throw .cameBack(back)
        }
        return found
    }
}

/// Why a step did not do what it should.
enum StepError: Error, Equatable {
    case engine(EngineError)
    /// It was started and does not run.
    case ended(ContainerDetails)
    /// Its health check says no, or said nothing in time.
    case notHealthy(ContainerDetails)
    /// Someone else started the old container, or another member.
    case cameBack(ContainerDetails)
    /// It was good so far, and is not wanted.
    case givenUp(ContainerDetails)
    /// What docker made is not what it was asked for.
    case notAsOrdered(String)
    /// Our record is gone: somebody took the operation for dead.
    case takenOver

    var problem: String {
        switch self {
        case .engine(let error): error.problem
        case .ended(let details):
            details.state == .exited || details.state == .dead
                ? "\(details.name) exited\(details.hasJustStarted ? " at once" : "") with code \(details.exitCode)"
                : "\(details.name) is not running but \(details.state.rawValue)"
        case .notHealthy(let details):
            "\(details.name) is not healthy: its health check reports \(details.health?.rawValue ?? "nothing")"
                + (details.healthWords.isEmpty ? "" : " (\(details.healthWords))")
        case .cameBack(let details): "\(details.name) was started by another process"
        case .givenUp(let details): "the probation of \(details.name) was aborted"
        case .notAsOrdered(let difference): "the new container is not as requested: \(difference)"
        case .takenOver: "another process took over this operation"
        }
    }

    var remedy: String {
        switch self {
        case .engine(let error): error.remedy
        case .ended(let details), .notHealthy(let details), .givenUp(let details):
            StepError.lookAtLogs(of: details.name)
        case .cameBack: "Find out what else starts containers here, then try again"
        case .notAsOrdered: "Check 'raw' in Dockerparams: it is passed to docker create unchanged"
        case .takenOver: "See the current state: dockervisor list"
        }
    }

    /// The one that was started, where it is to blame, or was given up: its logs are kept under another name.
    var blamed: String? {
        switch self {
        case .ended(let details), .notHealthy(let details), .givenUp(let details): details.name
        case .engine, .cameBack, .notAsOrdered, .takenOver: nil
        }
    }

    static func lookAtLogs(of name: String) -> String { "Check its logs: docker logs \(name)" }
}

extension ContainerDetails {
    /// Ended within a second of its start.
    fileprivate var hasJustStarted: Bool {
        guard let startedAt, let finishedAt else { return true }
        return finishedAt.timeIntervalSince(startedAt) < 1
    }

    /// The health check's last output on one line.
    fileprivate var healthWords: String {
        String(healthOutput.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200))
    }
}
