import Engine
@testable import Families
import FoundationEssentials

/// 2026-11-23 18:05:56.127 UTC.
let now = Date(timeIntervalSince1970: 1_795_457_156.127)

/// What a container displaced at ``now`` is called, after `dcv_web`.
let savedNow = "dcv_web_save_20261123T180556.127Z"

let imageA = "sha256:" + String(repeating: "a", count: 64)
let imageB = "sha256:" + String(repeating: "b", count: 64)
let imageC = "sha256:" + String(repeating: "c", count: 64)

extension FamilyName: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        do { try self.init(text) } catch { fatalError(error.problem) }
    }
}

/// A container of the family `web` unless another is named; its id is its name after a `#`, so that pictures are readable.
func container(
    _ name: String, _ state: ContainerState = .exited, family: FamilyName? = "web", image: String = imageA,
    configuration: String? = nil, created seconds: Double = 0, ports: [PublishedPort] = [], mounts: [String] = []
) -> Container {
    var labels = [String: String]()
    if let family {
        labels = [Label.family: family.text, Label.image: image]
        labels[Label.configuration] = configuration
    }
    return Container(
        id: "#\(name)", name: name, state: state, status: state.isActive ? "Up 3 minutes" : "Exited (0) 2 days ago",
        image: image, createdAt: now.addingTimeInterval(seconds - 10_000), ports: ports, mounts: mounts,
        labels: labels)
}

/// What `inspect` says of that container.
func details(
    of container: Container, policy: RestartPolicy? = nil, exitCode: Int = 0, isRemovedWhenStopped: Bool = false,
    environment: [String] = [], labels: [String: String] = [:], mounts: [Mount] = [], ports: [PublishedPort] = []
) -> ContainerDetails {
    ContainerDetails(
        id: container.id, name: container.name, state: container.state, exitCode: exitCode,
        startedAt: container.createdAt, restartPolicy: policy ?? (container.state.isActive ? .unlessStopped : .no),
        isRemovedWhenStopped: isRemovedWhenStopped, imageID: container.labels[Label.image] ?? container.image,
        imageReference: "web:latest", environment: environment, labels: container.labels.merging(labels) { $1 },
        mounts: mounts, ports: ports.isEmpty ? container.ports : ports, createdAt: container.createdAt)
}

/// The newest build of `web`, which exposes nothing and has no volume unless said.
func build(
    of family: FamilyName = "web", id: String = imageB, ports: [String] = [], volumes: [String] = []
) -> ImageDetails {
    ImageDetails(
        id: id, references: [family.latestReference], createdAt: now, exposedPorts: ports, volumePaths: volumes,
        labels: [Label.buildFamily: family.text])
}

func image(_ repository: String?, tag: String? = "latest", id: String = imageB, created seconds: Double = 0) -> Image {
    Image(id: id, repository: repository, tag: tag, createdAt: now.addingTimeInterval(seconds), size: "1MB")
}

/// An image that a member was made from, with the references it has besides its own.
func memberImage(_ id: String, _ references: [String] = [], own: Bool = true, of family: FamilyName = "web")
    -> ImageDetails
{
    ImageDetails(
        id: id, references: (references + (own ? [family.memberReference(of: id)] : [])).sorted(), createdAt: now,
        labels: [Label.buildFamily: family.text])
}

/// A situation in which the engine has those containers; details that are not given are made up from the listing.
///
/// - Parameter memberImages: those that are there; nil: all of them, each with a reference of its own.
func situation(
    _ containers: [Container] = [], details known: [ContainerDetails] = [], images: [Image] = [],
    memberImages: [ImageDetails]? = nil, newest: ImageDetails? = build(), parameters: Configuration = Configuration(),
    named configuration: String? = nil,
    why: String = ""
) -> Situation {
    var all = Dictionary(containers.map { ($0.id, details(of: $0)) }) { first, _ in first }
    for one in known { all[one.id] = one }
    return Situation(
        snapshot: Snapshot(containers: containers, images: images), details: all,
        memberImages: Dictionary(
            (memberImages ?? Set(containers.map { $0.labels[Label.image] ?? $0.image }).map { memberImage($0) }).map {
                ($0.id, $0)
            }
        ) { first, _ in first }, newestImage: newest,
        parameters: ChosenConfiguration(name: configuration, configuration: parameters), now: now, by: "ann@box",
        terms: Terms(why: why, probation: 0))
}
