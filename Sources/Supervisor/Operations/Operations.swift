import Engine
import Families

/// Builds and switches under way or ended, and the question that is on its way to one.
package struct Operations: Equatable, Sendable {
    /// One a family, newest only.
    package var works: [FamilyName: Work] = [:]
    /// A plan is being made for it.
    package var planning: Operation?
    /// A question is on its way, which needs something from the engine first.
    package var isPreparing = false
    /// Plans are being made for these, to be shown together.
    package var batch: [Operation] = []
    /// Whose build is cancelled, or whose probation is given up, if that is asked for once more.
    package var asked: AskedTwice?

    package struct AskedTwice: Hashable, Sendable {
        package let action: Action
        package let family: FamilyName
    }

    /// What somebody asked for is being looked up.
    var isQuestionComing: Bool { planning != nil || !batch.isEmpty || isPreparing }

    package func work(of family: Family?) -> Work? { family.flatMap { works[$0.name] } }

    package func isUnderWay(_ family: FamilyName) -> Bool { works[family]?.isUnderWay ?? false }

    package func isBuilding(_ family: FamilyName) -> Bool {
        if case .building(let work) = works[family] { work.ending == nil } else { false }
    }

    package func mayGiveUp(_ family: FamilyName) -> Bool {
        if case .switching(let work) = works[family] { work.mayBeGivenUp } else { false }
    }

    var buildsUnderWay: [FamilyName] { works.filter { $0.value.isBuild && $0.value.isUnderWay }.keys.sorted() }
    var switchesUnderWay: [Work] { works.values.filter { !$0.isBuild && $0.isUnderWay } }

    // MARK: Questions

    /// What was asked before is not looked up any more: one thing at a time.
    mutating func dropQuestion() { (planning, batch, isPreparing) = (nil, [], false) }

    mutating func plan(_ operation: Operation, on terms: Terms? = nil) -> [OperationEffect] {
        dropQuestion()
        planning = operation
        return [.plan(operation, on: terms)]
    }

    mutating func prepare(_ effect: OperationEffect) -> [OperationEffect] {
        dropQuestion()
        isPreparing = true
        return [effect]
    }

    mutating func planAll(_ operations: [Operation]) -> [OperationEffect] {
        dropQuestion()
        batch = operations
        return operations.isEmpty ? [] : [.planBatch(operations)]
    }

    /// Whether it is asked for again; what is the opposite of what the key does else is asked for twice.
    private mutating func isAskedAgain(_ action: Action, _ family: FamilyName) -> Bool {
        let question = AskedTwice(action: action, family: family)
        defer { asked = asked == question ? nil : question }
        return asked == question
    }

    /// The one on probation.
    mutating func giveUp(_ family: FamilyName, _ keymap: Keymap, _ message: inout Message?) -> [OperationEffect] {
        guard case .switching(var work) = works[family] else { return [] }
        let new = work.plan.promoted?.name ?? family.text
        let old = work.plan.replaced.map { "\($0.name) is started again" } ?? "no container will be running"
        guard isAskedAgain(.rollback, family) else {
            let key = keymap.label(of: .rollback)
            message = Message(.hint, "\(new) is on probation. Press \(key) again to abort; \(old)")
            return []
        }
        work.isGivenUp = true
        works[family] = .switching(work)
        message = Message(.hint, "Aborting: \(old)")
        return [.giveUp(family)]
    }

    /// What took long would be lost.
    mutating func cancelBuild(of family: FamilyName, _ keymap: Keymap, _ message: inout Message?) -> [OperationEffect] {
        guard isAskedAgain(.stop, family) else {
            message = Message(
                .hint,
                "build \(family) is in progress. Press \(keymap.label(of: .stop)) again to cancel; the image is kept")
            return []
        }
        message = Message(.hint, "Canceling build \(family)...")
        return [.cancelBuild(family)]
    }

    // MARK: How they go

    /// Those of families where nothing is under way.
    mutating func begin(
        _ plans: [ProposedPlan], _ keymap: Keymap, _ message: inout Message?
    ) -> [OperationEffect] {
        let plans = plans.filter { isFree($0.plan.operation.family, keymap, &message) }
        for plan in plans.map(\.plan) { works[plan.operation.family] = .switching(Work.Switching(plan: plan)) }
        return plans.isEmpty ? [] : plans.map { .perform($0) } + [.tick]
    }

    mutating func begin(_ order: BuildOrder, _ keymap: Keymap, _ message: inout Message?) -> [OperationEffect] {
        guard isFree(order.family, keymap, &message) else { return [] }
        dropQuestion()
        works[order.family] = .building(Work.Building(order: order))
        return [.build(order), .tick]
    }

    /// Only while something is under way: nothing is drawn when nothing changes.
    mutating func tick() -> [OperationEffect] {
        let underWay = works.filter { $0.value.isUnderWay }.keys
        for family in underWay { works[family]?.tick() }
        return underWay.isEmpty ? [] : [.tick]
    }

    mutating func note(_ progress: Progress, of family: FamilyName) {
        guard case .switching(var work) = works[family] else { return }
        work.apply(progress)
        works[family] = .switching(work)
    }

    mutating func print(_ lines: [String], of family: FamilyName) {
        guard case .building(var work) = works[family] else { return }
        work.append(lines)
        works[family] = .building(work)
    }

    mutating func end(_ family: FamilyName, with outcome: Outcome) {
        guard case .switching(var work) = works[family] else { return }
        work.outcome = outcome
        works[family] = .switching(work)
    }

    mutating func end(_ family: FamilyName, with ending: BuildEnding) {
        guard case .building(var work) = works[family] else { return }
        work.ending = ending
        works[family] = .building(work)
    }

    /// It was confirmed and then not begun.
    mutating func withdraw(_ operation: Operation) {
        guard case .switching(let work) = works[operation.family], work.outcome == nil,
            work.plan.operation == operation
        else { return }
        works[operation.family] = nil
    }
}

extension Outcome {
    /// How it ended, for the person at the keys.
    var message: Message {
        switch self {
        case .done(let plan): Message(.done, plan.result)
        case .alreadySo(let summary): Message(.done, summary)
        case .undone(let failure) where failure.isGivenUp:
            Message(.hint, failure.problem, remedy: failure.stateNow)
        case .undone(let failure), .needsPerson(let failure):
            Message(.failure, "\(failure.plan.operation.words) failed: \(failure.problem)", remedy: failure.stateNow)
        }
    }
}

extension BuildEnding {
    /// - Parameter isSelected: keys are for that family.
    func message(of family: FamilyName, isSelected: Bool, _ keymap: Keymap) -> Message {
        switch self {
        case .built(let result) where result.isNew:
            Message(
                .done, "Built \(family): \(shortID(result.image))",
                remedy: (isSelected ? "" : "Select \(family): ")
                    + "\(keymap.label(of: .startNew)) starts it in a new container")
        case .built(let result):
            Message(.done, "No change: \(family) is still \(shortID(result.image))")
        case .failed(let refusal): Message(.failure, refusal.problem, remedy: refusal.remedy)
        case .cancelled:
            Message(
                .hint, "Canceled build \(family); its image is unchanged",
                remedy: "\(keymap.label(of: .build)) builds again, using the cache")
        }
    }
}
