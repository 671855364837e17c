import Engine
import FoundationEssentials

/// Everything the demo engine knows: a value, changed by the verbs in its extensions, which behave as docker does.
struct DemoWorld: Equatable, Sendable {
    /// Moved by ``advance(to:)`` only.
    var now: Date
    /// In the order of their making.
    var containers: [DemoContainer] = []
    var images: [DemoImage] = []
    var store = DemoEngine.ImageStore.classic
    var networks: Set<String> = ["bridge", "host", "none"]
    /// Named and anonymous ones.
    var volumes: Set<String> = []
    /// What builds without a Dockerfile make, by repository; the first is next.
    var releases: [String: [DemoRelease]] = [:]
    /// What happened and was not told yet.
    var news: [EngineEvent.Change] = []
    private var idCount: UInt64 = 0

    init(now: Date) {
        self.now = now
    }

    mutating func nextID() -> String {
        idCount += 1
        return demoID("\(idCount)")
    }
}

extension DemoWorld {
    /// A world without anything, whose ids will be other ones.
    var emptied: DemoWorld {
        var world = DemoWorld(now: now)
        world.store = store
        world.idCount = idCount
        return world
    }

    /// Takes over what is in a world that was ``emptied`` before.
    mutating func absorb(_ other: DemoWorld) {
        containers += other.containers
        images += other.images
        volumes.formUnion(other.volumes)
        releases.merge(other.releases) { _, new in new }
        idCount = other.idCount
    }

    /// The place of a container by id, beginning of an id, or name.
    func place(of container: String) throws(EngineError) -> Int {
        let exact = containers.firstIndex { $0.id == container || $0.name == container }
        let short = container.count >= 4 ? containers.firstIndex { $0.id.hasPrefix(container) } : nil
        guard let place = exact ?? short else { throw .noSuchContainer(container) }
        return place
    }

    /// The place of an image by id, beginning of an id, or reference.
    func place(ofImage image: String) throws(EngineError) -> Int {
        let (repository, tag) = splitReference(image)
        let exact = images.firstIndex { $0.id == image || $0.references.contains("\(repository):\(tag)") }
        let digits = image.hasPrefix("sha256:") ? String(image.dropFirst(7)) : image
        let short = digits.count >= 6 ? images.firstIndex { $0.id.dropFirst(7).hasPrefix(digits) } : nil
        guard let place = exact ?? short else { throw .noSuchImage(image) }
        return place
    }

    mutating func tell(_ action: String, _ container: DemoContainer) {
        news.append(EngineEvent.Change(kind: "container", action: action, id: container.id))
    }

    mutating func tell(_ action: String, image: String) {
        news.append(EngineEvent.Change(kind: "image", action: action, id: image))
    }

    /// Newest first, as `docker ps --all` lists them.
    func listing(labels: [String], having label: LabelValue? = nil) -> [Container] {
        let wanted = containers.enumerated().filter { _, container in
            label.map { container.labels[$0.key] == $0.value } ?? true
        }
        let newestFirst = wanted.sorted {
            ($0.element.createdAt, $0.offset) > ($1.element.createdAt, $1.offset)
        }
        let references = Set(images.flatMap { image in image.references.map { ImageName(id: image.id, name: $0) } })
        return newestFirst.map { _, container in
            let name = ImageName(id: container.imageID, name: container.imageReference)
            return container.listed(
                image: references.contains(name) ? name.name : container.imageID, labels: labels, now: now)
        }
    }

    private struct ImageName: Hashable {
        var id: String
        var name: String
    }
}

/// 64 hexadecimal digits that follow from the text alone (FNV-1a and SplitMix64; no secret hangs on them).
func demoID(_ text: String) -> String {
    var state = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let parts = (0..<4).map { _ in
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        let digits = String(mixed ^ (mixed >> 31), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return parts.joined()
}
