import CustomDump
import Engine
@testable import Families
import Testing

@Suite struct SwitchingTests {
    @Test func `a stable one whose image is gone comes back all the same, and that is said`() throws {
        let containers = [container("dcv_web", .running, image: imageB), container("dcv_web_stable")]
        let plan = try plan(.rollback("web"), in: situation(containers, memberImages: [memberImage(imageB)]))
        #expect(plan.promoted?.name == "dcv_web_stable")
        #expect(
            plan.notes == [
                "The image of dcv_web_stable was removed; the container still starts but cannot be created again"
            ])
    }

    @Test(arguments: [
        ([imageA, imageB], imageB), ([imageA], imageA), ([], "dockervisor/lock:latest"),
    ])
    func `the record is made from the image of who serves, else of who is to serve, else from an empty one`(
        there: [String], base: String
    ) throws {
        let containers = [container("dcv_web", .running, image: imageB), container("dcv_web_stable")]
        var found = situation(containers, memberImages: there.map { memberImage($0) })
        found.holder = Holder(by: "ann@box", machine: "m", boot: "b", process: 1, processStart: "1")
        let plan = try plan(.rollback("web"), in: found)
        #expect(plan.lock?.image == base)
        let first = plan.dryRunLines().first { !$0.hasPrefix("#") }
        #expect(first?.hasPrefix("head -c 1024 /dev/zero | docker import - ") == there.isEmpty)
    }

    private let saved = "dcv_web_save_20260101T000000.000Z"

    @Test func `latest takes over from the stable one; nobody is renamed`() throws {
        let plan = try plan(
            .startLatest("web"), in: situation([container("dcv_web", .exited), container("dcv_web_stable", .running)]))
        expectNoDifference(
            picture(plan),
            """
            update --restart always #dcv_web_stable
            stop #dcv_web_stable
            start #dcv_web
            update --restart no #dcv_web_stable
            update --restart unless-stopped #dcv_web
            """)
        expectNoDifference(
            undoPicture(plan),
            """
            stop #dcv_web
            start #dcv_web_stable
            update --restart unless-stopped #dcv_web_stable
            """)
        #expect(plan.intent == "stop dcv_web_stable and start dcv_web")
        #expect(plan.result == "dcv_web is running; dcv_web_stable is stopped and kept")
    }

    @Test func `where nobody has the plain name, latest means the stable one`() throws {
        let plan = try plan(.startLatest("web"), in: situation([container("dcv_web_stable")]))
        expectNoDifference(
            picture(plan),
            """
            start #dcv_web_stable
            update --restart unless-stopped #dcv_web_stable
            """)
    }

    @Test(arguments: [Families.Operation.rollback("web"), .startStable("web")])
    func `a rollback lets the stable one take over`(operation: Families.Operation) throws {
        let plan = try plan(
            operation, in: situation([container("dcv_web", .running), container("dcv_web_stable", .exited)]))
        expectNoDifference(
            picture(plan),
            """
            update --restart always #dcv_web
            stop #dcv_web
            start #dcv_web_stable
            update --restart no #dcv_web
            update --restart unless-stopped #dcv_web_stable
            """)
        #expect(plan.intent == "stop dcv_web and start dcv_web_stable")
        #expect(plan.result == "dcv_web_stable is running; dcv_web is stopped and kept")
    }

    @Test func `a rollback in a stopped family starts the stable one`() throws {
        let plan = try plan(.rollback("web"), in: situation([container("dcv_web"), container("dcv_web_stable")]))
        expectNoDifference(
            picture(plan),
            """
            start #dcv_web_stable
            update --restart unless-stopped #dcv_web_stable
            """)
    }

    @Test func `any member can take over, by name`() throws {
        let plan = try plan(
            .startContainer("web", name: saved), in: situation([container("dcv_web", .running), container(saved)]))
        expectNoDifference(
            picture(plan),
            """
            update --restart always #dcv_web
            stop #dcv_web
            start #\(saved)
            update --restart no #dcv_web
            update --restart unless-stopped #\(saved)
            """)
    }

    @Test func `one that was created and never started can take over`() throws {
        let plan = try plan(.startLatest("web"), in: situation([container("dcv_web", .created)]))
        expectNoDifference(
            picture(plan),
            """
            start #dcv_web
            update --restart unless-stopped #dcv_web
            """)
    }

    @Test func `a restart policy that somebody gave it is taken away first`() throws {
        let stopped = container("dcv_web")
        let plan = try plan(
            .startLatest("web"), in: situation([stopped], details: [details(of: stopped, policy: .always)]))
        expectNoDifference(
            picture(plan),
            """
            update --restart no #dcv_web
            start #dcv_web
            update --restart unless-stopped #dcv_web
            """)
    }

    @Test(arguments: [ContainerState.restarting, .paused])
    func `one that restarts or is paused is replaced like any other`(state: ContainerState) throws {
        let plan = try plan(
            .rollback("web"), in: situation([container("dcv_web", state), container("dcv_web_stable")]))
        expectNoDifference(
            picture(plan),
            """
            update --restart always #dcv_web
            stop #dcv_web
            start #dcv_web_stable
            update --restart no #dcv_web
            update --restart unless-stopped #dcv_web_stable
            """)
    }

    @Test(arguments: [
        (ContainerState.running, "dcv_web_stable is already running"),
        (.paused, "dcv_web_stable is already active, but paused (docker unpause dcv_web_stable)"),
        (.restarting, "dcv_web_stable is already active, but in a restart loop"),
    ])
    func `starting what is active does nothing and says so`(state: ContainerState, summary: String) throws {
        let plan = try plan(
            .rollback("web"), in: situation([container("dcv_web"), container("dcv_web_stable", state)]))
        #expect(plan.isAlreadySo)
        #expect(plan.result == summary)
    }

    @Test func `people hear that data is not rolled back, and how the container ended`() throws {
        let stable = container("dcv_web_stable")
        let known = details(
            of: stable, exitCode: 3, mounts: [Mount(kind: .volume, source: "web_data", path: "/data")])
        #expect(
            try plan(.rollback("web"), in: situation([stable], details: [known])).notes == [
                "Volumes are not rolled back: dcv_web_stable will see the current data",
                "dcv_web_stable exited with code 3 when it last ran",
            ])
    }

    @Test(arguments: [0, 130, 137, 143])
    func `one that was stopped is no suspect`(exitCode: Int) throws {
        let stable = container("dcv_web_stable")
        #expect(
            try plan(.rollback("web"), in: situation([stable], details: [details(of: stable, exitCode: exitCode)]))
                .notes
                == [])
    }

    // MARK: Stop

    @Test func `a stop takes the restart policy away first`() throws {
        let plan = try plan(.stop("web"), in: situation([container("dcv_web", .running), container("dcv_web_stable")]))
        expectNoDifference(
            picture(plan),
            """
            update --restart no #dcv_web
            stop #dcv_web
            """)
        expectNoDifference(
            undoPicture(plan),
            """
            start #dcv_web
            update --restart unless-stopped #dcv_web
            """)
        #expect(plan.result == "dcv_web is stopped and kept; no container of web is running")
        #expect(plan.promoted == nil)
    }

    @Test func `a stop stops everything that runs`() throws {
        let plan = try plan(
            .stop("web"), in: situation([container("dcv_web", .running, created: 1), container("x", .restarting)]))
        expectNoDifference(
            picture(plan),
            """
            update --restart no #dcv_web
            update --restart no #x
            stop #dcv_web
            stop #x
            """)
        #expect(plan.intent == "stop dcv_web and x; no container of web will be running")
        #expect(plan.result == "dcv_web and x are stopped and kept; no container of web is running")
    }

    @Test func `stopping what is stopped does nothing and says so`() throws {
        let plan = try plan(.stop("web"), in: situation([container("dcv_web")]))
        #expect(plan.isAlreadySo)
        #expect(plan.result == "web is already stopped")
    }
}
