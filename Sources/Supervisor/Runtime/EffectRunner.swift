import Engine
import Families
import FoundationEssentials
import Synchronization

/// Carries out effects: asks the engine, and tells what came of it as events.
package struct Conductor: Sendable {
    let engine: any Engine
    let survey: Survey
    private let builder: Builder
    let now: @Sendable () -> Date
    private let terms: Terms
    private let pace: Pace
    private let journal: Journal?
    /// Families whose container on probation is not wanted.
    let givenUp = FamilySet()

    /// - Parameters:
    ///   - terms: on which everything is done that keys ask for.
    ///   - journal: nil: nothing is written down.
    package init(
        engine: any Engine, folder: DockerparamsFolder, by: String, terms: Terms = Terms(), pace: Pace = .real,
        journal: Journal? = nil, now: @escaping @Sendable () -> Date
    ) {
        self.engine = engine
        self.terms = terms
        self.pace = pace
        self.journal = journal
        survey = Survey(engine: engine, folder: folder, by: by)
        builder = Builder(engine: engine, folder: folder)
        self.now = now
    }

    /// Carries out one effect to its end, or until its task is cancelled, and tells what comes of it.
    package func carryOut(_ effect: Effect, telling events: AsyncStream<Event>.Continuation) async {
        await carryOut(effect) { events.yield($0) }
        events.finish()
    }

    private func carryOut(_ effect: Effect, tell: @escaping @Sendable (Event) -> Void) async {
        switch effect {
        case .readSnapshot: await readSnapshot(tell)
        case .readVersion: await readVersion(tell)
        case .listen: await listen(tell)
        case .pollAfter(let delay): if (try? await Task.sleep(for: delay)) != nil { tell(.pollDue) }
        case .tick: if (try? await Task.sleep(for: .seconds(1))) != nil { tell(.ticked) }
        case .rest:
            guard (try? await Task.sleep(for: .milliseconds(80))) != nil else { return }
            tell(.rested(isLong: false))
            guard (try? await Task.sleep(for: .milliseconds(220))) != nil else { return }
            tell(.rested(isLong: true))
        case .readDetails(let ids): await readDetails(ids, tell)
        case .follow(let stream, let time): await follow(stream, after: time, tell)
        case .lookUp(let lookup): await lookUp(lookup, tell)
        case .readOlderLines(let page): await readOlderLines(page, tell)
        case .saveLog(let log, let file, let showsTimes): save(log, file, showsTimes: showsTimes, tell)
        case .readConfigurations(let family): await readConfigurations(family, tell)
        case .plan(let operation, let wishes): await plan(operation, wishes.terms(else: terms), tell)
        case .planBatch(let operations): await plan(all: operations, tell)
        case .perform(let confirmed): await perform(confirmed, tell)
        case .findFolder(let family):
            let last = try? await builder.lastContext(of: family)
            tell(.folderFound(family, folder: last ?? survey.folder.current))
        case .completeFolder(let text): tell(.folderCompleted(text, FolderCompletion(text, in: survey.folder)))
        case .build(let order): await build(order, tell)
        case .findShell(let container): await findShell(container, tell)
        case .openShell, .copy, .setMouse, .cancelBuild, .giveUp, .followNothing, .suspend, .redraw, .quit: break
        }
    }

    // MARK: Looking

    /// An engine that takes long is told to be silent, second by second.
    private func readSnapshot(_ tell: @escaping @Sendable (Event) -> Void) async {
        let clock = Task {
            var seconds = 5
            try await Task.sleep(for: .seconds(seconds))
            while true {
                tell(.engineSilent(seconds: seconds))
                try await Task.sleep(for: .seconds(1))
                seconds += 1
            }
        }
        defer { clock.cancel() }
        var snapshot: Snapshot
        do throws(EngineError) { snapshot = try await Snapshot(of: engine) } catch {
            return tell(.snapshotFailed(error, at: now()))
        }
        let doubted = snapshot.buildsInDoubt
        snapshot.contents = survey.contents.known(of: doubted)
        tell(.fleetRead(Fleet(snapshot), at: now()))
        clock.cancel()
        // The screen does not wait for what new builds hold; it looks again when that is known.
        if snapshot.contents.count < doubted.count,
            await survey.contents.contents(of: doubted, on: engine).count > snapshot.contents.count
        {
            tell(.engineChanged(EngineEvent.Change(kind: "image", action: "inspect", id: doubted[0])))
        }
        var found = [FamilyName: Interrupted]()
        for family in snapshot.families where family.interruption != nil {
            found[family.name] = try? await survey.interrupted(family)
        }
        if !found.isEmpty { tell(.interruptionsRead(found)) }
    }

    private func readVersion(_ tell: (Event) -> Void) async {
        do throws(EngineError) {
            tell(.versionRead(try await engine.version()))
        } catch .engineTooOld(let engine, let needed) {
            tell(.engineTooOld(.engineTooOld(engine: engine, needed: needed)))
        } catch {
            // The version is missing from the header; what else is wrong, every look tells.
        }
    }

    private func listen(_ tell: (Event) -> Void) async {
        for await event in engine.events() {
            switch event {
            case .listening: tell(.engineListening)
            case .changed(let change): tell(.engineChanged(change))
            }
        }
        if !Task.isCancelled { tell(.listeningEnded) }
    }

    /// Waits a moment first: whoever runs down a list asks only for where they stop.
    private func readDetails(_ ids: [String], _ tell: (Event) -> Void) async {
        guard (try? await Task.sleep(for: .milliseconds(80))) != nil else { return }
        if let details = try? await engine.inspect(containers: ids) { tell(.detailsRead(details)) }
    }

    private func lookUp(_ lookup: Lookup, _ tell: (Event) -> Void) async {
        switch lookup {
        case .history(let family):
            let builds = (try? await engine.images(labelled: "\(Label.buildFamily)=\(family)")) ?? []
            let entries = (try? journal?.read().entries) ?? []
            tell(
                .historyRead(
                    .init(
                        family: family, builds: builds.withoutMemberTags,
                        entries: entries.filter { $0.family == family.text })))
        case .parameters(let family):
            do throws(Refusal) {
                let found = try await survey.effectiveParameters(of: family, now: now())
                tell(.parametersRead(.init(family: family, result: .success(found))))
            } catch {
                tell(.parametersRead(.init(family: family, result: .failure(error))))
            }
        case .layers(let images):
            var layers: [String: [ImageLayer]] = [:]
            for image in images { layers[image] = (try? await engine.history(image: image)) ?? [] }
            tell(.layersRead(layers))
        }
    }

    private func findShell(_ container: ContainerReference, _ tell: (Event) -> Void) async {
        do throws(EngineError) {
            tell(.shellFound(container, shell: try await engine.shell(in: container.argument)))
        } catch {
            tell(.shellEnded(container, error))
        }
    }

    private func readConfigurations(_ family: FamilyName, _ tell: (Event) -> Void) async {
        do throws(Refusal) {
            let found = try await survey.configurations(of: family)
            tell(.configurationsRead(family, names: found.names, preselected: found.preselected))
        } catch {
            tell(.refused(.startNew(family, configuration: nil), error))
        }
    }

    // MARK: Changing

    private func plan(_ operation: Operation, _ terms: Terms, _ tell: (Event) -> Void) async {
        do throws(Refusal) {
            let preview = try await survey.preview(operation, on: terms, now: now())
            tell(.planned(operation, ConfirmedPlan(plan: preview.plan, recovery: preview.recovery)))
        } catch {
            tell(.refused(operation, error))
        }
    }

    private func plan(all operations: [Operation], _ tell: (Event) -> Void) async {
        var entries = [Batch.Entry]()
        for operation in operations {
            do throws(Refusal) {
                let preview = try await survey.preview(operation, on: terms, now: now())
                entries.append(.planned(ConfirmedPlan(plan: preview.plan, recovery: preview.recovery)))
            } catch {
                entries.append(.refused(operation, error))
            }
        }
        tell(.batchPlanned(operations, Batch(entries)))
    }

    /// What was shown is what is done: if the engine gives another plan by now, that one is shown instead.
    private func perform(_ confirmed: ConfirmedPlan, _ tell: @escaping @Sendable (Event) -> Void) async {
        let operation = confirmed.plan.operation
        let tellProgress: Operator.Tell = { tell(.progressed(operation.family, $0)) }
        do throws(Refusal) {
            let (family, givenUp) = (operation.family, givenUp)
            givenUp.remove(family)
            let isGivenUp = { @Sendable in givenUp.contains(family) }
            if case .recover = operation {
                let outcome = try await performer.recover(
                    family, on: confirmed.plan.terms, isGivenUp: isGivenUp, tell: tellProgress)
                return tell(.ended(family, outcome ?? .alreadySo("nothing of \(family) was interrupted")))
            }
            var plan = confirmed.plan
            if confirmed.recovery != nil {
                let outcome = try await performer.recover(
                    family, on: plan.terms.forRecovery(before: operation), isGivenUp: isGivenUp, tell: tellProgress)
                if let outcome, outcome.exitCode == 2 || outcome.isGivenUp { return tell(.ended(family, outcome)) }
                plan = try await survey.plan(operation, on: plan.terms, now: plan.madeAt)
                tell(.progressed(family, .planned(plan)))
                guard plan.isSame(as: confirmed.plan) else {
                    return tell(.planned(operation, ConfirmedPlan(plan: plan, change: .recovered)))
                }
                givenUp.remove(family)
            }
            switch try await performer.carryOut(plan, isGivenUp: isGivenUp, tell: tellProgress) {
            case .ended(let outcome): tell(.ended(operation.family, outcome))
            case .changed(let plan): tell(.planned(operation, ConfirmedPlan(plan: plan, change: .byOthers)))
            }
        } catch {
            tell(.refused(operation, error))
        }
    }

    private var performer: Operator { Operator(survey: survey, journal: journal, pace: pace, now: now) }

    private func build(_ order: BuildOrder, _ tell: @escaping @Sendable (Event) -> Void) async {
        do throws(Refusal) {
            let plan = try await builder.plan(order)
            for note in plan.notes { tell(.buildPrinted(order.family, [note])) }
            let result = try await builder.carryOut(plan) { tell(.buildPrinted(order.family, [$0])) }
            tell(.buildEnded(order.family, .built(result)))
        } catch {
            tell(.buildEnded(order.family, .failed(error)))
        }
    }
}

/// Some families, for tasks that run side by side.
final class FamilySet: Sendable {
    private let names = Mutex<Set<FamilyName>>([])

    func insert(_ family: FamilyName) { names.withLock { _ = $0.insert(family) } }
    func remove(_ family: FamilyName) { names.withLock { _ = $0.remove(family) } }
    func contains(_ family: FamilyName) -> Bool { names.withLock { $0.contains(family) } }
}
