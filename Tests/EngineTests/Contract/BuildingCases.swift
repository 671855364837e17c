import CustomDump
import Engine
import FoundationEssentials
import Testing

extension ContractCase {
    static let building: [ContractCase] = [
        ContractCase("a build tells what it does, and makes a labelled image with a tag") { fixture in
            let (image, lines) = try await fixture.build(labels: ["dockervisor.build.family": fixture.family])
            #expect(lines.contains { $0.contains("COPY busybox /bin/busybox") })
            let details = try await fixture.engine.inspect(image: image)
            #expect(details.references == ["\(fixture.family):latest"])
            #expect(details.exposedPorts == ["8080/tcp", "9000/udp"] && details.volumePaths == ["/data"])
            #expect(details.command == Fixture.server && !details.hasHealthCheck && details.size > 0)
            #expect(details.labels["dockervisor.build.family"] == fixture.family)
            #expect(details.labels["fixture.color"] == "green")
        },
        ContractCase("the same sources and labels make the same image") { fixture in
            let first = try await fixture.build(labels: ["a": "1"]).image
            #expect(try await fixture.build(labels: ["a": "1"]).image == first)
            #expect(try await fixture.build(labels: ["a": "2"]).image != first)
        },
        ContractCase("a rebuild takes the tag of the old image, and its container lives on") { fixture in
            let old = try await fixture.build().image
            let byName = try await fixture.create("a", image: "\(fixture.family):latest")
            let byID = try await fixture.create("b")
            #expect(try await fixture.listed(byName).image == "\(fixture.family):latest")
            // Podman tells a reference that the image had at creation, by whatever it was created, and for ever.
            let listed = try await fixture.isPodman ? "\(fixture.family):latest" : old
            #expect(try await fixture.listed(byID).image == listed)
            let (new, lines) = try await fixture.build(["LABEL version=2"])
            #expect(try await fixture.details(byName).imageID == old)
            #expect(try await fixture.details(byName).imageReference == "\(fixture.family):latest")
            try await fixture.engine.perform(.start(byID))
            #expect(try await fixture.details(byID).state == .running)
            guard !fixture.dropsImages(lines) else {
                #expect(try await fixture.engine.inspect(images: [old, new]).map(\.id) == [new])
                let request = CreateRequest(name: "\(fixture.id)-c", image: old)
                #expect(await fixture.refusal(.create(request)) == .noSuchImage(old))
                return
            }
            #expect(try await fixture.listed(byName).image == listed)
            let images = try await fixture.engine.images(labelled: Fixture.label).filter { [old, new].contains($0.id) }
            #expect(images.first { $0.id == old }?.repository == nil && images.first { $0.id == old }?.tag == nil)
            #expect(images.first { $0.id == new }?.repository == fixture.family)
        },
        ContractCase("a build that fails is refused with its last words, and the tag stays") { fixture in
            let image = try await fixture.build().image
            await #expect {
                try await fixture.build(["RUN [\"/bin/busybox\", \"sh\", \"-c\", \"echo oh dear; exit 3\"]"])
            } throws: { error in
                guard case EngineError.refused("build \(fixture.family):latest", _, let words) = error else {
                    return false
                }
                let code = words.contains("code: 3") || words.contains("exit status 3")
                return words.contains("exit 3") && code && !words.contains("\n")
            }
            #expect(try await fixture.engine.inspect(image: "\(fixture.family):latest").id == image)
        },
        ContractCase("a mistake in the Dockerfile is told with its line") { fixture in
            await #expect {
                try await fixture.build(["COPPY a b"])
            } throws: { error in
                guard case EngineError.refused(_, 1, let words) = error else { return false }
                // Engine 20.10; 26 and 28, with a question after it; podman, without a line.
                return words.contains("line 7: unknown instruction: COPPY")
                    || words.contains("Unknown instruction: \"COPPY\"")
            }
        },
        ContractCase("a missing Dockerfile is refused") { fixture in
            let request = BuildRequest(
                reference: "\(fixture.family):latest", context: fixture.folder, dockerfile: fixture.folder + "/none")
            guard case .refused(_, 1, let words) = await fixture.refusal(.build(request)) else {
                Issue.record("built")
                return
            }
            #expect(words.contains("no such file or directory"))
        },
        ContractCase("a tag moves to the image that gets it") { fixture in
            let old = try await fixture.build().image
            let reference = "\(fixture.family):dcv-stable"
            try await fixture.engine.perform(.tag(image: old, reference: reference))
            #expect(try await fixture.engine.inspect(image: reference).id == old)
            let new = try await fixture.build(["LABEL version=2"]).image
            try await fixture.engine.perform(.tag(image: new, reference: reference))
            let references = try await fixture.engine.inspect(image: new).references
            expectNoDifference(references, [reference, "\(fixture.family):latest"])
            #expect(try await fixture.engine.inspect(image: old).references == [])
        },
        ContractCase("an image that has a tag of its own stays, whatever is built") { fixture in
            let old = try await fixture.build().image
            let own = "\(fixture.family):own"
            try await fixture.engine.perform(.tag(image: old, reference: own))
            try await fixture.build(["LABEL version=2"])
            try await fixture.build(["LABEL version=3"])
            #expect(try await fixture.engine.inspect(image: old).references == [own])
            _ = try await fixture.create("a", image: old)
        },
        ContractCase("a tag is removed by its name, and the image with its last one unless a container uses it") {
            fixture in
            let image = try await fixture.build().image
            let (own, latest) = ("\(fixture.family):own", "\(fixture.family):latest")
            try await fixture.engine.perform(.tag(image: image, reference: own))
            try await fixture.engine.perform(.untag(own))
            #expect(try await fixture.engine.inspect(image: image).references == [latest])
            #expect(await fixture.refusal(.untag(own)) == .noSuchImage(own))
            let container = try await fixture.create("a", image: image)
            guard case .refused = await fixture.refusal(.untag(latest)) else {
                Issue.record("removed the last tag of an image that is used")
                return
            }
            #expect(try await fixture.engine.inspect(image: image).references == [latest])
            try await fixture.engine.perform(.remove(container))
            try await fixture.engine.perform(.untag(latest))
            #expect(try await fixture.engine.inspect(images: [image, latest]) == [])
        },
        ContractCase("an empty image can be made, for a container that is never started") { fixture in
            let reference = "\(fixture.family):empty"
            try await fixture.engine.perform(.importEmpty(reference: reference))
            let request = CreateRequest(
                name: "\(fixture.id)-lock", image: reference, labels: ["a": "1"], network: "none", arguments: ["-"])
            let id = try await fixture.engine.perform(.create(request))
            let found = try await fixture.engine.inspect(containers: [id])
            #expect(found.map(\.state) == [.created] && found.first?.labels["a"] == "1" && found.first?.mounts == [])
            try await fixture.engine.perform(.remove(.existing(id: id, name: request.name)))
            try await fixture.engine.perform(.untag(reference))
        },
        ContractCase("builds of the same content have the same content hash") { fixture in
            func content(_ more: [String], folder label: String) async throws -> ContentHash {
                let labels = ["dockervisor.build.context": label]
                return try await fixture.engine.inspect(image: fixture.build(more, labels: labels).image).content
            }
            let first = try await content([], folder: "/a")
            #expect(first.isKnown)
            #expect(try await content([], folder: "/b") == first)
            #expect(try await content(["ENV A=1"], folder: "/a") != first)
        },
        ContractCase("a missing image cannot be tagged") { fixture in
            let id = "sha256:" + String(repeating: "0", count: 64)
            #expect(await fixture.refusal(.tag(image: id, reference: "\(fixture.id):x")) == .noSuchImage(id))
        },
    ]
}
