import Console
import Engine
@testable import Families
import FoundationEssentials
import Supervisor
@testable import dockervisor

/// 2026-11-23 18:05:56.127 UTC.
let now = Date(timeIntervalSince1970: 1_795_457_156.127)

let web = family("web")
let api = family("api")
let cron = family("cron")

let oldImage = "sha256:" + String(repeating: "a", count: 64)
let newImage = "sha256:" + String(repeating: "b", count: 64)

func family(_ text: String) -> FamilyName {
    do { return try FamilyName(text) } catch { fatalError(error.problem) }
}

/// Its id is its name after a `#`.
func container(_ name: String, _ state: ContainerState = .exited, of family: FamilyName, age: Double = 100) -> Container
{
    Container(
        id: "#\(name)", name: name, state: state, status: state.isActive ? "Up 3 minutes" : "Exited (0) 2 days ago",
        image: oldImage, createdAt: now - age, labels: [Label.family: family.text, Label.image: oldImage])
}

func image(of family: FamilyName, id: String = newImage) -> Image {
    Image(id: id, repository: family.text, tag: "latest", createdAt: now, size: "1MB")
}

/// web serves from its latest and has a stable and a saved one; api serves from its stable one; cron is stopped.
let ordinary = Snapshot(
    containers: [
        container("dcv_web", .running, of: web, age: 10), container("dcv_web_stable", of: web, age: 50),
        container("dcv_web_save_1", of: web, age: 90), container("dcv_api_stable", .running, of: api),
        container("dcv_cron", of: cron),
    ], images: [image(of: web), image(of: api), image(of: cron)])

extension Snapshot {
    func without(_ names: String...) -> Snapshot {
        Snapshot(containers: containers.filter { !names.contains($0.name) }, images: images)
    }

    /// The same with that container in another state.
    func with(_ name: String, _ state: ContainerState) -> Snapshot {
        var copy = self
        for index in copy.containers.indices where copy.containers[index].name == name {
            copy.containers[index].state = state
        }
        return copy
    }
}

func details(_ ids: [String]) -> [ContainerDetails] {
    ids.map {
        ContainerDetails(
            id: $0, name: String($0.dropFirst()), state: .running, imageID: oldImage, imageReference: "web:latest",
            createdAt: now)
    }
}

/// What the engine's answer would be planned to.
func confirmed(_ operation: Families.Operation, in snapshot: Snapshot = ordinary, isChanged: Bool = false)
    -> ProposedPlan
{
    let newest = ImageDetails(id: newImage, references: [operation.family.latestReference], createdAt: now)
    let known = details(snapshot.containers.map(\.id))
    let images = Set(known.map(\.imageID)).map { id in
        (id, ImageDetails(id: id, references: [operation.family.memberReference(of: id)], createdAt: now))
    }
    let situation = Situation(
        snapshot: snapshot, details: Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) }),
        memberImages: Dictionary(uniqueKeysWithValues: images), newestImage: newest, now: now, by: "ann@box")
    do throws(Refusal) {
        return ProposedPlan(plan: try plan(operation, in: situation), change: isChanged ? .byOthers : nil)
    } catch {
        fatalError(error.problem)
    }
}

extension State {
    /// On a live engine, everything known, web selected unless another is named.
    static func live(_ snapshot: Snapshot = ordinary, selected: FamilyName = web) -> State {
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24), verbs: Dockervisor.offered)
        state.hear(
            .opened, .connection(.versionRead(EngineVersion(engine: "28.2.2"))), .snapshotRead(snapshot, at: now),
            .connection(.engineListening),
            .snapshotRead(snapshot, at: now), .connection(.detailsRead(details(snapshot.containers.map(\.id)))))
        state.lists.selectedFamily = FamilyID(selected, on: .local)
        state.hear(.resized(state.size))
        return state
    }

    /// Those of the selected family.
    var memberIDs: [String] { lists.family?.members.map(\.id) ?? [] }

    /// What all of the events together ask for.
    @discardableResult
    mutating func hear(_ events: Event...) -> [Effect] { events.flatMap { update(&self, $0) } }

    /// Presses one key after the other. That the selection is to rest is left out of what they ask for.
    @discardableResult
    mutating func type(_ text: String) -> [Effect] { text.flatMap { hit(.character($0)) } }

    @discardableResult
    mutating func hit(_ key: Key) -> [Effect] {
        update(&self, .pressed(key)).filter { $0 != .rest }.flatMap { effect in
            guard case .readCommand(let words) = effect else { return [effect] }
            return update(&self, .commandRead(Dockervisor.typed(words, on: Terms()))).filter { $0 != .rest }
        }
    }

    /// Confirmed and begun, its steps not yet.
    mutating func beginSwitch(_ operation: Families.Operation, in snapshot: Snapshot = ordinary) {
        operations.planning = operation
        hear(.operation(.planned(operation, confirmed(operation, in: snapshot))))
        if mode != .browsing { hit(.enter) }
    }

    mutating func beginBuild(of family: FamilyName) {
        hear(.operation(.folderFound(family, folder: "/src")))
        hit(.enter)
    }

    /// The steps of the family's switch in words, each after its state.
    func steps(of family: FamilyName) -> String {
        guard case .switching(let work) = operations.works[family] else { return "" }
        return work.lines.map { "\($0.stage): \($0.words)" }.joined(separator: "\n")
    }

    func output(of family: FamilyName) -> [String] {
        if case .building(let work) = operations.works[family] { work.lines } else { [] }
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

extension Effect {
    static func connection(_ effect: ConnectionEffect) -> Effect { .connection(effect, on: .local) }
    static func inspector(_ effect: InspectorEffect) -> Effect { .inspector(effect, on: .local) }
    static func operation(_ effect: OperationEffect) -> Effect { .operation(effect, on: .local) }
}

extension Item {
    static func family(_ name: FamilyName) -> Item { .family(FamilyID(name, on: .local)) }
}

func == (id: FamilyID?, name: FamilyName) -> Bool { id == FamilyID(name, on: .local) }
