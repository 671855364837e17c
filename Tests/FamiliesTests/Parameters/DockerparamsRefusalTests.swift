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
                /work/app/dcv-web, line 4, key web.ports.80: 'x' is no port
                A port is a number from 1 to 65535
                """)
    }

    @Test(arguments: [
        ("{", "line 1: this is no JSON: a key in double quotes should stand here\nMend the file and try again"),
        (
            "{\n\"ports\": {},\n\"ports\": {}}",
            "line 3: this is no JSON: the key \"ports\" stands twice\nMend the file and try again"
        ),
        ("[]", "line 1: a list stands where an object, { … } should\nWrite an object, { … }"),
        ("\n\"x\"", "line 2: a text stands where an object, { … } should\nWrite an object, { … }"),
        ("null", "line 1: null stands where an object, { … } should\nWrite an object, { … }"),
    ])
    func `refuses what is no object`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, \(rest)")
    }

    @Test(arguments: [
        ("{\"ports\": {},\n\"volums\": {}}", "line 2, key volums: there is no key 'volums'\nDid you mean 'volumes'? "),
        ("{\"web\": {\"prots\": {}}}", "line 1, key web.prots: there is no key 'prots'\nDid you mean 'ports'? "),
        ("{\"ports\": {}, \"image\": \"x\"}", "line 1, key image: there is no key 'image'\n"),
        ("{\"argument\": [\"x\"]}", "line 1, key argument: there is no key 'argument'\nDid you mean 'arguments'? "),
        ("{\"ports\": {}, \"Ports\": {}}", "line 1, key Ports: there is no key 'Ports'\nDid you mean 'ports'? "),
        ("{\"port\": {}}", "line 1, key port: there is no key 'port'\nDid you mean 'ports'? "),
        ("{\"prots\": {\"80\": \"80\"}}", "line 1, key prots: there is no key 'prots'\nDid you mean 'ports'? "),
        (
            "{\n\"volume\": {\n\"data\": \"/data\"}}",
            "line 2, key volume: there is no key 'volume'\nDid you mean 'volumes'? "
        ),
        ("{\"web\": {\"80\": \"80\"}}", "line 1, key web.80: there is no key '80'\n"),
    ])
    func `refuses unknown keys and says what was meant`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, \(rest)\(known)")
    }

    @Test(arguments: [
        (#"{"volumes": []}"#, "volumes: a list stands where a map of volume or path to container path, { … } should"),
        (#"{"volumes": {"a1": 1}}"#, "volumes.a1: a number stands where a text in double quotes should"),
        (#"{"ports": [80]}"#, "ports: a list stands where a map of host port to container port, { … } should"),
        (#"{"ports": {"80": true}}"#, "ports.80: true stands where a port should"),
        (#"{"networks": "front"}"#, "networks: a text stands where a list of texts, [ … ] should"),
        (#"{"networks": [1]}"#, "networks: a number stands where a text in double quotes should"),
        (#"{"env": ["A=B"]}"#, "env: a list stands where a map of names to values, { … } should"),
        (#"{"env": {"A": 1}}"#, "env.A: a number stands where a text in double quotes should"),
        (#"{"env": {"A": null}}"#, "env.A: null stands where a text in double quotes should"),
        (#"{"arguments": "ls"}"#, "arguments: a text stands where a list of texts, [ … ] should"),
        (#"{"raw": {}}"#, "raw: an object stands where a list of texts, [ … ] should"),
        (#"{"raw": [false]}"#, "raw: false stands where a text in double quotes should"),
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
                == "/work/app/dcv-web, line 1, key ports.\(written): '\(shown)' is no port\n"
                + "A port is a number from 1 to 65535")
    }

    @Test(arguments: ["0", "80.5", "1e3", "-1", "65536"])
    func `refuses a container port that is none`(written: String) {
        #expect(
            problem(of: "{\"ports\": {\"80\": \(written)}}")
                == "/work/app/dcv-web, line 1, key ports.80: '\(written)' is no port")
    }

    @Test(arguments: [
        (
            #"{"ports": {"80/http": "80"}}"#,
            "ports.80/http: '80/http' is no port\nAfter the slash stands tcp, udp or sctp"
        ),
        (#"{"ports": {"80": "80/"}}"#, "ports.80: '80/' is no port\nAfter the slash stands tcp, udp or sctp"),
        (
            #"{"ports": {"80/tcp/udp": "80"}}"#,
            "ports.80/tcp/udp: '80/tcp/udp' is no port\nAfter the slash stands tcp, udp or sctp"
        ),
        (
            #"{"ports": {"box:80": "80"}}"#,
            "ports.box:80: 'box' is no IP address\nWrite \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"1.2.3:80": "80"}}"#,
            "ports.1.2.3:80: '1.2.3' is no IP address\nWrite \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"+1.2.3.4:80": "80"}}"#,
            "ports.+1.2.3.4:80: '+1.2.3.4' is no IP address\nWrite \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"256.0.0.1:80": "80"}}"#,
            "ports.256.0.0.1:80: '256.0.0.1' is no IP address\nWrite \"127.0.0.1:80\" or only the port"
        ),
        (
            #"{"ports": {"80": "127.0.0.1:8080"}}"#,
            "ports.80: an address belongs to the host's side\nWrite \"127.0.0.1:80\": \"8080\""
        ),
        (#"{"ports": {"80/tcp": "80/udp"}}"#, "ports.80/tcp: tcp and udp cannot be one port\nName it on one side only"),
        (
            #"{"ports": {"80": "1", "080": "2"}}"#,
            "ports.080: the host port 80 is used twice, also for 1\nGive each container port its own host port"
        ),
        (
            #"{"ports": {"80": "1", "80/tcp": "2"}}"#,
            "ports.80/tcp: the host port 80 is used twice, also for 1\nGive each container port its own host port"
        ),
        (
            #"{"ports": {"80": "1", "127.0.0.1:80": "2"}}"#,
            "ports.127.0.0.1:80: the host port 80 is used twice, also for 1\nGive each container port its own host port"
        ),
    ])
    func `refuses other faults of ports`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, line 1, key \(rest)")
    }

    @Test(arguments: [
        (
            #"{"volumes": {"d1": "data"}}"#,
            "volumes.d1: the container path 'data' is not absolute\nWrite it from the root: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": "./data"}}"#,
            "volumes.d1: the container path './data' is not absolute\nWrite it from the root: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": ""}}"#,
            "volumes.d1: the container path '' is not absolute\nWrite it from the root: \"d1\": \"/\""
        ),
        (
            #"{"volumes": {"d1": "/"}}"#,
            "volumes.d1: nothing can be mounted at the container's root\nWrite a folder below it: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": "/a/..:ro"}}"#,
            "volumes.d1: nothing can be mounted at the container's root\nWrite a folder below it: \"d1\": \"/data\""
        ),
        (
            #"{"volumes": {"d1": "/a", "d2": "/b/../a/"}}"#,
            "volumes.d2: the container path '/a' is used twice, also by 'd1'\nGive each its own path"
        ),
        (
            #"{"volumes": {"./a": "/a", "./b/../a": "/b"}}"#,
            "volumes../b/../a: '/work/app/a' stands twice, also for '/a'\nMount it once, or one of its folders"
        ),
        (#"{"volumes": {"d1": "/a:rx"}}"#, "volumes.d1: 'rx' is no mount option\nWrite /path, or /path:ro"),
        (#"{"volumes": {"d1": "/a:"}}"#, "volumes.d1: '' is no mount option\nWrite /path, or /path:ro"),
        (
            #"{"volumes": {"/a:/b": "/a"}}"#,
            "volumes./a:/b: docker cannot mount a source with a colon in it\nUse a path without one"
        ),
        (
            #"{"volumes": {"/a:́b": "/a"}}"#,
            "volumes./a:́b: docker cannot mount a source with a colon in it\nUse a path without one"
        ),
        (
            #"{"volumes": {"~bob/x": "/a"}}"#,
            "volumes.~bob/x: the home of another user is not known here\nWrite the path from the root"
        ),
        (
            #"{"volumes": {"a/b": "/a"}}"#,
            "volumes.a/b: 'a/b' is no volume name that docker accepts\nA name has letters, digits, '_', '.' and '-'; a path starts with /, ./, ../ or ~"
        ),
        (
            #"{"volumes": {"": "/a"}}"#,
            "volumes.: '' is no volume name that docker accepts\nA name has letters, digits, '_', '.' and '-'; a path starts with /, ./, ../ or ~"
        ),
        (
            #"{"volumes": {".git": "/a"}}"#,
            "volumes..git: '.git' is no volume name that docker accepts\nA name has letters, digits, '_', '.' and '-'; a path starts with /, ./, ../ or ~"
        ),
    ])
    func `refuses faults of volumes`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, line 1, key \(rest)")
    }

    @Test(arguments: [
        (#"{"networks": ["a", "a"]}"#, "the network 'a' stands twice\nName it once"),
        (#"{"networks": [""]}"#, "a network has an empty name\nTake it away, or name it"),
        (#"{"networks": ["host", "a"]}"#, "'host' must stand alone\nDocker joins it with no other network"),
        (#"{"networks": ["a", "none"]}"#, "'none' must stand alone\nDocker joins it with no other network"),
        (
            #"{"networks": ["a", "container:b"]}"#,
            "'container:b' must stand alone\nDocker joins it with no other network"
        ),
    ])
    func `refuses faults of networks`(text: String, rest: String) {
        #expect(refusal(of: text) == "/work/app/dcv-web, line 1, key networks: \(rest)")
    }

    @Test(arguments: ["", "A=B", "A B", "#A", "A\\n", "A\\u0000", "A=\u{301}"])
    func `refuses what is no name of an environment variable`(name: String) {
        #expect(refusal(of: #"{"env": {"\#(name)": "x"}}"#).contains(": this is no name of an environment variable\n"))
    }

    @Test(arguments: [
        "DOCKER_HOST", "HOME", "PATH", "HTTP_PROXY", "no_proxy", "LD_PRELOAD", "SSH_AUTH_SOCK", "XDG_RUNTIME_DIR",
    ])
    func `refuses a line break for what docker reads itself`(name: String) {
        #expect(
            refusal(of: #"{"env": {"\#(name)": "a\nb"}}"#) == """
                /work/app/dcv-web, line 1, key env.\(name): docker reads '\(name)' itself, so a value with a line break \
                cannot pass
                Give the variable another name, or the value on one line
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
        #expect(problem(of: text).hasSuffix(": a text with a zero byte cannot be passed on"))
    }

    @Test func `refuses a configuration without a name`() {
        #expect(
            refusal(of: #"{"": {}}"#) == "/work/app/dcv-web, line 1: a configuration has an empty name\nGive it a name")
    }

    private func problem(of text: String) -> String {
        refusal(of: text).split(separator: "\n").first.map(String.init) ?? ""
    }
}
