import CustomDump
import Engine
@testable import Families
import Testing

@Suite struct NewContainerTests {
    private let order = Families.Operation.startNew("web", configuration: nil)

    private func made(
        from newest: ImageDetails = build(), with parameters: Configuration = Configuration(),
        after mounts: [Mount]? = nil, named configuration: String? = nil, why: String = ""
    ) throws -> CreateRequest {
        try #require(
            request(
                try plan(
                    from: newest, with: parameters, after: mounts, named: configuration, why: why)))
    }

    private func plan(
        from newest: ImageDetails = build(), with parameters: Configuration = Configuration(),
        after mounts: [Mount]? = nil, named configuration: String? = nil, why: String = ""
    ) throws -> Plan {
        let old = container("dcv_web", .running)
        return try Families.plan(
            order,
            in: situation(
                mounts == nil ? [] : [old], details: mounts.map { [details(of: old, mounts: $0)] } ?? [],
                newest: newest, parameters: parameters, named: configuration, why: why))
    }

    // MARK: All of it

    @Test func `gets everything from the image, the file and the order`() throws {
        expectNoDifference(
            try made(
                from: build(ports: ["8080/tcp"], volumes: ["/var/lib/web"]),
                with: Configuration(
                    networks: ["front", "back"], env: ["KEY": "secret", "A": "1"], arguments: ["serve"],
                    raw: ["--init"]), named: "big", why: "new logo"),
            CreateRequest(
                name: "dcv_web_next", image: imageB, restartPolicy: .no,
                labels: [
                    "dockervisor.family": "web", "dockervisor.image": imageB, "dockervisor.config": "big",
                    "dockervisor.params": #"{"arguments":["serve"],"env":["A","KEY"],"networks":["front","back"],"#
                        + #""ports":["8080:8080/tcp"],"raw":["--init"],"volumes":["web_var_lib_web:/var/lib/web"]}"#,
                    "dockervisor.by": "ann@box", "dockervisor.why": "new logo",
                ], publish: ["8080:8080/tcp"], volumes: ["web_var_lib_web:/var/lib/web"], network: "front",
                networkAlias: "web", environment: ["KEY": "secret", "A": "1"], options: ["--init"], arguments: ["serve"]
            ))
    }

    @Test func `has its labels also where there is nothing to say`() throws {
        expectNoDifference(
            try made().labels,
            [
                "dockervisor.family": "web", "dockervisor.image": imageB, "dockervisor.config": "",
                "dockervisor.params":
                    #"{"arguments":[],"env":[],"networks":[],"ports":[],"raw":[],"volumes":[]}"#,
                "dockervisor.by": "ann@box", "dockervisor.why": "",
            ])
    }

    @Test func `a value of env stands in no argument, label, note or summary`() throws {
        let plan = try plan(with: Configuration(env: ["KEY": "secret", "TEXT": "secret\nlines"]), named: "big")
        let shown = plan.steps.flatMap(\.call.arguments) + plan.notes + [plan.result] + plan.steps.map(\.call.words)
        #expect(shown.filter { $0.contains("secret") } == [])
    }

    // MARK: Ports

    @Test(arguments: [
        (["8080/tcp"], ["8080:8080/tcp"]), (["53/tcp", "53/udp"], ["53:53/tcp", "53:53/udp"]),
        (["8080"], ["8080:8080/tcp"]),
        ([], []),
    ])
    func `exposed ports map one to one`(exposed: [String], published: [String]) throws {
        #expect(try made(from: build(ports: exposed)).publish == published)
    }

    @Test func `configured ports replace all of these`() throws {
        let ports = [PublishedPort(address: "127.0.0.1", hostPort: 80, containerPort: 8080, transport: "udp")]
        #expect(
            try made(from: build(ports: ["8080/tcp"]), with: Configuration(ports: ports)).publish
                == ["127.0.0.1:80:8080/udp"])
        #expect(try made(from: build(ports: ["8080/tcp"]), with: Configuration(ports: [])).publish == [])
    }

    @Test(arguments: ["host", "none", "container:db"])
    func `where the network has no ports of its own none is mapped`(network: String) throws {
        #expect(try made(from: build(ports: ["8080/tcp"]), with: Configuration(networks: [network])).publish == [])
    }

    // MARK: Networks

    @Test(
        arguments: [
            ([], nil, nil), (["front"], "front", "web"), (["bridge"], "bridge", nil), (["host"], "host", nil),
            (["none"], "none", nil),
            (["container:db"], "container:db", nil), (["default"], "default", nil),
        ] as [([String], String?, String?)])
    func `answers to the family's name on networks of the user's own`(
        networks: [String], network: String?, alias: String?
    ) throws {
        let request = try made(with: Configuration(networks: networks))
        #expect(request.network == network)
        #expect(request.networkAlias == alias)
    }

    // MARK: Volumes

    @Test(arguments: [
        ("/var/jenkins_home", "mainjenkins_var_jenkins_home:/var/jenkins_home"), ("/data", "mainjenkins_data:/data"),
        ("/data/", "mainjenkins_data:/data"),
    ])
    func `volume paths get volumes named after the family and the path`(path: String, volume: String) throws {
        let plan = try Families.plan(
            .startNew("mainjenkins", configuration: nil),
            in: situation(newest: build(of: "mainjenkins", volumes: [path])))
        #expect(request(plan)?.volumes == [volume])
    }

    @Test func `a name with slashes and a port is made fit`() throws {
        let plan = try Families.plan(
            .startNew("registry:5000/team/web", configuration: nil),
            in: situation(newest: build(of: "registry:5000/team/web", volumes: ["/data"])))
        #expect(request(plan)?.volumes == ["registry.5000.team.web_data:/data"])
    }

    private static let before = [
        Mount(kind: .volume, source: "mydata", path: "/data"),
        Mount(kind: .bind, source: "/srv/logs", path: "/logs", isReadOnly: true),
        Mount(kind: .volume, source: String(repeating: "0a", count: 32), path: "/cache"),
        Mount(kind: .other("tmpfs"), source: "", path: "/tmp"),
    ]

    @Test func `without configured volumes, those of the predecessor are inherited`() throws {
        let plan = try plan(after: Self.before)
        #expect(request(plan)?.volumes == ["mydata:/data", "/srv/logs:/logs:ro"])
        #expect(plan.notes == ["/cache is no longer mounted (was the anonymous volume 0a0a0a0a0a0a)"])
    }

    @Test func `what is inherited covers a volume path, what is anonymous does not`() throws {
        let plan = try plan(from: build(volumes: ["/cache", "/data", "/data/", "/more"]), after: Self.before)
        #expect(
            request(plan)?.volumes == [
                "web_cache:/cache", "mydata:/data", "/srv/logs:/logs:ro", "web_more:/more",
            ])
        #expect(plan.notes == ["/cache uses a different volume (was the anonymous volume 0a0a0a0a0a0a)"])
    }

    @Test func `with configured volumes nothing is inherited, and what is dropped is said`() throws {
        let plan = try plan(
            from: build(volumes: ["/data", "/more"]),
            with: Configuration(volumes: [ConfiguredVolume(source: "other", path: "/data")]), after: Self.before)
        #expect(request(plan)?.volumes == ["other:/data", "web_more:/more"])
        #expect(
            plan.notes == [
                "/logs is no longer mounted (was /srv/logs)",
                "/cache is no longer mounted (was the anonymous volume 0a0a0a0a0a0a)",
                "/data uses a different volume (was mydata)",
            ])
    }

    @Test func `what the container before was given and this one is not is said, and what is new`() throws {
        var old = details(of: container("dcv_web", .running))
        old.labels[Label.parameters] =
            #"{"arguments":[],"env":["LOG_LEVEL","A"],"networks":["front"],"ports":["80:80/tcp"],"raw":[],"volumes":[]}"#
        let found = situation(
            [container("dcv_web", .running)], details: [old], newest: build(ports: ["81/tcp"]),
            parameters: Configuration(networks: ["front"], env: ["A": "1"]))
        #expect(
            try Families.plan(order, in: found).notes == [
                "Compared with dcv_web: adds port 81:81/tcp; drops port 80:80/tcp",
                "Compared with dcv_web: drops env LOG_LEVEL",
            ])
    }

    @Test func `with configured volumes a volume path falls back to its own name`() throws {
        let plan = try plan(from: build(volumes: ["/data"]), with: Configuration(volumes: []), after: Self.before)
        #expect(request(plan)?.volumes == ["web_data:/data"])
    }

    @Test func `a configured volume keeps its options`() throws {
        let volume = ConfiguredVolume(source: "/srv/a", path: "/a", options: "ro,z")
        #expect(try made(with: Configuration(volumes: [volume])).volumes == ["/srv/a:/a:ro,z"])
    }

    @Test(arguments: [
        ["-v", "other:/data"], ["--mount", "type=volume,source=other,target=/data"], ["--tmpfs", "/data/"],
    ])
    func `what raw options mount is neither inherited nor made up`(raw: [String]) throws {
        let plan = try plan(
            from: build(volumes: ["/data"]), with: Configuration(raw: raw),
            after: [Mount(kind: .volume, source: "mydata", path: "/data")])
        #expect(request(plan)?.volumes == [])
    }

    @Test func `the latest hands its volumes down, whoever is active`() throws {
        let latest = container("dcv_web")
        let stable = container("dcv_web_stable", .running)
        let plan = try Families.plan(
            order,
            in: situation(
                [latest, stable],
                details: [
                    details(of: latest, mounts: [Mount(kind: .volume, source: "latest", path: "/data")]),
                    details(of: stable, mounts: [Mount(kind: .volume, source: "stable", path: "/data")]),
                ]))
        #expect(request(plan)?.volumes == ["latest:/data"])
    }

    // MARK: Clashes

    @Test func `one made-up volume for two paths is refused`() {
        #expect(
            refusal(order, in: situation(newest: build(volumes: ["/b/c", "/b_c"]))) == """
                volume web_b_c would be mounted at both /b/c and /b_c
                Name the volumes in dcv-web: "volumes": {"NAME": "/b/c"}
                """)
    }

    @Test func `a made-up volume that is mounted elsewhere already is refused`() {
        let parameters = Configuration(volumes: [ConfiguredVolume(source: "web_data", path: "/old")])
        #expect(
            refusal(order, in: situation(newest: build(volumes: ["/data"]), parameters: parameters)) == """
                volume web_data would be mounted at both /data and /old
                Name the volumes in dcv-web: "volumes": {"NAME": "/data"}
                """)
    }

    @Test func `a made-up volume that another family uses is refused`() {
        let other = container("dcv_a_stable", family: "a", mounts: ["a_b_c"])
        let said = refusal(
            .startNew("a_b", configuration: nil), in: situation([other], newest: build(of: "a_b", volumes: ["/c"])))
        #expect(
            said == """
                volume a_b_c, needed for /c of a_b, is in use by dcv_a_stable of family a
                Name another volume in dcv-a_b: "volumes": {"NAME": "/c"}
                """)
    }

    @Test func `a volume that was asked for may be shared`() throws {
        let other = container("dcv_db", family: "db", mounts: ["shared"])
        let parameters = Configuration(volumes: [ConfiguredVolume(source: "shared", path: "/data")])
        let plan = try Families.plan(order, in: situation([other], parameters: parameters))
        #expect(request(plan)?.volumes == ["shared:/data"])
    }
}
