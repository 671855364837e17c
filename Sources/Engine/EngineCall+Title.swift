extension EngineCall {
    /// What people call it in an error or a log: docker's verb and the name, without secrets.
    package var title: String {
        switch self {
        case .create(let request): "create \(request.name)"
        case .start(let container): "start \(container.name)"
        case .stop(let container): "stop \(container.name)"
        case .rename(let container, let name): "rename \(container.name) \(name)"
        case .setRestartPolicy(let container, let policy): "update --restart \(policy.words) \(container.name)"
        case .connect(let container, let network, _): "network connect \(network) \(container.name)"
        case .remove(let container): "rm \(container.name)"
        case .removeImage(let image): "image rm \(shortID(image))"
        case .tag(let image, let reference): "tag \(shortID(image)) \(reference)"
        case .untag(let reference): "image rm \(reference)"
        case .importEmpty(let reference): "import \(reference)"
        case .build(let request): "build \(request.reference)"
        }
    }

    /// The container it acts on; nil for those that make one or act on an image.
    package var container: ContainerReference? {
        switch self {
        case .create, .removeImage, .tag, .untag, .importEmpty, .build: nil
        case .start(let container), .stop(let container), .rename(let container, _),
            .setRestartPolicy(let container, _), .connect(let container, _, _), .remove(let container):
            container
        }
    }
}
