import Engine
import FoundationEssentials

/// A container of the demo engine.
struct DemoContainer: Equatable, Sendable {
    let id: String
    var name: String
    let imageID: String
    let imageReference: String
    let createdAt: Date
    var labels: [String: String]
    var environment: [String]
    var mounts: [Mount]
    var ports: [PublishedPort]
    var networks: [ContainerDetails.Network]
    var command: [String]
    var process: DemoProcess
    var healthCheck: DemoHealthCheck?
    var restartPolicy: RestartPolicy
    var isRemovedWhenStopped = false

    var state: ContainerState = .created
    var exitCode = 0
    var error = ""
    var startedAt: Date?
    var finishedAt: Date?
    var restartCount = 0
    var isStoppedByHand = false
    var health: Health?
    var healthOutput = ""
    /// What it printed in earlier runs.
    var earlierLines: [LogLine] = []
}

extension DemoContainer {
    /// Whether it holds its host ports.
    var holdsPorts: Bool { state == .running || state == .paused }

    func listed(image: String, labels keys: [String], now: Date) -> Container {
        let known = keys.compactMap { key in labels[key].map { (key, $0) } }.filter { !$0.1.isEmpty }
        return Container(
            id: id, name: name, state: state, status: status(now: now), image: image,
            createdAt: Date(timeIntervalSince1970: createdAt.timeIntervalSince1970.rounded(.down)),
            ports: holdsPorts ? ports.flatMap(\.bound) : [], mounts: mounts.map(\.source),
            labels: Dictionary(known, uniquingKeysWith: { first, _ in first }))
    }

    func detailed(address: String) -> ContainerDetails {
        ContainerDetails(
            id: id, name: name, state: state, exitCode: exitCode, error: error, startedAt: startedAt,
            finishedAt: finishedAt, restartCount: restartCount, restartPolicy: restartPolicy,
            isRemovedWhenStopped: isRemovedWhenStopped, health: health, healthOutput: healthOutput,
            healthCheck: healthCheck.map { _ in HealthCheck() }, imageID: imageID, imageReference: imageReference,
            command: command, environment: environment, labels: labels,
            mounts: mounts.sorted { $0.path < $1.path }, ports: ports,
            networks: networks.map {
                ContainerDetails.Network(name: $0.name, aliases: $0.aliases, address: holdsPorts ? address : "")
            },
            createdAt: createdAt)
    }

    /// The column STATUS of `docker ps`.
    private func status(now: Date) -> String {
        let running = "Up \(age(of: startedAt ?? createdAt, now: now))"
        let finished = age(of: finishedAt ?? createdAt, now: now)
        switch state {
        case .created: return "Created"
        case .running:
            return running + (health.map { $0 == .starting ? " (health: starting)" : " (\($0.rawValue))" } ?? "")
        case .paused: return running + " (Paused)"
        case .restarting: return "Restarting (\(exitCode)) \(finished) ago"
        case .removing: return "Removal In Progress"
        case .exited: return "Exited (\(exitCode)) \(finished) ago"
        case .dead: return "Dead"
        }
    }
}

extension PublishedPort {
    /// A port of every address as docker lists it: once for IPv4, once for IPv6.
    fileprivate var bound: [PublishedPort] {
        guard address.isEmpty else { return [self] }
        return ["0.0.0.0", "::"].map {
            PublishedPort(address: $0, hostPort: hostPort, containerPort: containerPort, transport: transport)
        }
    }
}

/// `5 minutes`, as docker says it (`units.HumanDuration` of docker/go-units 0.5).
private func age(of date: Date, now: Date) -> String {
    let seconds = Int(max(now.timeIntervalSince(date), 0))
    let minutes = seconds / 60
    let hours = (seconds + 1800) / 3600
    switch (seconds, minutes, hours) {
    case (0, _, _): return "Less than a second"
    case (1, _, _): return "1 second"
    case (..<60, _, _): return "\(seconds) seconds"
    case (_, 1, _): return "About a minute"
    case (_, ..<60, _): return "\(minutes) minutes"
    case (_, _, 1): return "About an hour"
    case (_, _, ..<48): return "\(hours) hours"
    case (_, _, ..<336): return "\(hours / 24) days"
    case (_, _, ..<1440): return "\(hours / 24 / 7) weeks"
    case (_, _, ..<17520): return "\(hours / 24 / 30) months"
    default: return "\(hours / 24 / 365) years"
    }
}
