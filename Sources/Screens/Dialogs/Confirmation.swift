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
        ? "y: \(plan.isDeletion ? "delete" : "yes")    n, Enter, Esc: cancel"
        : "y, Enter: yes    n, Esc: cancel"
    confirmationDialog(confirmation.proposal, on: canvas.size).draw(
        title(plan.operation.words), keys: keys, scrolled: confirmation.scrolled, keymap: keymap, look, on: &canvas)
}

func confirmationDialog(_ confirmed: ProposedPlan, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 110)
    return Dialog(columns: columns, lines: confirmationLines(confirmed, columns: columns), on: size)
}

/// Several plans, and one question.
func drawConfirmation(_ confirmation: BatchConfirmation, _ keymap: Keymap, _ look: Look, on canvas: inout Canvas) {
    let batch = confirmation.batch
    let count = batch.plans.count
    let all = count == 1 ? "yes" : "yes to all \(count)"
    let keys =
        count == 0
        ? "Esc: close"
        : batch.needsCare
            ? "y: \(batch.isDeletion ? "delete" : all)    n, Enter, Esc: cancel"
            : "y, Enter: \(all)    n, Esc: cancel"
    confirmationDialog(batch, keymap, on: canvas.size).draw(
        batchTitle(batch), keys: keys, scrolled: confirmation.scrolled, keymap: keymap, look, on: &canvas)
}

/// `Roll back web`, `Mark 3 families as stable`: the command as a verb and its object.
private func title(_ command: String) -> String {
    var words = command.split(separator: " ")[...]
    let verb = words.removeFirst()
    let object = words.joined(separator: " ")
    return switch verb {
    case "rollback": "Roll back \(object)"
    case "undo": "Undo the last switch of \(object)"
    case "clean": "Clean up \(object)"
    case "stable": "Mark \(words.dropFirst().joined(separator: " ")) as stable"
    default: verb.capitalized + " " + object
    }
}

/// `Stop 3 families`; the plans have no verb in common where start means different things.
private func batchTitle(_ batch: Batch) -> String {
    let count = counted(batch.entries.count, "family", "families")
    let titles = Set(batch.operations.map { $0.words(for: count) })
    return titles.count == 1 ? titles.first.map(title) ?? count : "Change \(count)"
}

func confirmationDialog(_ batch: Batch, _ keymap: Keymap, on size: Size) -> Dialog {
    let columns = min(size.columns - 6, 110)
    let parts = batch.entries.map { entry in
        switch entry {
        case .planned(let confirmed) where confirmed.isAlreadySo:
            sentence("\(confirmed.plan.operation.words): \(confirmed.plan.result)", .dim, columns)
        case .planned(let confirmed): confirmationLines(confirmed, columns: columns)
        case .refused(let operation, let refusal):
            sentence("\(operation.words) is skipped: \(refusal.problem)", .bad, columns)
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
    case .byOthers: "The state changed after you confirmed; nothing was done. New plan:"
    case .recovered: "The interrupted operation was recovered, but the state is not as expected. New plan:"
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
        unreachable = "No downtime: \(new.name) is already running, \(old.name) is stopped"
    } else if let old = plan.replaced, plan.promoted != nil {
        unreachable =
            "Downtime: "
            + (plan.killedBefore.map { "possibly 10 s; \($0) had to be killed when it was stopped" }
                ?? "usually under 1 s; up to 10 s if \(old.name) ignores SIGTERM")
    }
    let unmarked = plan.unmarked.map { "\($0.name) (\(shortID($0.argument))) is no longer stable; it is kept" }
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
        let labels = counted(request.labels.count, "dockervisor label", "dockervisor labels")
        let isRecord = request.name == family.operationContainer
        remark = [Line(isRecord ? "  # lock of this operation, with \(labels)" : "  and \(labels)", .dim)]
        request.labels = [:]
        shown = .create(request)
    }
    let lines = wrapped(shown.shellLine, columns: columns - 2)
    return lines.enumerated().map { Line(($0.offset == 0 ? "" : "  ") + $0.element) } + remark
}
