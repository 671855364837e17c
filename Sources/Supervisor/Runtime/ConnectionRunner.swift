import Engine
import Families
import FoundationEssentials

/// Looks at the engine.
struct ConnectionRunner: Sendable {
    let engine: any Engine
    let survey: Survey
    let now: @Sendable () -> Date

    private typealias Tell = @Sendable (ConnectionEvent) -> Void

    func run(_ effect: ConnectionEffect, tell: @escaping EffectRunner.Tell) async {
        let id = engine.id
        let tell: Tell = { tell(.connection($0, on: id)) }
        switch effect {
        case .readSnapshot: await readSnapshot(tell)
        case .readInterruptions(let families): await readInterruptions(of: families, tell)
        case .readVersion: await readVersion(tell)
        case .listen: await listen(tell)
        case .pollAfter(let delay): if (try? await Task.sleep(for: delay)) != nil { tell(.pollDue) }
        case .readDetails(let ids): await readDetails(ids, tell)
        }
    }

    /// An engine that takes long is told to be silent, second by second.
    private func readSnapshot(_ tell: @escaping Tell) async {
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
    }

    private func readInterruptions(of families: [Family], _ tell: Tell) async {
        var found = [FamilyName: Interrupted]()
        for family in families { found[family.name] = try? await survey.interrupted(family) }
        tell(.interruptionsRead(found))
    }

    private func readVersion(_ tell: Tell) async {
        do throws(EngineError) {
            tell(.versionRead(try await engine.version()))
        } catch .engineTooOld(let engine, let needed) {
            tell(.engineTooOld(.engineTooOld(engine: engine, needed: needed)))
        } catch {
            // The version is missing from the header; what else is wrong, every look tells.
        }
    }

    private func listen(_ tell: Tell) async {
        for await event in engine.events() {
            switch event {
            case .listening: tell(.engineListening)
            case .changed(let change): tell(.engineChanged(change))
            }
        }
        if !Task.isCancelled { tell(.listeningEnded) }
    }

    /// Waits a moment first: whoever runs down a list asks only for where they stop.
    private func readDetails(_ ids: [String], _ tell: Tell) async {
        guard (try? await Task.sleep(for: .milliseconds(80))) != nil else { return }
        if let details = try? await engine.inspect(containers: ids) { tell(.detailsRead(details)) }
    }
}
