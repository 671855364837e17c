import CustomDump
import Engine
@testable import Families
import FoundationEssentials
import Testing

/// A stable container that somebody renamed, and a start of what was rolled back from.
@Suite struct UndoTests {
    private let marked = [image("web", tag: "dcv-stable", id: imageA)]
    private let serving = container("dcv_web", .running, image: imageB)

    @Test(arguments: [Families.Operation.rollback("web"), .startStable("web"), .startFromTag("web")])
    func `a stable one that was renamed gets its name back, and takes over`(operation: Families.Operation) throws {
        let plan = try plan(operation, in: situation([serving, container("web-prod")], images: marked))
        expectNoDifference(
            picture(plan),
            """
            rename #web-prod dcv_web_stable
            update --restart always #dcv_web
            stop #dcv_web
            start #web-prod
            update --restart no #dcv_web
            update --restart unless-stopped #web-prod
            """)
        #expect(plan.result == "dcv_web_stable is running; dcv_web is stopped and kept")
        #expect(plan.notes.first == "The stable container was renamed to web-prod; this renames it back")
        #expect(!plan.mayBeGivenUp)
    }

    @Test func `one that serves under another name only gets its name back`() throws {
        let plan = try plan(.rollback("web"), in: situation([container("web-prod", .running)], images: marked))
        expectNoDifference(picture(plan), "rename #web-prod dcv_web_stable")
        #expect(plan.intent == "rename web-prod back to dcv_web_stable")
        #expect(plan.result == "dcv_web_stable has its name back and keeps running")
    }

    @Test func `where several have that image, a rollback names all and guesses none`() throws {
        let saved = container("dcv_web_save_20260101T000000.000Z")
        let found = situation([serving, container("web-prod"), saved], images: marked)
        #expect(throws: Refusal.self) { try plan(.rollback("web"), in: found) }
        do { _ = try plan(.rollback("web"), in: found) } catch {
            #expect(error.problem.contains("web-prod and \(saved.name)"))
            #expect(error.remedy.contains("docker rename web-prod dcv_web_stable"))
            #expect(error.remedy.contains("docker rename \(saved.name) dcv_web_stable"))
        }
    }

    // MARK: What was rolled back from

    private func rolledBack(secondsAgo seconds: Double, after pause: Double = 1) -> Situation {
        let bad = container("dcv_web", created: 100)
        let stable = container("dcv_web_stable")
        var left = details(of: bad)
        left.finishedAt = now - seconds
        var back = details(of: stable)
        back.startedAt = now - seconds + pause
        back.finishedAt = now - 2
        return situation([bad, stable], details: [left, back])
    }

    @Test(arguments: [(250.0, "4 min"), (20, "less than a minute"), (11_000, "3 h")])
    func `a start of what was rolled back from says so, and asks`(seconds: Double, ago: String) throws {
        let plan = try plan(.startLatest("web"), in: rolledBack(secondsAgo: seconds))
        #expect(plan.isDoubtful)
        #expect(
            plan.notes.first
                == "dcv_web_stable replaced dcv_web \(ago) ago; this switches back to dcv_web")
    }

    @Test func `a start of what was merely stopped asks nothing`() throws {
        let plan = try plan(.startLatest("web"), in: rolledBack(secondsAgo: 900, after: 600))
        #expect(!plan.isDoubtful)
        #expect(!plan.notes.contains { $0.contains("rolled back") })
    }

    @Test func `where two run and none is stopped, an undo names both`() throws {
        let both = [container("dcv_web", .running), container("dcv_web_stable", .running)]
        do { _ = try plan(.undo("web"), in: situation(both)) } catch {
            #expect(error.problem.contains("dcv_web and dcv_web_stable"))
        }
    }

    // MARK: Names

    @Test func `two that are displaced in the same millisecond get two names`() throws {
        let saved = container(savedNow)
        let next = container("dcv_web_save_20261123T180556.128Z_failed")
        let plan = try plan(.startNew("web", configuration: nil), in: situation([serving, saved, next]))
        #expect(picture(plan).contains("rename #dcv_web dcv_web_save_20261123T180556.129Z"))
    }
}
