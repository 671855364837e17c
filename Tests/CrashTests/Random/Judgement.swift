import TestSupport

/// What of one family is not as it was promised, after a turn.
struct Judgement {
    let played: PlayedTurn
    let ledger: Ledger
    let before: FamilySight
    let after: FamilySight
    /// Whether the turn was about this family.
    let isActor: Bool
    private(set) var problems: [String] = []

    private var turn: RandomTurn { played.turn }
    private var deeds: [Deed] { isActor ? played.deeds.filter(\.isDone) : [] }
    private var operations: [RandomOperation] { isActor ? turn.operations : [] }

    init(of family: Int, in played: PlayedTurn, ledger: Ledger) {
        self.played = played
        self.ledger = ledger
        before = played.before.families[family]
        after = played.after.families[family]
        isActor = played.turn.family == family
        judgeRunning()
        judgeMark()
        judgeKept()
        if isActor {
            judgeExitCodes()
            judgeDouble()
            judgePromise()
        }
    }

    private mutating func judge(_ holds: Bool, _ problem: String) {
        if !holds { problems.append(problem) }
    }

    // MARK: Who runs

    private mutating func judgeRunning() {
        let names = after.active.map(\.name).joined(separator: " and ")
        judge(after.active.count < 2 || mayBeTwo, "two containers run: \(names)")
        judge(!after.active.isEmpty || before.active.isEmpty || mayEndService, "nothing runs any more")
        judge(after.transient.isEmpty, "left behind: \(after.transient.map(\.name).joined(separator: " and "))")
    }

    /// A second one that was started by hand in a steady family is not the command's to stop; in the middle of a switch,
    /// or of what is to be recovered, it is.
    private var mayBeTwo: Bool {
        if ledger.isDoubled { return true }
        guard deeds.contains(where: \.hasStarted) else { return false }
        if case .between = turn.hand?.moment {
            return played.between?.families[turn.family].transient.isEmpty ?? true
        }
        let isLate = played.callsBefore.haveStarted || !turn.operation.isSwitch
        return turn.companion != nil || isLate || played.said.contains("running at once")
    }

    private var mayEndService: Bool {
        if operations.contains(.stop) || deeds.contains(where: \.hasStopped) { return true }
        if played.daemonWasKilled { return !(isActor && turn.operation.isSwitch && played.callsBefore.haveLocked) }
        return played.engineWasDown && before.active.contains { $0.policy == "no" || $0.status == "paused" }
    }

    // MARK: What is kept

    private mutating func judgeMark() {
        if let stable = ledger.stable { judge(after.ids.contains(stable), "the stable container is lost") }
        guard after.stable?.id != ledger.stable, !deeds.contains(where: { $0.verb == "back" }) else { return }
        if isRenamedBack { return }
        guard operations.contains(.mark) else {
            judge(
                false, "the mark moved from \(ledger.stable?.prefix(12) ?? "none") to \(after.stable?.line ?? "none")")
            return
        }
        let isUnmarked = deeds.contains { ["rename", "remove"].contains($0.verb) }
        judge(after.stable != nil || isUnmarked, "no container is stable after a mark")
        guard let marked = after.stable?.id else { return }
        let isMarkable = before.active.contains { $0.id == marked } || turn.companion != nil || !deeds.isEmpty
        judge(isMarkable, "one was marked that did not run")
    }

    /// The stable one, which somebody had given another name, has its own again.
    private var isRenamedBack: Bool {
        after.stable != nil && after.stable?.id == ledger.formerStable
            && (operations.contains(.rollback) || operations.contains(.startStable))
    }

    private mutating func judgeKept() {
        var lost = ledger.ran.subtracting(after.ids)
        if operations.contains(where: { if case .clean = $0 { true } else { false } }) {
            lost.subtract(before.spare.map(\.id))
        }
        judge(lost.isEmpty, "containers are gone that ran: \(lost.map { before.member(id: $0)?.line ?? $0 })")
    }

    // MARK: What was said

    private mutating func judgeExitCodes() {
        for (index, ending) in played.endings.enumerated() {
            let isKilled = index == 0 && turn.effectiveTrouble?.isDeath == true
            let allowed =
                [0, 1, 2] + (isKilled ? [137] : []) + (turn.companion != nil ? [75] : [])
                + (turn.trouble != nil ? [69] : [])
            judge(allowed.contains(ending.exitCode), "exit code \(ending.exitCode)")
            let isDisturbed = turn.trouble != nil || !deeds.isEmpty || turn.companion != nil
            judge(ending.exitCode != 2 || isDisturbed, "exit code 2, though nothing was wrong")
        }
        guard let recovery = played.recovery else { return }
        judge([0, 2].contains(recovery.exitCode), "recover: exit code \(recovery.exitCode)")
    }

    /// While two run, whatever needs one is refused, and names both.
    private mutating func judgeDouble() {
        guard ledger.isDoubled, before.active.count > 1, turn.operation.needsOneActive, isUndisturbed else { return }
        let isNamed = before.active.allSatisfy { played.endings[0].errors.contains($0.name) }
        judge(played.endings[0].exitCode == 1 && isNamed, "two run, and it was not refused with their names")
    }

    // MARK: What was promised

    private var isUndisturbed: Bool {
        let isHandBefore = turn.hand.map { $0.moment == .before } ?? true
        return (deeds.isEmpty || isHandBefore) && turn.companion == nil
    }

    private mutating func judgePromise() {
        guard isUndisturbed, let ending = played.endings.first, before.active.count < 2 else { return }
        switch ending.exitCode {
        case 0: judge(isKept(turn.operation), "exit code 0, but it is not so")
        case 1:
            let isSame = after.active.map(\.id) == before.active.map(\.id)
            judge(isSame || mayEndService, "exit code 1, but the family is not as it was")
        default: break
        }
    }

    private func isKept(_ operation: RandomOperation) -> Bool {
        let active = after.active.first?.id
        switch operation {
        case .startNew: return after.active.first?.name == "dcv_web" && !before.ids.contains(active ?? "")
        case .startLatest: return active == before.latest?.id
        case .startStable, .rollback: return active != nil && (active == before.stable?.id || isRenamedBack)
        case .startByName(let pick): return active == (before.member(pick) ?? before.latest)?.id
        case .undo: return active != nil && active != before.active.first?.id
        case .mark: return active != nil && after.stable?.id == before.active.first?.id
        case .stop: return after.active.isEmpty
        case .build, .clean, .recover, .recoverAll, .doctor:
            return after.active.map(\.id) == before.active.map(\.id)
        }
    }
}
