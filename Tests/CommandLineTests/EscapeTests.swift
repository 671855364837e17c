import TestSupport
import Testing

/// No byte of somebody else's text drives the reader's terminal.
@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct EscapeTests {
    @Test(arguments: [false, true])
    func `what a build prints`(withBuildKit: Bool) async throws {
        guard let docker = try await withBuildKit ? PrivateEngine.dockerWithBuildKit : PrivateEngine.docker else {
            return
        }
        try await withBench(docker: docker) { bench in
            var web = bench
            web.environment["DOCKER_BUILDKIT"] = withBuildKit ? "1" : "0"
            try web.write(
                version: "one",
                extra: #"RUN ["/bin/busybox", "printf", "\\033[31mred\\033]0;title\\007 \\233 \#(web.id)"]"#)
            let ending = try await web.dockervisor("build web .")
            #expect(ending.exitCode == 0, "\(ending.errors)")
            #expect(ending.output.contains(#"\e[31mred"#))
            #expect(driving(ending) == [])
        }
    }

    @Test func `the reason of a failed build`() async throws {
        try await withBench { web in
            try web.sources.write("FROM scratch\n\u{1B}[31mBAD\n", to: "Dockerfile")
            let ending = try await web.dockervisor("build web .")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.lowercased().contains(#"\e[31mbad"#), "\(ending.errors)")
            #expect(driving(ending) == [])
        }
    }

    @Test func `labels, reasons and configuration names`() async throws {
        try await withBench { web in
            try web.write(version: "one", extra: #"LABEL dockervisor.config="\#u{1B}[32mgreen""#)
            try web.write(parameters: #"{"\u001b[33mcalm": {}, "default": {}}"#)
            try await web.done("build web .")
            try await web.ask(
                "create", "--name", "odd_web", "--label", "dockervisor.family=web", "--label",
                "dockervisor.config=\u{1B}[31mred", "web:latest")
            try await web.ask(
                "create", "--name", "odder_web", "--label", "dockervisor.test=\(web.id)", "--label",
                "dockervisor.family=\u{1B}[31mred", "web:latest")
            let why = ["start", "web", ":new", "--why", "\u{1B}[2Jgone", "--dry-run"]
            let planned = try await web.dockervisor(why)
            #expect(planned.output.contains(#"\e[2Jgone"#))
            #expect(driving(planned) == [])
            let started = try await web.dockervisor(why.dropLast())
            #expect(started.exitCode == 0, "\(started.errors)")
            #expect(driving(started) == [])
            #expect(
                try await web.field("{{index .Config.Labels \"dockervisor.why\"}}", of: "dcv_web") == "\u{1B}[2Jgone")
            for line in ["list", "list web", "list --json", "list web --json", "list -q", "start web :new nothing"] {
                #expect(driving(try await web.dockervisor(line)) == [], "\(line)")
            }
            #expect(try await web.done("list web").contains(#"\e[31mred"#))
        }
    }

    @Test func `the last words of a container that failed`() async throws {
        try await withBench { web in
            let words = #"printf '\\033[31mred\\033[0m\\r\\n'; exit 3"#
            try web.write(version: "one", command: ["/bin/busybox", "sh", "-c", words])
            try await web.done("build web .")
            let ending = try await web.dockervisor("start web :new")
            #expect(ending.exitCode == 1)
            #expect(ending.errors.contains(#"| \e[31mred\e[0m"#), "\(ending.errors)")
            #expect(driving(ending) == [])
        }
    }

    @Test func `words that were typed`() async throws {
        try await withBench { web in
            for words in [
                ["list", "\u{1B}[31mred"], ["start", "\u{1B}[31mred"], ["start", "web", "\u{1B}[31mred"],
                ["\u{1B}[31mred"], ["build", "web", "\u{1B}[31mred"], ["list", "--\u{1B}[31mred"],
            ] {
                let ending = try await web.dockervisor(words)
                #expect(ending.exitCode != 0)
                #expect(driving(ending) == [], "\(words)")
            }
        }
    }

    /// The control characters in what was printed, line breaks left out.
    private func driving(_ ending: Launch.Ending) -> [UInt32] {
        (ending.output + ending.errors).unicodeScalars.map(\.value).filter { value in
            value != 10 && (value < 32 || (127..<160).contains(value))
        }
    }
}
