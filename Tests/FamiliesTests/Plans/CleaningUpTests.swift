import CustomDump
import Engine
@testable import Families
import FoundationEssentials
import Testing

@Suite struct CleaningUpTests {
    private let saved = "dcv_web_save_20260101T000000.000Z"
    private let failed = "dcv_web_save_20260102T000000.000Z_failed"
    private let last = "dcv_web_save_20260103T000000.000Z"

    private func clean(_ containers: [String]? = nil) -> Families.Operation { .cleanUp("web", containers: containers) }

    /// Serves, has a stable one, and three older ones of which one was stopped last.
    private func full(_ old: ImageDetails = memberImage(imageB, ["shop:1"], own: false), listed: [Image] = [])
        -> Situation
    {
        let kept = memberImage(imageA)
        let spare = [container(saved, image: imageB), container(failed, image: imageB), container(last)]
        let ends = spare.enumerated().map { second, container in
            var found = details(of: container)
            found.finishedAt = found.createdAt.addingTimeInterval(Double(second + 1))
            return found
        }
        let containers = [container("dcv_web", .running), container("dcv_web_stable")] + spare
        return situation(containers, details: ends, images: listed, memberImages: [kept, old])
    }

    @Test func `old containers go, but not the one that undo would start`() throws {
        let plan = try plan(clean(), in: full())
        expectNoDifference(picture(plan), "rm -v #\(failed)\nrm -v #\(saved)")
        #expect(plan.result == "2 containers of web deleted; named volumes are kept")
        #expect(plan.isDeletion && plan.givesSomethingUp)
        #expect(plan.steps.allSatisfy { $0.undo == nil && $0.phase == .commitment })
    }

    @Test func `undo goes back to what served before, not to what did not pass`() throws {
        let old = container(saved, image: imageB)
        var new = container(failed, image: imageB)
        new.status = "Exited (143) 1 second ago"
        var (before, after) = (details(of: old), details(of: new))
        before.finishedAt = before.createdAt.addingTimeInterval(1)
        after.finishedAt = after.createdAt.addingTimeInterval(9)
        let found = situation([container("dcv_web", .running), old, new], details: [before, after])
        #expect(try plan(.undo("web"), in: found).promoted?.name == saved)
        #expect(
            refusal(.undo("web"), in: situation([container("dcv_web", .running), new], details: [after]))
                .hasPrefix("web has no previous container to switch back to"))
    }

    private let both = "rm -v #dcv_web_save_20260102T000000.000Z_failed\nrm -v #dcv_web_save_20260101T000000.000Z"

    @Test func `an image goes with its last container, by its own reference`() throws {
        let found = full(memberImage(imageB))
        let plan = try plan(clean(), in: found)
        expectNoDifference(picture(plan), both + "\nimage rm web:dcv-bbbbbbbbbbbb")
        #expect(plan.intent == "delete 2 containers and 1 image of web; named volumes are kept")
        #expect(plan.result == "2 containers and 1 image of web deleted; named volumes are kept")
        expectNoDifference(picture(try Families.plan(clean([saved]), in: found)), "rm -v #\(saved)")
    }

    @Test func `an image without any reference goes by its id`() throws {
        let found = full(memberImage(imageB, own: false))
        expectNoDifference(picture(try plan(clean(), in: found)), both + "\nimage rm IMAGE-B")
    }

    @Test(arguments: ["web:latest", "web:dcv-stable", "shop:1"])
    func `an image that something else names loses its own reference only`(other: String) throws {
        let plan = try plan(clean(), in: full(memberImage(imageB, [other])))
        expectNoDifference(picture(plan), both + "\nimage rm web:dcv-bbbbbbbbbbbb")
        #expect(plan.result == "2 containers of web deleted; named volumes are kept")
    }

    @Test func `references of containers that somebody removed go too`() throws {
        let orphan = image("web", tag: "dcv-cccccccccccc", id: imageC)
        let found = situation([container("dcv_web", .running)], images: [orphan, image("web", id: imageB)])
        let plan = try plan(clean(), in: found)
        expectNoDifference(picture(plan), "image rm web:dcv-cccccccccccc")
        #expect(plan.result == "1 image of web deleted; named volumes are kept")
        #expect(plan.isDeletion && plan.needsCare)
        let stable = image("web", tag: "dcv-stable", id: imageC)
        let marked = situation([container("dcv_web", .running)], images: [orphan, stable])
        #expect(try Families.plan(clean(), in: marked).isAlreadySo)
        let named = try Families.plan(clean(["web:dcv-cccccccccccc"]), in: found)
        #expect(named.steps == plan.steps)
        #expect(refusal(clean(["web:latest"]), in: found).hasPrefix("web has no container 'web:latest'"))
    }

    @Test func `the record is not made from an image that goes`() throws {
        var found = full(memberImage(imageB))
        found.holder = Holder(by: "ann@box", machine: "m", boot: "b", process: 1, processStart: "1")
        found.snapshot.containers.removeAll { !$0.name.contains("_save_") || $0.name == last }
        #expect(try plan(clean([saved, failed]), in: found).lock?.image == "dockervisor/lock:latest")
    }

    @Test func `exactly those that are named go, by name or id`() throws {
        expectNoDifference(picture(try plan(clean(["#\(failed)"]), in: full())), "rm -v #\(failed)")
        let plan = try plan(clean([last]), in: full())
        expectNoDifference(picture(plan), "rm -v #\(last)")
        #expect(plan.notes == ["After this, undo has no container to switch back to"])
    }

    @Test(arguments: [
        ("dcv_web", "cannot delete dcv_web: it is active"),
        ("dcv_web_stable", "cannot delete dcv_web_stable: it is the stable container"),
        ("dcv_shop", "web has no container 'dcv_shop'"),
    ])
    func `one that is needed, or of another family, is refused`(name: String, words: String) {
        #expect(refusal(clean([saved, name]), in: full()).hasPrefix(words))
    }

    @Test func `the latest one stays when another serves`() throws {
        let found = situation([container("dcv_web"), container("dcv_web_stable", .running)])
        #expect(refusal(clean(["dcv_web"]), in: found).hasPrefix("cannot delete dcv_web: it is the latest container"))
        #expect(try plan(clean(), in: found).isAlreadySo)
    }

    @Test func `what is lost with a volume without a name is said`() throws {
        let old = container(saved)
        let mounts = [
            Mount(kind: .volume, source: String(repeating: "f", count: 64), path: "/cache"),
            Mount(kind: .volume, source: "web_data", path: "/data"), Mount(kind: .bind, source: "/srv", path: "/srv"),
        ]
        let found = situation([old], details: [details(of: old, mounts: mounts)])
        #expect(
            try plan(clean(), in: found).notes == [
                "Also deletes the data of \(saved) in /cache (anonymous volume)"
            ])
    }
}
