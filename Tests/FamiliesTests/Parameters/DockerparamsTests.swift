import CustomDump
import Engine
@testable import Families
import Testing

@Suite struct DockerparamsTests {
    @Test func `holds one configuration alone`() throws {
        expectNoDifference(
            try Dockerparams.parse(
                """
                {
                    "volumes" : {
                        "mysqldata" : "/usr/share/mysql",
                        "./logs/mysql" : "/var/log/mysql"
                    },
                    "networks" : ["named_network"],
                    "ports": {
                        "3306" : "3306"
                    }
                }
                """, file: "/srv/db/dcv-db", home: "/home/ann"),
            .lone(
                Configuration(
                    volumes: [
                        ConfiguredVolume(source: "mysqldata", path: "/usr/share/mysql"),
                        ConfiguredVolume(source: "/srv/db/logs/mysql", path: "/var/log/mysql"),
                    ], ports: [PublishedPort(address: "", hostPort: 3306, containerPort: 3306)],
                    networks: ["named_network"])))
    }

    @Test func `holds several configurations by name, in their order`() throws {
        expectNoDifference(
            try Dockerparams.parse(
                """
                {
                    "wordpress": {
                        "networks" : ["bridge", "named_network"],
                        "volumes" : {
                            "wpdata" : "/var/www/html",
                            "./logs/apache" : "/var/log/apache2"
                        },
                        "ports" : { "80" : "80" },
                        "env" : { "WPDATABASE" : "thedatabase" }
                    },
                    "bare": {}
                }
                """, file: "/srv/wp/dcv-wp", home: "/home/ann"),
            .named([
                Dockerparams.Named(
                    name: "wordpress",
                    configuration: Configuration(
                        volumes: [
                            ConfiguredVolume(source: "wpdata", path: "/var/www/html"),
                            ConfiguredVolume(source: "/srv/wp/logs/apache", path: "/var/log/apache2"),
                        ], ports: [PublishedPort(address: "", hostPort: 80, containerPort: 80)],
                        networks: ["bridge", "named_network"], env: ["WPDATABASE": "thedatabase"])
                ), Dockerparams.Named(name: "bare", configuration: Configuration()),
            ]))
    }

    @Test func `may be empty`() throws {
        #expect(try configuration("{}") == Configuration())
    }

    @Test func `tells an empty key from one that is not there`() throws {
        #expect(
            try configuration(#"{"ports": {}, "volumes": {}, "networks": [], "env": {}, "arguments": [], "raw": []}"#)
                == Configuration(volumes: [], ports: []))
    }

    @Test func `passes arguments and raw options on as they are`() throws {
        #expect(
            try configuration(#"{"arguments": ["-c", "echo $HOME; ls *", ""], "raw": ["--init", "--cpus", "1.5"]}"#)
                == Configuration(arguments: ["-c", "echo $HOME; ls *", ""], raw: ["--init", "--cpus", "1.5"]))
    }

    @Test(arguments: [
        ("data", "data"), ("my-data_1.x", "my-data_1.x"), ("/srv/data", "/srv/data"), ("/srv//x/../data/", "/srv/data"),
        ("./data", "/work/app/data"), ("../data", "/work/data"), (".", "/work/app"), ("..", "/work"),
        ("~", "/home/ann"),
        ("~/data", "/home/ann/data"), ("./a b", "/work/app/a b"), ("../../../x", "/x"), ("/", "/"),
    ])
    func `makes the paths of volumes absolute`(written: String, source: String) throws {
        #expect(
            try configuration(#"{"volumes": {"\#(written)": "/data"}}"#).volumes
                == [ConfiguredVolume(source: source, path: "/data")])
    }

    @Test(arguments: [
        ("/data", "/data", ""), ("/data/", "/data", ""), ("/a//b/../c", "/a/c", ""), ("/data:ro", "/data", "ro"),
        ("/data:ro,z", "/data", "ro,z"), ("/a b", "/a b", ""),
    ])
    func `mounts volumes at paths, with options`(written: String, path: String, options: String) throws {
        #expect(
            try configuration(#"{"volumes": {"v1": "\#(written)"}}"#).volumes
                == [ConfiguredVolume(source: "v1", path: path, options: options)])
    }

    @Test(arguments: [
        (#""80": "80""#, "80:80/tcp"), (#""80": 8080"#, "80:8080/tcp"), (#""80/udp": "81""#, "80:81/udp"),
        (#""80": "81/udp""#, "80:81/udp"), (#""80/tcp": "81/tcp""#, "80:81/tcp"), (#""80": "81/sctp""#, "80:81/sctp"),
        (#""127.0.0.1:80": "81""#, "127.0.0.1:80:81/tcp"), (#""127.0.0.1:80/udp": 81"#, "127.0.0.1:80:81/udp"),
        (#""[::1]:80": "81""#, "[::1]:80:81/tcp"), (#""::1:80": "81""#, "[::1]:80:81/tcp"),
        (#""1": "65535""#, "1:65535/tcp"),
    ])
    func `maps ports in every form`(written: String, argument: String) throws {
        #expect(try configuration("{\"ports\": {\(written)}}").ports?.map(\.argument) == [argument])
    }

    @Test func `maps one port number of the host once for each transport and address`() throws {
        let ports = #"{"53": "53", "53/udp": "53", "127.0.0.1:80": "80", "127.0.0.2:80": "81"}"#
        #expect(
            try configuration("{\"ports\": \(ports)}").ports?.map(\.argument)
                == ["53:53/tcp", "53:53/udp", "127.0.0.1:80:80/tcp", "127.0.0.2:80:81/tcp"])
    }

    @Test(arguments: ["A", "a_b", "my.var", "DOCKER_HOST", "HOME", "1"])
    func `takes any name of an environment variable`(name: String) throws {
        #expect(try configuration(#"{"env": {"\#(name)": "a = b # c"}}"#).env == [name: "a = b # c"])
    }

    @Test func `takes a value with a line break`() throws {
        #expect(try configuration(#"{"env": {"KEY": "a\nb"}}"#).env == ["KEY": "a\nb"])
    }

    @Test(arguments: [["host"], ["none"], ["container:db"], ["bridge", "back"], ["front", "back"]])
    func `joins networks in their order`(names: [String]) throws {
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        #expect(try configuration("{\"networks\": [\(list)]}").networks == names)
    }

    private func configuration(_ text: String) throws -> Configuration {
        let content = try Dockerparams.parse(text, file: "/work/app/dcv-web", home: "/home/ann")
        guard case .lone(let configuration) = content else { throw NotAlone() }
        return configuration
    }

    private struct NotAlone: Error {}
}
