import Engine
import Families
import FoundationEssentials

/// What an engine does to its containers, as far as switching goes: a small model of docker (facts of 20.10 to 28).
struct World: Equatable {
    struct Box: Equatable {
        var id: String
        var name: String
        var state: ContainerState = .created
        var policy: RestartPolicy = .no
        var image: String
        var labels: [String: String]
        var ports: [PublishedPort] = []
        var volumes: [String] = []
        var networks: [String] = []
        var born: Int
        /// When it was started last, on the same clock.
        var started: Int?
        var exitCode = 0
        var health: Health?
        var hasRun = false
        /// Its process has to be killed.
        var ignoresTermination = false
        /// Its process ends as soon as it starts.
        var isBroken = false
        /// Its process ends again and again; docker starts it again as long as its policy says so.
        var isLooping = false
    }

    private(set) var boxes: [Box] = []
    /// Ids of images by reference.
    private(set) var tags: [String: String] = [:]
    var networks: Set = ["bridge", "front", "back"]
    /// Images whose containers end as soon as they start.
    var brokenImages: Set<String> = []
    /// Whether an image without references stays while a container uses it: not so on the containerd image store.
    var keepsUntaggedImages = true
    /// Builds give the same image again.
    var isCached = false
    private(set) var removed: [Box] = []
    /// Rises with everything that is created or started.
    private var born = 0
    private var created = 0
    private var builds = 0

    func box(_ idOrName: String) -> Box? { boxes.first { $0.id == idOrName || $0.name == idOrName } }

    mutating func change(_ idOrName: String, _ body: (inout Box) -> Void) {
        guard let index = boxes.firstIndex(where: { $0.id == idOrName || $0.name == idOrName }) else { return }
        body(&boxes[index])
    }

    @discardableResult
    mutating func perform(_ call: EngineCall) throws(EngineError) -> String {
        switch call {
        case .create(let request): return try create(request)
        case .start(let container): try start(container.argument)
        case .stop(let container):
            _ = try found(container.argument)
            change(container.argument) { box in
                if box.state.isActive { (box.state, box.exitCode) = (.exited, box.ignoresTermination ? 137 : 143) }
            }
        case .rename(let container, let name): try rename(container.argument, to: name)
        case .setRestartPolicy(let container, let policy):
            _ = try found(container.argument)
            change(container.argument) { $0.policy = policy }
        case .connect(let container, let network, _):
            guard networks.contains(network) else { throw .noSuchNetwork(network) }
            _ = try found(container.argument)
            change(container.argument) { $0.networks.append(network) }
        case .remove(let container): try remove(container.argument)
        case .removeImage(let image):
            guard !boxes.contains(where: { $0.image == image }) else { throw refused("image rm", "it is used") }
            tags = tags.filter { $0.value != image }
        case .tag(let image, let reference):
            guard has(image: image) else { throw .noSuchImage(image) }
            tags[reference] = image
        case .untag(let reference):
            guard let image = tags[reference] else { throw .noSuchImage(reference) }
            let isLast = tags.values.count { $0 == image } == 1
            guard !isLast || !boxes.contains(where: { $0.image == image }) else {
                throw refused("image rm", "container is using its referenced image")
            }
            tags[reference] = nil
        case .importEmpty(let reference): tags[reference] = "sha256:empty"
        case .build(let request):
            builds += isCached ? 0 : 1
            tags[request.reference] = "sha256:build\(builds)"
        }
        return ""
    }

    /// Who ran by `unless-stopped` or was ever started by `always` comes back.
    mutating func cutPower() {
        for box in boxes {
            let isBack = box.policy == .always ? box.hasRun : box.policy == .unlessStopped && box.state.isActive
            change(box.id) { if $0.state.isActive { ($0.state, $0.exitCode) = (.exited, 255) } }
            if isBack { try? start(box.id) }
        }
    }

    private func found(_ container: String) throws(EngineError) -> Box {
        guard let box = box(container) else { throw .noSuchContainer(container) }
        return box
    }

    /// Without those that only keep the images of members.
    var tagsWithoutMembers: [String: String] { tags.filter { $0.key != "web:\(memberTag(of: $0.value))" } }

    /// Tags that keep an image of which there is no container.
    var orphanedTags: [String] {
        tags.filter { tag in tag.key == "web:\(memberTag(of: tag.value))" && !boxes.contains { $0.image == tag.value } }
            .keys.sorted()
    }

    /// One that lost its tag is kept as long as a container is made from it, on a classic image store.
    func has(image: String) -> Bool {
        tags.values.contains(image) || tags.keys.contains(image)
            || (keepsUntaggedImages && boxes.contains { $0.image == image })
    }

    private mutating func create(_ request: CreateRequest) throws(EngineError) -> String {
        guard box(request.name) == nil else { throw .nameInUse(request.name) }
        guard has(image: request.image) else { throw .noSuchImage(request.image) }
        (born, created) = (born + 1, created + 1)
        boxes.append(
            Box(
                id: "id\(created)", name: request.name, policy: request.restartPolicy,
                image: tags[request.image] ?? request.image,
                labels: request.labels, ports: request.publish.compactMap(port), volumes: request.volumes,
                networks: [request.network ?? "bridge"], born: born, isBroken: brokenImages.contains(request.image)))
        return "id\(created)"
    }

    private func port(_ written: String) -> PublishedPort? {
        let numbers = written.split(separator: "/")[0].split(separator: ":").compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        return PublishedPort(hostPort: numbers[0], containerPort: numbers[1])
    }

    private mutating func start(_ container: String) throws(EngineError) {
        let box = try found(container)
        guard !box.state.isActive else {
            if box.state == .paused { throw refused("start", "cannot start a paused container, try unpause instead") }
            return
        }
        let taken = boxes.contains { other in
            other.state.isActive && other.ports.contains { port in box.ports.contains { $0.collides(with: port) } }
        }
        guard !taken else { throw .portInUse(words: "port is already allocated") }
        born += 1
        let time = born
        change(container) { ($0.hasRun, $0.started) = (true, time) }
        change(container) { box in
            let isOver = box.isBroken || box.isLooping
            (box.state, box.exitCode) = isOver ? (.exited, 1) : (.running, 0)
            if box.isLooping, box.policy != .no { box.state = .restarting }
        }
    }

    private mutating func rename(_ container: String, to name: String) throws(EngineError) {
        let box = try found(container)
        guard box.name != name else { throw refused("rename", "it has that name") }
        guard box.state != .restarting else { throw refused("rename", "sandbox not found") }
        guard self.box(name) == nil else { throw .nameInUse(name) }
        change(container) { $0.name = name }
    }

    private mutating func remove(_ container: String) throws(EngineError) {
        let box = try found(container)
        guard !box.state.isActive else { throw refused("rm", "stop it first") }
        removed.append(box)
        boxes.removeAll { $0.id == box.id }
    }

    private func refused(_ command: String, _ words: String) -> EngineError {
        .refused(command: command, exitCode: 1, words: words)
    }
}
