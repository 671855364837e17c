import Engine

/// What a new container gets: from the image as the engine knows it, from the Dockerparams, and from its predecessor.
struct NewContainer {
    let name: FamilyName
    let image: ImageDetails
    let parameters: ChosenConfiguration
    /// Details of the latest container.
    let predecessor: ContainerDetails?

    private var configuration: Configuration { parameters.configuration }
    private var raw: RawOptions { RawOptions(configuration.raw) }

    // MARK: Ports

    /// Exposed ports map one to one unless the configuration says otherwise.
    var ports: [PublishedPort] {
        if let ports = configuration.ports { return ports }
        if networkForbidsPorts { return [] }
        return image.exposedPorts.compactMap { exposed in
            let parts = exposed.split(separator: "/")
            guard let number = parts.first.flatMap({ Int($0) }) else { return nil }
            return PublishedPort(
                address: "", hostPort: number, containerPort: number,
                transport: parts.count > 1 ? String(parts[1]) : "tcp")
        }
    }

    /// What must be free on the host.
    var takenPorts: [PublishedPort] { ports + raw.publishedPorts }

    private var networkForbidsPorts: Bool {
        guard let network = configuration.networks.first else { return false }
        return network == "host" || network == "none" || network.hasPrefix("container:")
    }

    // MARK: Volumes

    /// Everything that is mounted, by path: configured, else inherited, and a named volume for every other
    /// `VOLUME` path. Never an anonymous one: its data would be lost to the next container.
    var volumes: [ConfiguredVolume] { (chosenVolumes + generatedVolumes).sorted { $0.path < $1.path } }

    /// Named volumes for the `VOLUME` paths that nothing else covers.
    var generatedVolumes: [ConfiguredVolume] {
        let covered = Set(chosenVolumes.map(\.path) + raw.mountedPaths)
        let paths = Set(image.volumePaths.map(normalizedPath)).subtracting(covered).sorted()
        return paths.map { path in
            ConfiguredVolume(source: name.fitted + path.replacing("/", with: "_"), path: path)
        }
    }

    private var chosenVolumes: [ConfiguredVolume] { configuration.volumes ?? inheritedVolumes }

    private var inheritedVolumes: [ConfiguredVolume] {
        let covered = Set(raw.mountedPaths)
        return inheritableMounts.filter { !covered.contains($0.path) }.map {
            ConfiguredVolume(source: $0.source, path: $0.path, options: $0.isReadOnly ? "ro" : "")
        }
    }

    private var inheritableMounts: [Mount] {
        predecessor?.mounts.filter { ($0.kind == .volume && !$0.isAnonymousVolume) || $0.kind == .bind } ?? []
    }

    /// A generated name that comes up twice (`a` + `/b/c` and `a` + `/b_c`), or that is mounted elsewhere already; the
    /// path that it was generated for comes first.
    var volumeClash: (volume: String, paths: [String])? {
        for volume in generatedVolumes {
            let others = (generatedVolumes + chosenVolumes).filter {
                $0.source == volume.source && $0.path != volume.path
            }
            if !others.isEmpty { return (volume.source, [volume.path] + others.map(\.path).sorted()) }
        }
        return nil
    }

    // MARK: Networks

    /// Those that are connected after creation: older engines refuse several at once.
    var furtherNetworks: [String] { Array(configuration.networks.dropFirst()) }

    /// The name by which neighbours reach the family whatever its containers are called; docker refuses aliases on
    /// networks of its own.
    static func alias(of name: FamilyName, on network: String) -> String? {
        isDockers(network: network) ? nil : name.fitted
    }

    /// Not one that somebody created.
    static func isDockers(network: String) -> Bool {
        ["bridge", "host", "none", "default", "podman"].contains(network) || network.hasPrefix("container:")
    }

    // MARK: The request

    func request(named container: String, by: String, why: String) -> CreateRequest {
        let network = configuration.networks.first
        var labels = [
            Label.family: name.text, Label.image: image.id, Label.configuration: parameters.name ?? "",
            Label.parameters: recorded.label, Label.by: by, Label.why: why,
        ]
        if image.content.isKnown { labels[Label.content] = image.content.text }
        return CreateRequest(
            name: container, image: image.id, restartPolicy: .no, labels: labels, publish: ports.map(\.argument),
            volumes: volumes.map(\.argument), network: network,
            networkAlias: network.flatMap { NewContainer.alias(of: name, on: $0) }, environment: configuration.env,
            options: configuration.raw, arguments: configuration.arguments)
    }

    private var recorded: RecordedParameters {
        RecordedParameters(
            arguments: configuration.arguments, env: configuration.env.keys.sorted(), networks: configuration.networks,
            ports: ports.map(\.argument), raw: configuration.raw, volumes: volumes.map(\.argument))
    }

    /// Whether that container was made from the same image with the same parameters, values of `env` included.
    func isSame(as other: ContainerDetails) -> Bool {
        isSameImage(as: other) && other.labels[Label.parameters] == recorded.label
            && configuration.env.allSatisfy { other.environment.contains("\($0.key)=\($0.value)") }
    }

    private func isSameImage(as other: ContainerDetails) -> Bool {
        other.imageID == image.id || image.content.matches(ContentHash(label: other.labels[Label.content] ?? ""))
    }

    // MARK: Notes

    /// Mounts of the predecessor that are dropped, and what else people should know.
    var notes: [String] {
        let paths = Set(volumes.map(\.path) + raw.mountedPaths)
        let dropped = (predecessor?.mounts ?? []).filter { mount in
            mount.kind == .volume || mount.kind == .bind ? !paths.contains(mount.path) : false
        }
        let moved = (predecessor?.mounts ?? []).filter { mount in
            volumes.contains { $0.path == mount.path && $0.source != mount.source }
        }
        return dropped.map { "\($0.path) is no longer mounted (was \(words($0)))" }
            + moved.map { "\($0.path) uses a different volume (was \(words($0)))" }
            + changeNotes + otherFileNotes + builtElsewhereNotes
    }

    /// What the predecessor was given and this one is not, and the other way round; of volumes that is said by path.
    private var changeNotes: [String] {
        guard let predecessor, let made = RecordedParameters(of: predecessor) else { return [] }
        let kinds: [(String, KeyPath<RecordedParameters, [String]>)] = [
            ("port", \.ports), ("network", \.networks), ("env", \.env), ("argument", \.arguments), ("raw", \.raw),
        ]
        let recorded = recorded
        return kinds.compactMap { kind, list in
            let (old, new) = (made[keyPath: list], recorded[keyPath: list])
            let gone = old.filter { !new.contains($0) }
            let come = new.filter { !old.contains($0) }
            let without = gone.isEmpty ? nil : "drops \(kind) \(gone.joined(separator: " "))"
            let with = come.isEmpty ? nil : "adds \(kind) \(come.joined(separator: " "))"
            let words = [with, without].compactMap(\.self)
            return words.isEmpty ? nil : "Compared with \(predecessor.name): \(words.joined(separator: "; "))"
        }
    }

    private var otherFileNotes: [String] {
        guard let other = parameters.otherFile, let used = parameters.file else { return [] }
        return ["\(other) differs from \(used), which is used; to use it, build again or start in its directory"]
    }

    private func words(_ mount: Mount) -> String {
        mount.isAnonymousVolume ? "the anonymous volume \(shortID(mount.source))" : mount.source
    }

    private var builtElsewhereNotes: [String] {
        guard image.labels[Label.buildFamily] != name.text else { return [] }
        return ["The image \(name.latestReference) was not built by dockervisor"]
    }
}

extension NewContainer {
    var effective: EffectiveParameters {
        let configured = parameters.configuration
        let ports = ports.map {
            item("ports", $0.argument, configured.ports == nil ? .image(instruction: "EXPOSE") : .file)
        }
        let generated = Set(generatedVolumes)
        let volumes = volumes.map { volume in
            let chosen: EffectiveParameters.Source =
                configured.volumes == nil ? .predecessor(predecessor?.name ?? "") : .file
            return item("volumes", volume.argument, generated.contains(volume) ? .image(instruction: "VOLUME") : chosen)
        }
        let rest =
            configured.networks.map { item("networks", $0, .file) }
            + configured.env.keys.sorted().map { item("env", $0, .file) }
            + configured.arguments.map { item("arguments", $0, .file) } + configured.raw.map { item("raw", $0, .file) }
        return EffectiveParameters(
            file: parameters.file, configuration: parameters.name, items: ports + volumes + rest)
    }

    private func item(_ key: String, _ value: String, _ source: EffectiveParameters.Source) -> EffectiveParameters.Item
    {
        EffectiveParameters.Item(key: key, value: value, source: source)
    }
}
