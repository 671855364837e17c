import Engine

extension EngineVersion {
    /// What is promised on docker and not on this engine, in sentences without a full stop.
    package var limits: [String] {
        switch kind {
        case .docker: []
        case .podman:
            [
                "podman starts nothing by itself after a reboot or a power cut: enable its unit for that "
                    + "(systemctl enable podman-restart.service), then dockervisor recover --all"
            ]
        }
    }
}
