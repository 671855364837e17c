import CustomDump
import DemoEngine
import Engine
import FoundationEssentials
import Testing

@Suite struct DemoEngineTests {
    private let clock = TestClock()

    private var demonstration: DemoEngine {
        let clock = clock
        return DemoEngine.demonstration(pace: .zero, now: { clock.now })
    }

    private func states(_ demo: DemoEngine) async throws -> [String] {
        let containers = try await demo.containers(labels: ["dockervisor.family"])
        return containers.filter { $0.labels != [:] && !$0.name.contains("_save_") }
            .map { "\($0.name): \($0.status)" }.sorted()
    }

    @Test func `the demonstration shows six families worth looking at`() async throws {
        let states = try await states(demonstration)
        expectNoDifference(
            states,
            [
                "dcv_api_stable: Up 2 days",
                "dcv_cron: Exited (0) 2 days ago",
                "dcv_jobs: Restarting (78) 18 seconds ago",
                "dcv_jobs_stable: Exited (0) 2 days ago",
                "dcv_legacy: Exited (1) 6 days ago",
                "dcv_team.shop: Up 26 hours (healthy)",
                "dcv_team.shop_stable: Exited (0) 6 days ago",
                "dcv_web: Up 3 hours",
                "dcv_web_stable: Exited (0) 3 days ago",
            ])
    }

    @Test func `names, labels and images of the demonstration fit together`() async throws {
        let demo = demonstration
        let images = try await demo.images(labelled: "dockervisor.build.family")
        let labels = ["dockervisor.family", "dockervisor.image"]
        for container in try await demo.containers(labels: labels) {
            guard let family = container.labels["dockervisor.family"] else { continue }
            #expect(container.name.hasPrefix("dcv_" + family.replacing("/", with: ".")))
            #expect(container.labels["dockervisor.image"] == container.image)
            #expect(images.contains { $0.id == container.image })
            let details = try #require(try await demo.inspect(containers: [container.id]).first)
            #expect(details.restartPolicy == (container.state.isActive ? .unlessStopped : .no))
        }
        #expect(
            images.first { $0.repository == "web" && $0.tag == "latest" }?.id
                != (try await demo.inspect(containers: ["dcv_web"]).first?.imageID))
    }

    @Test func `the next build of api makes an image that does not start, the one after that starts`() async throws {
        let demo = demonstration
        for expected in ["created", "running"] {
            let build = BuildRequest(reference: "api:latest", context: "/srv/src/api")
            try await demo.perform(.build(build))
            let next = CreateRequest(name: "dcv_api_next", image: "api:latest")
            let id = try await demo.perform(.create(next))
            _ = try? await demo.perform(.start(.existing(id: id, name: "dcv_api_next")))
            #expect(try await demo.inspect(containers: [id]).first?.state.rawValue == expected)
            _ = try? await demo.perform(.remove(.existing(id: id, name: "dcv_api_next")))
        }
    }

    @Test func `there can be as many families as one likes`() async throws {
        let demo = DemoEngine.demonstration(families: 300, pace: .zero)
        let containers = try await demo.containers(labels: ["dockervisor.family"])
        #expect(Set(containers.compactMap { $0.labels["dockervisor.family"] }).count == 300)
        #expect(Set(containers.map(\.name)).count == containers.count)
        #expect(Set(containers.map(\.id)).count == containers.count)
    }

    @Test func `logs grow with time`() async throws {
        let demo = demonstration
        let before = try await demo.logs(container: "dcv_web", lines: 3)
        clock.advance(by: 2)
        let after = try await demo.logs(container: "dcv_web", lines: 3)
        #expect(before.count == 3 && after.prefix(2) == before.suffix(2) && after != before)
    }

    @Test func `logs and stats go on while time passes, and are the same for the same time`() async throws {
        let demo = demonstration
        let (news, heard) = AsyncStream.makeStream(of: [String].self)
        let ids = try await demo.inspect(containers: ["dcv_web", "dcv_cron", "postgres"]).map(\.id)
        let tasks = [
            Task { try await demo.follow(LogRequest(container: "dcv_web", tail: 1)) { heard.yield($0.map(\.text)) } },
            Task { try await demo.measure(containers: ids) { heard.yield($0.map { "\($0)" }) } },
        ]
        var told: [[String]] = []
        for await batch in news {
            told.append(batch)
            if told.count == 4 { break }
            if told.count == 2 {
                clock.advance(by: 2)
                await demo.settle()
            }
        }
        tasks.forEach { $0.cancel() }
        #expect(told.map(\.count).sorted() == [1, 1, 2, 2] && Set(told).count == 4)
        let sample = try await measured(demonstration, ids)
        #expect(try await measured(demonstration, ids) == sample)
        #expect(sample.map(\.container) == [ids[0], ids[2]])
    }

    private func measured(_ demo: DemoEngine, _ ids: [String]) async throws -> [StatsSample] {
        let (news, heard) = AsyncStream.makeStream(of: [StatsSample].self)
        let task = Task { try await demo.measure(containers: ids) { heard.yield($0) } }
        defer { task.cancel() }
        return try #require(await news.first { _ in true })
    }

    @Test func `an engine that goes away ends what is followed`() async throws {
        let demo = demonstration
        let gone = EngineError.unreachable(endpoint: "demo", words: "gone")
        let (news, heard) = AsyncStream.makeStream(of: Void.self)
        let task = Task { try await demo.follow(LogRequest(container: "dcv_web")) { _ in heard.yield() } }
        _ = await news.first { true }
        await demo.goAway(gone)
        await #expect(throws: gone) { try await task.value }
    }

    @Test func `a call fails once, as ordered; also after it was carried out`() async throws {
        let demo = demonstration
        let cron = ContainerReference.existing(id: "dcv_cron", name: "dcv_cron")
        let lost = EngineError.silent(command: "start", after: .seconds(60))
        await demo.fail(next: { $0 == .start(cron) }, with: .diskFull(words: "x"))
        await demo.fail(next: { $0 == .start(cron) }, with: lost, isDoneNevertheless: true)
        await #expect(throws: EngineError.diskFull(words: "x")) { try await demo.perform(.start(cron)) }
        #expect(try await demo.inspect(containers: ["dcv_cron"]).first?.state == .exited)
        await #expect(throws: lost) { try await demo.perform(.start(cron)) }
        #expect(try await demo.inspect(containers: ["dcv_cron"]).first?.state == .running)
        try await demo.perform(.stop(cron))
        #expect(await demo.calls == [.start(cron), .start(cron), .stop(cron)])
    }

    @Test func `an engine that goes away ends its events and answers nothing until it is back`() async throws {
        let demo = demonstration
        var events = demo.events().makeAsyncIterator()
        #expect(await events.next() == .listening)
        let gone = EngineError.unreachable(endpoint: "demo", words: "gone")
        await demo.goAway(gone)
        #expect(await events.next() == nil)
        await #expect(throws: gone) { try await demo.version() }
        await demo.goAway(nil)
        #expect(try await demo.version().engine == "demo")
    }

    @Test func `after a power cut the restart policies decide`() async throws {
        let demo = DemoEngine()
        await demo.setReleases(of: "x", [DemoRelease(program: "/x")])
        try await demo.perform(.build(BuildRequest(reference: "x:latest", context: "/none")))
        let policies: [RestartPolicy] = [.no, .unlessStopped, .always]
        for policy in policies {
            for life in ["created", "running", "stopped"] {
                let name = "\(policy.words)-\(life)"
                let request = CreateRequest(name: name, image: "x:latest", restartPolicy: policy)
                let reference = ContainerReference.existing(id: try await demo.perform(.create(request)), name: name)
                if life != "created" { try await demo.perform(.start(reference)) }
                if life == "stopped" { try await demo.perform(.stop(reference)) }
            }
        }
        await demo.cutPower()
        let running = try await demo.containers(labels: []).filter { $0.state == .running }.map(\.name).sorted()
        expectNoDifference(running, ["always-running", "always-stopped", "unless-stopped-running"])
    }
}
