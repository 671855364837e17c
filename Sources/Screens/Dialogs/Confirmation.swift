import Console
import Engine
import Families
import Supervisor

/// The plan, and the question.
func drawConfirmation(
    _ confirmation: Confirmation, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas
) {
    let plan = confirmation.proposal.plan
    let keys =
        plan.needsCare
        ? "y: \(plan.isDeletion ? "remove for good" : "do it")    n, Enter or Esc: leave it"
        : "y or Enter: do it    n or Esc: leave it"
    confirmationDialog(confirmation.proposal, on: canvas.size).draw(
        plan.operation.words, keys: keys, scrolled: confirmation.scrolled, keymap: keymap, look, on: &canvas)
}

func confirmationDialog(_ confirmed: ProposedPlan, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 110)
    return Dialog(columns: columns, lines: confirmationLines(confirmed, columns: columns), on: size)
}

/// Several plans, and one question.
func drawConfirmation(_ confirmation: BatchConfirmation, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas) {
    let batch = confirmation.batch
    let count = batch.plans.count
    let all = count == 1 ? "do it" : "do all \(count)"
    let keys =
        count == 0
        ? "Esc: close"
        : batch.needsCare
            ? "y: \(batch.isDeletion ? "remove for good" : all)    n, Enter or Esc: leave it"
            : "y or Enter: \(all)    n or Esc: leave it"
    confirmationDialog(batch, keymap, on: canvas.size).draw(
        batchTitle(batch), keys: keys, scrolled: confirmation.scrolled, keymap: keymap, look, on: &canvas)
}

/// `stop 3 families`; they have no verb in common where start means different things.
private func batchTitle(_ batch: Batch) -> String {
    let count = counted(batch.entries.count, "family", "families")
    let titles = Set(batch.operations.map { $0.words(for: count) })
    return titles.count == 1 ? titles.first ?? count : "\(count) marked"
}

func confirmationDialog(_ batch: Batch, _ keymap: Keymap, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 110)
    let parts = batch.entries.map { entry in
        switch entry {
        case .planned(let confirmed) where confirmed.isAlreadySo:
            sentence("\(confirmed.plan.operation.words): \(confirmed.plan.result)", .dim, columns)
        case .planned(let confirmed): confirmationLines(confirmed, columns: columns)
        case .refused(let operation, let refusal):
            sentence("\(operation.words) will not be done: \(refusal.problem)", .bad, columns)
                + sentence(keymap.hint(refusal.remedy, for: nil), .plain, columns)
        }
    }
    return Dialog(columns: columns, lines: Array(parts.joined(separator: [Line("")])), on: size)
}

private func confirmationLines(_ confirmed: ProposedPlan, columns: Int) -> [Line] {
    let plan = confirmed.plan
    return (confirmed.change.map { sentence(changeWords($0), .bad, columns) } ?? [])
        + recoveryLines(confirmed.recovery, columns)
        + sentence(plan.intent.prefix(1).uppercased() + plan.intent.dropFirst(), .title, columns)
        + targetWords(of: plan).flatMap { sentence($0, .plain, columns) }
        + lossWords(of: plan).flatMap { sentence($0, .warning, columns) }
        + plan.notes.flatMap { sentence($0, .warning, columns) }
        + [Line("")] + plan.acts.flatMap { actLines($0, of: plan.operation.family, columns) }
}

private func changeWords(_ change: ProposedPlan.Change) -> String {
    switch change {
    case .byOthers: "Things changed since you agreed: nothing was done. This is the plan now."
    case .recovered: "What was interrupted is recovered. Things are not as expected now, and this is the plan."
    }
}

/// What is done before it, if something was interrupted.
private func recoveryLines(_ recovery: Plan?, _ columns: Int) -> [Line] {
    guard let recovery else { return [] }
    return sentence("First, recover the interrupted operation: \(recovery.intent)", .warning, columns)
        + recovery.acts.flatMap { actLines($0, of: recovery.operation.family, columns) } + [Line("")]
}

/// Image and age of what gives way and of what comes, in one line where it can be: what is done stands below it.
private func targetWords(of plan: Plan) -> [String] {
    guard let basis = plan.basis, let replaced = plan.replaced, let promoted = plan.promoted else { return [] }
    func words(_ container: ContainerReference) -> String? {
        guard case .existing(let id, let name) = container,
            let found = basis.snapshot.containers.first(where: { $0.id == id }), let image = found.labels[Label.image]
        else { return nil }
        return "\(name) \(shortID(image)), \(ageWords(from: found.createdAt, to: basis.now))"
    }
    let made = basis.newestImage.map {
        "new \(shortID($0.id)), \(ageWords(from: $0.createdAt, to: basis.now))"
    }
    let new = if case .planned = promoted { made } else { words(promoted) }
    guard let old = words(replaced), let new else { return [] }
    return ["Image, age: \(old); \(new)"]
}

/// What is not there any more, and for how long.
private func lossWords(of plan: Plan) -> [String] {
    var unreachable: String?
    if let old = plan.replaced, let new = plan.promoted, plan.hasTakenOver {
        unreachable = "\(new.name) serves already, and \(old.name) is stopped: there is no outage"
    } else if let old = plan.replaced, let new = plan.promoted {
        unreachable =
            "Unreachable from the stop of \(old.name) to the start of \(new.name): "
            + (plan.killedBefore.map { "perhaps 10 s: \($0) had to be killed when it was stopped" }
                ?? "mostly under a second; 10 s if it ignores SIGTERM")
    }
    let unmarked = plan.unmarked.map { "\($0.name) (\(shortID($0.argument))) loses the stable mark and is kept" }
    return [unreachable, unmarked].compactMap(\.self)
}

extension Plan {
    /// One of the family that did not end by SIGTERM when it was stopped; what serves is likely to be like it.
    fileprivate var killedBefore: String? {
        let family = basis?.snapshot.family(operation.family)
        return family?.members.first { $0.container.state == .exited && $0.container.exitCode == 137 }?.name
    }
}

private func actLines(_ act: Plan.Act, of family: FamilyName, _ columns: Int) -> [Line] {
    switch act {
    case .call(let call): commandLines(call, of: family, columns)
    case .probation(let words): sentence("# " + words, .dim, columns)
    }
}

/// A command; what does not fit goes on below, further in. Our own labels, which say where a container comes from, are
/// only counted.
private func commandLines(_ call: EngineCall, of family: FamilyName, _ columns: Int) -> [Line] {
    var shown = call
    var remark = [Line]()
    if case .create(var request) = call, !request.labels.isEmpty {
        let labels = "\(counted(request.labels.count, "label", "labels")) of dockervisor's own"
        let isRecord = request.name == family.operationContainer
        remark = [Line(isRecord ? "  # the record of this operation, with \(labels)" : "  and \(labels)", .dim)]
        request.labels = [:]
        shown = .create(request)
    }
    let lines = wrapped(shown.shellLine, columns: columns - 2)
    return lines.enumerated().map { Line(($0.offset == 0 ? "" : "  ") + $0.element) } + remark
}
