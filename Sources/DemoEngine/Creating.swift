import Engine
import FoundationEssentials

extension DemoWorld {
    /// `docker create --pull never`: host ports and networks are looked at when it starts, not now.
    mutating func create(_ request: CreateRequest) throws(EngineError) -> String {
        let options = DemoOptions(request.options)
        let image = images[try place(ofImage: request.image)]
        try check(request, options, image)
        let command = image.command(arguments: request.arguments)
        var container = DemoContainer(
            id: nextID(), name: request.name, imageID: image.id,
            imageReference: image.id == request.image ? image.id : request.image, createdAt: now,
            labels: image.labels.merging(request.labels) { _, own in own },
            environment: request.environment.map { "\($0.key)=\($0.value)" }.sorted() + [searchPath],
            mounts: mounts(request, options, image), ports: try ports(request),
            networks: network(of: request, options), command: command,
            process: DemoProcess(command: command, chatter: image.chatter), healthCheck: image.healthCheck,
            restartPolicy: request.restartPolicy)
        container.isRemovedWhenStopped = options.isRemovedWhenStopped
        containers.append(container)
        tell("create", container)
        return container.id
    }

    private func check(
        _ request: CreateRequest, _ options: DemoOptions, _ image: DemoImage
    ) throws(EngineError) {
        func refused(_ exitCode: Int, _ words: String) -> EngineError {
            .refused(command: "create \(request.name)", exitCode: exitCode, words: words)
        }
        if options.isRemovedWhenStopped && request.restartPolicy != .no {
            throw refused(125, "conflicting options: cannot specify both --restart and --rm")
        }
        if request.networkAlias != nil, ["bridge", "host", "none"].contains(request.network ?? "bridge") {
            throw refused(125, "network-scoped aliases are only supported for user-defined networks")
        }
        guard isName(request.name) else {
            let rule = "only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"
            throw refused(1, "Invalid container name (\(request.name)), \(rule)")
        }
        if containers.contains(where: { $0.name == request.name }) { throw .nameInUse(request.name) }
        if image.command(arguments: request.arguments).isEmpty { throw refused(1, "No command specified") }
    }

    private func ports(_ request: CreateRequest) throws(EngineError) -> [PublishedPort] {
        try request.publish.map { text throws(EngineError) in
            guard let port = PublishedPort(publish: text) else {
                throw .refused(command: "create \(request.name)", exitCode: 125, words: "invalid publish \(text)")
            }
            return port
        }
    }

    /// Named volumes and folders as asked for, and an anonymous volume for each `VOLUME` path without one.
    private mutating func mounts(_ request: CreateRequest, _ options: DemoOptions, _ image: DemoImage) -> [Mount] {
        var mounts = (request.volumes + options.volumes).compactMap(Mount.init(volume:))
        for path in image.volumePaths where !mounts.contains(where: { $0.path == path }) {
            guard !options.temporaryPaths.contains(path) else { continue }
            mounts.append(Mount(kind: .volume, source: nextID(), path: path))
        }
        for mount in mounts where mount.kind == .volume { volumes.insert(mount.source) }
        return mounts
    }

    private func network(of request: CreateRequest, _ options: DemoOptions) -> [ContainerDetails.Network] {
        let name = request.network ?? options.network ?? "bridge"
        return [ContainerDetails.Network(name: name, aliases: request.networkAlias.map { [$0] } ?? [])]
    }

    /// `[a-zA-Z0-9][a-zA-Z0-9_.-]+`
    private func isName(_ text: String) -> Bool {
        func isPlain(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
        return text.unicodeScalars.count > 1 && text.unicodeScalars.first.map(isPlain) == true
            && text.unicodeScalars.allSatisfy { isPlain($0) || "_.-".unicodeScalars.contains($0) }
    }
}

private let searchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/// The options before the image that the demo engine understands; others change nothing.
struct DemoOptions {
    var isRemovedWhenStopped = false
    var temporaryPaths: Set<String> = []
    var volumes: [String] = []
    var network: String?

    init(_ options: [String]) {
        for (option, value) in zip(options, options.dropFirst() + [""]) {
            switch option {
            case "--rm": isRemovedWhenStopped = true
            case "--tmpfs": temporaryPaths.insert(String(value.prefix { $0 != ":" }))
            case "-v", "--volume": volumes.append(value)
            case "--network", "--net": network = value
            default: break
            }
        }
    }
}

extension Mount {
    /// Of `web_data:/data`, `/srv/logs:/logs:ro`.
    fileprivate init?(volume text: String) {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count > 1 else { return nil }
        self.init(
            kind: parts[0].hasPrefix("/") ? .bind : .volume, source: parts[0], path: parts[1],
            isReadOnly: parts.count > 2 && parts[2].split(separator: ",").contains("ro"))
    }
}
