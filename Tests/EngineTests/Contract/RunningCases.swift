import Engine
import Testing

extension ContractCase {
    static let running: [ContractCase] = [
        ContractCase("start and stop show in state, exit code and dates") { fixture in
            let container = try await fixture.run("a")
            let up = try await fixture.details(container)
            #expect(up.state == .running && up.startedAt != nil && up.finishedAt == nil)
            #expect(try await fixture.listed(container).status.hasPrefix("Up "))
            try await fixture.engine.perform(.stop(container))
            let down = try await fixture.details(container)
            #expect(down.state == .exited && down.exitCode == 0 && down.finishedAt != nil)
            #expect(try await fixture.listed(container).exitCode == 0)
        },
        ContractCase("starting a running one and stopping a stopped one do nothing") { fixture in
            let container = try await fixture.run("a")
            let started = try await fixture.details(container).startedAt
            try await fixture.engine.perform(.start(container))
            #expect(try await fixture.details(container).startedAt == started)
            try await fixture.engine.perform(.stop(container))
            let finished = try await fixture.details(container).finishedAt
            try await fixture.engine.perform(.stop(container))
            #expect(try await fixture.details(container).finishedAt == finished)
        },
        ContractCase("ports show while it runs, for IPv4 and, except by podman, IPv6") { fixture in
            let port = fixture.port
            let container = try await fixture.run("a") { $0.publish = ["\(port):8080/tcp"] }
            let ports = try await fixture.listed(container).ports
            #expect(ports.allSatisfy { $0.hostPort == port && $0.containerPort == 8080 })
            let addresses = try await fixture.isPodman ? ["0.0.0.0"] : ["0.0.0.0", "::"]
            #expect(ports.map(\.address).sorted() == addresses)
            try await fixture.engine.perform(.stop(container))
            #expect(try await fixture.listed(container).ports == [])
        },
        ContractCase("a host port in use is noticed by start, not by create") { fixture in
            let port = fixture.port
            let first = try await fixture.run("a") { $0.publish = ["\(port):8080/tcp"] }
            let second = try await fixture.create("b") { $0.publish = ["\(port):8080/tcp"] }
            let error = await fixture.refusal(.start(second))
            guard case .portInUse(let words) = error else {
                Issue.record("not a port in use: \(String(describing: error))")
                return
            }
            // Engine 28 names either 0.0.0.0 or ::
            let isPodman = try await fixture.isPodman
            let reason = isPodman ? "bind: address already in use" : "failed: port is already allocated"
            #expect(words.contains(":\(port)") && words.hasSuffix(reason))
            let details = try await fixture.details(second)
            #expect(details.state == .created && details.exitCode == (isPodman ? 0 : 128))
            #expect(details.error.hasSuffix(reason))
            try await fixture.engine.perform(.stop(first))
            try await fixture.engine.perform(.start(second))
            #expect(try await fixture.details(second).error == "")
        },
        ContractCase("a program that is not there fails at start with 127") { fixture in
            let container = try await fixture.create("a", command: ["/nonexistent"])
            let error = await fixture.refusal(.start(container))
            guard case .refused("start \(fixture.id)-a", 1, let words) = error else {
                Issue.record("not refused: \(String(describing: error))")
                return
            }
            let isPodman = try await fixture.isPodman
            let reason =
                isPodman
                ? "executable file `/nonexistent` not found"
                : "exec: \"/nonexistent\": stat /nonexistent: no such file or directory"
            #expect(words.contains(reason))
            #expect(!words.contains("failed to start containers"))
            let details = try await fixture.details(container)
            #expect(details.state == .created && details.exitCode == (isPodman ? 0 : 127) && details.error == words)
        },
        ContractCase("a container starts on a port that one had which failed to start") { fixture in
            let port = fixture.port
            let failed = try await fixture.create("a", command: ["/nonexistent"]) { $0.publish = ["\(port):8080/tcp"] }
            _ = await fixture.refusal(.start(failed))
            let second = try await fixture.create("b") { $0.publish = ["\(port):8080/tcp"] }
            try await fixture.engine.perform(.start(second))
            #expect(try await fixture.details(second).state == .running)
        },
        ContractCase("a paused container is stopped") { fixture in
            let container = try await fixture.run("a")
            try await fixture.backstage.setPaused(container, true)
            try await fixture.engine.perform(.stop(container))
            #expect(try await fixture.details(container).state == .exited)
        },
        ContractCase("a missing network is noticed by start, not by create; by podman at once") { fixture in
            let network = "\(fixture.id)-network"
            guard try await !fixture.isPodman else {
                await #expect(throws: EngineError.noSuchNetwork(network)) {
                    try await fixture.create("a") { $0.network = network }
                }
                return
            }
            let container = try await fixture.create("a") { $0.network = network }
            #expect(await fixture.refusal(.start(container)) == .noSuchNetwork(network))
            #expect(try await fixture.details(container).state == .created)
            try await fixture.backstage.addNetwork(network)
            try await fixture.engine.perform(.start(container))
        },
        ContractCase("what is not there cannot be started or stopped, and is called by its name") { fixture in
            let missing = ContainerReference.existing(id: String(repeating: "0", count: 64), name: "gone")
            #expect(await fixture.refusal(.start(missing)) == .noSuchContainer("gone"))
            #expect(await fixture.refusal(.stop(missing)) == .noSuchContainer("gone"))
        },
    ]

    static let ending: [ContractCase] = [
        ContractCase("a process that ends by itself leaves its exit code") { fixture in
            let container = try await fixture.run("a", command: ["/bin/busybox", "sh", "-c", "exit 3"])
            try await fixture.eventually("it exits") { try await fixture.listed(container).state == .exited }
            #expect(try await fixture.listed(container).exitCode == 3)
            #expect(try await fixture.details(container).exitCode == 3)
        },
        ContractCase("a process that ignores SIGTERM is killed: 137") { fixture in
            let command = ["/bin/busybox", "sh", "-c", "trap '' TERM; while :; do sleep 1; done"]
            let container = try await fixture.run("a", command: command) { $0.options = ["--stop-timeout", "1"] }
            try await fixture.engine.perform(.stop(container))
            #expect(try await fixture.listed(container).exitCode == 137)
        },
        ContractCase("a container that crashes over and over is restarting, and its restarts are counted") { fixture in
            let crash = ["/bin/busybox", "sh", "-c", "exit 4"]
            let container = try await fixture.run("a", command: crash) { $0.restartPolicy = .always }
            let isPodman = try await fixture.isPodman
            try await fixture.eventually("it restarts twice") {
                let details = try await fixture.details(container)
                // Podman starts it again at once and calls it exited meanwhile.
                let isBetween = details.state == .restarting || (isPodman && details.state == .exited)
                return details.restartCount >= 2 && isBetween
            }
            #expect(try await fixture.listed(container).exitCode == 4)
        },
        ContractCase("a restarting one that is not renamed is with policy no, once it is stopped") { fixture in
            let isPodman = try await fixture.isPodman
            let crash = ["/bin/busybox", "sh", "-c", "exit 4"]
            let container = try await fixture.run("a", command: crash) { $0.restartPolicy = .always }
            try await fixture.eventually("it waits long enough for its restart") {
                let details = try await fixture.details(container)
                return details.restartCount >= 4 && (details.state == .restarting || isPodman)
            }
            // Engine 20.10 refuses it, 28.5 and podman do it.
            if let refusal = await fixture.refusal(.rename(container, to: "\(fixture.id)-c")) {
                guard case .refused = refusal else {
                    Issue.record("\(refusal)")
                    return
                }
            }
            try await fixture.engine.perform(.setRestartPolicy(container, .no))
            try await fixture.engine.perform(.stop(container))
            #expect(try await fixture.details(container).state == .exited)
            try await fixture.engine.perform(.rename(container, to: "\(fixture.id)-b"))
            #expect(try await fixture.details(container).name == "\(fixture.id)-b")
        },
        ContractCase("health is starting at first, then what the check says") { fixture in
            if try await fixture.checksNoHealth { return }
            let check = "HEALTHCHECK --interval=1s --retries=1 CMD [\"/bin/busybox\", \"true\"]"
            let image = try await fixture.build([check]).image
            #expect(try await fixture.engine.inspect(image: image).hasHealthCheck)
            let container = try await fixture.run("a")
            #expect(try await fixture.listed(container).health == .starting)
            #expect(try await fixture.details(container).health == .starting)
            try await fixture.eventually("it is healthy") { try await fixture.listed(container).health == .healthy }
            #expect(try await fixture.details(container).health == .healthy)
        },
        ContractCase("a failing health check makes it unhealthy, not stopped") { fixture in
            if try await fixture.checksNoHealth { return }
            let check = "HEALTHCHECK --interval=1s --retries=1 CMD [\"/bin/busybox\", \"false\"]"
            try await fixture.build([check])
            let container = try await fixture.run("a")
            try await fixture.eventually("it is unhealthy") {
                try await fixture.listed(container).health == .unhealthy
            }
            #expect(try await fixture.details(container).state == .running)
        },
        ContractCase("a container made with --rm is gone when it stops") { fixture in
            let container = try await fixture.run("a") { $0.options = ["--rm"] }
            try await fixture.engine.perform(.stop(container))
            try await fixture.eventually("it is gone") {
                try await fixture.engine.inspect(containers: [container.argument]).isEmpty
            }
        },
    ]
}
