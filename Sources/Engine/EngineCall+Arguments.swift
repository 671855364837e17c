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
        case .untag(let reference): ["image", "rm", reference]
        case .importEmpty(let reference): ["import", "-", reference]
        case .build(let request): request.commandLine
        }
    }

    /// What docker reads from its standard input, perhaps secret; nil if nothing.
    package var standardInput: String? {
        switch self {
        case .create(let request) where !request.environmentFile.isEmpty:
            request.environmentFile.map { "\($0.key)=\($0.value)\n" }.joined()
        case .importEmpty: emptyArchive
        default: nil
        }
    }

    /// What docker finds in its own environment: of `create` the secret values with line breaks, which `--env-file`
    /// cannot carry; of `build` a setting.
    package var environment: [String: String] {
        switch self {
        case .create(let request): request.environment.filter { $0.value.hasLineBreak }
        case .build(let request): request.settings
        default: [:]
        }
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

/// A tar archive without files: two blocks of zeros.
private let emptyArchive = String(repeating: "\0", count: 1024)

extension BuildRequest {
    /// A build that stays on the engine gets no attestations: with them the same sources give another id each time
    /// (BuildKit, containerd image store). The legacy builder knows neither them nor the option that turns them off.
    package var settings: [String: String] {
        let own = ["--push", "--output", "-o", "--provenance", "--attest", "--sbom"]
        let isTheUsers = options.contains { option in own.contains { option == $0 || option.hasPrefix($0 + "=") } }
        return isTheUsers ? [:] : ["BUILDX_NO_DEFAULT_ATTESTATIONS": "1"]
    }

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
