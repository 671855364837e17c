import CustomDump
import Engine
@testable import Families
import Supervisor
import Testing

/// What is told of a switch or build under way, and of how it ended.
struct WorkTests {
    private static let rollback = confirmed(.rollback(web)).plan
    private static let calls = rollback.steps.map(\.call)

    private func begun() -> State {
        var state = State.live()
        state.beginSwitch(.rollback(web))
        return state
    }

    private func failure(at index: Int) -> Outcome.Failure {
        Outcome.Failure(
            plan: Self.rollback, step: Self.rollback.steps[index], problem: "dcv_web_stable exited at once",
            remedy: "Check its logs", lastLines: ["no such file"])
    }

    @Test func `the steps tick off one after the other`() {
        var state = begun()
        state.hear(
            .operation(.progressed(web, .began(Self.calls[0]))), .operation(.progressed(web, .finished(Self.calls[0]))))
        state.hear(.operation(.progressed(web, .began(Self.calls[1]))))
        expectNoDifference(
            state.steps(of: web),
            """
            done: restart policy of dcv_web: always
            underWay: stop dcv_web
            waiting: start dcv_web_stable
            waiting: restart policy of dcv_web: no
            waiting: restart policy of dcv_web_stable: unless-stopped
            """)
    }

    @Test func `what failed and what was undone is told`() {
        var state = begun()
        for call in Self.calls[...2] {
            state.hear(.operation(.progressed(web, .began(call))), .operation(.progressed(web, .finished(call))))
        }
        state.hear(.operation(.progressed(web, .failed(Self.calls[2], problem: "it ended"))))
        state.hear(
            .operation(.progressed(web, .undoing(Self.calls[1]))), .operation(.progressed(web, .undone(Self.calls[1]))))
        state.hear(.operation(.progressed(web, .undoing(Self.calls[0]))))
        expectNoDifference(
            state.steps(of: web),
            """
            done: restart policy of dcv_web: always
            done: stop dcv_web
            failed: start dcv_web_stable
            waiting: restart policy of dcv_web: no
            waiting: restart policy of dcv_web_stable: unless-stopped
            undone: revert: stop dcv_web
            underWay: revert: restart policy of dcv_web: always
            """)
    }

    @Test func `a switch that is done says what is so now`() {
        var state = begun()
        #expect(
            state.hear(.operation(.ended(web, .done(Self.rollback)))) == [.connection(.readDetails(state.memberIDs))])
        #expect(state.operations.works[web]?.isUnderWay == false)
        #expect(state.message == Message(.done, "dcv_web_stable is running; dcv_web is stopped and kept"))
        #expect(state.type("x") == [.operation(.plan(.stop(web)))])
    }

    @Test func `an outcome that is not true any more is replaced`() {
        var state = begun()
        state.hear(.operation(.ended(web, .done(Self.rollback))))
        let said = state.message
        let serving = ordinary.with("dcv_web", .exited).with("dcv_web_stable", .running)
        // The first look may have been begun before the container was started.
        state.hear(.snapshotRead(ordinary.with("dcv_web", .exited), at: now))
        #expect(state.message == said)
        state.hear(.snapshotRead(serving, at: now))
        #expect(state.message == said)
        state.hear(.snapshotRead(serving.with("dcv_web_stable", .restarting), at: now))
        #expect(state.message?.text == "dcv_web_stable keeps restarting: exit code 0")
        #expect(state.message?.remedy == "L shows its log")
    }

    @Test func `one that was undone says why and what serves`() {
        var state = begun()
        state.hear(.operation(.ended(web, .undone(failure(at: 2)))))
        #expect(
            state.message
                == Message(
                    .failure, "rollback web failed: dcv_web_stable exited at once",
                    remedy: "Reverted: dcv_web is active again"))
    }

    @Test func `from its output the log's key goes to the container that is to blame`() {
        var state = begun()
        var failure = failure(at: 2)
        failure.blamed = "dcv_web_save_1"
        state.hear(.operation(.ended(web, .undone(failure))))
        state.type("L")
        #expect(state.shownTab == .logs)
        #expect(state.lists.container?.name == "dcv_web_save_1")
        state.type("DL")
        #expect(state.lists.container?.name == "dcv_web_save_1")
    }

    @Test func `one that needs a person says so`() {
        var state = begun()
        var failure = failure(at: 4)
        failure.remaining = Array(Self.calls[4...])
        state.hear(.operation(.ended(web, .needsPerson(failure))))
        #expect(state.message?.kind == .failure)
        #expect(state.message?.remedy == "dcv_web_stable is running, but not all steps were done")
    }

    // MARK: Several at once

    @Test func `several families are worked on at once, each with its own output`() {
        var state = begun()
        state.lists.selectedFamily = FamilyID(api, on: .local)
        state.beginBuild(of: api)
        state.hear(.operation(.buildPrinted(api, ["Step 1"])), .operation(.buildPrinted(web, ["not a build"])))
        state.hear(
            .operation(.progressed(web, .began(Self.calls[0]))), .operation(.progressed(api, .began(Self.calls[0]))))
        #expect(state.operations.works.values.count { $0.isUnderWay } == 2)
        #expect(state.output(of: api) == ["Step 1"])
        #expect(state.steps(of: web).hasPrefix("underWay"))
        #expect(state.work?.words == "build api")
        state.lists.selectedFamily = FamilyID(cron, on: .local)
        #expect(state.shownTab == .details)
    }

    // MARK: Builds

    @Test func `a build ends with what to do next`() {
        var state = State.live()
        state.beginBuild(of: web)
        let new = BuildResult(family: web, image: newImage, isNew: true, keptParameters: nil)
        state.hear(.operation(.buildEnded(web, .built(new))))
        #expect(state.message == Message(.done, "Built web: bbbbbbbbbbbb", remedy: "n starts it in a new container"))
        state.beginBuild(of: web)
        let same = BuildResult(family: web, image: newImage, isNew: false, keptParameters: nil)
        state.hear(.operation(.buildEnded(web, .built(same))))
        #expect(state.message == Message(.done, "No change: web is still bbbbbbbbbbbb"))
        state.beginBuild(of: web)
        state.hear(.operation(.buildEnded(web, .failed(.state(problem: "no such directory: /srv", remedy: "Name it")))))
        #expect(state.message == Message(.failure, "no such directory: /srv", remedy: "Name it"))
        #expect(state.operations.works[web]?.isUnderWay == false)
    }

    @Test func `of a build's output the newest lines are kept`() {
        var state = State.live()
        state.beginBuild(of: web)
        for first in stride(from: 0, to: 10_000, by: 100) {
            state.hear(.operation(.buildPrinted(web, (first..<(first + 100)).map { "line \($0)" })))
        }
        guard case .building(let work) = state.operations.works[web] else { Issue.record("no such work"); return }
        #expect((2000...2500).contains(work.lines.count))
        #expect(work.lines.last == "line 9999")
        #expect(work.lines.first == "line \(work.droppedLines)")
        #expect(work.lines.count + work.droppedLines == 10_000)
    }

    @Test func `one huge burst of output is cut as well`() {
        var state = State.live()
        state.beginBuild(of: web)
        state.hear(.operation(.buildPrinted(web, (0..<100_000).map { "\($0)" })))
        #expect(state.output(of: web).count == 2000)
        #expect(state.output(of: web).last == "99999")
    }

    // MARK: Time

    @Test func `seconds are counted only while something is under way`() {
        var state = State.live()
        #expect(state.hear(.operation(.ticked)) == [])
        state.beginBuild(of: web)
        #expect(state.hear(.operation(.ticked), .operation(.ticked)) == [.operation(.tick), .operation(.tick)])
        guard case .building(let work) = state.operations.works[web] else { Issue.record("no such work"); return }
        #expect(work.seconds == 2)
        state.hear(.operation(.buildEnded(web, .failed(.state(problem: "", remedy: "")))))
        #expect(state.hear(.operation(.ticked)) == [])
    }

    @Test func `of a switch the step under way is counted`() {
        var state = begun()
        state.hear(.operation(.progressed(web, .began(Self.calls[0]))), .operation(.ticked), .operation(.ticked))
        state.hear(
            .operation(.progressed(web, .finished(Self.calls[0]))), .operation(.progressed(web, .began(Self.calls[1]))),
            .operation(.ticked))
        guard case .switching(let work) = state.operations.works[web] else { Issue.record("no such work"); return }
        #expect(work.seconds == 1)
    }

    // MARK: Giving up

    private func onProbation(_ operation: Families.Operation = .startContainer(web, name: "dcv_web_save_1")) -> State {
        var state = State.live()
        state.beginSwitch(operation)
        guard case .switching(let work) = state.operations.works[web], let new = work.plan.promoted else {
            return state
        }
        let watch = ProbationReport(
            container: new, serving: .seconds(2), good: .seconds(2), needed: .seconds(10), health: nil)
        state.hear(.operation(.progressed(web, .watched(watch))))
        return state
    }

    @Test func `r twice during a probation gives the new one up, and the menu offers no such thing`() {
        var state = onProbation()
        #expect(Action.rollback.isPossible(in: state))
        #expect(state.type("r") == [])
        #expect(
            state.message?.text == "dcv_web_save_1 is on probation. Press r again to abort; dcv_web is started again")
        #expect(state.type("3r") == [])
        #expect(state.type("r") == [.operation(.giveUp(web))])
        #expect(state.message?.text == "Aborting: dcv_web is started again")
        #expect(state.type("rr") == [])
        state = onProbation()
        state.hit(.enter)
        guard case .menu(let menu) = state.mode else {
            Issue.record("\(state.mode)")
            return
        }
        #expect(!menu.actions.contains(.rollback))
    }

    @Test func `what was given up has not failed`() {
        var state = onProbation()
        guard case .switching(let work) = state.operations.works[web] else { Issue.record("no such work"); return }
        var failure = Outcome.Failure(
            plan: work.plan, step: work.plan.steps[0], problem: "the probation of dcv_web_save_1 was aborted",
            remedy: "", lastLines: [])
        failure.isGivenUp = true
        state.hear(.operation(.ended(web, .undone(failure))))
        #expect(state.message?.kind == .hint)
        #expect(state.message?.text == "the probation of dcv_web_save_1 was aborted")
    }

    @Test(arguments: [Families.Operation.rollback(web), .startStable(web)])
    func `the stable one that comes back is not given up, however often r is pressed`(operation: Families.Operation) {
        var state = onProbation(operation)
        #expect(!Action.rollback.isPossible(in: state))
        #expect(state.type("rrrr") == [])
        #expect(state.message?.text == "\(operation.words) is in progress")
        #expect(state.operations.works[web]?.isUnderWay == true)
    }

    @Test func `what was read in the middle of a switch counts no more at its end`() {
        var state = begun()
        #expect(state.engine.currentDetails["#dcv_web"] != nil)
        #expect(
            state.hear(.operation(.ended(web, .done(Self.rollback)))) == [.connection(.readDetails(state.memberIDs))])
        #expect(state.engine.currentDetails["#dcv_web"] == nil)
        #expect(state.engine.details["#dcv_web"] != nil)
    }

    @Test func `before and after a probation r is no way back`() {
        var state = State.live()
        state.beginSwitch(.rollback(web))
        #expect(state.type("r") == [])
        state = onProbation()
        state.hear(
            .operation(.progressed(web, .began(.setRestartPolicy(.existing(id: "#dcv_web", name: "dcv_web"), .no)))))
        #expect(!Action.rollback.isPossible(in: state))
        #expect(state.type("r") == [])
    }

    @Test func `x twice cancels a build, and nothing else in between`() {
        var state = State.live()
        state.beginBuild(of: web)
        #expect(Action.stop.isPossible(in: state))
        #expect(state.type("x") == [])
        #expect(state.message?.text == "build web is in progress. Press x again to cancel; the image is kept")
        #expect(state.type("3x") == [])
        #expect(state.type("x") == [.operation(.cancelBuild(web))])
        state.hear(.operation(.buildEnded(web, .cancelled)))
        #expect(state.message?.text == "Canceled build web; its image is unchanged")
        #expect(state.work?.isUnderWay == false)
    }
}
