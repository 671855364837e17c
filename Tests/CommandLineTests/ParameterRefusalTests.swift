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
        Kind("{\n  \"env\": {\n", line: 3, "invalid JSON"),
        Kind("[]", "found an array"),
        Kind(#"{"env": {}, "port": {}}"#, key: "port", "Did you mean 'ports'?"),
        Kind("{\n\"prod\": {\n\"volume\": {}}}", line: 3, key: "prod.volume", "Did you mean 'volumes'?"),
        Kind(#"{"ports": [80]}"#, key: "ports", "found an array"),
        Kind(#"{"env": {"A": 1}}"#, key: "env.A", "a string in double quotes"),
        Kind(#"{"raw": "--init"}"#, key: "raw", "an array of strings"),
        Kind(#"{"networks": {}}"#, key: "networks", "an array of strings"),
        Kind(#"{"ports": {"0": 80}}"#, key: "ports.0", "1 to 65535"),
        Kind(#"{"ports": {"80": 65536}}"#, key: "ports.80", "1 to 65535"),
        Kind(#"{"ports": {"http": 80}}"#, key: "ports.http", "1 to 65535"),
        Kind(#"{"ports": {"localhost:80": 80}}"#, key: "ports.localhost:80", "invalid IP address"),
        Kind(#"{"ports": {"80": 1, "0.0.0.0:80": 2}}"#, key: "ports.0.0.0.0:80", "already used"),
        Kind(#"{"volumes": {"a1": "/data", "b1": "/data/"}}"#, key: "volumes.b1", "already used"),
        Kind(#"{"volumes": {"data": "data"}}"#, key: "volumes.data", "not absolute"),
        Kind(#"{"volumes": {"a b": "/data"}}"#, key: "volumes.a b", "invalid volume name"),
        Kind(#"{"volumes": {"data": "/data:never"}}"#, key: "volumes.data", "invalid mount option"),
        Kind(#"{"networks": ["host", "front"]}"#, key: "networks", "cannot be combined with other networks"),
        Kind(#"{"networks": ["none", "front"]}"#, key: "networks", "cannot be combined with other networks"),
        Kind(#"{"networks": ["container:x", "front"]}"#, key: "networks", "cannot be combined with other networks"),
        Kind(#"{"networks": ["front", "front"]}"#, key: "networks", "listed twice"),
        Kind(#"{"env": {"A B": "x"}}"#, key: "env.A B", "invalid name of an environment variable"),
        Kind(#"{"env": {"HOME": "a\nb"}}"#, key: "env.HOME", "docker itself reads 'HOME'"),
        Kind(#"{"env": {"DOCKER_HOST": "a\nb"}}"#, key: "env.DOCKER_HOST", "docker itself reads 'DOCKER_HOST'"),
        Kind(#"{"env": {"https_proxy": "a\nb"}}"#, key: "env.https_proxy", "docker itself reads 'https_proxy'"),
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
