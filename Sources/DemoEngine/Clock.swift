import Engine
import FoundationEssentials

extension DemoWorld {
    /// Lets everything happen that is due by then, in order: processes end, restart, become healthy.
    mutating func advance(to date: Date) {
        var busy = busyPlaces(until: date)
        while let next = busy.compactMap({ due($0) }).min(by: { $0.date < $1.date }), next.date <= date {
            let count = containers.count
            now = max(now, next.date)
            happen(next)
            if containers.count != count { busy = busyPlaces(until: date) }
        }
        now = max(now, date)
    }

    /// Containers to which something happens by then; whatever does, others stay as they are.
    private func busyPlaces(until date: Date) -> [Int] {
        containers.indices.filter { place in due(place).map { $0.date <= date } ?? false }
    }

    private struct Due {
        enum Kind { case end(exitCode: Int), restart, health(Health) }
        var kind: Kind
        var date: Date
        var place: Int
    }

    /// What happens to a container next by itself.
    private func due(_ place: Int) -> Due? {
        guard containers[place].state.isActive else { return nil }
        let container = containers[place]
        if container.state == .restarting, let finished = container.finishedAt {
            return Due(kind: .restart, date: finished + container.restartDelay, place: place)
        }
        guard container.state == .running, let started = container.startedAt else { return nil }
        var dues: [Due] = []
        if let end = container.process.end, end.after.isFinite {
            dues.append(Due(kind: .end(exitCode: end.exitCode), date: started + end.after, place: place))
        }
        if container.health == .starting, let check = container.healthCheck {
            dues.append(Due(kind: .health(check.answer), date: started + check.delay, place: place))
        }
        return dues.min { $0.date < $1.date }
    }

    private mutating func happen(_ due: Due) {
        let place = due.place
        switch due.kind {
        case .end(let exitCode):
            end(place, exitCode: exitCode)
        case .restart:
            let count = containers[place].restartCount + 1
            containers[place].earlierLines = containers[place].lines(now: now, count: 500)
            containers[place].restartCount = count
            containers[place].state = .running
            containers[place].startedAt = now
            containers[place].health = containers[place].healthCheck.map { _ in .starting }
            tell("start", containers[place])
        case .health(let health):
            containers[place].health = health
            containers[place].healthOutput = health == .healthy ? "ok\n" : "connection refused\n"
            tell("health_status: \(health.rawValue)", containers[place])
        }
    }
}

extension DemoContainer {
    /// 100 ms, doubled after each restart, at most a minute (docs.docker.com, "Start containers automatically").
    fileprivate var restartDelay: TimeInterval {
        min(0.1 * Double(1 << min(restartCount, 10)), 60)
    }
}
