import CustomDump
import Engine
@testable import Families
import Testing

@Suite struct MarkingTests {
    private let saved = "dcv_web_save_20260101T000000.000Z"

    @Test func `the first mark tags the image and renames the container`() throws {
        let plan = try plan(.markStable("web"), in: situation([container("dcv_web", .running)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-A web:dcv-stable
            rename #dcv_web dcv_web_stable
            """)
        #expect(plan.intent == "mark dcv_web as stable; it becomes dcv_web_stable and keeps running")
        #expect(plan.result == "dcv_web is now dcv_web_stable and keeps running")
        #expect(plan.unmarked == nil)
        #expect(!plan.givesSomethingUp)
    }

    @Test func `marking the latest saves the stable one before`() throws {
        let plan = try plan(
            .markStable("web"),
            in: situation([container("dcv_web", .running, image: imageB), container("dcv_web_stable")]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-stable
            rename #dcv_web_stable \(savedNow)
            rename #dcv_web dcv_web_stable
            """)
        expectNoDifference(
            undoPicture(plan),
            """
            rename #dcv_web dcv_web
            rename #dcv_web_stable dcv_web_stable
            tag IMAGE-A web:dcv-stable
            """)
        #expect(plan.unmarked?.name == "dcv_web_stable")
        #expect(plan.givesSomethingUp)
    }

    @Test func `one whose image is gone is marked all the same, and no reference names another image`() throws {
        let containers = [container("dcv_web", .running, image: imageB), container("dcv_web_stable")]
        let plan = try plan(.markStable("web"), in: situation(containers, memberImages: [memberImage(imageA)]))
        expectNoDifference(
            picture(plan),
            """
            image rm web:dcv-stable
            rename #dcv_web_stable \(savedNow)
            rename #dcv_web dcv_web_stable
            """)
        #expect(undoPicture(plan).hasSuffix("tag IMAGE-A web:dcv-stable"))
        #expect(
            plan.notes == [
                "The image of dcv_web was removed; the container still starts but cannot be created again"
            ])
    }

    @Test func `the stable one before becomes the latest where nobody is`() throws {
        let plan = try plan(
            .markStable("web"), in: situation([container(saved, .running), container("dcv_web_stable")]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-A web:dcv-stable
            rename #dcv_web_stable dcv_web
            rename #\(saved) dcv_web_stable
            """)
    }

    @Test func `a foreign container that has the plain name counts as somebody`() throws {
        let plan = try plan(
            .markStable("web"),
            in: situation([container(saved, .running), container("dcv_web_stable"), container("dcv_web", family: nil)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-A web:dcv-stable
            rename #dcv_web_stable \(savedNow)
            rename #\(saved) dcv_web_stable
            """)
    }

    @Test func `marking what is marked does nothing and says so`() throws {
        let plan = try plan(.markStable("web"), in: situation([container("dcv_web_stable", .running)]))
        #expect(plan.isAlreadySo)
        #expect(plan.result == "dcv_web_stable is already the stable container")
    }

    @Test(arguments: [
        ("Up 2 hours (unhealthy)", ["Its health check reports unhealthy"]),
        ("Up 2 seconds (health: starting)", ["Its health check has not passed yet"]), ("Up 2 hours (healthy)", []),
        ("Up 2 hours", []),
    ])
    func `people hear what the health check says`(status: String, notes: [String]) throws {
        var active = container("dcv_web", .running)
        active.status = status
        #expect(try plan(.markStable("web"), in: situation([active])).notes == notes)
    }

    @Test func `people hear that it is paused`() throws {
        #expect(
            try plan(.markStable("web"), in: situation([container("dcv_web", .paused)])).notes
                == ["dcv_web is paused; whether it works is unknown"])
    }

    @Test func `nothing is marked that does not run`() {
        #expect(
            refusal(.markStable("web"), in: situation([container("dcv_web")])) == """
                web has no running container to mark as stable
                Start one: dockervisor start web :latest
                """)
    }

    @Test(arguments: [(3, 9.0, true), (3, 10.0, false), (0, 1.0, false)])
    func `nothing is marked between two crashes`(restarts: Int, seconds: Double, isRefused: Bool) {
        let web = container("dcv_web", .running)
        var known = details(of: web)
        known.restartCount = restarts
        known.startedAt = now.addingTimeInterval(-seconds)
        let said = refusal(.markStable("web"), in: situation([web], details: [known]))
        #expect(said.contains("it is in a restart loop") == isRefused)
    }

    @Test func `nothing is marked that restarts again and again`() {
        #expect(
            refusal(.markStable("web"), in: situation([container("dcv_web", .restarting)])) == """
                cannot mark dcv_web as stable: it is in a restart loop
                Check its logs: docker logs --tail 50 dcv_web
                """)
    }

    @Test func `a foreign container that has the stable name is in the way`() {
        let others = [container("dcv_web", .running), container("dcv_web_stable", family: nil)]
        #expect(
            refusal(.markStable("web"), in: situation(others)) == """
                the name dcv_web_stable is already in use by container #dcv_web_sta (not managed by dockervisor)
                Rename it: docker rename dcv_web_stable NEWNAME
                """)
    }
}
