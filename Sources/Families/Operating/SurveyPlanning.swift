import Engine
import FoundationEssentials

extension Survey {
    /// Reads the engine and plans. Changes nothing.
    ///
    /// - Parameter locks: ids of records that we hold ourselves; they are in nobody's way.
    package func plan(
        _ operation: Operation, on terms: Terms = Terms(), now: Date, holding locks: Set<String> = []
    ) async throws(Refusal) -> Plan {
        var situation = try await situation(for: operation, on: terms, now: now, holding: locks)
        let plan = try Families.plan(operation, in: situation)
        // Whom the one that gives way lets in needs no search: that takes longer than all the rest.
        let freed = plan.replaced.flatMap { situation.details[$0.argument]?.ports } ?? []
        let asked = plan.ports.filter { port in !freed.contains { $0.collides(with: port) } }
        guard !asked.isEmpty else { return plan }
        async let listeners = engine.listeners(on: asked)
        if operation.isTakeover { situation.snapshot.containers += try await others(than: operation.family) }
        situation.listeners = await listeners
        return try Families.plan(operation, in: situation)
    }

    /// The plan, and before it the recovery of what was interrupted, if something was.
    ///
    /// What comes after a recovery is planned on how things will be then; it is to be planned anew when it is over.
    package func preview(
        _ operation: Operation, on terms: Terms = Terms(), now: Date
    ) async throws(Refusal) -> Preview {
        do throws(Refusal) {
            return Preview(plan: try await plan(operation, on: terms, now: now))
        } catch .interrupted(let interruption) {
            guard terms.takesOver || !isUnderWay(interruption) else { throw .busy(interruption) }
            let recovery = try await plan(
                .recover(operation.family), on: terms.forRecovery(before: operation), now: now)
            let situation = try await situation(for: operation, on: terms, now: now, holding: [])
            return Preview(recovery: recovery, plan: try Families.plan(operation, in: situation.after(recovery)))
        }
    }

    /// The same plan made again from how the containers are now; what images and files said stays.
    func planAgain(_ plan: Plan, holding locks: Set<String>) async throws(Refusal) -> Plan {
        guard var situation = plan.basis else {
            return try await self.plan(plan.operation, on: plan.terms, now: plan.madeAt, holding: locks)
        }
        let before = situation.snapshot.containers
        let now = try await containersNow(for: plan).filter { !locks.contains($0.id) }
        situation.snapshot.containers = now
        let family = situation.snapshot.family(plan.operation.family)
        if !now.isSame(as: before) {
            situation.details = [:]
            situation.memberImages = try await images(of: family)
        }
        if situation.snapshot.images.isEmpty, isInDoubt(family, plan.operation) {
            situation.snapshot.images = try await builds()
        }
        try await addDetails(of: plan.operation, to: &situation)
        return try Families.plan(plan.operation, in: situation)
    }

    /// Where no name is given, only the family is asked for again: nobody else's name or port can be in its way that
    /// was not a moment ago, and if it is, docker says so and the step is undone.
    private func containersNow(for plan: Plan) async throws(Refusal) -> [Container] {
        let family = plan.operation.family
        guard let basis = plan.basis, !plan.steps.contains(where: \.call.isNaming) else {
            return try await containers().get()
        }
        let others = basis.snapshot.containers.filter { $0.labels[Label.family] != family.text }
        return try await containers(of: family).get() + others
    }

    /// - Parameter family: nil for those of all families, and those of none.
    private func containers(of family: FamilyName? = nil) async -> Result<[Container], Refusal> {
        await answer { () throws(EngineError) in
            try await engine.containers(
                labels: Label.listed, having: family.map { LabelValue(Label.family, $0.text) })
        }
    }

    private func others(than family: FamilyName) async throws(Refusal) -> [Container] {
        try await containers().get().filter { $0.labels[Label.family] != family.text }
    }

    /// What docker needs a process for each is asked at once, as far as it can be known what is needed.
    private func situation(
        for operation: Operation, on terms: Terms, now: Date, holding locks: Set<String>
    ) async throws(Refusal) -> Situation {
        let name = operation.family
        let guess = [name.latestContainer, name.stableContainer]
        // A family is listed much quicker than hundreds of containers.
        async let containers = containers(of: operation.isTakeover ? name : nil)
        async let details = answer { () throws(EngineError) in try await engine.inspect(containers: guess) }
        async let source = answer { () throws(EngineError) in try await sourceImage(of: operation) }
        async let free = operation.image == nil ? nil : engine.freeBytes()
        async let builds = answer { () throws(EngineError) in
            guard let label = operation.builds else { return [Image]() }
            return try await engine.images(labelled: label)
        }
        var snapshot = Snapshot(containers: try await containers.get(), images: try await builds.get())
        if operation.isTakeover, snapshot.containers.isEmpty { snapshot.containers = try await others(than: name) }
        if operation.builds == nil, isInDoubt(snapshot.family(name), operation) {
            snapshot.images = try await self.builds()
        }
        try refuseUnknown(snapshot.family(name), operation, snapshot)
        snapshot.containers.removeAll { locks.contains($0.id) }
        let memberImages = try await images(of: snapshot.family(name))
        var situation = Situation(
            snapshot: snapshot, details: byID(try await details.get()), memberImages: memberImages,
            newestImage: try await source.get(), now: now, by: holder.by, terms: terms, holder: holder)
        situation.freeBytes = await free
        // The recovery checked that nobody else was working on it before it took its record.
        let isOurs = operation.isRecovery && !locks.isEmpty
        situation.isUnderWay = !isOurs && snapshot.family(name).interruption.map(isUnderWay) ?? false
        try await addDetails(of: operation, to: &situation)
        situation.details = situation.details.filter {
            touched(by: operation, in: snapshot.family(name)).contains($0.key)
        }
        situation.parameters = try parameters(for: operation, in: snapshot.family(name))
        situation.parameters.otherFile = fileBesideSources(of: name, situation)
        situation.networks = try await networks(for: operation, in: situation)
        return situation
    }

    private func builds() async throws(Refusal) -> [Image] {
        try await answer { () throws(EngineError) in try await engine.images(labelled: Label.buildFamily) }.get()
    }

    /// Whether only the images can tell whether there is such a family, or what became of its stable container.
    private func isInDoubt(_ family: Family, _ operation: Operation) -> Bool {
        family.members.isEmpty || (family.stable == nil && operation.goesBackToStable)
    }

    /// Asks for those that were not guessed. What they say is newer than the list: a start or a stop that somebody began
    /// may have had its effect meanwhile.
    private func addDetails(of operation: Operation, to situation: inout Situation) async throws(Refusal) {
        let known = situation.details
        let missing = touched(by: operation, in: situation.snapshot.family(operation.family)).filter {
            known[$0] == nil
        }
        guard !missing.isEmpty else { return }
        let found: [String: ContainerDetails]
        do { found = byID(try await engine.inspect(containers: missing)) } catch { throw .engine(error) }
        situation.details.merge(found) { $1 }
        for index in situation.snapshot.containers.indices {
            guard let details = found[situation.snapshot.containers[index].id] else { continue }
            situation.snapshot.containers[index].state = details.state
        }
    }

    /// Asked for only where somebody's own networks are wanted: most containers have none.
    private func networks(for operation: Operation, in situation: Situation) async throws(Refusal) -> [String]? {
        let own = situation.details.values.flatMap(\.networks).map(\.name)
        let wanted = situation.parameters.configuration.networks + own
        guard wanted.contains(where: { !NewContainer.isDockers(network: $0) }) else { return nil }
        do { return try await engine.networks() } catch { throw .engine(error) }
    }

    private func refuseUnknown(_ family: Family, _ operation: Operation, _ snapshot: Snapshot) throws(Refusal) {
        guard operation.needsFamily, family.members.isEmpty, family.images.isEmpty else { return }
        throw unknownFamily(family.name, in: snapshot)
    }

    /// Ids of the containers whose details matter: whoever is active, and whoever may take over or hand down its mounts.
    private func touched(by operation: Operation, in family: Family) -> [String] {
        let record = operation.isRecovery ? [family.operationRecord?.id].compactMap(\.self) : []
        return ((family.active + operation.targets(family)).map(\.id) + record).reduce(into: []) { result, id in
            if !result.contains(id) { result.append(id) }
        }
    }

    /// What a new container is made from; nil if none is made or there is no such image.
    private func sourceImage(of operation: Operation) async throws(EngineError) -> ImageDetails? {
        guard let reference = operation.image else { return nil }
        do throws(EngineError) {
            return try await engine.inspect(image: reference)
        } catch .noSuchImage {
            return nil
        }
    }

    private func parameters(for operation: Operation, in family: Family) throws(Refusal) -> ChosenConfiguration {
        guard operation.image != nil, !operation.wantsStable || family.stable == nil else {
            return ChosenConfiguration()
        }
        let (name, asked) = (family.name, operation.named?.first)
        let previous = (family.active.first ?? family.latest)?.configuration
        let found: (file: String, content: Dockerparams)?
        do { found = try folder.find(name) } catch { throw .parameters(error) }
        if let found {
            return try found.content.choose(asked: asked, previous: previous, file: found.file, family: name)
        }
        guard let missing = asked ?? previous else { return ChosenConfiguration() }
        throw .state(
            problem: "cannot find configuration '\(missing)'" + (asked == nil ? " of the last container" : "")
                + ": no file \(folder.fileName(of: name)) in \(folder.current) or \(folder.kept)",
            remedy: "Change to the directory that has it, or run dockervisor build \(name) there")
    }

    /// Where the copy that the last build kept is used, and somebody has changed the original since.
    private func fileBesideSources(of name: FamilyName, _ situation: Situation) -> String? {
        guard let sources = situation.newestImage?.labels[Label.buildContext],
            situation.parameters.file == folder.kept + "/" + folder.fileName(of: name),
            let kept = try? folder.read(name, in: folder.kept), let other = try? folder.read(name, in: sources)
        else { return nil }
        return other.content.canonicalText == kept.content.canonicalText ? nil : other.file
    }
}

extension [Container] {
    /// Whether they are the same, by the same names and in the same states; since when does not matter.
    fileprivate func isSame(as others: [Container]) -> Bool {
        func essence(_ containers: [Container]) -> Set<[String]> {
            Set(containers.map { [$0.id, $0.name, $0.state.rawValue] })
        }
        return essence(self) == essence(others)
    }
}

extension EngineCall {
    /// Whether it gives a container a name, which must be free.
    fileprivate var isNaming: Bool {
        switch self {
        case .create, .rename: true
        case .start, .stop, .setRestartPolicy, .connect, .remove, .removeImage, .tag, .untag, .importEmpty, .build:
            false
        }
    }
}

/// The first of each id.
func byID<Found: Identifiable>(_ found: [Found]) -> [Found.ID: Found] {
    Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
}

/// What an engine answered; for questions that are asked at once.
func answer<Value: Sendable>(
    _ ask: () async throws(EngineError) -> Value
) async -> Result<Value, Refusal> {
    do { return .success(try await ask()) } catch { return .failure(.engine(error)) }
}
