import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct ParameterRefusalTests {
    @Test(arguments: refused)
    func `a Dockerparams file is refused, and nothing is changed`(kind: Kind) async throws {
        try await withBench { web in
            try web.write(version: "one")
            let file = web.told(try web.write(parameters: kind.file))
            for line in ["build web .", "start web :new", "build web . --dry-run"] {
                let ending = try await web.dockervisor(line)
                #expect(ending.exitCode == 1, "\(line)")
                #expect(ending.output == "", "\(line)")
                let lines = ending.errors.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(
                    lines.first?.hasPrefix("dockervisor: \(file), line \(kind.line)\(kind.place): ") == true, "\(lines)"
                )
                #expect(ending.errors.contains(kind.words), "\(ending.errors)")
                #expect(lines.count >= 3 && lines[1] == "  Nothing was changed" && !lines[2].isEmpty, "\(lines)")
            }
            #expect(try await web.ask("images", "--quiet", "web") == "")
            #expect(try await web.containers() == "")
            #expect(web.home.files == [])
        }
    }

    struct Kind: Sendable, CustomTestStringConvertible {
        var file: String
        var line: Int
        /// Of the key, or empty.
        var key: String
        /// Somewhere in the message.
        var words: String

        init(_ file: String, line: Int = 1, key: String = "", _ words: String) {
            self.file = file
            self.line = line
            self.key = key
            self.words = words
        }

        var place: String { key.isEmpty ? "" : ", key \(key)" }
        var testDescription: String { words }
    }

    static let refused = [
        Kind("{\n  \"env\": {\n", line: 3, "this is no JSON"),
        Kind("[]", "a list stands where"),
        Kind(#"{"env": {}, "port": {}}"#, key: "port", "Did you mean 'ports'?"),
        Kind("{\n\"prod\": {\n\"volume\": {}}}", line: 3, key: "prod.volume", "Did you mean 'volumes'?"),
        Kind(#"{"ports": [80]}"#, key: "ports", "a list stands where"),
        Kind(#"{"env": {"A": 1}}"#, key: "env.A", "a text in double quotes"),
        Kind(#"{"raw": "--init"}"#, key: "raw", "a list of texts"),
        Kind(#"{"networks": {}}"#, key: "networks", "a list of texts"),
        Kind(#"{"ports": {"0": 80}}"#, key: "ports.0", "1 to 65535"),
        Kind(#"{"ports": {"80": 65536}}"#, key: "ports.80", "1 to 65535"),
        Kind(#"{"ports": {"http": 80}}"#, key: "ports.http", "1 to 65535"),
        Kind(#"{"ports": {"localhost:80": 80}}"#, key: "ports.localhost:80", "no IP address"),
        Kind(#"{"ports": {"80": 1, "0.0.0.0:80": 2}}"#, key: "ports.0.0.0.0:80", "used twice"),
        Kind(#"{"volumes": {"a1": "/data", "b1": "/data/"}}"#, key: "volumes.b1", "used twice"),
        Kind(#"{"volumes": {"data": "data"}}"#, key: "volumes.data", "not absolute"),
        Kind(#"{"volumes": {"a b": "/data"}}"#, key: "volumes.a b", "no volume name"),
        Kind(#"{"volumes": {"data": "/data:never"}}"#, key: "volumes.data", "no mount option"),
        Kind(#"{"networks": ["host", "front"]}"#, key: "networks", "must stand alone"),
        Kind(#"{"networks": ["none", "front"]}"#, key: "networks", "must stand alone"),
        Kind(#"{"networks": ["container:x", "front"]}"#, key: "networks", "must stand alone"),
        Kind(#"{"networks": ["front", "front"]}"#, key: "networks", "stands twice"),
        Kind(#"{"env": {"A B": "x"}}"#, key: "env.A B", "no name of an environment variable"),
        Kind(#"{"env": {"HOME": "a\nb"}}"#, key: "env.HOME", "docker reads 'HOME' itself"),
        Kind(#"{"env": {"DOCKER_HOST": "a\nb"}}"#, key: "env.DOCKER_HOST", "docker reads 'DOCKER_HOST' itself"),
        Kind(#"{"env": {"https_proxy": "a\nb"}}"#, key: "env.https_proxy", "docker reads 'https_proxy' itself"),
        Kind(#"{"raw": ["--name", "x"]}"#, key: "raw", "dockervisor names the container"),
        Kind(#"{"raw": ["--name=x"]}"#, key: "raw", "dockervisor names the container"),
        Kind(#"{"raw": ["--rm"]}"#, key: "raw", "--rm"),
        Kind(#"{"raw": ["-d"]}"#, key: "raw", "-d"),
        Kind(#"{"raw": ["--restart", "always"]}"#, key: "raw", "--restart"),
        Kind(#"{"raw": ["--label", "dockervisor.family=x"]}"#, key: "raw", "label"),
        Kind(#"{"raw": ["-e", "A=1"]}"#, key: "raw", "env"),
        Kind(#"{"raw": ["--env=A=1"]}"#, key: "raw", "env"),
    ]
}
