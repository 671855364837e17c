import CustomDump
import Engine
import Testing

extension ContractCase {
    private static let talker = ["/bin/busybox", "sh", "-c", "echo one; echo two; echo three; exit 0"]
    private static let server = [
        "/bin/busybox", "sh", "-c", "trap 'exit 0' TERM; echo one; echo two >&2; while :; do sleep 1 & wait; done",
    ]

    /// What a container that has ended by itself said.
    private static func said(
        _ fixture: Fixture, tail: Int = 1000
    ) async throws -> (container: String, lines: [LogLine]) {
        let container = try await fixture.run("talker", command: talker)
        try await fixture.eventually("it exits") { try await fixture.listed(container).state == .exited }
        return (container.argument, try await lines(fixture, LogRequest(container: container.argument, tail: tail)))
    }

    private static func lines(_ fixture: Fixture, _ request: LogRequest) async throws -> [LogLine] {
        let heard = Heard<LogLine>()
        try await fixture.engine.follow(request) { heard.append($0) }
        return heard.all
    }

    static let following: [ContractCase] = [
        ContractCase("following tells both streams apart, and ends when the container stops") { fixture in
            let container = try await fixture.run("a", command: server)
            let (lines, heard) = AsyncStream.makeStream(of: LogLine.self)
            async let end: Void = fixture.engine.follow(LogRequest(container: container.argument)) { batch in
                for line in batch { heard.yield(line) }
            }
            var told: [LogLine] = []
            for await line in lines {
                told.append(line)
                if told.count == 2 { break }
            }
            try await fixture.engine.perform(.stop(container))
            try await end
            // The engine reads both streams on their own: which line it sees first is not certain.
            #expect(told.map(\.source).sorted { $0.rawValue < $1.rawValue } == [.output, .errors])
            #expect(told.allSatisfy { $0.text == ($0.source == .output ? "one" : "two") })
        },
        ContractCase("following one that has ended tells what it said, and returns") { fixture in
            let (container, lines) = try await said(fixture)
            expectNoDifference(lines.map(\.text), ["one", "two", "three"])
            #expect(lines.map(\.time) == lines.map(\.time).sorted())
            let rest = try await Self.lines(fixture, LogRequest(container: container, since: lines[1].time))
            // Podman gives lines that it reads together the same time.
            expectNoDifference(rest, lines.filter { $0.time > lines[1].time })
        },
        ContractCase("following begins with so many of the last lines") { fixture in
            let (container, lines) = try await said(fixture, tail: 2)
            expectNoDifference(lines.map(\.text), ["two", "three"])
            #expect(try await Self.lines(fixture, LogRequest(container: container, tail: 0)) == [])
        },
        ContractCase("older lines are told page by page") { fixture in
            let (container, lines) = try await said(fixture)
            // Podman gives lines that it reads together the same time, and a page ends before a time.
            if try await fixture.isPodman, Set(lines.map(\.time)).count < lines.count { return }
            let page = LogPage(container: container, before: lines[2].time, newer: 1, lines: 1)
            #expect(try await fixture.engine.logs(page) == [lines[1]])
            let next = LogPage(container: container, before: lines[1].time, newer: 2, lines: 100)
            #expect(try await fixture.engine.logs(next) == [lines[0]])
            let last = LogPage(container: container, before: lines[0].time, newer: 3)
            #expect(try await fixture.engine.logs(last) == [])
        },
        ContractCase("logs of one that is not there name it") { fixture in
            let missing = EngineError.noSuchContainer("\(fixture.id)-none")
            await #expect(throws: missing) {
                try await fixture.engine.follow(LogRequest(container: "\(fixture.id)-none")) { _ in }
            }
            let page = LogPage(container: "\(fixture.id)-none", before: LogTime(nanoseconds: 1), newer: 0)
            await #expect(throws: missing) { try await fixture.engine.logs(page) }
        },
        ContractCase("whoever stops following or measuring is told that it was cancelled") { fixture in
            let container = try await fixture.run("a", command: server).argument
            let (news, heard) = AsyncStream.makeStream(of: String.self)
            let following = Task {
                try await fixture.engine.follow(LogRequest(container: container)) { _ in heard.yield("lines") }
            }
            let measuring = Task {
                try await fixture.engine.measure(containers: [container]) { _ in heard.yield("samples") }
            }
            var kinds: Set<String> = []
            for await kind in news where kinds.insert(kind).inserted && kinds.count == 2 { break }
            for task in [following, measuring] {
                task.cancel()
                await #expect {
                    try await task.value
                } throws: { error in
                    guard case EngineError.cancelled = error else { return false }
                    return true
                }
            }
        },
    ]

    static let measuring: [ContractCase] = [
        ContractCase("measuring tells what a container uses, and its CPU from the second time on") { fixture in
            let container = try await fixture.run("a", command: server).argument
            let (samples, heard) = AsyncStream.makeStream(of: StatsSample.self)
            let measuring = Task {
                try await fixture.engine.measure(containers: [container]) { for sample in $0 { heard.yield(sample) } }
            }
            var taken: [StatsSample] = []
            for await sample in samples {
                taken.append(sample)
                if sample.cpuPercent != nil { break }
                await fixture.backstage.letSecondPass()
            }
            measuring.cancel()
            let (first, last) = (try #require(taken.first), try #require(taken.last))
            #expect(first.cpuPercent == nil && taken.count > 1 && last.takenAt > first.takenAt)
            #expect(taken.allSatisfy { $0.container == container && $0.processes > 0 })
            #expect(taken.allSatisfy { $0.memory > 0 && $0.memory < $0.memoryLimit })
        },
        ContractCase("a stopped one is measured as soon as it runs; it ends when all are removed") { fixture in
            // Podman ends the statistics of a container that does not run.
            if try await fixture.isPodman { return }
            let stopped = try await fixture.create("a", command: server)
            let running = try await fixture.run("b", command: server)
            let (samples, heard) = AsyncStream.makeStream(of: [String].self)
            async let end: Void = fixture.engine.measure(containers: [stopped.argument, running.argument]) { taken in
                heard.yield(taken.map(\.container))
            }
            for await ids in samples {
                if ids == [stopped.argument, running.argument] { break }
                expectNoDifference(ids, [running.argument])
                try await fixture.engine.perform(.start(stopped))
                await fixture.backstage.letSecondPass()
            }
            for container in [stopped, running] {
                try await fixture.engine.perform(.stop(container))
                try await fixture.engine.perform(.remove(container))
            }
            try await end
        },
        ContractCase("measuring one that is not there names it, and measuring none ends at once") { fixture in
            let missing = String(repeating: "0", count: 64)
            await #expect(throws: EngineError.noSuchContainer(missing)) {
                try await fixture.engine.measure(containers: [missing]) { _ in }
            }
            try await fixture.engine.measure(containers: []) { _ in }
        },
    ]
}
