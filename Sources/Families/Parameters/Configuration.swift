import Engine

/// The runtime parameters of a new container, as a Dockerparams file gives them.
///
/// nil where the key is not there: that is not the same as an empty value.
package struct Configuration: Hashable, Sendable {
    /// Volume name or absolute host path, and where it is mounted.
    package var volumes: [ConfiguredVolume]?
    package var ports: [PublishedPort]?
    package var networks: [String] = []
    /// Secret.
    package var env: [String: String] = [:]
    package var arguments: [String] = []
    package var raw: [String] = []
}

/// A value of `--volume`.
package struct ConfiguredVolume: Hashable, Sendable {
    /// A volume's name, or an absolute host path.
    package var source: String
    /// The path in the container.
    package var path: String
    /// `ro`, `z`; empty for none.
    package var options = ""

    package var argument: String { "\(source):\(path)" + (options.isEmpty ? "" : ":\(options)") }
}

/// A value of `--publish`; an empty address stands for every one of the host.
extension PublishedPort {
    /// `80`, `127.0.0.1:80`, `[::1]:80`.
    var hostSide: String {
        let host = address.contains(":") ? "[\(address)]" : address
        return (host.isEmpty ? "" : "\(host):") + "\(hostPort)"
    }

    package var argument: String { "\(hostSide):\(containerPort)/\(transport)" }
}
