import Engine
import FoundationEssentials

extension ContainerDetails {
    init(_ found: ContainerInspection) {
        self.init(
            id: found.id, name: String(found.name.drop { $0 == "/" }),
            state: ContainerState(word: found.state.status, status: ""), exitCode: found.state.exitCode,
            error: found.state.error ?? "", startedAt: found.state.startedAt.flatMap(engineDate),
            finishedAt: found.state.finishedAt.flatMap(engineDate), restartCount: found.restartCount ?? 0,
            restartPolicy: RestartPolicy(found.hostConfig.restartPolicy),
            isRemovedWhenStopped: found.hostConfig.autoRemove ?? false,
            health: found.state.health.flatMap { Health(rawValue: $0.status) },
            healthOutput: found.state.health?.log?.last?.output ?? "",
            healthCheck: found.config.healthcheck.flatMap(HealthCheck.init),
            grace: .seconds(found.config.stopTimeout ?? 10), imageID: found.image,
            imageReference: familiarReference(found.config.image),
            command: (found.path.map { [$0] } ?? []).filter { !$0.isEmpty } + (found.args ?? []),
            environment: found.config.env ?? [], labels: found.config.labels ?? [:],
            mounts: (found.mounts ?? []).map(Mount.init).sorted { $0.path < $1.path },
            ports: PublishedPort.list(found.hostConfig.portBindings ?? [:]),
            networks: Network.list(found), createdAt: engineDate(found.created) ?? .distantPast)
    }
}

extension ContainerDetails.Network {
    /// Docker adds the short id to the aliases; it is nobody's choice and left out.
    fileprivate static func list(_ found: ContainerInspection) -> [Self] {
        let networks = (found.networkSettings?.networks ?? [:]).map { (name: name($0, of: $1), network: $1) }
        return networks.sorted { $0.name < $1.name }.map { name, network in
            Self(
                name: name, aliases: (network?.aliases ?? []).filter { $0 != shortID(found.id) },
                address: network?.ipAddress ?? "")
        }
    }

    /// Podman calls its default network `podman` here, and `bridge` in `docker network ls` and everywhere else.
    private static func name(_ name: String, of network: ContainerInspection.Networking.Attachment?) -> String {
        name == "podman" && network?.networkID == defaultPodmanNetwork ? "bridge" : name
    }

    /// The same on every machine: the SHA-256 of `podman`.
    private static let defaultPodmanNetwork = "2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9"
}

extension HealthCheck {
    /// nil for none, and for `NONE`, which switches off what the image says.
    fileprivate init?(_ found: ContainerInspection.HealthTiming) {
        guard let test = found.test, !test.isEmpty, test != ["NONE"] else { return nil }
        self.init()
        if let interval = found.interval, interval > 0 { self.interval = .nanoseconds(interval) }
        if let startPeriod = found.startPeriod { self.startPeriod = .nanoseconds(startPeriod) }
        if let retries = found.retries, retries > 0 { self.retries = retries }
    }
}

extension RestartPolicy {
    fileprivate init(_ found: ContainerInspection.Policy?) {
        switch found?.name {
        case "always": self = .always
        case "unless-stopped": self = .unlessStopped
        case "on-failure": self = .onFailure(maximum: found?.maximumRetryCount ?? 0)
        default: self = .no
        }
    }
}

extension Mount {
    fileprivate init(_ found: ContainerInspection.MountPoint) {
        let kind: Kind =
            switch found.type {
            case "volume": .volume
            case "bind": .bind
            default: .other(found.type ?? "")
            }
        let source = kind == .volume ? found.name ?? found.source : found.source
        self.init(kind: kind, source: source ?? "", path: found.destination, isReadOnly: found.rw == false)
    }
}

extension PublishedPort {
    /// Of `{"80/tcp": [{"HostIp": "", "HostPort": "8080"}]}`, sorted by host port. A port that the engine chooses at
    /// each start (`""`, `8000-8010`) is none it must have, and left out.
    fileprivate static func list(_ bindings: [String: [ContainerInspection.PortBinding]?]) -> [PublishedPort] {
        let ports = bindings.flatMap { key, hosts in
            let parts = key.split(separator: "/")
            return (hosts ?? []).compactMap { host -> PublishedPort? in
                guard let containerPort = parts.first.flatMap({ Int($0) }),
                    let hostPort = host.hostPort.flatMap({ Int($0) }), hostPort > 0
                else { return nil }
                return PublishedPort(
                    address: host.hostIp ?? "", hostPort: hostPort, containerPort: containerPort,
                    transport: parts.count > 1 ? String(parts[1]) : "tcp")
            }
        }
        return ports.sorted { ($0.hostPort, $0.transport, $0.address) < ($1.hostPort, $1.transport, $1.address) }
    }
}
