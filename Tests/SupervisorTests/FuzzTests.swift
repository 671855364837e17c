import Console
import Engine
@testable import Families
import Supervisor
import TestRandom
import Testing

/// 100,000 events, whatever happens in whatever order: nothing traps, and nothing is done that nobody asked for.
struct FuzzTests {
    @Test(arguments: 0..<40)
    func `random events never break a promise`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let isReadOnly = seed % 4 == 3
        var state = State.opened(isReadOnly: isReadOnly)
        var changes = 0
        for _ in 0..<2500 {
            let event = RandomEvent.make(for: state, &random)
            let before = state
            let effects = update(&state, event)
            check(event, before, state, effects)
            changes += effects.count(where: isChange)
            if effects.contains(.terminal(.quit)) { state = .opened(isReadOnly: isReadOnly) }
        }
        #expect(isReadOnly ? changes == 0 : changes > 0)
    }

    private func check(_ event: Event, _ before: State, _ after: State, _ effects: [Effect]) {
        checkSelection(event, before, after)
        for effect in effects { check(effect, event, before, after) }
        let looks = effects.count { $0 == .connection(.readSnapshot) }
        #expect(looks <= 1)
        #expect(effects.count { $0 == .operation(.tick) } <= 1)
        #expect(after.inspector.scrolled >= 0)
        // Frames are cut short only until it rests.
        #expect(!after.panes.isMoving || before.panes.isMoving || effects.contains(.rest))
        #expect(after.lists.listing == .families || after.lists.focus != .families)
        #expect(
            after.lists.marks.isEmpty || after.lists.marks.allSatisfy { $0.isFamily }
                || !after.lists.marks.contains { $0.isFamily })
        checkMode(after)
    }

    private func checkMode(_ state: State) {
        switch state.mode {
        case .choosingConfiguration(let choice): #expect(choice.names.indices.contains(choice.selected))
        case .menu(let menu): #expect(menu.actions.isEmpty || menu.actions.indices.contains(menu.selected))
        case .commanding(let palette): #expect(palette.selected >= 0)
        case .copying(let copying): #expect(copying.choices.indices.contains(copying.selected))
        default: break
        }
    }

    private func check(_ effect: Effect, _ event: Event, _ before: State, _ after: State) {
        if isChange(effect) { #expect(!before.settings.isReadOnly) }
        switch effect {
        case .operation(.perform(let plan), _): check(plan, event, before)
        case .operation(.build(let order), _): #expect(!isUnderWay(order.family, before))
        case .terminal(.quit):
            #expect(
                !after.operations.works.values.contains { if case .switching = $0 { $0.isUnderWay } else { false } })
        case .operation(.tick, _): #expect(after.operations.works.values.contains { $0.isUnderWay })
        case .connection(.readSnapshot, _): #expect(after.engine.isReading && !after.isFrozen)
        case .terminal(.openShell), .findShell: #expect(!before.settings.isReadOnly || before.mode == .browsing)
        default: break
        }
    }

    private func isChange(_ effect: Effect) -> Bool {
        switch effect {
        case .operation(.build, _), .operation(.perform, _): true
        default: false
        }
    }

    private func check(_ plan: ProposedPlan, _ event: Event, _ before: State) {
        #expect(!isUnderWay(plan.plan.operation.family, before))
        #expect(before.leaving != .decided)
        guard plan.plan.givesSomethingUp || plan.plan.isDoubtful || plan.isChanged else { return }
        #expect(isConfirmation(event))
        if case .confirming(let shown) = before.mode, shown.proposal == plan { return }
        if case .confirmingAll(let shown) = before.mode, shown.batch.plans.contains(plan) { return }
        Issue.record("performed without a confirmation: \(plan.plan.operation.words)")
    }

    private func isUnderWay(_ family: FamilyName, _ state: State) -> Bool {
        state.operations.works[family]?.isUnderWay ?? false
    }

    private func isConfirmation(_ event: Event) -> Bool {
        [.pressed(.character("y")), .pressed(.character("Y")), .pressed(.enter)].contains(event)
    }

    /// Only keys move it, and not while a question is open, as long as what is selected is there.
    private func checkSelection(_ event: Event, _ before: State, _ after: State) {
        if isByHand(event), !isQuestion(before.mode) { return }
        #expect(after.lists.focus == before.lists.focus && after.lists.listing == before.lists.listing)
        switch before.lists.selectedItem {
        case .family(let id) where after.lists.families.contains { $0.id == id }:
            #expect(after.lists.selectedItem == .family(id))
        case .container(let id) where after.lists.rows.contains { $0.id == id }:
            guard before.lists.isContainerMeant else { break }
            #expect(after.lists.selectedItem == .container(id))
        default: break
        }
        #expect(after.lists.marks.isSubset(of: before.lists.marks))
    }

    private func isByHand(_ event: Event) -> Bool {
        switch event {
        case .pressed, .clicked, .wheeled: true
        default: false
        }
    }

    private func isQuestion(_ mode: Mode) -> Bool {
        switch mode {
        case .confirming, .confirmingAll, .askingFolder, .choosingConfiguration, .help, .asking: true
        case .browsing, .filtering, .menu, .commanding, .copying: false
        }
    }
}

extension State {
    fileprivate static func opened(isReadOnly: Bool) -> State {
        var settings = Settings()
        settings.isReadOnly = isReadOnly
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24), settings: settings)
        state.hear(.opened)
        return state
    }
}

private enum RandomEvent {
    private static let keys: [Key] =
        Action.bindings.flatMap(\.keys).filter { ![.character("q"), .control("c")].contains($0) }
        + [
            .tab, .down, .character("w"), .character("e"), .character("b"), .character(" "), .escape, .escape,
            .character("y"), .character("N"), .enter, .enter, .backspace, .delete, .control("w"), .function(12),
        ]
    private static let operations: [Families.Operation] = [web, api, cron].flatMap { name in
        [
            .startNew(name, configuration: nil), .startLatest(name), .stop(name), .markStable(name), .rollback(name),
            .startContainer(name, name: "dcv_\(name)_save_1"),
        ]
    }
    private static let snapshots = [
        ordinary, Snapshot(), ordinary.without("dcv_web"), ordinary.without("dcv_web_stable", "dcv_cron"),
        ordinary.with("dcv_web", .exited), ordinary.with("dcv_web_stable", .running),
        ordinary.with("dcv_web", .exited).with("dcv_web_stable", .running),
        Snapshot(containers: [container("dcv_aaa", .running, of: family("aaa"))] + ordinary.containers),
    ]

    static func make(for state: State, _ random: inout SeededRandom) -> Event {
        switch Int.random(in: 0..<33, using: &random) {
        case 0..<12: .pressed(pick(keys, &random))
        case 12: .pressed(pick([.character("q"), .control("c")], &random))
        case 13..<16: .snapshotRead(pick(snapshots, &random), at: now)
        case 31: byHand(state, &random)
        case 30: batchPlanned(state, &random)
        case 16: .connection(.snapshotFailed(.cancelled(command: "ps"), at: now))
        case 17:
            pick(
                [
                    .connection(.engineListening), .connection(.listeningEnded), .connection(.pollDue),
                    .operation(.ticked), .connection(.engineSilent(seconds: 7)),
                    .connection(.versionRead(EngineVersion(engine: "1"))),
                ],
                &random)
        case 18: .connection(.detailsRead(details(pick(snapshots, &random).containers.map(\.id))))
        case 19:
            .connection(
                .engineChanged(.init(kind: "container", action: "die", id: pick(["#dcv_web", "other"], &random))))
        case 20:
            .operation(
                .configurationsRead(
                    pick([web, api], &random), names: pick([[], ["a"], ["a", "b"]], &random), preselected: "b"))
        case 21..<25: planned(state, &random)
        case 25: .operation(.refused(pick(operations, &random), .state(problem: "no", remedy: "")))
        case 26: progress(state, &random)
        case 27: ended(state, &random)
        case 28: build(&random)
        case 29: streamed(state, &random)
        default:
            pick(
                [
                    .scrollEnded(at: 3), .resized(Size(columns: 60, rows: 3)), .resized(Size(columns: 0, rows: 0)),
                    .toldToEnd,
                ], &random)
        }
    }

    private static func pick<T>(_ values: [T], _ random: inout SeededRandom) -> T {
        values[Int.random(in: values.indices, using: &random)]
    }

    /// Mostly what was asked for.
    private static func planned(_ state: State, _ random: inout SeededRandom) -> Event {
        let isAnswer = Int.random(in: 0..<4, using: &random) > 0
        let operation = isAnswer ? state.operations.planning ?? pick(operations, &random) : pick(operations, &random)
        let snapshot = pick(snapshots, &random)
        let situation = Situation(
            snapshot: snapshot, newestImage: ImageDetails(id: newImage, createdAt: now), now: now, by: "ann@box")
        do throws(Refusal) {
            let plan = try plan(operation, in: situation)
            let isChanged = Int.random(in: 0..<6, using: &random) == 0
            return .operation(.planned(operation, ProposedPlan(plan: plan, change: isChanged ? .byOthers : nil)))
        } catch {
            return .operation(.refused(operation, error))
        }
    }

    /// Mostly what was asked for, with what comes of each.
    private static func batchPlanned(_ state: State, _ random: inout SeededRandom) -> Event {
        let isAnswer = Int.random(in: 0..<4, using: &random) > 0
        let asked = isAnswer ? state.operations.batch : [pick(operations, &random)]
        let entries = asked.map { operation in
            var planning = state
            planning.operations.planning = operation
            return if case .operation(.planned(_, let confirmed), _) = planned(planning, &random) {
                Batch.Entry.planned(confirmed)
            } else {
                Batch.Entry.refused(operation, .state(problem: "no", remedy: ""))
            }
        }
        return .operation(.batchPlanned(asked, Batch(entries)))
    }

    private static func byHand(_ state: State, _ random: inout SeededRandom) -> Event {
        let dcv = ContainerReference.existing(id: "#dcv_web", name: "dcv_web")
        return pick(
            [
                .clicked(.row(.families, .family(api))), .clicked(.row(.families, .family(family("gone")))),
                .clicked(.row(.containers, .container("#dcv_cron"))), .clicked(.row(.containers, .container("gone"))),
                .clicked(.pane(.inspector)), .wheeled(rows: 3, over: .containers), .wheeled(rows: -3, over: .families),
                .wheeled(rows: 3, over: .inspector), .wheeled(rows: 3, over: nil),
                .shellFound(dcv, shell: "sh", on: .local),
                .shellFound(dcv, shell: nil, on: .local), .shellEnded(dcv, nil),
            ], &random)
    }

    /// Mostly of what flows in.
    private static func streamed(_ state: State, _ random: inout SeededRandom) -> Event {
        let container = pick(["#dcv_web", "#dcv_web_stable", "other"], &random)
        let lines = ["error", "fine", "an error"].map { LogLine($0, at: LogTime(nanoseconds: 5)) }
        let sample = StatsSample(container: container, takenAt: now, cpuPercent: nil, memory: 1, memoryLimit: 2)
        return pick(
            [
                .inspector(.logged(lines, container)), .inspector(.logged([], container)),
                .inspector(.olderLinesRead(lines, container)),
                .inspector(.olderLinesRead([], container)), .inspector(.measured([sample], container)),
                .scrollEnded(at: 0),
                .inspector(
                    .followingEnded(
                        state.inspector.stream ?? .logs(container: container),
                        pick([nil, .cancelled(command: "logs")], &random))),
                .inspector(.followingEnded(.stats(container: container), nil)),
                .inspector(.logSaved("a.log", lines: 1, problem: nil)),
            ], &random)
    }

    private static func progress(_ state: State, _ random: inout SeededRandom) -> Event {
        let name = pick([web, api, cron], &random)
        guard case .switching(let work) = state.operations.works[name] else {
            return .operation(.buildPrinted(name, ["line", "line"]))
        }
        let call = pick(work.plan.steps.map(\.call), &random)
        return .operation(
            .progressed(
                name,
                pick(
                    [.began(call), .finished(call), .failed(call, problem: "no"), .undoing(call), .undone(call)],
                    &random)))
    }

    private static func ended(_ state: State, _ random: inout SeededRandom) -> Event {
        let name = pick([web, api, cron], &random)
        guard case .switching(let work) = state.operations.works[name] else {
            return .operation(.buildEnded(name, .failed(.state(problem: "no", remedy: ""))))
        }
        let failure = Outcome.Failure(
            plan: work.plan, step: work.plan.steps[0], problem: "no", remedy: "",
            blamed: pick([nil, "dcv_web_stable", "dcv_gone"], &random), lastLines: [])
        return .operation(
            .ended(
                name, pick([.done(work.plan), .alreadySo("so"), .undone(failure), .needsPerson(failure)], &random)))
    }

    private static func build(_ random: inout SeededRandom) -> Event {
        let result = BuildResult(family: web, image: newImage, isNew: true, keptParameters: nil)
        return pick(
            [
                .operation(.folderFound(web, folder: "/src")), .operation(.folderFound(api, folder: "")),
                .operation(.buildEnded(web, .built(result))),
                .operation(.folderCompleted("/src", FolderCompletion("/src", among: ["src", "srv"]))),
                .operation(.folderCompleted("", FolderCompletion("", among: []))),
            ],
            &random)
    }
}
