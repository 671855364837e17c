import FoundationEssentials

/// A container as `inspect` shows it; asked for only where it is needed.
package struct ContainerDetails: Hashable, Sendable, Identifiable {
    package var id: String
    package var name: String
    package var state: ContainerState
    /// 0 while it runs.
    package var exitCode: Int
    /// The engine's words about the last start that failed; else empty.
    package var error: String
    package var startedAt: Date?
    package var finishedAt: Date?
    package var restartCount: Int
    package var restartPolicy: RestartPolicy
    /// Made with `--rm`: the engine deletes it when it stops.
    package var isRemovedWhenStopped: Bool
    package var health: Health?
    /// The newest output of the health check.
    package var healthOutput: String
    /// nil without a health check.
    package var healthCheck: HealthCheck?
    /// How long `docker stop` waits between SIGTERM and SIGKILL.
    package var grace: Duration
    /// Full id of the image it was made from.
    package var imageID: String
    /// The reference it was made with; may name another image by now.
    package var imageReference: String
    /// Entry point and arguments.
    package var command: [String]
    /// `NAME=VALUE`: secret until asked for.
    package var environment: [String]
    package var labels: [String: String]
    package var mounts: [Mount]
    /// The ports it takes when it starts.
    package var ports: [PublishedPort]
    package var networks: [Network]
    package var createdAt: Date

    package init(
        id: String, name: String, state: ContainerState, exitCode: Int = 0, error: String = "", startedAt: Date? = nil,
        finishedAt: Date? = nil, restartCount: Int = 0, restartPolicy: RestartPolicy = .no,
        isRemovedWhenStopped: Bool = false, health: Health? = nil, healthOutput: String = "",
        healthCheck: HealthCheck? = nil, grace: Duration = .seconds(10), imageID: String, imageReference: String,
        command: [String] = [], environment: [String] = [], labels: [String: String] = [:],
        mounts: [Mount] = [], ports: [PublishedPort] = [], networks: [Network] = [], createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.exitCode = exitCode
        self.error = error
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.restartCount = restartCount
        self.restartPolicy = restartPolicy
        self.isRemovedWhenStopped = isRemovedWhenStopped
        self.health = health
        self.healthOutput = healthOutput
        self.healthCheck = healthCheck
        self.grace = grace
        self.imageID = imageID
        self.imageReference = imageReference
        self.command = command
        self.environment = environment
        self.labels = labels
        self.mounts = mounts
        self.ports = ports
        self.networks = networks
        self.createdAt = createdAt
    }

    package struct Network: Hashable, Sendable {
        package var name: String
        package var aliases: [String]
        /// Empty unless it runs.
        package var address: String

        package init(name: String, aliases: [String] = [], address: String = "") {
            self.name = name
            self.aliases = aliases
            self.address = address
        }
    }
}

/// When a health check decides.
package struct HealthCheck: Hashable, Sendable {
    package var interval: Duration
    package var startPeriod: Duration
    /// Failures in a row that make it unhealthy.
    package var retries: Int

    /// Docker's own defaults (docs.docker.com/reference/dockerfile, HEALTHCHECK).
    package init(interval: Duration = .seconds(30), startPeriod: Duration = .zero, retries: Int = 3) {
        self.interval = interval
        self.startPeriod = startPeriod
        self.retries = retries
    }

    /// After so long it has an answer, whatever it is.
    package var longest: Duration { startPeriod + interval * (retries + 1) }
}

/// A volume or host folder at a path of a container.
package struct Mount: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case volume, bind, other(String)
    }

    package var kind: Kind
    /// The volume's name or the host folder.
    package var source: String
    /// The path in the container.
    package var path: String
    package var isReadOnly: Bool

    package init(kind: Kind, source: String, path: String, isReadOnly: Bool = false) {
        self.kind = kind
        self.source = source
        self.path = path
        self.isReadOnly = isReadOnly
    }

    /// Docker names the volumes that nobody named with 64 hexadecimal digits.
    package var isAnonymousVolume: Bool {
        kind == .volume && source.count == 64 && source.allSatisfy(\.isHexDigit)
    }
}

/// What the engine does when a container's process ends, or when the engine itself starts.
package enum RestartPolicy: Hashable, Sendable {
    case no, always, unlessStopped, onFailure(maximum: Int)

    /// As `--restart` takes it and `.HostConfig.RestartPolicy` has it.
    package var words: String {
        switch self {
        case .no: "no"
        case .always: "always"
        case .unlessStopped: "unless-stopped"
        case .onFailure(let maximum): maximum > 0 ? "on-failure:\(maximum)" : "on-failure"
        }
    }
}
