import FoundationEssentials
import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct SecretTests {
    @Test(arguments: PrivateEngine.dockers)
    func `a value of env is seen by the container and by nobody else`(docker: String) async throws {
        try await withBench(docker: docker) { web in
            let secret = "s3-\(UUID().uuidString)"
            try web.write(version: "one")
            let text = try JSONEncoder().encode(["env": ["TOKEN": secret]])
            try web.write(parameters: String(decoding: text, as: UTF8.self))
            let watched = try web.withStandIn(Self.watching)
            var said = ""
            let lines = [
                "build web . --log log", "start web :new --dry-run", "start web :new --log log", "stable mark web",
                "list web", "list --json", "start web :new --log log", "rollback web --log log", "stop web",
            ]
            let events = try await web.events {
                for line in lines {
                    let ending = try await watched.dockervisor(line)
                    #expect(ending.exitCode == 0, "\(line): \(ending.errors)")
                    said += ending.output + ending.errors
                }
            }
            #expect(said.contains("TOKEN=***"))
            #expect(!said.contains(secret))
            #expect(!(try #require(web.sources.text(of: "log"))).contains(secret))
            for note in web.notes.files { #expect(web.notes.text(of: note)?.contains(secret) == false, "\(note)") }
            #expect(events.contains(#""Action":"create""#))
            #expect(!events.contains(secret))
            #expect(!(try await web.field("{{json .Config.Labels}}", of: "dcv_web")).contains(secret))
            #expect(try await web.variables(of: "dcv_web")["TOKEN"] == secret)
        }
    }

    @Test(arguments: PrivateEngine.dockers)
    func `values reach the container as they are written`(docker: String) async throws {
        let values = [
            "PLAIN": "one", "EMPTY": "", "EQUALS": "a=b==c", "HASH": "# no comment", "QUOTES": #"'single' "double" \"#,
            "BLANKS": "  two  blanks  ", "TAB": "a\tb", "UNICODE": "grüße 日本 🐳", "DOLLAR": "$HOME ${PATH} `id`",
            "LINES": "first\nsecond\n", "RETURN": "first\r\nsecond", "HOME": "/elsewhere", "DOCKER_HOST": "tcp://no:1",
            "odd-name.x": "odd", "LONG": String(repeating: "x", count: 20_000),
        ]
        try await withBench(docker: docker) { web in
            try web.write(version: "one")
            try web.write(parameters: String(decoding: try JSONEncoder().encode(["env": values]), as: UTF8.self))
            try await web.done("build web .")
            try await web.done("start web :new")
            let found = try await web.variables(of: "dcv_web")
            for (name, value) in values { #expect(found[name] == value, "\(name)") }
        }
    }

    @Test func `a value with line breaks is in the environment of the one docker that needs it, and nowhere else`()
        async throws
    {
        try await withBench { web in
            let secret = "s3-\(UUID().uuidString)"
            try web.write(version: "one")
            let text = try JSONEncoder().encode(["env": ["KEY": "begin\n\(secret)\nend"]])
            try web.write(parameters: String(decoding: text, as: UTF8.self))
            try await web.done("build web .")
            try await web.withStandIn(Self.watching).done("start web :new --log log")
            #expect(!(try #require(web.sources.text(of: "log"))).contains(secret))
            let seeing = web.notes.files.filter { web.notes.text(of: $0)?.contains(secret) == true }
            #expect(seeing.count == 1)
            #expect(seeing.allSatisfy { $0.hasPrefix("environ.create.") })
            #expect(try await web.variables(of: "dcv_web")["KEY"] == "begin\n\(secret)\nend")
        }
    }

    @Test func `a refused Dockerparams file is quoted without its values`() async throws {
        try await withBench { web in
            let secret = "s3-\(UUID().uuidString)"
            try web.write(version: "one")
            try web.write(parameters: #"{"env": {"TOKEN": "\#(secret)"}, "raw": ["-e", "KEY=\#(secret)"]}"#)
            let ending = try await web.dockervisor("build web .")
            #expect(ending.exitCode == 1)
            #expect(!(ending.output + ending.errors).contains(secret))
        }
    }

    /// At each call of docker: what everybody sees of every process, and the environments of dockervisor and docker.
    private static let watching = """
        cat /proc/[0-9]*/cmdline /proc/$PPID/environ > "$notes/processes.$1.$$" 2> /dev/null
        cat /proc/self/environ > "$notes/environ.$1.$$"
        """
}

extension Bench {
    /// The environment that the engine gives a container.
    func variables(of container: String) async throws -> [String: String] {
        let text = try await field("{{json .Config.Env}}", of: container)
        let pairs = try JSONDecoder().decode([String].self, from: Data(text.utf8)).map { pair in
            let name = pair.prefix { $0 != "=" }
            return (String(name), String(pair.dropFirst(name.count + 1)))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// What the engine tells of the family's containers while the work is done.
    func events(during work: () async throws -> Void) async throws -> String {
        let since = try await ask("info", "--format", "{{.SystemTime}}")
        let listening = [
            "events", "--since", since, "--filter", real("label=dockervisor.family=web"), "--format", "{{json .}}",
        ]
        let environment = ["DOCKER_HOST": PrivateEngine.address, "DOCKER_CONTEXT": nil]
        return told(
            try await Launch(PrivateEngine.docker, listening, environment: environment).output(during: work))
    }
}
