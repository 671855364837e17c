import Engine
import FoundationEssentials

/// Asks an engine for everything that one operation's plan is made from.
package struct Survey: Sendable {
    package let engine: any Engine
    package let folder: DockerparamsFolder
    package let holder: Holder

    /// - Parameter by: user@host
    package init(engine: any Engine, folder: DockerparamsFolder, by: String) {
        self.init(engine: engine, folder: folder, holder: .current(by: by))
    }

    package init(engine: any Engine, folder: DockerparamsFolder, holder: Holder) {
        self.engine = engine
        self.folder = folder
        self.holder = holder
    }

    /// Reads the engine and plans. Changes nothing.
    ///
    /// - Parameter locks: ids of records that we hold ourselves; they are in nobody's way.
    package func plan(
        _ operation: Operation, on terms: Terms = Terms(), now: Date, holding locks: Set<String> = []
    ) async throws(Refusal) -> Plan {
        try Families.plan(operation, in: try await situation(for: operation, on: terms, now: now, holding: locks))
    }

    /// The family that a container belongs to, for `start CONTAINER`.
    package func family(ofContainer name: String) async throws(Refusal) -> FamilyName {
        let snapshot = try await snapshot()
        guard let container = snapshot.containers.first(where: { $0.name == name }) else {
            throw unknown(name, in: snapshot)
        }
        guard let label = container.labels[Label.family] else {
            throw .state(
                problem: "the container \(name) was not made by dockervisor",
                remedy: "Start it with docker itself: docker start \(name)")
        }
        do { return try FamilyName(label) } catch { throw .name(error) }
    }

    package func snapshot() async throws(Refusal) -> Snapshot {
        do { return try await Snapshot(of: engine) } catch { throw .engine(error) }
    }

    /// The family with all its images, also those that lost their tag; refused if nothing has that name.
    package func known(_ name: FamilyName) async throws(Refusal) -> Family {
        let snapshot: Snapshot
        do { snapshot = try await Snapshot(of: engine, buildsOf: name) } catch { throw .engine(error) }
        let family = Family(
            name: name, containers: snapshot.containers.filter { $0.labels[Label.family] == name.text },
            images: snapshot.images.filter { $0.repository == nil || $0.repository == name.text })
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
            remedy: "Mark the one that works: dockervisor stable mark \(name)")
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

    private func unknownFamily(_ name: FamilyName, in snapshot: Snapshot) -> Refusal {
        let meant = nearest(to: name.text, among: snapshot.families.map(\.name.text))
        return .state(
            problem: "there is no family '\(name)'",
            remedy: meant.map { "Did you mean '\($0)'?" } ?? "See what there is: dockervisor list")
    }

    private func unknown(_ name: String, in snapshot: Snapshot) -> Refusal {
        let known = snapshot.families.flatMap { [$0.name.text] + $0.members.map(\.name) }
        let meant = nearest(to: name, among: known).map { "Did you mean '\($0)'? " } ?? ""
        return .state(problem: "there is no managed container '\(name)'", remedy: meant + "See: dockervisor list")
    }

    private func situation(
        for operation: Operation, on terms: Terms, now: Date, holding locks: Set<String>
    ) async throws(Refusal) -> Situation {
        var snapshot = try await snapshot()
        let family = snapshot.family(operation.family)
        try refuseUnknown(family, operation, snapshot)
        snapshot.containers.removeAll { locks.contains($0.id) }
        var situation = Situation(
            snapshot: snapshot, now: now, by: holder.by, terms: terms, holder: holder)
        do {
            let asked = touched(by: operation, in: family)
            let details = asked.isEmpty ? [] : try await engine.inspect(containers: asked)
            situation.details = Dictionary(details.map { ($0.id, $0) }) { first, _ in first }
            situation.newestImage = try await sourceImage(of: operation)
        } catch {
            throw .engine(error)
        }
        if case .startNew(let name, let asked) = operation {
            situation.parameters = try parameters(of: name, asked: asked, family: family)
        } else if case .startFromTag(let name) = operation, family.stable == nil {
            situation.parameters = try parameters(of: name, asked: nil, family: family)
        }
        situation.networks = try await networks(for: operation, in: situation)
        return situation
    }

    /// Asked for only where somebody's own networks are wanted: most containers have none.
    private func networks(for operation: Operation, in situation: Situation) async throws(Refusal) -> [String]? {
        let own = situation.details.values.flatMap(\.networks).map(\.name)
        let wanted = situation.parameters.configuration.networks + own
        guard wanted.contains(where: { !NewContainer.isDockers(network: $0) }) else { return nil }
        do { return try await engine.networks() } catch { throw .engine(error) }
    }

    private func refuseUnknown(_ family: Family, _ operation: Operation, _ snapshot: Snapshot) throws(Refusal) {
        if case .startNew = operation { return }
        if case .recover = operation { return }
        guard family.members.isEmpty, family.images.isEmpty else { return }
        throw unknownFamily(family.name, in: snapshot)
    }

    /// Ids of the containers whose details matter: whoever is active, and whoever may take over or hand down its mounts.
    private func touched(by operation: Operation, in family: Family) -> [String] {
        let targets: [Member] =
            switch operation {
            case .startContainer(_, let name): family.members.filter { $0.name == name }
            case .startStable, .rollback: [family.stable].compactMap(\.self)
            case .startNew, .startLatest, .startFromTag: [family.latest].compactMap(\.self)
            case .stop, .markStable: []
            case .undo, .mend, .recover: family.members
            }
        let record = operation == .recover(family.name) ? [family.operationRecord?.id].compactMap(\.self) : []
        return ((family.active + targets).map(\.id) + record).reduce(into: []) { result, id in
            if !result.contains(id) { result.append(id) }
        }
    }

    /// What a new container is made from; nil if none is made or there is no such image.
    private func sourceImage(of operation: Operation) async throws(EngineError) -> ImageDetails? {
        let reference: String
        switch operation {
        case .startNew(let name, _): reference = name.latestReference
        case .startFromTag(let name): reference = name.stableReference
        default: return nil
        }
        do throws(EngineError) {
            return try await engine.inspect(image: reference)
        } catch .noSuchImage {
            return nil
        }
    }

    private func parameters(
        of name: FamilyName, asked: String?, family: Family
    ) throws(Refusal) -> ChosenConfiguration {
        let previous = (family.active.first ?? family.latest)?.configuration
        let found: (file: String, content: Dockerparams)?
        do { found = try folder.find(name) } catch { throw .parameters(error) }
        if let found {
            return try found.content.choose(asked: asked, previous: previous, file: found.file, family: name)
        }
        guard let missing = asked ?? previous else { return ChosenConfiguration() }
        throw .state(
            problem: "the configuration '\(missing)' is wanted"
                + (asked == nil ? " (the container before was made with it)" : "")
                + ", but there is no file \(folder.fileName(of: name)) in \(folder.current) or \(folder.kept)",
            remedy: "Go to the folder that has it, or run dockervisor build \(name) there")
    }
}
