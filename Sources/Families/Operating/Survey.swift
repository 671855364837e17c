import Engine
import FoundationEssentials

/// Asks an engine for everything that one operation's plan is made from.
package struct Survey: Sendable {
    package let engine: any Engine
    package let folder: DockerparamsFolder
    package let holder: Holder
    package let contents = ImageContents()
    package var commandsLeft = CommandsLeft.onThisMachine
    /// Held by operations that were begun with this one and are not over.
    let ownRecords = OwnRecords()

    /// - Parameter by: user@host
    package init(engine: any Engine, folder: DockerparamsFolder, by: String) {
        self.init(engine: engine, folder: folder, holder: .current(by: by))
    }

    package init(engine: any Engine, folder: DockerparamsFolder, holder: Holder) {
        self.engine = engine
        self.folder = folder
        self.holder = holder
    }

    /// The family that a container belongs to, for `start CONTAINER`.
    package func family(ofContainer name: String) async throws(Refusal) -> FamilyName {
        let snapshot = try await snapshot()
        guard let container = snapshot.containers.first(where: { $0.name == name }) else {
            throw unknown(name, in: snapshot)
        }
        guard let label = container.labels[Label.family] else {
            throw .state(
                problem: "container \(name) is not managed by dockervisor",
                remedy: "Start it with docker: docker start \(name)")
        }
        do { return try FamilyName(label) } catch { throw .name(error) }
    }

    package func snapshot() async throws(Refusal) -> Snapshot {
        do { return try await Snapshot(of: engine, knowing: contents) } catch { throw .engine(error) }
    }

    /// The family as its containers tell it: of its images nothing is asked.
    func containers(of name: FamilyName) async throws(Refusal) -> Family {
        do {
            let found = try await engine.containers(
                labels: Label.listed, having: LabelValue(Label.family, name.text))
            return Family(name: name, containers: found, images: [])
        } catch {
            throw .engine(error)
        }
    }

    /// The images of the family's members, by id; those that are gone are left out.
    func images(of family: Family) async throws(Refusal) -> [String: ImageDetails] {
        do { return byID(try await engine.inspect(images: family.memberImages)) } catch { throw .engine(error) }
    }

    /// The family with all its images, also those that lost their tag; refused if nothing has that name.
    package func known(_ name: FamilyName) async throws(Refusal) -> Family {
        let snapshot: Snapshot
        do { snapshot = try await Snapshot(of: engine, buildsOf: name, knowing: contents) } catch {
            throw .engine(error)
        }
        let family = Family(
            name: name, containers: snapshot.containers.filter { $0.labels[Label.family] == name.text },
            images: snapshot.images.filter { $0.repository == nil || $0.repository == name.text },
            contents: snapshot.contents)
        guard family.members.isEmpty, family.images.isEmpty else { return family }
        throw unknownFamily(name, in: snapshot)
    }

    /// The stable container; refused if there is none.
    package func stable(of name: FamilyName) async throws(Refusal) -> Member {
        let snapshot = try await snapshot()
        let family = snapshot.family(name)
        if let stable = family.stable { return stable }
        guard !family.members.isEmpty || !family.images.isEmpty else { throw unknownFamily(name, in: snapshot) }
        throw .state(
            problem: "\(name) has no stable container",
            remedy: "Mark one that works as stable: dockervisor stable mark \(name)")
    }

    /// The names among which a new container's configuration can be chosen, and the one that would be taken unasked.
    package func configurations(of name: FamilyName) async throws(Refusal) -> (names: [String], preselected: String?) {
        let family = try await snapshot().family(name)
        let previous = (family.active.first ?? family.latest)?.configuration
        do {
            let names = try folder.find(name)?.content.names ?? []
            let unasked = names.count == 1 ? names.first : names.first { $0 == "default" }
            return (names, previous ?? unasked)
        } catch {
            throw .parameters(error)
        }
    }

    func unknownFamily(_ name: FamilyName, in snapshot: Snapshot) -> Refusal {
        let meant = nearest(to: name.text, among: snapshot.families.map(\.name.text))
        return .state(
            problem: "no such family: '\(name)'",
            remedy: meant.map { "Did you mean '\($0)'?" } ?? "See all families: dockervisor list")
    }

    private func unknown(_ name: String, in snapshot: Snapshot) -> Refusal {
        let known = snapshot.families.flatMap { [$0.name.text] + $0.members.map(\.name) }
        let meant = nearest(to: name, among: known).map { "Did you mean '\($0)'? " } ?? ""
        return .state(
            problem: "no such managed container: '\(name)'", remedy: meant + "See all families: dockervisor list")
    }
}

extension Survey {
    /// What `start :new` would give a container now.
    package func effectiveParameters(of family: FamilyName, now: Date) async throws(Refusal) -> EffectiveParameters {
        let plan = try await plan(.startNew(family, configuration: nil), now: now)
        guard let situation = plan.basis, let image = situation.newestImage else {
            throw .state(
                problem: "no such image: \(family.latestReference)",
                remedy: "Build it: dockervisor build \(family) PATH")
        }
        let latest = situation.snapshot.family(family).latest
        return NewContainer(
            name: family, image: image, parameters: situation.parameters,
            predecessor: latest.flatMap { situation.details[$0.id] }
        ).effective
    }
}
