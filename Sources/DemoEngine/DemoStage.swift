import Engine
import Families
import FoundationEssentials

/// Sets up what the demo shows: lets an engine of its own live through the history of one family.
struct DemoStage {
    private(set) var world: DemoWorld
    private let now: Date

    init(now: Date, world: DemoWorld) {
        self.now = now
        self.world = world
    }

    /// A family while its scene is set.
    struct Cast {
        let family: String
        var release: DemoRelease
        let ports: [String]
        let volumes: [String]
        let configuration: String
        var version = 0

        init(
            _ family: String, _ release: DemoRelease, ports: [String] = [], volumes: [String] = [],
            configuration: String = ""
        ) {
            self.family = family
            self.release = release
            self.ports = ports
            self.volumes = volumes
            self.configuration = configuration
        }

        /// The family's name as it stands in names of containers.
        var plainName: String { family.map { "/:".contains($0) ? "." : String($0) }.joined() }
    }
}

extension DemoStage {
    /// A container that was displaced long ago.
    mutating func saved(_ cast: inout Cast, days: Int) {
        let end = now - Double(days) * day + 0.25 * day
        let container = create(&cast, name: "dcv_\(cast.plainName)_save_\(stamp(end))", at: end - 2 * day)
        start(container, at: end - 2 * day + 5)
        stop(container, at: end)
        world.releases[cast.family] = [cast.release]
    }

    /// The stable container, not running.
    mutating func stable(_ cast: inout Cast, days: Int) {
        let begin = now - Double(days) * day
        let container = create(&cast, name: "dcv_\(cast.plainName)_stable", at: begin, isStable: true)
        start(container, at: begin + 5)
        stop(container, at: begin + 2 * day)
        world.releases[cast.family] = [cast.release]
    }

    /// The container that runs.
    mutating func active(_ cast: inout Cast, hours: Int, name: String, isStable: Bool = false) {
        let begin = now - Double(hours) * 3600 - 211
        let container = create(&cast, name: name, at: begin, isStable: isStable, policy: .unlessStopped)
        start(container, at: begin + 6)
        world.releases[cast.family] = [cast.release]
    }

    /// One that ran and does no longer, by hand (exit code 0) or by itself.
    mutating func stopped(_ cast: inout Cast, days: Int, name: String, exitCode: Int) {
        let end = now - Double(days) * day
        let container = create(&cast, name: name, at: end - 12 * day)
        start(container, at: end - 12 * day + 4)
        world.advance(to: end)
        guard exitCode != 0 else { return stop(container, at: end) }
        if let place = try? world.place(of: container) { world.end(place, exitCode: exitCode, canRestart: false) }
    }

    /// An image that nobody has started yet.
    mutating func waiting(_ cast: inout Cast, minutes: Int) {
        _ = build(&cast, at: now - Double(minutes) * 60)
    }

    mutating func releases(_ family: String, _ releases: [DemoRelease]) {
        world.releases[family] = releases
    }

    /// A container without a family.
    mutating func stranger(
        _ name: String, _ release: DemoRelease, hours: Int, ports: [String] = [], volumes: [String] = [],
        isRunning: Bool = true
    ) {
        world.now = now - Double(hours) * 3600
        let image = world.image(of: release, labels: [:], seed: name)
        world.finish(image, "\(name):latest")
        let request = CreateRequest(
            name: name, image: "\(name):latest", restartPolicy: isRunning ? .always : .no, publish: ports,
            volumes: volumes)
        if let id = try? world.create(request), isRunning { start(id, at: world.now + 1) }
    }
}

extension DemoStage {
    private mutating func build(_ cast: inout Cast, at date: Date) -> DemoImage {
        world.now = date
        cast.version += 1
        let labels = [
            Label.buildFamily: cast.family, Label.buildContext: "/srv/src/\(cast.family)",
            Label.buildDockerfile: "/srv/src/\(cast.family)/Dockerfile",
        ]
        let image = world.image(of: cast.release, labels: labels, seed: "\(cast.family) \(cast.version)")
        world.finish(image, "\(cast.family):latest")
        return image
    }

    private mutating func create(
        _ cast: inout Cast, name: String, at date: Date, isStable: Bool = false, policy: RestartPolicy = .no
    ) -> String {
        let image = build(&cast, at: date - 600)
        world.now = date
        if isStable { try? world.tag(image.id, as: "\(cast.family):dcv-stable") }
        try? world.tag(image.id, as: "\(cast.family):dcv-\(shortID(image.id))")
        let request = CreateRequest(
            name: name, image: image.id, restartPolicy: policy, labels: labels(cast, image: image), publish: cast.ports,
            volumes: cast.volumes,
            environment: ["LOG_LEVEL": "info"])
        return (try? world.create(request)) ?? ""
    }

    private func labels(_ cast: Cast, image: DemoImage) -> [String: String] {
        [
            Label.family: cast.family, Label.image: image.id, Label.configuration: cast.configuration,
            Label.content: image.content.text,
            Label.parameters: RecordedParameters(env: ["LOG_LEVEL"], ports: cast.ports, volumes: cast.volumes).label,
            Label.by: "ada@harbour",
            Label.why: "start \(cast.family) :new",
        ]
    }

    private mutating func start(_ container: String, at date: Date) {
        world.now = date
        try? world.start(container)
    }

    private mutating func stop(_ container: String, at date: Date) {
        world.advance(to: date)
        try? world.stop(container)
    }
}

private let day: TimeInterval = 86_400

/// `20261123T180556.127Z`
private func stamp(_ date: Date) -> String {
    let style = Date.ISO8601FormatStyle(
        dateSeparator: .omitted, timeSeparator: .omitted, includingFractionalSeconds: true)
    return date.formatted(style)
}
