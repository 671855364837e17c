import Console
import Engine
@testable import Families
import FoundationEssentials
import Screens
import Supervisor
@testable import dockervisor

/// 2026-11-23 18:05:56 UTC.
let now = Date(timeIntervalSince1970: 1_795_457_156)

let web = family("web")
let api = family("api")

let imageA = "sha256:4f1c09d2ab10" + String(repeating: "0", count: 52)
let imageB = "sha256:a81b77e01c20" + String(repeating: "0", count: 52)

let small = Size(columns: 60, rows: 16)
let usual = Size(columns: 80, rows: 24)
let large = Size(columns: 160, rows: 50)

func family(_ text: String) -> FamilyName {
    do { return try FamilyName(text) } catch { fatalError(error.problem) }
}

func container(
    _ name: String, _ state: ContainerState = .exited, _ status: String = "Exited (0) 2 days ago",
    of family: String = "web", image: String = imageB, days: Double = 3, ports: [PublishedPort] = []
) -> Container {
    let digits = String(name.utf8.reduce(7) { ($0 &* 31 &+ UInt64($1)) % 0xFFFF_FFFF_FFFF }, radix: 16)
    return Container(
        id: digits + String(repeating: "0", count: 64 - digits.count), name: name, state: state, status: status,
        image: image, createdAt: now - days * 86_400, ports: ports,
        labels: [Label.family: family, Label.image: image, Label.by: "ada@harbour"])
}

/// Six families in the states that can be told apart.
let fleet = Snapshot(
    containers: [
        container(
            "dcv_web", .running, "Up 3 minutes (healthy)", days: 0.002,
            ports: [PublishedPort(hostPort: 80, containerPort: 8080)]),
        container("dcv_web_stable", days: 5), container("dcv_web_save_20261120T080000.000Z", days: 9),
        container("dcv_api_stable", .running, "Up 2 days", of: "api", image: imageA),
        container("dcv_cron", of: "cron"),
        container("dcv_jobs", .restarting, "Restarting (78) 18 seconds ago", of: "jobs"),
        container("dcv_jobs_stable", of: "jobs", days: 8),
        container("dcv_legacy", .exited, "Exited (1) 6 days ago", of: "legacy"),
        container("dcv_shop_next", .running, "Up 4 seconds", of: "shop"),
        container("dcv_shop", .running, "Up 4 hours", of: "shop"),
    ],
    images: [
        Image(id: imageA, repository: "web", tag: "latest", createdAt: now - 720, size: "1MB"),
        Image(id: imageA, repository: "api", tag: "latest", createdAt: now - 300_000, size: "1MB"),
        Image(id: imageA, repository: "new", tag: "latest", createdAt: now - 60, size: "1MB"),
    ])

/// Of the container that serves web.
let webDetails = ContainerDetails(
    id: fleet.containers[0].id, name: "dcv_web", state: .running, startedAt: now - 180, restartCount: 2,
    restartPolicy: .unlessStopped, health: .healthy, healthOutput: "ok\n", imageID: imageB,
    imageReference: "web:latest", command: ["/app/web", "--listen", ":8080"],
    environment: ["TOKEN=hunter2", "PATH=/bin"],
    mounts: [
        Mount(kind: .volume, source: "web_data", path: "/data"),
        Mount(kind: .bind, source: "/srv/conf", path: "/etc/web", isReadOnly: true),
    ], ports: [PublishedPort(address: "", hostPort: 80, containerPort: 8080)],
    networks: [ContainerDetails.Network(name: "front", aliases: ["web"], address: "172.18.0.2")], createdAt: now - 180)

let stableDetails = ContainerDetails(
    id: fleet.containers[1].id, name: "dcv_web_stable", state: .exited, exitCode: 143, finishedAt: now - 172_800,
    imageID: imageB, imageReference: "web:latest", mounts: [Mount(kind: .volume, source: "web_data", path: "/data")],
    createdAt: now - 432_000)

extension State {
    /// On a live engine with web selected.
    static func live(
        _ size: Size = usual, _ snapshot: Snapshot = fleet, selected: String = "web", endpoint: String = "local"
    ) -> State {
        var state = State(endpoint: endpoint, size: size, verbs: Dockervisor.offered)
        state.hear(
            .opened, .connection(.versionRead(EngineVersion(engine: "28.2.2"))), .snapshotRead(snapshot, at: now),
            .connection(.engineListening),
            .snapshotRead(snapshot, at: now), .connection(.detailsRead([webDetails, stableDetails])))
        state.lists.selectedFamily = FamilyID(family(selected), on: .local)
        return state
    }

    mutating func hear(_ events: Event...) { for event in events { _ = update(&self, event) } }

    /// And waits until what follows the selection has done so.
    mutating func type(_ text: String) {
        for key in text { hear(.pressed(.character(key))) }
        hear(.rested(isLong: true))
    }

    /// The plan is on the screen, and the question.
    mutating func ask(_ operation: Families.Operation, isChanged: Bool = false) {
        operations.planning = operation
        hear(.operation(.planned(operation, confirmed(operation, isChanged: isChanged))))
    }
}

/// Each with a reference of its own.
func memberImages(of family: FamilyName) -> [String: ImageDetails] {
    Dictionary(
        uniqueKeysWithValues: [imageA, imageB].map { id in
            (id, ImageDetails(id: id, references: [family.memberReference(of: id)], createdAt: now))
        })
}

func confirmed(
    _ operation: Families.Operation, isChanged: Bool = false, in snapshot: Snapshot = fleet
) -> ProposedPlan {
    let newest = ImageDetails(
        id: imageA, references: ["web:latest"], createdAt: now, exposedPorts: ["8080/tcp"], volumePaths: ["/var/data"],
        labels: [Label.buildFamily: operation.family.text])
    let situation = Situation(
        snapshot: snapshot, details: [webDetails.id: webDetails, stableDetails.id: stableDetails],
        memberImages: memberImages(of: operation.family), newestImage: newest, now: now, by: "ada@harbour")
    do throws(Refusal) {
        return ProposedPlan(plan: try plan(operation, in: situation), change: isChanged ? .byOthers : nil)
    } catch {
        fatalError(error.problem)
    }
}

extension Event {
    static func snapshotRead(_ snapshot: Snapshot, at time: Date) -> Event {
        .connection(.fleetRead(Fleet(snapshot), at: time), on: .local)
    }
}

// On the one engine that there is.

extension Event {
    static func connection(_ event: ConnectionEvent) -> Event { .connection(event, on: .local) }
    static func inspector(_ event: InspectorEvent) -> Event { .inspector(event, on: .local) }
    static func operation(_ event: OperationEvent) -> Event { .operation(event, on: .local) }
}

extension Item {
    static func family(_ name: FamilyName) -> Item { .family(FamilyID(name, on: .local)) }
}

func == (id: FamilyID?, name: FamilyName) -> Bool { id == FamilyID(name, on: .local) }
