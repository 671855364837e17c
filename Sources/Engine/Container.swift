import FoundationEssentials

/// A container as a listing shows it: what can be had for all of them in one call.
package struct Container: Hashable, Sendable, Identifiable {
    /// The full id, 64 hexadecimal digits.
    package var id: String
    /// The name without the leading slash; unique on an engine, and it can change.
    package var name: String
    package var state: ContainerState
    /// The engine's own words: `Up 3 minutes (healthy)`, `Exited (137) 2 days ago`.
    package var status: String
    /// The image's reference while the image still has it, else its full id.
    package var image: String
    /// To the second.
    package var createdAt: Date
    /// The ports in use now; empty unless it runs.
    package var ports: [PublishedPort]
    /// Names of volumes and host folders, in no order.
    package var mounts: [String]
    /// The labels that were asked for; labels with an empty value are left out.
    package var labels: [String: String]

    package init(
        id: String, name: String, state: ContainerState, status: String, image: String, createdAt: Date,
        ports: [PublishedPort] = [], mounts: [String] = [], labels: [String: String] = [:]
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.status = status
        self.image = image
        self.createdAt = createdAt
        self.ports = ports
        self.mounts = mounts
        self.labels = labels
    }
}

/// `.State.Status` of a container (docker 20.10 to 28).
package enum ContainerState: String, Hashable, Sendable, CaseIterable, Codable {
    case created, running, paused, restarting, removing, exited, dead

    /// Whether its process exists, or the engine is about to start it again.
    package var isActive: Bool { self == .running || self == .paused || self == .restarting }
}

extension Container {
    /// The exit code in a status like `Exited (137) 2 days ago`.
    package var exitCode: Int? {
        guard state == .exited || state == .restarting || state == .dead,
            let open = status.firstIndex(of: "("), let close = status[open...].firstIndex(of: ")")
        else { return nil }
        return Int(status[status.index(after: open)..<close])
    }

    /// The health in a status like `Up 3 minutes (unhealthy)`; nil without a health check.
    package var health: Health? {
        guard state.isActive else { return nil }
        if status.hasSuffix("(healthy)") { return .healthy }
        if status.hasSuffix("(unhealthy)") { return .unhealthy }
        if status.hasSuffix("(health: starting)") { return .starting }
        return nil
    }
}

/// What a container's health check says.
package enum Health: String, Hashable, Sendable, Codable {
    case starting, healthy, unhealthy
}

/// A port of the host that leads into a container.
package struct PublishedPort: Hashable, Sendable, Encodable {
    /// The host's address: `0.0.0.0`, `::`, `127.0.0.1`; empty means every one.
    package var address: String
    package var hostPort: Int
    package var containerPort: Int
    /// `tcp`, `udp` or `sctp`.
    package var transport: String

    package init(address: String = "0.0.0.0", hostPort: Int, containerPort: Int, transport: String = "tcp") {
        self.address = address
        self.hostPort = hostPort
        self.containerPort = containerPort
        self.transport = transport
    }

    /// Of a value of `--publish`: `8080:80/tcp`, `127.0.0.1:8080:80`, `[::1]:8080:80`; nil where docker chooses the host
    /// port, and for what is none.
    package init?(publish text: String) {
        let sides = text.split(separator: "/", maxSplits: 1)
        let parts = (sides.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let inside = Int(parts[parts.count - 1]), let host = Int(parts[parts.count - 2]),
            (1...65_535).contains(host), (1...65_535).contains(inside)
        else { return nil }
        self.init(
            address: parts.dropLast(2).joined(separator: ":").filter { $0 != "[" && $0 != "]" }, hostPort: host,
            containerPort: inside, transport: sides.count > 1 ? String(sides[1]) : "tcp")
    }

    /// Whether both cannot be in use at once on one host.
    package func collides(with other: PublishedPort) -> Bool {
        guard hostPort == other.hostPort, transport == other.transport else { return false }
        return isEveryAddress || other.isEveryAddress || address == other.address
    }

    private var isEveryAddress: Bool { address.isEmpty || address == "0.0.0.0" || address == "::" }
}

extension [PublishedPort] {
    /// `80->8080 127.0.0.1:53->53/udp`; a twin on IPv6 is left out.
    package var words: String {
        filter { port in port.address != "::" || !contains { $0.address == "0.0.0.0" && port.collides(with: $0) } }
            .map { port in
                let address = ["", "0.0.0.0"].contains(port.address) ? "" : "\(port.address):"
                let transport = port.transport == "tcp" ? "" : "/\(port.transport)"
                return "\(address)\(port.hostPort)->\(port.containerPort)\(transport)"
            }
            .joined(separator: " ")
    }
}
