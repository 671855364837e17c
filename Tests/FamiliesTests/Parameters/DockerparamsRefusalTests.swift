@testable import Families
import Testing

@Suite struct DockerparamsRefusalTests {
    /// The problem and the remedy; the file is `/work/app/dcv-web`.
    private func refusal(of text: String) -> String {
        do throws(FileError) {
            _ = try Dockerparams.parse(text, file: "/work/app/dcv-web", home: "/home/ann")
            return "not refused"
        } catch {
            return "\(error.problem)\n\(error.remedy)"
        }
    }

    private let known = "Known keys: volumes, ports, networks, env, arguments, raw"

    @Test func `names the file, the line and the key`() {
        #expect(
            refusal(of: "{\n  \"web\": {\n    \"ports\": {\n      \"80\": \"x\"\n    }\n  }\n}") == """
                /work/app/dcv-web, line 4, key web.ports.80: invalid port 'x'
                Use a number from 1 to 65535
                """)
    }

    @Test(arguments: [
        ("{", "line 1: invalid JSON: expected a key in double quotes\nFix the file and try again"),
        (
            "{\n\"ports\": {},\n\"ports\": {}}",
            "line 3: invalid JSON: duplicate key 'ports'\nFix the file and try again"
        ),
        ("[]", "line 1: expected an object, { … }, found an array\nUse an object, { … }"),
        ("\n\"x\"", "line 2: expected an object, { … }, found a string\nUse an object, { … }"),
        ("null", "line 1: expected an object, { … }, found null\nUse an object, { … }"),
    ])
    func `refuses what is no object`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, \(rest)")
    }

    @Test(arguments: [
        ("{\"ports\": {},\n\"volums\": {}}", "line 2, key volums: unknown key 'volums'\nDid you mean 'volumes'? "),
        ("{\"web\": {\"prots\": {}}}", "line 1, key web.prots: unknown key 'prots'\nDid you mean 'ports'? "),
        ("{\"ports\": {}, \"image\": \"x\"}", "line 1, key image: unknown key 'image'\n"),
        ("{\"argument\": [\"x\"]}", "line 1, key argument: unknown key 'argument'\nDid you mean 'arguments'? "),
        ("{\"ports\": {}, \"Ports\": {}}", "line 1, key Ports: unknown key 'Ports'\nDid you mean 'ports'? "),
        ("{\"port\": {}}", "line 1, key port: unknown key 'port'\nDid you mean 'ports'? "),
        ("{\"prots\": {\"80\": \"80\"}}", "line 1, key prots: unknown key 'prots'\nDid you mean 'ports'? "),
        (
            "{\n\"volume\": {\n\"data\": \"/data\"}}",
            "line 2, key volume: unknown key 'volume'\nDid you mean 'volumes'? "
        ),
        ("{\"web\": {\"80\": \"80\"}}", "line 1, key web.80: unknown key '80'\n"),
    ])
    func `refuses unknown keys and says what was meant`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, \(rest)\(known)")
    }

    @Test(arguments: [
        (
            #"{"volumes": []}"#,
            "volumes: expected an object that maps volumes or host paths to container paths, { … }, found an array"
        ),
        (#"{"volumes": {"a1": 1}}"#, "volumes.a1: expected a string in double quotes, found a number"),
        (
            #"{"ports": [80]}"#,
            "ports: expected an object that maps host ports to container ports, { … }, found an array"
        ),
        (#"{"ports": {"80": true}}"#, "ports.80: expected a port, found true"),
        (#"{"networks": "front"}"#, "networks: expected an array of strings, [ … ], found a string"),
        (#"{"networks": [1]}"#, "networks: expected a string in double quotes, found a number"),
        (#"{"env": ["A=B"]}"#, "env: expected an object that maps names to values, { … }, found an array"),
        (#"{"env": {"A": 1}}"#, "env.A: expected a string in double quotes, found a number"),
        (#"{"env": {"A": null}}"#, "env.A: expected a string in double quotes, found null"),
        (#"{"arguments": "ls"}"#, "arguments: expected an array of strings, [ … ], found a string"),
        (#"{"raw": {}}"#, "raw: expected an array of strings, [ … ], found an object"),
        (#"{"raw": [false]}"#, "raw: expected a string in double quotes, found false"),
    ])
    func `refuses a wrong type`(text: String, rest: String) {
        #expect(problem(of: text) == "/work/app/dcv-web, line 1, key \(rest)")
    }

    @Test(arguments: [
        ("0", "0"), ("65536", "65536"), ("-1", "-1"), ("+80", "+80"), ("x", "x"), ("", ""), ("8 0", "8 0"),
        ("80.0", "80.0"),
        ("8000-8010", "8000-8010"), ("99999999999999999999", "99999999999999999999"), ("8٠", "8٠"),
        ("127.0.0.1:", ""), ("127.0.0.1:0", "0"),
    ])
    func `refuses a host port that is none`(written: String, shown: String) {
        #expect(
            refusal(of: #"{"ports": {"\#(written)": "80"}}"#)
                == "/work/app/dcv-web, line 1, key ports.\(written): invalid port '\(shown)'\n"
                + "Use a number from 1 to 65535")
    }

    @Test(arguments: ["0", "80.5", "1e3", "-1", "65536"])
    func `refuses a container port that is none`(written: String) {
        #expect(
            problem(of: "{\"ports\": {\"80\": \(written)}}")
                == "/work/app/dcv-web, line 1, key ports.80: invalid port '\(written)'")
    }

    @Test(arguments: [
        (
            #"{"ports": {"80/http": "80"}}"#,
            "ports.80/http: invalid port '80/http'\nUse tcp, udp or sctp after the slash"
        ),
        (#"{"ports": {"80": "80/"}}"#, "ports.80: invalid port '80/'\nUse tcp, udp or sctp after the slash"),
        (
            #"{"ports": {"80/tcp/udp": "80"}}"#,
            "ports.80/tcp/udp: invalid port '80/tcp/udp'\nUse tcp, udp or sctp after the slash"
        ),
        (
            #"{"ports": {"box:80": "80"}}"#,
            "ports.box:80: invalid IP address 'box'\nUse \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"1.2.3:80": "80"}}"#,
            "ports.1.2.3:80: invalid IP address '1.2.3'\nUse \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"+1.2.3.4:80": "80"}}"#,
            "ports.+1.2.3.4:80: invalid IP address '+1.2.3.4'\nUse \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"256.0.0.1:80": "80"}}"#,
            "ports.256.0.0.1:80: invalid IP address '256.0.0.1'\nUse \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"80": "127.0.0.1:8080"}}"#,
            "ports.80: an IP address is allowed only for the host port\nUse \"127.0.0.1:80\": \"8080\""
        ),
        (
            #"{"ports": {"80/tcp": "80/udp"}}"#,
            "ports.80/tcp: the protocols differ: tcp and udp\nSpecify the protocol on one side only"
        ),
        (
            #"{"ports": {"80": "1", "080": "2"}}"#,
            "ports.080: host port 80 is already used for container port 1\nUse a different host port for each container port"
        ),
        (
            #"{"ports": {"80": "1", "80/tcp": "2"}}"#,
            "ports.80/tcp: host port 80 is already used for container port 1\nUse a different host port for each container port"
        ),
        (
            #"{"ports": {"80": "1", "127.0.0.1:80": "2"}}"#,
            "ports.127.0.0.1:80: host port 80 is already used for container port 1\nUse a different host port for each container port"
        ),
    ])
    func `refuses other faults of ports`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, line 1, key \(rest)")
    }

    @Test(arguments: [
        (
            #"{"volumes": {"d1": "data"}}"#,
            "volumes.d1: the container path 'data' is not absolute\nUse an absolute path: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": "./data"}}"#,
            "volumes.d1: the container path './data' is not absolute\nUse an absolute path: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": ""}}"#,
            "volumes.d1: the container path '' is not absolute\nUse an absolute path: \"d1\": \"/\""
        ),
        (
            #"{"volumes": {"d1": "/"}}"#,
            "volumes.d1: cannot mount a volume at the root of the container\nUse a directory below it: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": "/a/..:ro"}}"#,
            "volumes.d1: cannot mount a volume at the root of the container\nUse a directory below it: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": "/a", "d2": "/b/../a/"}}"#,
            "volumes.d2: container path '/a' is already used by 'd1'\nUse another container path"
        ),
        (
            #"{"volumes": {"./a": "/a", "./b/../a": "/b"}}"#,
            "volumes../b/../a: '/work/app/a' is listed twice, first for '/a'\nMount it once, or mount one of its subdirectories"
        ),
        (#"{"volumes": {"d1": "/a:rx"}}"#, "volumes.d1: invalid mount option 'rx'\nUse /path or /path:ro"),
        (#"{"volumes": {"d1": "/a:"}}"#, "volumes.d1: invalid mount option ''\nUse /path or /path:ro"),
        (
            #"{"volumes": {"/a:/b": "/a"}}"#,
            "volumes./a:/b: docker cannot mount a source that contains a colon\nUse a path without a colon"
        ),
        (
            #"{"volumes": {"/a:́b": "/a"}}"#,
            "volumes./a:́b: docker cannot mount a source that contains a colon\nUse a path without a colon"
        ),
        (
            #"{"volumes": {"~bob/x": "/a"}}"#,
            "volumes.~bob/x: cannot expand the home directory of another user\nUse an absolute path"
        ),
        (
            #"{"volumes": {"a/b": "/a"}}"#,
            "volumes.a/b: invalid volume name 'a/b'\nUse letters, digits, _ . and - in a name; start a path with / ./ ../ or ~"
        ),
        (
            #"{"volumes": {"": "/a"}}"#,
            "volumes.: invalid volume name ''\nUse letters, digits, _ . and - in a name; start a path with / ./ ../ or ~"
        ),
        (
            #"{"volumes": {".git": "/a"}}"#,
            "volumes..git: invalid volume name '.git'\nUse letters, digits, _ . and - in a name; start a path with / ./ ../ or ~"
        ),
    ])
    func `refuses faults of volumes`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, line 1, key \(rest)")
    }

    @Test(arguments: [
        (#"{"networks": ["a", "a"]}"#, "network 'a' is listed twice\nList it once"),
        (#"{"networks": [""]}"#, "a network name is empty\nRemove it or name a network"),
        (#"{"networks": ["host", "a"]}"#, "'host' cannot be combined with other networks\nRemove the other networks"),
        (#"{"networks": ["a", "none"]}"#, "'none' cannot be combined with other networks\nRemove the other networks"),
        (
            #"{"networks": ["a", "container:b"]}"#,
            "'container:b' cannot be combined with other networks\nRemove the other networks"
        ),
    ])
    func `refuses faults of networks`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, line 1, key networks: \(rest)")
    }

    @Test(arguments: ["", "A=B", "A B", "#A", "A\\n", "A\\u0000", "A=\u{301}"])
    func `refuses what is no name of an environment variable`(name: String) {
        #expect(refusal(of: #"{"env": {"\#(name)": "x"}}"#).contains(": invalid name of an environment variable\n"))
    }

    @Test(arguments: [
        "DOCKER_HOST", "HOME", "PATH", "HTTP_PROXY", "no_proxy", "LD_PRELOAD", "SSH_AUTH_SOCK", "XDG_RUNTIME_DIR",
    ])
    func `refuses a line break for what docker reads itself`(name: String) {
        #expect(
            refusal(of: #"{"env": {"\#(name)": "a\nb"}}"#) == """
                /work/app/dcv-web, line 1, key env.\(name): docker itself reads '\(name)', so its value cannot \
                contain a line break
                Rename the variable, or write its value on one line
                """)
    }

    @Test func `never shows a value of env`() {
        let texts = [
            #"{"env": {"HOME": "secret\n"}}"#, #"{"env": {"A": "secret\u0000"}}"#, #"{"env": {"A": ["secret"]}}"#,
            #"{"raw": ["-e", "A=secret"]}"#, #"{"raw": ["--env=A=secret"]}"#,
        ]
        #expect(texts.map(refusal).filter { $0.contains("secret") || $0 == "not refused" } == [])
    }

    @Test(arguments: [
        #"{"arguments": ["a\u0000"]}"#, #"{"raw": ["--init\u0000"]}"#, #"{"networks": ["a\u0000"]}"#,
        #"{"env": {"A": "a\u0000"}}"#, #"{"volumes": {"/a": "/a\u0000b"}}"#,
    ])
    func `refuses a zero byte, at which a command line would end`(text: String) {
        #expect(problem(of: text).hasSuffix(": a string cannot contain a zero byte"))
    }

    @Test func `refuses a configuration without a name`() {
        #expect(
            refusal(of: #"{"": {}}"#) == "/work/app/dcv-web, line 1: the name of a configuration is empty\nName it")
    }

    private func problem(of text: String) -> String {
        refusal(of: text).split(separator: "\n").first.map(String.init) ?? ""
    }
}
