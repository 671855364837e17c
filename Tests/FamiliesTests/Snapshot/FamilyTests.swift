import Engine
@testable import Families
import Testing

@Suite struct FamilyTests {
    private func family(_ containers: [Container], images: [Image] = []) -> Family {
        Snapshot(containers: containers, images: images).family("web")
    }

    @Test func `has every container that has its label, whatever the name`() {
        let web = family([
            container("dcv_web"), container("dcv_web_stable"), container("moved_by_hand"),
            container("dcv_web_save_20260101T000000.000Z"),
        ])
        #expect(
            Dictionary(web.members.map { ($0.name, $0.role) }) { $1 } == [
                "dcv_web": .latest, "dcv_web_stable": .stable, "moved_by_hand": .saved,
                "dcv_web_save_20260101T000000.000Z": .saved,
            ])
    }

    @Test func `has no container without the label, whatever the name`() {
        let snapshot = Snapshot(containers: [
            container("dcv_web", family: nil), container("dcv_web_stable", family: "api"),
        ])
        #expect(snapshot.family("web").members == [])
        #expect(snapshot.foreign.map(\.name) == ["dcv_web"])
    }

    @Test func `a container whose label is no family's name is foreign`() {
        var odd = container("odd")
        odd.labels = [Label.family: "No:Family"]
        var unusual = container("unusual")
        unusual.labels = [Label.family: "docker.io/library/web"]
        let snapshot = Snapshot(containers: [odd, unusual])
        #expect(snapshot.families == [])
        #expect(snapshot.foreign.map(\.name) == ["odd", "unusual"])
    }

    @Test func `lists its containers newest first, then by name`() {
        let web = family([
            container("b", created: 1), container("c", created: 2), container("a", created: 1),
        ])
        #expect(web.members.map(\.name) == ["c", "a", "b"])
    }

    @Test func `the record of an operation is no member`() {
        let web = family([container("dcv_web_op", .created), container("dcv_web")])
        #expect(web.members.map(\.name) == ["dcv_web"])
        #expect(web.operationRecord?.name == "dcv_web_op")
    }

    @Test func `the references that keep images of members are not shown`() {
        let own = "dcv-aaaaaaaaaaaa"
        let web = family(
            [],
            images: [
                image("web", id: imageA, created: 1), image("web", tag: own, id: imageA, created: 1),
                image("web", tag: "dcv-bbbbbbbbbbbb", id: imageB), image("web", tag: own, id: imageC, created: -1),
            ])
        #expect(web.images.map(\.tag) == ["latest", nil, own])
        #expect(web.images.map(\.id) == [imageA, imageB, imageC])
    }

    @Test func `a build that holds what a container was made from counts as used, whatever its id`() {
        var member = container("dcv_web", image: imageA)
        member.labels[Label.content] = "c0ffee"
        let build = image("web", id: imageB)
        func unused(_ content: String?) -> Image? {
            let contents = content.map { [imageB: ContentHash(label: $0)] } ?? [:]
            return Snapshot(containers: [member], images: [build], contents: contents).family("web").unusedBuild
        }
        #expect(unused("c0ffee") == nil)
        #expect(unused("decaf") == build)
        #expect(unused(nil) == build)
    }

    @Test func `the latest has the plain name`() {
        #expect(family([container("dcv_web"), container("dcv_web_stable", created: 5)]).latest?.name == "dcv_web")
    }

    @Test func `where nobody has the plain name, the latest is the stable one`() {
        #expect(family([container("dcv_web_stable"), container("x", created: 5)]).latest?.name == "dcv_web_stable")
        #expect(family([container("x")]).latest == nil)
    }

    @Test(arguments: [
        (ContainerState.running, true), (.paused, true), (.restarting, true), (.exited, false), (.created, false),
        (.dead, false), (.removing, false),
    ])
    func `the active one runs, is paused or restarts`(state: ContainerState, isActive: Bool) {
        #expect(family([container("dcv_web", state)]).active.isEmpty == !isActive)
    }

    @Test func `all that run are active, should somebody have made it several`() {
        let web = family([container("dcv_web", .running, created: 1), container("dcv_web_stable", .paused)])
        #expect(web.active.map(\.name) == ["dcv_web", "dcv_web_stable"])
    }

    @Test func `has the images that carry its name, newest first`() {
        let web = family(
            [],
            images: [
                image("web", tag: "dcv-stable", id: imageA), image("web", created: 5), image("api"),
                image(nil, tag: nil),
                image("registry:5000/web"),
            ])
        #expect(web.images.map(\.tag) == ["latest", "dcv-stable"])
        #expect(web.newestImage?.id == imageB)
    }

    @Test func `a registry with a port is part of the name`() {
        let snapshot = Snapshot(images: [image("registry:5000/team/web")])
        #expect(snapshot.families.map(\.name.text) == ["registry:5000/team/web"])
        #expect(snapshot.family("registry:5000/team/web").newestImage?.id == imageB)
    }

    @Test func `a build that no container was made from is unused`() {
        #expect(family([container("dcv_web", image: imageA)], images: [image("web")]).unusedBuild?.id == imageB)
        #expect(family([container("dcv_web", image: imageB)], images: [image("web")]).unusedBuild == nil)
        #expect(family([], images: [image("web", tag: "old")]).unusedBuild == nil)
    }

    @Test func `families come by name, from containers and from images`() {
        let snapshot = Snapshot(
            containers: [container("dcv_web"), container("dcv_db", family: "db"), container("x", family: nil)],
            images: [image("web"), image("api"), image(nil, tag: nil)])
        #expect(snapshot.families.map(\.name.text) == ["api", "db", "web"])
    }

    @Test func `an empty name of a configuration is none`() {
        #expect(Member(container: container("dcv_web", configuration: ""), role: .latest).configuration == nil)
        #expect(Member(container: container("dcv_web", configuration: "big"), role: .latest).configuration == "big")
    }
}
