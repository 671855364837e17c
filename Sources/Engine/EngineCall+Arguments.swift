extension EngineCall {
    /// The docker command line without the word `docker`: what runs, and what people are shown.
    ///
    /// No secret is in it: values of ``CreateRequest/environment`` go by ``standardInput`` and ``environment``.
    /// (docker 20.10 to 28; each command's page of docs.docker.com/reference/cli)
    package var arguments: [String] {
        switch self {
        case .create(let request): request.arguments(command: "create")
        case .start(let container): ["start", container.argument]
        case .stop(let container): ["stop", container.argument]
        case .rename(let container, let name): ["rename", container.argument, name]
        case .setRestartPolicy(let container, let policy):
            ["update", "--restart", policy.words, container.argument]
        case .connect(let container, let network, let alias):
            ["network", "connect"] + option("--alias", alias) + [network, container.argument]
        case .remove(let container): ["rm", "-v", container.argument]
        case .removeImage(let image): ["image", "rm", image]
        case .tag(let image, let reference): ["tag", image, reference]
        case .build(let request): request.commandLine
        }
    }

    /// What docker reads from its standard input, secret; nil if nothing.
    package var standardInput: String? {
        guard case .create(let request) = self, !request.environmentFile.isEmpty else { return nil }
        return request.environmentFile.map { "\($0.key)=\($0.value)\n" }.joined()
    }

    /// What docker finds in its own environment, secret; empty unless a value has line breaks, which
    /// `--env-file` cannot carry.
    package var environment: [String: String] {
        guard case .create(let request) = self else { return [:] }
        return request.environment.filter { $0.value.hasLineBreak }
    }
}

extension CreateRequest {
    fileprivate var environmentFile: [(key: String, value: String)] {
        environment.filter { !$0.value.hasLineBreak }.sorted { $0.key < $1.key }
    }

    /// `--pull never`: without it docker asks a registry for a missing image.
    fileprivate func arguments(command: String) -> [String] {
        var line = [command, "--pull", "never", "--name", name, "--restart", restartPolicy.words]
        line += labels.sorted { $0.key < $1.key }.flatMap { ["--label", "\($0.key)=\($0.value)"] }
        line += publish.flatMap { ["--publish", $0] }
        line += volumes.flatMap { ["--volume", $0] }
        line += option("--network", network)
        line += option("--network-alias", networkAlias)
        if !environmentFile.isEmpty { line += ["--env-file", "/dev/stdin"] }
        line += environment.filter { $0.value.hasLineBreak }.keys.sorted().flatMap { ["--env", $0] }
        return line + options + [image] + arguments
    }
}

extension BuildRequest {
    fileprivate var commandLine: [String] {
        // What fails leaves no container behind (the legacy builder; BuildKit has none).
        var line = ["build", "--tag", reference, "--force-rm"]
        line += option("--file", dockerfile)
        line += labels.sorted { $0.key < $1.key }.flatMap { ["--label", "\($0.key)=\($0.value)"] }
        return line + options + [context]
    }
}

private func option(_ name: String, _ value: String?) -> [String] {
    value.map { [name, $0] } ?? []
}

extension String {
    /// Whether `--env-file` would end the value too early.
    fileprivate var hasLineBreak: Bool { unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }
}
