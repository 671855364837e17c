import CustomDump
import Engine
import FoundationEssentials
import Testing

extension ContractCase {
    static let reading: [ContractCase] = [
        ContractCase("the engine says its version") { fixture in
            let version = try await fixture.engine.version()
            #expect(!version.engine.isEmpty)
        },
        ContractCase("containers are listed newest first") { fixture in
            var made: [String] = []
            for number in 0..<3 { made.insert(try await fixture.create("\(number)").argument, at: 0) }
            let own = try await fixture.engine.containers(labels: []).filter { $0.name.hasPrefix(fixture.id) }
            // Podman lists the oldest first, and the listing tells whole seconds only.
            if try await fixture.isPodman, own.first?.createdAt == own.last?.createdAt { made.reverse() }
            expectNoDifference(own.map(\.id), made)
        },
        ContractCase("only containers that have a label are listed, where it is asked for") { fixture in
            let key = "fixture.key-\(fixture.id)"
            let one = try await fixture.create("a") { $0.labels[key] = "one" }
            _ = try await fixture.create("b") { $0.labels[key] = "other" }
            let found = try await fixture.engine.containers(labels: [key], having: LabelValue(key, "one"))
            #expect(found.map(\.id) == [one.argument])
            #expect(found.first?.labels == [key: "one"])
        },
        ContractCase("the time of creation is the same in listing and details, to the second") { fixture in
            let container = try await fixture.create("a")
            let details = try await fixture.details(container).createdAt
            let listed = try await fixture.listed(container).createdAt
            #expect(abs(details.timeIntervalSince(listed)) < 1)
        },
        ContractCase("details come in the order asked for, by id or name; who is not there is left out") { fixture in
            let first = try await fixture.create("a")
            let second = try await fixture.create("b")
            let asked = [second.name, "\(fixture.id)-none", first.argument]
            let found = try await fixture.engine.inspect(containers: asked)
            #expect(found.map(\.id) == [second.argument, first.argument])
            #expect(try await fixture.engine.inspect(containers: ["\(fixture.id)-none"]) == [])
            #expect(try await fixture.engine.inspect(containers: []) == [])
        },
        ContractCase("an image that is not there is called as it was asked for") { fixture in
            let name = "\(fixture.id)-none"
            await #expect(throws: EngineError.noSuchImage(name)) { try await fixture.engine.inspect(image: name) }
        },
        ContractCase("images are found by a label's key and value") { fixture in
            let key = "fixture.key-\(fixture.id)"
            let image = try await fixture.build(labels: [key: "one"]).image
            #expect(try await fixture.engine.images(labelled: "\(key)=one").map(\.id) == [image])
            #expect(try await fixture.engine.images(labelled: "\(key)=other") == [])
        },
        ContractCase("images are found by a label's key, one entry per tag") { fixture in
            let key = "fixture.key-\(fixture.id)"
            let image = try await fixture.build(labels: [key: ""]).image
            try await fixture.engine.perform(.tag(image: image, reference: "\(fixture.family):two"))
            let found = try await fixture.engine.images(labelled: key)
            #expect(found.map(\.id) == [image, image])
            #expect(Set(found.map(\.tag)) == ["latest", "two"])
            #expect(found.allSatisfy { $0.repository == fixture.family && !$0.size.isEmpty })
            let age = try await fixture.engine.inspect(image: image).createdAt.timeIntervalSince(found[0].createdAt)
            #expect(abs(age) < 1)
        },
        ContractCase("networks are listed by name, docker's own too") { fixture in
            let names = try await fixture.engine.networks()
            #expect(names.contains("bridge") && names.contains("host") && names.contains("none"))
        },
        ContractCase("logs are the last lines, oldest first, of standard output and error") { fixture in
            let script = "echo one; echo two; echo three; exit 0"
            let container = try await fixture.run("a", command: ["/bin/busybox", "sh", "-c", script])
            try await fixture.eventually("it exits") { try await fixture.listed(container).state == .exited }
            #expect(try await fixture.engine.logs(container: container.argument, lines: 2) == ["two", "three"])
            #expect(try await fixture.engine.logs(container: container.argument, lines: 10).count == 3)
        },
        ContractCase("one that never ran has no logs; one that is not there is named") { fixture in
            let container = try await fixture.create("a")
            #expect(try await fixture.engine.logs(container: container.argument, lines: 5) == [])
            await #expect(throws: EngineError.noSuchContainer("\(fixture.id)-none")) {
                try await fixture.engine.logs(container: "\(fixture.id)-none", lines: 5)
            }
        },
        ContractCase("an image's history is told newest first, with the bytes of each layer") { fixture in
            let image = try await fixture.build(["LABEL version=2"]).image
            let layers = try await fixture.engine.history(image: image)
            #expect(layers.count == 6 && layers.first?.instruction.hasPrefix("LABEL version=2") == true)
            #expect(layers.last?.instruction.hasPrefix("LABEL \(Fixture.label)") == true)
            let hasOwnID = try await fixture.isPodman || layers.first?.id == image
            #expect(layers.first?.id == nil || hasOwnID)
            let copies = layers.filter { $0.size > 0 }
            #expect(copies.count == 1 && copies[0].instruction.hasPrefix("COPY "))
            // Podman counts the headers of the archive, and the containerd store compresses what it counts.
            #expect(copies[0].size > 1000)
        },
        ContractCase("the history of an image that is not there names it") { fixture in
            let name = "\(fixture.id)-none"
            await #expect(throws: EngineError.noSuchImage(name)) { try await fixture.engine.history(image: name) }
        },
    ]

    static let listening: [ContractCase] = [
        ContractCase("events tell everything that happens to a container, once they are listening") { fixture in
            var events = fixture.engine.events().makeAsyncIterator()
            #expect(await events.next() == .listening)
            let container = try await fixture.run("a")
            try await fixture.engine.perform(.rename(container, to: "\(fixture.id)-b"))
            try await fixture.engine.perform(.setRestartPolicy(container, .no))
            try await fixture.engine.perform(.stop(container))
            try await fixture.engine.perform(.remove(container))
            var actions: [String] = []
            while actions.last != "destroy", let event = await events.next() {
                guard case .changed(let change) = event, change.id == container.argument else { continue }
                #expect(change.kind == "container")
                actions.append(change.action)
            }
            expectNoDifference(actions.prefix(4) + ["destroy"], ["create", "start", "rename", "update", "destroy"])
            // Engine 28 tells these two in either order, podman not always the second.
            let ends = actions.dropFirst(4).dropLast().sorted()
            let isPodman = try await fixture.isPodman
            #expect(ends == ["die", "stop"] || (isPodman && ends == ["die"]))
        },
        ContractCase("events tell of health, and not of the checks") { fixture in
            if try await fixture.checksNoHealth { return }
            try await fixture.build(["HEALTHCHECK --interval=1s CMD [\"/bin/busybox\", \"true\"]"])
            var events = fixture.engine.events().makeAsyncIterator()
            #expect(await events.next() == .listening)
            let container = try await fixture.run("a")
            try await fixture.eventually("it is healthy") { try await fixture.listed(container).health == .healthy }
            var actions: [String] = []
            while actions.last?.hasPrefix("health_status") != true, let event = await events.next() {
                if case .changed(let change) = event, change.id == container.argument { actions.append(change.action) }
            }
            expectNoDifference(actions, ["create", "start", "health_status: healthy"])
        },
        ContractCase("events tell of tags") { fixture in
            var events = fixture.engine.events().makeAsyncIterator()
            #expect(await events.next() == .listening)
            let image = try await fixture.engine.inspect(image: "\(fixture.family):latest").id
            try await fixture.engine.perform(.tag(image: image, reference: "\(fixture.family):two"))
            while let event = await events.next() {
                // With containerd's image store a tag may be a create.
                if case .changed(let change) = event, change.kind == "image", change.id == image,
                    ["tag", "create"].contains(change.action)
                {
                    return
                }
            }
            Issue.record("the stream ended")
        },
    ]
}
