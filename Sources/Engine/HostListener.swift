/// A program of the engine's host that listens on a port of it.
package struct HostListener: Hashable, Sendable {
    package var address: String
    package var port: Int
    /// `tcp` or `udp`.
    package var transport: String
    /// nil: of somebody else, and we are not root.
    package var process: Process?

    package struct Process: Hashable, Sendable {
        package var id: Int
        /// As the kernel knows it, up to 15 bytes, raw.
        package var name: String

        package init(id: Int, name: String) {
            self.id = id
            self.name = name
        }
    }

    package init(address: String, port: Int, transport: String, process: Process? = nil) {
        self.address = address
        self.port = port
        self.transport = transport
        self.process = process
    }

    /// Whether docker itself listens, for a container, maybe for a moment longer than that one runs (docker 20.10).
    package var isOfEngine: Bool { ["docker-proxy", "rootlesskit", "dockerd"].contains(process?.name) }

    /// Whether the container's port cannot be published because of it.
    package func blocks(_ port: PublishedPort) -> Bool {
        port.collides(
            with: PublishedPort(address: address, hostPort: self.port, containerPort: 0, transport: transport))
    }
}
