import Engine

extension EngineVersion {
    /// What is promised on docker and not on this engine, in sentences without a full stop.
    package var limits: [String] {
        switch kind {
        case .docker: []
        case .podman:
            [
                comingBack,
                "Health checks need systemd; without it, dockervisor only checks that a container is running",
                "A container in a restart loop is shown as exited between restarts",
            ]
        }
    }

    /// Its unit starts containers with the policy unless-stopped since 5.8.0, and since 5.8.2 also those that it stopped
    /// itself when the machine was shut down (podman's pull requests 27619 and 28328).
    private var comingBack: String {
        let version = engine.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
        guard !version.lexicographicallyPrecedes([5, 8, 2]) else {
            return "Podman before 5.8.2 does not restart families after a reboot; start them again "
                + "(dockervisor start NAME) or upgrade podman"
        }
        return "Podman restarts containers after a reboot only if its unit is enabled: "
            + "systemctl enable podman-restart.service"
    }
}
