import CustomDump
import Engine
@testable import Families
import Testing

@Suite struct StartingNewTests {
    private let order = Families.Operation.startNew("web", configuration: nil)

    @Test func `the first container of a family replaces nobody`() throws {
        let plan = try plan(order, in: situation())
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            start dcv_web_next
            update --restart unless-stopped dcv_web_next
            rename dcv_web_next dcv_web
            """)
        #expect(plan.result == "A new dcv_web is running")
        #expect(plan.replaced == nil)
        #expect(!plan.givesSomethingUp)
    }

    @Test func `it takes over from the latest, which is saved`() throws {
        let plan = try plan(order, in: situation([container("dcv_web", .running)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            update --restart always #dcv_web
            stop #dcv_web
            start dcv_web_next
            update --restart no #dcv_web
            update --restart unless-stopped dcv_web_next
            rename #dcv_web \(savedNow)
            rename dcv_web_next dcv_web
            """)
        expectNoDifference(
            undoPicture(plan),
            """
            put dcv_web_next down
            start #dcv_web
            update --restart unless-stopped #dcv_web
            set dcv_web_next aside as \(savedNow)_failed
            remove tag web:dcv-bbbbbbbbbbbb
            """)
        #expect(plan.intent == "stop dcv_web (kept as \(savedNow)) and start a new dcv_web")
        #expect(plan.result == "A new dcv_web is running; \(savedNow) is stopped and kept")
        #expect(plan.replaced?.name == "dcv_web")
        #expect(plan.promoted == .planned(name: "dcv_web_next"))
        #expect(plan.givesSomethingUp)
    }

    @Test func `it takes over from the stable one, which keeps its name`() throws {
        let plan = try plan(order, in: situation([container("dcv_web_stable", .running)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            update --restart always #dcv_web_stable
            stop #dcv_web_stable
            start dcv_web_next
            update --restart no #dcv_web_stable
            update --restart unless-stopped dcv_web_next
            rename dcv_web_next dcv_web
            """)
        #expect(plan.intent == "stop dcv_web_stable and start a new dcv_web")
        #expect(plan.result == "A new dcv_web is running; dcv_web_stable is stopped and kept")
    }

    @Test func `a latest that is stopped gives its name up too`() throws {
        let plan = try plan(
            order, in: situation([container("dcv_web_stable", .running), container("dcv_web", .exited)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            update --restart always #dcv_web_stable
            stop #dcv_web_stable
            start dcv_web_next
            update --restart no #dcv_web_stable
            update --restart unless-stopped dcv_web_next
            rename #dcv_web \(savedNow)
            rename dcv_web_next dcv_web
            """)
    }

    @Test func `a family that is stopped is started`() throws {
        let plan = try plan(
            order, in: situation([container("dcv_web", .exited), container("dcv_web_stable", .exited)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            start dcv_web_next
            update --restart unless-stopped dcv_web_next
            rename #dcv_web \(savedNow)
            rename dcv_web_next dcv_web
            """)
        #expect(plan.result == "A new dcv_web is running")
    }

    @Test(arguments: [ContainerState.restarting, .paused])
    func `one that restarts or is paused is stopped before it is renamed`(state: ContainerState) throws {
        let plan = try plan(order, in: situation([container("dcv_web", state)]))
        let lines = picture(plan).split(separator: "\n").map(String.init)
        let stop = try #require(lines.firstIndex(of: "stop #dcv_web"))
        let rename = try #require(lines.firstIndex(of: "rename #dcv_web \(savedNow)"))
        #expect(stop < rename)
    }

    @Test func `one that runs under another name keeps it`() throws {
        let plan = try plan(order, in: situation([container("dcv_web"), container("by_hand", .running)]))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            update --restart always #by_hand
            stop #by_hand
            start dcv_web_next
            update --restart no #by_hand
            update --restart unless-stopped dcv_web_next
            rename #dcv_web \(savedNow)
            rename dcv_web_next dcv_web
            """)
        #expect(plan.result == "A new dcv_web is running; by_hand is stopped and kept")
    }

    @Test func `further networks are joined before anything is stopped`() throws {
        let plan = try plan(
            order,
            in: situation(
                [container("dcv_web", .running)],
                parameters: Configuration(networks: ["bridge", "front", "back"])))
        expectNoDifference(
            picture(plan),
            """
            tag IMAGE-B web:dcv-bbbbbbbbbbbb
            create dcv_web_next
            network connect --alias web front dcv_web_next
            network connect --alias web back dcv_web_next
            update --restart always #dcv_web
            stop #dcv_web
            start dcv_web_next
            update --restart no #dcv_web
            update --restart unless-stopped dcv_web_next
            rename #dcv_web \(savedNow)
            rename dcv_web_next dcv_web
            """)
    }

    @Test func `all that can fail beforehand comes before the stop, names come last`() throws {
        let plan = try plan(
            order,
            in: situation([container("dcv_web", .running)], parameters: Configuration(networks: ["front", "back"])))
        #expect(
            plan.steps.map(\.phase) == [
                .preparation, .preparation, .preparation, .takeover, .takeover, .takeover, .commitment, .commitment,
                .commitment, .commitment,
            ])
    }

    @Test func `the image has a reference of its own before the container is created`() throws {
        let plan = try plan(order, in: situation())
        #expect(plan.steps.first?.call == .tag(image: imageB, reference: "web:dcv-bbbbbbbbbbbb"))
        #expect(plan.steps.first?.undo == .untag("web:dcv-bbbbbbbbbbbb", image: imageB))
    }

    @Test func `no record is made from the new image, whose reference may have to be taken back`() throws {
        var first = situation()
        first.holder = Holder(by: "ann@box", machine: "m", boot: "b", process: 1, processStart: "1")
        #expect(try plan(order, in: first).lock?.image == "dockervisor/lock:latest")
        var second = situation([container("dcv_web", .running)])
        second.holder = first.holder
        #expect(try plan(order, in: second).lock?.image == imageA)
    }

    @Test func `an image that has its reference already keeps it`() throws {
        var newest = build()
        newest.references = ["web:dcv-bbbbbbbbbbbb", "web:latest"]
        let plan = try plan(order, in: situation(newest: newest))
        #expect(!plan.steps.contains { if case .tag = $0.call { true } else { false } })
    }

    @Test func `images that older versions left without a reference get theirs, if they are still there`() throws {
        let containers = [container("dcv_web", .running), container("dcv_web_stable", image: imageB)]
        let found = situation(
            containers, memberImages: [memberImage(imageA, own: false)], newest: build(id: imageC))
        let plan = try plan(order, in: found)
        expectNoDifference(
            picture(plan).split(separator: "\n").prefix(3).joined(separator: "\n"),
            "tag IMAGE-A web:dcv-aaaaaaaaaaaa\ntag \(imageC) web:dcv-cccccccccccc\ncreate dcv_web_next")
        #expect(plan.steps[0].isOptional && !plan.steps[1].isOptional)
    }

    @Test func `running the same again is said`() throws {
        let configuration = Configuration(ports: [], env: ["KEY": "a"])
        let first = try plan(order, in: situation(parameters: configuration))
        let old = container("dcv_web", .running, image: imageB)
        let labels = try #require(request(first)).labels
        let same = details(of: old, environment: ["PATH=/bin", "KEY=a"], labels: labels)
        let other = details(of: old, environment: ["KEY=b"], labels: labels)
        #expect(
            try plan(order, in: situation([old], details: [same], parameters: configuration)).notes
                == ["dcv_web already runs this image with these parameters"])
        #expect(try plan(order, in: situation([old], details: [other], parameters: configuration)).notes == [])
    }

    @Test func `an image of another origin is said`() throws {
        var pulled = build()
        pulled.labels = [:]
        #expect(
            try plan(order, in: situation(newest: pulled)).notes
                == ["The image web:latest was not built by dockervisor"])
    }
}
