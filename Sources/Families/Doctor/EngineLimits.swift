import Engine

extension EngineVersion {
    /// What is promised on docker and not on this engine, in sentences without a full stop.
    package var limits: [String] {
        switch kind {
        case .docker: []
        case .podman:
            [
                comingBack,
                "Health checks run only where systemd runs: without it, only that a container runs is verified",
                "A container that ends again and again is shown as exited between its starts",
            ]
        }
    }

    /// Its unit starts containers with the policy unless-stopped since 5.8.0, and since 5.8.2 also those that it stopped
    /// itself when the machine was shut down (podman's pull requests 27619 and 28328).
    private var comingBack: String {
        let version = engine.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
        guard !version.lexicographicallyPrecedes([5, 8, 2]) else {
            return "After a reboot podman older than 5.8.2 brings no family back: start them again "
                + "(dockervisor start NAME), or upgrade podman"
        }
        return "After a reboot podman starts containers only if its unit is enabled: "
            + "systemctl enable podman-restart.service"
    }
}
