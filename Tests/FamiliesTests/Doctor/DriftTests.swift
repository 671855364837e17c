import Engine
@testable import Families
import Testing

@Suite struct DriftTests {
    private func said(
        _ containers: [Container], _ known: [ContainerDetails] = [], images: [Image] = []
    ) -> [String] {
        let family = Snapshot(containers: containers, images: images).family("web")
        let all = situation(containers, details: known).details
        return family.drifts(all, seenFrom: nil).flatMap { [$0.problem, $0.remedy(in: "web")] }
    }

    @Test func `a family as it should be has none`() {
        #expect(said([container("dcv_web", .running), container("dcv_web_stable")]) == [])
    }

    @Test func `containers whose images are gone still start, and cannot be created anew`() {
        let family = Snapshot(containers: [container("dcv_web", .running), container("dcv_web_stable", image: imageB)])
            .family("web")
        #expect(family.goneImages(besides: [imageA, imageB]) == [])
        let one = family.goneImages(besides: [imageA])
        #expect(
            one.map(\.problem) == [
                "the image of dcv_web_stable was removed; the container still starts but cannot be created again"
            ])
        let both = family.goneImages(besides: [])
        #expect(
            both.map(\.problem) == [
                "the images of dcv_web and dcv_web_stable were removed; the containers still start but cannot be created again"
            ])
        #expect(both.allSatisfy { !$0.isMendable })
    }

    @Test func `a wrong restart policy`() {
        let web = container("dcv_web", .running)
        let stable = container("dcv_web_stable")
        let wrong = [details(of: web, policy: .no), details(of: stable, policy: .always)]
        #expect(
            said([web, stable], wrong) == [
                "the restart policy of dcv_web is no instead of unless-stopped: "
                    + "it may stay stopped after an engine restart",
                "Fix it: dockervisor doctor web --fix",
                "the restart policy of dcv_web_stable is always instead of no: "
                    + "an engine restart may start it next to the active container",
                "Fix it: dockervisor doctor web --fix",
            ])
    }

    @Test func `one that ends again and again, though it runs for a moment in between`() {
        var web = container("dcv_web", .running)
        web.status = "Up 3 seconds"
        var known = details(of: web, exitCode: 3)
        known.restartCount = 8
        let problem = "dcv_web is in a restart loop: 8 restarts, last exit code 3"
        #expect(
            said([web], [known]) == [problem, "Check its logs: docker logs dcv_web. Switch back: dockervisor undo web"])
        let both = said([web, container("dcv_web_stable")], [known])
        #expect(both == [problem, "Check its logs: docker logs dcv_web. Roll back: dockervisor rollback web"])
        web.status = "Up 3 hours"
        #expect(said([web], [known]) == [])
    }

    @Test func `two that run at once, whatever their policies`() {
        #expect(
            said([container("dcv_web", .running), container("dcv_web_stable", .running)]) == [
                "2 containers are running at once: dcv_web and dcv_web_stable",
                "Stop them, then start the one you want: dockervisor stop web",
            ])
    }

    @Test func `a stable container that somebody removed`() {
        #expect(
            said([container("dcv_web", .running)], images: [image("web", tag: "dcv-stable")]) == [
                "the stable container was removed; its image web:dcv-stable still exists",
                "Create it again: dockervisor start web :stable --from-tag",
            ])
    }

    @Test func `a stable one that has lost its name, or was made again of its image, is to be marked`() {
        let images = [image("web", tag: "dcv-stable", id: imageB)]
        let again = container("dcv_web", .running, image: imageB)
        #expect(
            said([again], images: images) == [
                "no container is marked as stable, but dcv_web runs the stable image web:dcv-stable",
                "Mark it as stable: dockervisor stable mark web",
            ])
        #expect(
            said([container("dcv_web", .running)], images: images)[1]
                == "Create it again: dockervisor start web :stable --from-tag")
    }

    @Test func `where nothing serves since somebody stopped it with docker itself`() {
        let stable = container("dcv_web_stable")
        #expect(
            said([stable], [details(of: stable, policy: .unlessStopped)]) == [
                "no container is running, but the restart policy of dcv_web_stable is still unless-stopped: "
                    + "it was stopped with docker, or docker could not start it",
                "Start it: dockervisor start dcv_web_stable, or keep it stopped: dockervisor doctor web --fix",
            ])
        #expect(said([stable], [details(of: stable, policy: .no)]) == [])
    }

    @Test func `a port that is not published`() {
        let web = container("dcv_web", .running)
        let found = details(of: web, ports: [PublishedPort(hostPort: 8080, containerPort: 80)])
        #expect(
            said([web], [found]) == [
                "port 8080/tcp of dcv_web is not published, although the container is running",
                "Restart it: docker restart dcv_web",
            ])
    }

    @Test func `what was interrupted hides the rest`() {
        let next = container("dcv_web_next")
        let wrong = details(of: next, policy: .always)
        #expect(
            said([container("dcv_web", .running), next], [wrong]) == [
                "an operation on web was interrupted; its lock is gone", "Recover: dockervisor recover web",
            ])
    }

    @Test func `the plan that mends sets the policies and touches nothing else`() throws {
        let web = container("dcv_web", .running)
        let stable = container("dcv_web_stable")
        let wrong = [details(of: web, policy: .no), details(of: stable, policy: .always)]
        let plan = try plan(.mend("web"), in: situation([web, stable], details: wrong))
        #expect(picture(plan) == "update --restart unless-stopped #dcv_web\nupdate --restart no #dcv_web_stable")
        #expect(undoPicture(plan) == "update --restart always #dcv_web_stable\nupdate --restart no #dcv_web")
    }

    @Test(arguments: [
        ("5.7.1", "does not restart families"), ("5.8.1", "does not restart families"), ("5.8.2", "systemctl enable"),
        ("5.10.0-rc1", "systemctl enable"), ("6.0.0", "systemctl enable"),
    ])
    func `what comes back after a reboot of podman depends on its version`(version: String, words: String) {
        let limits = EngineVersion(engine: version, kind: .podman).limits
        #expect(limits.first?.contains(words) == true)
        #expect(EngineVersion(engine: version).limits == [])
    }

    // MARK: A stable one under another name

    private let marked = [Image(id: imageA, repository: "web", tag: "dcv-stable", createdAt: now, size: "1MB")]

    @Test func `a stable one that was renamed is found by its image`() {
        let web = container("dcv_web", .running, image: imageB)
        let renamed = container("web-prod")
        #expect(
            said([web, renamed], images: marked) == [
                "the stable container dcv_web_stable was renamed to web-prod",
                "Rename it back: docker rename web-prod dcv_web_stable. Or switch to it: dockervisor rollback web",
            ])
    }

    @Test func `where several have that image, all are named and none is guessed`() {
        let saved = "dcv_web_save_20260101T000000.000Z"
        let all = [container("dcv_web", .running, image: imageB), container("web-prod"), container(saved)]
        #expect(
            said(all, images: marked) == [
                "no container is named dcv_web_stable; the stable image is used by web-prod and \(saved)",
                "Rename the stable one back: docker rename web-prod dcv_web_stable, or docker rename \(saved) dcv_web_stable; "
                    + "or start one of them and mark it as stable",
            ])
    }

    @Test func `one that dockervisor displaced itself is not taken for it`() {
        let all = [container("dcv_web", .running, image: imageB), container("dcv_web_save_20260101T000000.000Z")]
        #expect(said(all, images: marked).last == "Create it again: dockervisor start web :stable --from-tag")
    }
}
