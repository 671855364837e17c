import Engine

/// The plan of an operation, or why it is refused. Pure: the same situation gives the same plan.
package func plan(_ operation: Operation, in situation: Situation) throws(Refusal) -> Plan {
    var plan = try Planning(operation: operation, situation: situation).plan()
    plan.terms = situation.terms
    plan.madeAt = situation.now
    plan.basis = situation
    return plan
}

extension Planning {
    fileprivate func plan() throws(Refusal) -> Plan {
        guard !operation.isRecovery else { return try operation.plan(self) }
        try situation.snapshot.refuseClash(with: name)
        if let interruption = family.interruption, !operation.isUnconditional { throw .interrupted(interruption) }
        // Whatever else may be in the way, two that run are said first: stop mends that.
        if !operation.isRemedy { _ = try active() }
        return try operation.plan(self)
    }
}

extension Snapshot {
    /// Of a family whose containers could not be told from this one's.
    func refuseClash(with name: FamilyName) throws(Refusal) {
        guard let clash = families.first(where: { $0.name != name && $0.name.fitted == name.fitted }) else { return }
        throw .state(
            problem: "container names of \(name) would collide with those of family \(clash.name)",
            remedy: "Choose another name for the image")
    }
}

/// Ids of members' images that exist and have no reference of their own.
func untaggedImages(of family: Family, among images: [String: ImageDetails]) -> [String] {
    family.memberImages.filter { id in
        images[id].map { !$0.references.contains(family.name.memberReference(of: id)) } ?? false
    }
}

/// With less on the engine's disk docker creates and starts nothing.
let leastFreeBytes = 16 << 20

/// What all plans share: the family, and the refusals that hold for each.
struct Planning {
    let operation: Operation
    let situation: Situation
    let family: Family
    var name: FamilyName { family.name }

    init(operation: Operation, situation: Situation) {
        self.operation = operation
        self.situation = situation
        family = situation.snapshot.family(operation.family)
    }

    func refusal(_ problem: String, remedy: String) -> Refusal { .state(problem: problem, remedy: remedy) }

    // MARK: Names

    /// For one that is displaced now.
    var savedName: String { name.savedContainer(at: situation.now, besides: takenNames) }

    /// For a new one that did not pass.
    var failedName: String { name.failedContainer(at: situation.now, besides: takenNames) }

    private var takenNames: Set<String> { Set(situation.snapshot.containers.map(\.name)) }

    /// The one that serves; nil if none does.
    func active() throws(Refusal) -> Member? {
        guard family.active.count < 2 else {
            let names = family.active.map(\.name).joined(separator: " and ")
            throw refusal(
                "\(family.active.count) containers of \(name) are running at once: \(names)",
                remedy: "Stop them, then start the one you want: dockervisor stop \(name)")
        }
        return family.active.first
    }

    // MARK: Who is in the way

    // MARK: The record

    /// What is created before anything else; nil if nobody is going to carry it out.
    ///
    /// It is made from the image of `from` or `to`, else from another member's.
    ///
    /// - Parameters:
    ///   - new: the image of a new container. Its tag may have to be removed again, and docker refuses that while a record
    ///     uses the image: the record of a first container is made from an empty image instead.
    ///   - doomed: images that will be removed, and so must not be used.
    ///   - isSecond: whether another record is there already, of what was interrupted.
    func record(
        _ kind: OperationRecord.Kind, from: Member?, to: Member? = nil, new: ImageDetails? = nil,
        sparing doomed: [String] = [], isSecond: Bool = false
    ) -> CreateRequest? {
        guard let holder = situation.holder else { return nil }
        let record = OperationRecord(
            kind: kind, words: operation.words, from: from?.id, to: to?.id, image: new?.id, holder: holder,
            at: situation.now)
        let ids = [from?.imageID, to?.imageID].compactMap(\.self) + family.memberImages
        return record.request(
            in: name, named: isSecond ? name.recoveryContainer : name.operationContainer,
            base: OperationRecord.Base(firstOf: ids.filter { !doomed.contains($0) }, in: situation.memberImages))
    }

    // MARK: Images

    /// Gives the image of each member a reference of its own, if it has none yet.
    func keepingImages() -> [Step] {
        untaggedImages(of: family, among: situation.memberImages).map {
            Step(.tag(image: $0, reference: name.memberReference(of: $0)), .preparation, isOptional: true)
        }
    }

    /// The container starts all the same: it has all it needs.
    func goneImageNotes(of member: Member) -> [String] {
        guard situation.memberImages[member.imageID] == nil else { return [] }
        return ["The image of \(member.name) was removed; the container still starts but cannot be created again"]
    }

    /// Whether a container uses it; a record is none.
    func isUsed(image: String, besides gone: Set<String> = []) -> Bool {
        situation.snapshot.containers.contains { container in
            !gone.contains(container.id) && container.isMade(from: image)
        }
    }

    /// On a full disk docker stops a container and cannot start one.
    func refuseFullDisk() throws(Refusal) {
        guard let free = situation.freeBytes, free < leastFreeBytes else { return }
        throw refusal(
            "the engine's disk is full (\(free >> 20) MB free): no container could be started",
            remedy: freeingSpace)
    }

    /// Old containers can go on a full disk, too.
    var freeingSpace: String {
        let hasOld = family.members.contains { $0.role == .saved && !$0.container.state.isActive }
        return
            (hasOld
            ? "Delete old containers: dockervisor clean \(name). Show disk usage: "
            : "Show disk usage: ")
            + "docker system df"
    }

    /// Docker starts no container that it could not remove or is removing.
    func refuseIfUnstartable(_ member: Member) throws(Refusal) {
        let state = member.container.state
        guard state == .dead || state == .removing else { return }
        throw refusal(
            "cannot start \(member.name): it is \(state.rawValue)",
            remedy: "Choose another container: dockervisor list \(name)")
    }

    /// A container that holds a name this operation needs, and is none of ours.
    func refuseForeignHolder(of containerName: String) throws(Refusal) {
        guard let holder = situation.snapshot.containers.first(where: { $0.name == containerName }),
            holder.labels[Label.family] != name.text
        else { return }
        let owner = holder.labels[Label.family].map { "family \($0)" } ?? "not managed by dockervisor"
        throw refusal(
            "the name \(containerName) is already in use by container \(shortID(holder.id)) (\(owner))",
            remedy: "Rename it: docker rename \(containerName) NEWNAME")
    }

    /// A container made with `--rm` would be lost by a stop.
    func refuseIfRemovedWhenStopped(_ member: Member?) throws(Refusal) {
        guard let member, situation.details[member.id]?.isRemovedWhenStopped == true else { return }
        throw refusal(
            "\(member.name) was created with --rm, so stopping it would delete it",
            remedy: "Replace it: docker stop \(member.name), then dockervisor start \(name) :new")
    }

    /// Docker notices only at the start, when the old one is stopped already (20.10).
    func refuseMissingNetworks(_ wanted: [String]) throws(Refusal) {
        guard let networks = situation.networks,
            let missing = wanted.first(where: { isByName($0) && !networks.contains($0) })
        else { return }
        throw refusal("no such network: '\(missing)'", remedy: "Create it: docker network create \(missing)")
    }

    /// Not one of docker's own, and not given by its id.
    private func isByName(_ network: String) -> Bool {
        !NewContainer.isDockers(network: network) && !(network.count >= 12 && network.allSatisfy(\.isHexDigit))
    }

    /// Of a container that exists the ports are what they are.
    private func mappingAnother(or remedy: String) -> String {
        operation.image != nil
            ? "Publish another port in dcv-\(name.fitted), or \(remedy)"
            : remedy.prefix(1).uppercased() + remedy.dropFirst()
    }

    /// A host port that the new one needs and another container has now.
    func refuseTakenPorts(_ wanted: [PublishedPort], besides old: Member?) throws(Refusal) {
        for holder in situation.snapshot.containers where holder.state.isActive && holder.id != old?.id {
            guard let port = wanted.first(where: { port in holder.ports.contains { $0.collides(with: port) } })
            else { continue }
            throw refusal(
                "host port \(port.hostPort)/\(port.transport) is already in use by container \(holder.name)",
                remedy: mappingAnother(or: "stop it: \(holder.commandToStop)"))
        }
        let freed = (old?.container.ports ?? []) + (old.flatMap { situation.details[$0.id]?.ports } ?? [])
        // Nothing is lost by leaving it to docker where nothing would be stopped and the owner is not known.
        let others = situation.listeners.filter { !$0.isOfEngine && (old != nil || $0.process != nil) }
        for listener in others where !freed.contains(where: listener.blocks) {
            guard let port = wanted.first(where: listener.blocks) else { continue }
            let program = listener.process.map { "process \($0.name) (pid \($0.id))" } ?? "another program"
            let search = listener.process == nil ? " (find it: sudo ss -lptu 'sport = :\(port.hostPort)')" : ""
            throw refusal(
                "host port \(port.hostPort)/\(port.transport) is already in use by \(program)",
                remedy: mappingAnother(or: "stop that program\(search)"))
        }
    }
}

extension Container {
    /// Whether it is more than a record, and of that image.
    func isMade(from image: String) -> Bool {
        labels[Label.operation] == nil && [labels[Label.image], self.image].contains(image)
    }

    var commandToStop: String { labels[Label.family].map { "dockervisor stop \($0)" } ?? "docker stop \(name)" }
}
