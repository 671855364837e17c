import Engine
import Testing

extension ContractCase {
    static let changing: [ContractCase] = [
        ContractCase("rename works on created, running, paused and stopped ones") { fixture in
            let container = try await fixture.create("a")
            try await fixture.engine.perform(.rename(container, to: "\(fixture.id)-b"))
            try await fixture.engine.perform(.start(container))
            try await fixture.engine.perform(.rename(container, to: "\(fixture.id)-c"))
            try await fixture.backstage.setPaused(container, true)
            try await fixture.engine.perform(.rename(container, to: "\(fixture.id)-d"))
            try await fixture.backstage.setPaused(container, false)
            try await fixture.engine.perform(.stop(container))
            try await fixture.engine.perform(.rename(container, to: "\(fixture.id)-e"))
            #expect(try await fixture.listed(container).name == "\(fixture.id)-e")
            #expect(try await fixture.details(container).name == "\(fixture.id)-e")
        },
        ContractCase("rename to a name in use is refused, and nothing changes") { fixture in
            let first = try await fixture.create("a")
            let second = try await fixture.create("b")
            #expect(await fixture.refusal(.rename(first, to: second.name)) == .nameInUse(second.name))
            #expect(try await fixture.details(first).name == first.name)
            #expect(try await fixture.details(second).name == second.name)
        },
        ContractCase("of many renames to one name, one wins") { fixture in
            var containers: [ContainerReference] = []
            for number in 0..<4 { containers.append(try await fixture.create("\(number)")) }
            let won = await withTaskGroup(of: Bool.self) { group in
                for container in containers {
                    group.addTask { await fixture.refusal(.rename(container, to: "\(fixture.id)-x")) == nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
        },
        ContractCase("a restart policy can be set in every state, and starts nothing") { fixture in
            let container = try await fixture.create("a")
            try await fixture.engine.perform(.setRestartPolicy(container, .always))
            #expect(try await fixture.details(container).state == .created)
            #expect(try await fixture.details(container).restartPolicy == .always)
            try await fixture.engine.perform(.start(container))
            try await fixture.engine.perform(.setRestartPolicy(container, .onFailure(maximum: 3)))
            #expect(try await fixture.details(container).restartPolicy == .onFailure(maximum: 3))
            try await fixture.engine.perform(.stop(container))
            try await fixture.engine.perform(.setRestartPolicy(container, .unlessStopped))
            #expect(try await fixture.details(container).restartPolicy == .unlessStopped)
            #expect(try await fixture.details(container).state == .exited)
        },
        ContractCase("one made with --rm takes no restart policy, except by podman") { fixture in
            if try await fixture.isPodman { return }
            let container = try await fixture.create("a") { $0.options = ["--rm"] }
            guard case .refused = await fixture.refusal(.setRestartPolicy(container, .always)) else {
                Issue.record("took it")
                return
            }
        },
        ContractCase("a further network is connected with an alias, before the start") { fixture in
            let (first, second) = ("\(fixture.id)-first", "\(fixture.id)-second")
            try await fixture.backstage.addNetwork(first)
            try await fixture.backstage.addNetwork(second)
            let container = try await fixture.create("a") { request in
                request.network = first
                request.networkAlias = "web"
            }
            try await fixture.engine.perform(.connect(container, network: second, alias: "shop"))
            let networks = try await fixture.details(container).networks
            #expect(networks.map(\.name) == [first, second])
            #expect(networks.map(\.aliases) == [["web"], ["shop"]])
            try await fixture.engine.perform(.start(container))
            #expect(try await fixture.details(container).networks.allSatisfy { !$0.address.isEmpty })
        },
        ContractCase("connecting a missing network is refused while it runs, else noticed by start") { fixture in
            let network = "\(fixture.id)-none"
            let running = try await fixture.run("a")
            let missing = EngineError.noSuchNetwork(network)
            #expect(await fixture.refusal(.connect(running, network: network, alias: nil)) == missing)
            let created = try await fixture.create("b")
            guard try await !fixture.isPodman else {
                #expect(await fixture.refusal(.connect(created, network: network, alias: nil)) == missing)
                return
            }
            try await fixture.engine.perform(.connect(created, network: network, alias: nil))
            #expect(await fixture.refusal(.start(created)) == missing)
        },
        ContractCase("an alias on the default network is refused, except by podman") { fixture in
            if try await fixture.isPodman { return }
            let call = EngineCall.connect(try await fixture.create("a"), network: "bridge", alias: "web")
            guard case .refused = await fixture.refusal(call) else {
                Issue.record("connected")
                return
            }
        },
    ]

    static let removing: [ContractCase] = [
        ContractCase("a running or paused one is not removed") { fixture in
            let container = try await fixture.run("a")
            guard case .refused("rm \(container.name)", 1, let words) = await fixture.refusal(.remove(container)) else {
                Issue.record("removed while it was running")
                return
            }
            // Engine 20.10; 26 and 28; podman.
            let reasons = ["cannot remove a running container", "container is running", "as it is running"]
            #expect(reasons.contains { words.contains($0) })
            try await fixture.backstage.setPaused(container, true)
            #expect(try await fixture.listed(container).state == .paused)
            guard case .refused = await fixture.refusal(.remove(container)) else {
                Issue.record("removed while it was paused")
                return
            }
        },
        ContractCase("an image that a container uses is not removed; afterwards it is") { fixture in
            let image = try await fixture.build(labels: ["fixture.lone": fixture.id]).image
            let user = try await fixture.create("user", image: image)
            await #expect(throws: EngineError.self) { try await fixture.engine.perform(.removeImage(image)) }
            try await fixture.engine.perform(.remove(user))
            try await fixture.engine.perform(.removeImage(image))
            await #expect(throws: EngineError.noSuchImage(image)) { try await fixture.engine.inspect(image: image) }
            await #expect(throws: EngineError.self) { try await fixture.engine.perform(.removeImage(image)) }
        },
        ContractCase("a removed one is gone, and cannot be removed again") { fixture in
            let container = try await fixture.create("a")
            try await fixture.engine.perform(.remove(container))
            #expect(try await fixture.engine.inspect(containers: [container.argument]) == [])
            #expect(await fixture.refusal(.remove(container)) == .noSuchContainer(container.name))
        },
    ]
}
