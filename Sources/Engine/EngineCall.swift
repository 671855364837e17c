/// One thing an engine is asked to do: exactly one docker command.
///
/// What only reads is a method of ``Engine``; every case here changes something.
package enum EngineCall: Hashable, Sendable {
    case create(CreateRequest)
    case start(ContainerReference)
    /// SIGTERM, and SIGKILL after the container's grace (10 s unless it says otherwise). Of a stopped one: nothing.
    case stop(ContainerReference)
    case rename(ContainerReference, to: String)
    case setRestartPolicy(ContainerReference, RestartPolicy)
    case connect(ContainerReference, network: String, alias: String?)
    /// Takes its anonymous volumes along; named ones stay. A running one is refused.
    case remove(ContainerReference)
    /// By id. One that a container uses, or another image is built from, is refused.
    case removeImage(String)
    /// `image` is an id; `reference` moves if another image had it.
    case tag(image: String, reference: String)
    /// Removes a reference, and the image with it if nothing else names it. Refused for the last reference of an image
    /// that a container uses.
    case untag(String)
    /// Makes an image without any content, under that reference.
    case importEmpty(reference: String)
    case build(BuildRequest)
}

/// How a call names its container: by id, or by name while the id is not known yet.
///
/// Both carry the name, for people; an id is what docker is told, since names move.
package enum ContainerReference: Hashable, Sendable {
    case existing(id: String, name: String)
    /// One that an earlier step of the same plan creates.
    case planned(name: String)

    package init(_ container: Container) {
        self = .existing(id: container.id, name: container.name)
    }

    package init(_ container: ContainerDetails) {
        self = .existing(id: container.id, name: container.name)
    }

    package var name: String {
        switch self {
        case .existing(_, let name), .planned(let name): name
        }
    }

    /// What docker is told.
    package var argument: String {
        switch self {
        case .existing(let id, _): id
        case .planned(let name): name
        }
    }
}

/// What `docker create` needs.
package struct CreateRequest: Hashable, Sendable {
    package var name: String
    /// Full id: a tag could move between plan and act.
    package var image: String
    package var restartPolicy: RestartPolicy
    package var labels: [String: String]
    /// Values of `--publish`: `8080:8080/tcp`, `127.0.0.1:80:80/tcp`.
    package var publish: [String]
    /// Values of `--volume`: `web_data:/data`, `/srv/logs:/logs:ro`.
    package var volumes: [String]
    /// The network at creation; nil for docker's default.
    package var network: String?
    /// Answers on that network too; refused by docker on its default one.
    package var networkAlias: String?
    /// Secret: neither arguments nor errors may show a value.
    package var environment: [String: String]
    /// Further options, as they are.
    package var options: [String]
    /// What the container is told after the image.
    package var arguments: [String]

    package init(
        name: String, image: String, restartPolicy: RestartPolicy = .no, labels: [String: String] = [:],
        publish: [String] = [], volumes: [String] = [], network: String? = nil, networkAlias: String? = nil,
        environment: [String: String] = [:], options: [String] = [], arguments: [String] = []
    ) {
        self.name = name
        self.image = image
        self.restartPolicy = restartPolicy
        self.labels = labels
        self.publish = publish
        self.volumes = volumes
        self.network = network
        self.networkAlias = networkAlias
        self.environment = environment
        self.options = options
        self.arguments = arguments
    }
}

/// What `docker build` needs.
package struct BuildRequest: Hashable, Sendable {
    /// `web:latest`.
    package var reference: String
    /// Absolute folder.
    package var context: String
    /// Absolute path; nil for docker's own default in the context.
    package var dockerfile: String?
    package var labels: [String: String]
    /// Further options, as they are.
    package var options: [String]

    package init(
        reference: String, context: String, dockerfile: String? = nil, labels: [String: String] = [:],
        options: [String] = []
    ) {
        self.reference = reference
        self.context = context
        self.dockerfile = dockerfile
        self.labels = labels
        self.options = options
    }
}
