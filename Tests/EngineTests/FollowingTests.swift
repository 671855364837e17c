@testable import DockerCLI
import CustomDump
import Engine
import FoundationEssentials
import Testing

/// With a shell script in the place of docker.
@Suite(.serialized) struct FollowingTests {
    private static let second = Int64(1_795_573_083) * 1_000_000_000

    private func follow(_ script: String) async throws -> [LogLine] {
        let heard = Heard<LogLine>()
        try await FakeDocker.use(script) { path in
            try await DockerCLI(executable: path).follow(LogRequest(container: "web")) { heard.append($0) }
        }
        return heard.all
    }

    @Test func `lines of both streams are told in the order of their times, to the nanosecond`() async throws {
        let lines = try await follow(
            """
            echo '2026-11-25T02:18:03.924333328Z one' >&2
            echo '2026-11-25T02:18:03.924333330Z three'
            echo '2026-11-25T02:18:03.924333329Z two' >&2
            """)
        expectNoDifference(
            lines,
            [
                LogLine("one", .errors, at: LogTime(nanoseconds: Self.second + 924_333_328)),
                LogLine("two", .errors, at: LogTime(nanoseconds: Self.second + 924_333_329)),
                LogLine("three", .output, at: LogTime(nanoseconds: Self.second + 924_333_330)),
            ])
    }

    @Test func `what is no text, overwritten or without an end is told safely`() async throws {
        let lines = try await follow(
            #"""
            printf '2026-11-25T02:18:03.000000001Z a\377b\033[31mred\r\n'
            printf '2026-11-25T02:18:03.000000002Z 10%%\r55%%\r100%%\n'
            printf '2026-11-25T02:18:03.000000003Z \n'
            printf '2026-11-25T02:18:03.000000004Z no end'
            """#)
        expectNoDifference(lines.map(\.text), ["a\u{FFFD}b\u{1B}[31mred", "100%", "", "no end"])
    }

    @Test func `of a line of a megabyte the beginning is told`() async throws {
        let lines = try await follow(
            #"""
            printf '2026-11-25T02:18:03.000000001Z '
            dd if=/dev/zero bs=1000000 count=1 2>/dev/null | tr '\0' x
            printf '\n2026-11-25T02:18:03.000000002Z next\n'
            """#)
        expectNoDifference(lines.map(\.text.utf8.count), [LogLine.bound, 4])
    }

    @Test func `a driver that keeps nothing to read is told in docker's words`() async throws {
        await #expect(
            throws: EngineError.refused(
                command: "logs web", exitCode: 1, words: "configured logging driver does not support reading")
        ) {
            _ = try await follow(
                "echo 'Error response from daemon: configured logging driver does not support reading' >&2; exit 1")
        }
    }

    @Test func `many lines come in few batches, all of them`() async throws {
        let heard = Heard<Int>()
        try await FakeDocker.use(
            "seq -f '2026-11-25T02:18:03.0000000001Z line %.0f' 1 50000"
        ) { path in
            try await DockerCLI(executable: path).follow(LogRequest(container: "web")) { heard.append($0.count) }
        }
        #expect(heard.all.reduce(0, +) == 50_000)
        #expect(heard.all.count < 500)
    }

    @Test func `since, tail and container reach docker; what is not newer is left out`() async throws {
        let heard = Heard<LogLine>()
        try await FakeDocker.use(#"echo "2026-11-25T02:18:03.5Z $*"; echo "2026-11-25T02:18:03.6Z later""#) { path in
            let since = LogTime(nanoseconds: Self.second + 500_000_000)
            let request = LogRequest(container: "web", tail: 7, since: since)
            try await DockerCLI(executable: path).follow(request) { heard.append($0) }
            let page = LogPage(
                container: "web", before: LogTime(nanoseconds: since.nanoseconds + 1), newer: 5, lines: 2)
            heard.append(try await DockerCLI(executable: path).logs(page))
        }
        expectNoDifference(
            heard.all.map(\.text),
            ["later", "logs --timestamps --tail 7 --until 1795573083.500000001 -- web"])
    }

    @Test func `a docker that does not obey SIGTERM is gone soon after nobody measures any more`() async throws {
        let row = #"["ab","0.10%","1MiB / 2MiB","0B / 0B","0B / 0B","1"]"#
        try await FakeDocker.use("trap '' TERM; echo '\(row)'; while :; do sleep 1000.66; done") { path in
            let (samples, heard) = AsyncStream.makeStream(of: StatsSample.self)
            let task = Task {
                try await DockerCLI(executable: path).measure(containers: ["ab"]) { $0.forEach { heard.yield($0) } }
            }
            for await _ in samples { break }
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: EngineError.cancelled(command: "stats")) { try await task.value }
            #expect(ContinuousClock.now - start < .seconds(30))
            // What was killed needs a moment to be gone where much else goes on.
            let left = Command(title: "", arguments: ["-f", "1000.66"])
            while try await DockerCLI(executable: "pgrep").collect(left).exitCode != 1 {
                #expect(ContinuousClock.now - start < .seconds(30))
                guard ContinuousClock.now - start < .seconds(30) else { break }
            }
        }
    }
}
