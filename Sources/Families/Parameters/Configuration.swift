import Engine

/// The runtime parameters of a new container, as a Dockerparams file gives them.
///
/// nil where the key is not there: that is not the same as an empty value.
package struct Configuration: Hashable, Sendable {
    /// Volume name or absolute host path, and where it is mounted.
    package var volumes: [ConfiguredVolume]?
    package var ports: [ConfiguredPort]?
    package var networks: [String]
    /// Secret.
    package var env: [String: String]
    package var arguments: [String]
    package var raw: [String]

    package init(
        volumes: [ConfiguredVolume]? = nil, ports: [ConfiguredPort]? = nil, networks: [String] = [],
        env: [String: String] = [:], arguments: [String] = [], raw: [String] = []
    ) {
        self.volumes = volumes
        self.ports = ports
        self.networks = networks
        self.env = env
        self.arguments = arguments
        self.raw = raw
    }
}

/// A value of `--volume`.
package struct ConfiguredVolume: Hashable, Sendable {
    /// A volume's name, or an absolute host path.
    package var source: String
    /// The path in the container.
    package var path: String
    /// `ro`, `z`; empty for none.
    package var options: String

    package init(source: String, path: String, options: String = "") {
        self.source = source
        self.path = path
        self.options = options
    }

    package var argument: String { "\(source):\(path)" + (options.isEmpty ? "" : ":\(options)") }
}

/// A value of `--publish`.
package struct ConfiguredPort: Hashable, Sendable {
    /// Empty for every address of the host.
    package var address: String
    package var hostPort: Int
    package var containerPort: Int
    package var transport: String

    package init(address: String = "", hostPort: Int, containerPort: Int, transport: String = "tcp") {
        self.address = address
        self.hostPort = hostPort
        self.containerPort = containerPort
        self.transport = transport
    }

    package var argument: String {
        let host = address.contains(":") ? "[\(address)]" : address
        return (host.isEmpty ? "" : "\(host):") + "\(hostPort):\(containerPort)/\(transport)"
    }

    package var published: PublishedPort {
        PublishedPort(address: address, hostPort: hostPort, containerPort: containerPort, transport: transport)
    }
}
