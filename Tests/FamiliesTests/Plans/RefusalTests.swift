import Engine
@testable import Families
import Testing

@Suite struct RefusalTests {
    private let new = Families.Operation.startNew("web", configuration: nil)
    static let all: [Families.Operation] = [
        .startNew("web", configuration: nil), .startLatest("web"), .startStable("web"),
        .startContainer("web", name: "dcv_web"), .rollback("web"), .stop("web"), .markStable("web"),
    ]

    private func port(_ number: Int, _ transport: String = "tcp", at address: String = "0.0.0.0") -> PublishedPort {
        PublishedPort(address: address, hostPort: number, containerPort: 80, transport: transport)
    }

    // MARK: Ports

    @Test(arguments: [
        ("8080/tcp", "tcp", "0.0.0.0", true), ("8080/tcp", "udp", "0.0.0.0", false), ("8080/udp", "udp", "::", true),
        ("8081/tcp", "tcp", "0.0.0.0", false), ("8080/tcp", "tcp", "127.0.0.1", true),
    ])
    func `a host port that another container holds is named before anything stops`(
        exposed: String, transport: String, address: String, isRefused: Bool
    ) {
        let other = container("shop", .running, family: nil, ports: [port(8080, transport, at: address)])
        let said = refusal(new, in: situation([other], newest: build(ports: [exposed])))
        let expected = """
            host port 8080/\(transport) is already in use by container shop
            Publish another port in dcv-web, or stop it: docker stop shop
            """
        #expect(said == (isRefused ? expected : "not refused: A new dcv_web is running"))
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.2", false), ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "", true),
        ("::1", "::1", true),
        ("::1", "127.0.0.1", false),
    ])
    func `ports at different addresses do not collide`(held: String, wanted: String, isRefused: Bool) {
        let other = container("shop", .paused, family: nil, ports: [port(8080, at: held)])
        let ports = [PublishedPort(address: wanted, hostPort: 8080, containerPort: 80)]
        let said = refusal(new, in: situation([other], parameters: Configuration(ports: ports)))
        #expect(said.hasPrefix("host port 8080/tcp is already in use by container shop") == isRefused)
    }

    @Test func `the ports of a container that exists cannot be mapped anew`() {
        let old = container("dcv_web")
        var found = situation(
            [old, container("shop", .running, family: "shop", ports: [port(8080)])],
            details: [details(of: old, ports: [port(8080)])])
        #expect(
            refusal(.startLatest("web"), in: found) == """
                host port 8080/tcp is already in use by container shop
                Stop it: dockervisor stop shop
                """)
        found.snapshot.containers[1].labels = [:]
        #expect(refusal(.startLatest("web"), in: found).hasSuffix("Stop it: docker stop shop"))
    }

    @Test(arguments: [["-p", "8080:80"], ["-p8080:80"], ["--publish=127.0.0.1:8080:80"]])
    func `ports of raw options count too`(raw: [String]) {
        let other = container("shop", .running, family: nil, ports: [port(8080)])
        let said = refusal(new, in: situation([other], parameters: Configuration(raw: raw)))
        #expect(said.hasPrefix("host port 8080/tcp is already in use by container shop"))
    }

    @Test func `the one that is replaced gives its ports up`() {
        let old = container("dcv_web", .running, ports: [port(8080)])
        #expect(refusal(new, in: situation([old], newest: build(ports: ["8080/tcp"]))).hasPrefix("not refused"))
    }

    @Test func `one that is stopped holds no port`() {
        let other = container("shop", .exited, family: nil, ports: [port(8080)])
        #expect(refusal(new, in: situation([other], newest: build(ports: ["8080/tcp"]))).hasPrefix("not refused"))
    }

    @Test func `an old container's ports are looked at before it is started`() {
        let stable = container("dcv_web_stable")
        let other = container("shop", .running, family: nil, ports: [port(8080)])
        let known = details(of: stable, ports: [port(8080)])
        #expect(
            refusal(.rollback("web"), in: situation([stable, other], details: [known]))
                .hasPrefix("host port 8080/tcp is already in use by container shop\n"))
    }

    @Test func `a host port that a process holds is named before anything stops`() {
        var found = situation([], newest: build(ports: ["8080/tcp"]))
        found.listeners = [
            HostListener(address: "0.0.0.0", port: 8081, transport: "tcp"),
            HostListener(
                address: "127.0.0.1", port: 8080, transport: "tcp", process: HostListener.Process(id: 12, name: "nginx")
            ),
        ]
        #expect(
            refusal(new, in: found) == """
                host port 8080/tcp is already in use by process nginx (pid 12)
                Publish another port in dcv-web, or stop that program
                """)
        found.listeners[1].process = nil
        #expect(refusal(new, in: found).hasPrefix("not refused"), "nothing would be stopped: docker may say it")
        found.snapshot.containers = [container("dcv_web", .running)]
        #expect(
            refusal(new, in: found) == """
                host port 8080/tcp is already in use by another program
                Publish another port in dcv-web, or stop that program (find it: sudo ss -lptu 'sport = :8080')
                """)
    }

    @Test func `docker's proxy for the one that is replaced is in nobody's way`() {
        let old = container("dcv_web", .running, ports: [port(8080)])
        var found = situation([old], newest: build(ports: ["8080/tcp"]))
        found.listeners = [HostListener(address: "0.0.0.0", port: 8080, transport: "tcp")]
        #expect(refusal(new, in: found).hasPrefix("not refused"))
    }

    @Test func `docker's proxy for one that has just been stopped is in nobody's way`() {
        var found = situation([container("dcv_web")], newest: build(ports: ["8080/tcp"]))
        let proxy = HostListener.Process(id: 12, name: "docker-proxy")
        found.listeners = [HostListener(address: "0.0.0.0", port: 8080, transport: "tcp", process: proxy)]
        #expect(refusal(new, in: found).hasPrefix("not refused"))
    }

    // MARK: Disk

    @Test(arguments: [(Int?.none, false), (15 << 20, true), (16 << 20, false)])
    func `a full disk is noticed before anything stops`(free: Int?, isRefused: Bool) {
        var found = situation([], newest: build())
        found.freeBytes = free
        #expect(refusal(new, in: found).hasPrefix("the engine's disk is full (15 MB free)") == isRefused)
    }

    @Test func `on a full disk old containers can go`() {
        let saved = container("dcv_web_save_20261123T180500Z")
        for (members, remedy) in [
            ([], "Show disk usage: docker system df"),
            ([saved], "Delete old containers: dockervisor clean web. Show disk usage: docker system df"),
        ] {
            var found = situation(members, newest: build())
            found.freeBytes = 0
            #expect(refusal(new, in: found).hasSuffix("\n" + remedy))
        }
    }

    // MARK: Names

    @Test(arguments: ["dcv_web", "dcv_web_next"])
    func `a foreign container that has a name we need is in the way`(name: String) {
        let id = String(repeating: "0123456789", count: 6)
        var foreign = container(name, family: nil)
        foreign.id = id
        #expect(
            refusal(new, in: situation([foreign])) == """
                the name \(name) is already in use by container 012345678901 (not managed by dockervisor)
                Rename it: docker rename \(name) NEWNAME
                """)
    }

    @Test func `so is one of another family`() {
        let said = refusal(new, in: situation([container("dcv_web", family: "shop")]))
        #expect(said.contains("(family shop)\n"))
    }

    @Test(arguments: [
        [container("dcv_a.b", family: "a.b")], [container("odd", family: "a.b")],
    ])
    func `families whose containers would have the same names are told apart`(others: [Container]) {
        #expect(
            refusal(.startNew("a/b", configuration: nil), in: situation(others, newest: build(of: "a/b"))) == """
                container names of a/b would collide with those of family a.b
                Choose another name for the image
                """)
    }

    @Test func `an image alone makes a family that can clash`() {
        let said = refusal(
            .startNew("a/b", configuration: nil), in: situation(images: [image("a.b")], newest: build(of: "a/b")))
        #expect(said.hasPrefix("container names of a/b would collide"))
    }

    @Test(arguments: all.filter { $0 != .stop("web") })
    func `a candidate that is left over is in the way until it is recovered`(operation: Families.Operation) {
        let left = [container("dcv_web", .running), container("dcv_web_next", .created)]
        #expect(
            refusal(operation, in: situation(left)) == """
                an operation on web was interrupted; its lock is gone
                Complete or revert it: dockervisor recover web
                """)
    }

    @Test func `the record of an operation is in the way, and tells who did what and when`() {
        var record = container("dcv_web_op", .created)
        let holder = Holder(by: "ann@box", machine: "m", boot: "b", process: 7, processStart: "9")
        record.labels.merge(OperationRecord(kind: .stop, words: "stop web", holder: holder, at: now).labels) { $1 }
        #expect(
            refusal(.rollback("web"), in: situation([container("dcv_web", .running), record])) == """
                an operation on web is in progress or was interrupted: stop web, started by ann@box at 2026-11-23T18:05:56Z
                Complete or revert it: dockervisor recover web
                """)
    }

    // MARK: States

    @Test(arguments: all.filter { $0 != .stop("web") })
    func `two that run at once are refused, and stop is named as the cure`(operation: Families.Operation) {
        let two = [container("dcv_web", .running, created: 1), container("dcv_web_stable", .running)]
        #expect(
            refusal(operation, in: situation(two)) == """
                2 containers of web are running at once: dcv_web and dcv_web_stable
                Stop them, then start the one you want: dockervisor stop web
                """)
    }

    @Test(arguments: all.filter { $0 != .stop("web") })
    func `two that run at once are said before that there is no stable one`(operation: Families.Operation) {
        let two = [container("dcv_web", .running, created: 1), container("dcv_web_save_20261123_180500", .running)]
        #expect(
            refusal(operation, in: situation(two)).hasPrefix(
                "2 containers of web are running at once: dcv_web and dcv_web_save_20261123_180500"))
    }

    @Test(arguments: [
        (Families.Operation.startNew("web", configuration: nil), "dcv_web"), (.stop("web"), "dcv_web"),
        (.rollback("web"), "dcv_web"),
        (.markStable("web"), "dcv_web"), (.rollback("web"), "dcv_web_stable"),
    ])
    func `one made with --rm would be lost by a stop`(operation: Families.Operation, name: String) {
        let both = [container("dcv_web", .running), container("dcv_web_stable")]
        let known = both.filter { $0.name == name }.map { details(of: $0, isRemovedWhenStopped: true) }
        #expect(
            refusal(operation, in: situation(both, details: known)) == """
                \(name) was created with --rm, so stopping it would delete it
                Replace it: docker stop \(name), then dockervisor start web :new
                """)
    }

    @Test(arguments: [ContainerState.dead, .removing])
    func `one that docker cannot start is refused before anything stops`(state: ContainerState) {
        #expect(
            refusal(
                .rollback("web"), in: situation([container("dcv_web", .running), container("dcv_web_stable", state)]))
                    == """
                    cannot start dcv_web_stable: it is \(state.rawValue)
                    Choose another container: dockervisor list web
                    """)
    }

    @Test func `without an image there is nothing to make a container from`() {
        #expect(
            refusal(new, in: situation(newest: nil)) == """
                no such image: web:latest
                Build it: dockervisor build web PATH
                """)
    }

    @Test func `a name that was mistyped is put right`() {
        #expect(
            refusal(.startNew("wbe", configuration: nil), in: situation([container("dcv_web")], newest: nil)) == """
                no such image: wbe:latest
                Did you mean 'web'?
                """)
    }

    @Test(arguments: [
        (Families.Operation.startLatest("web"), "web has no container yet\nCreate one: dockervisor start web :new"),
        (.startStable("web"), "web has no stable container\nCreate a container first: dockervisor start web :new"),
        (.rollback("web"), "web has no stable container\nCreate a container first: dockervisor start web :new"),
        (.stop("web"), "web has no containers\nSee all families: dockervisor list"),
        (
            .markStable("web"),
            "web has no running container to mark as stable\nStart one: dockervisor start web :latest"
        ),
        (
            .startContainer("web", name: "dcv_web"),
            "web has no container 'dcv_web'\nSee its containers: dockervisor list web"
        ),
    ])
    func `a family without containers says what to do first`(operation: Families.Operation, said: String) {
        #expect(refusal(operation, in: situation(images: [image("web")])) == said)
    }

    @Test func `a family of saved containers has no latest`() {
        #expect(
            refusal(.startLatest("web"), in: situation([container("dcv_web_save_20260101T000000.000Z")])) == """
                web has neither a latest nor a stable container
                Create one: dockervisor start web :new. Or start one by name: dockervisor list web
                """)
    }

    @Test func `without a stable one there is nothing to roll back to`() {
        #expect(
            refusal(.rollback("web"), in: situation([container("dcv_web", .running)])) == """
                web has no stable container
                Start one that works, then mark it as stable: dockervisor stable mark web
                """)
        let former = container("dcv_web_save_20260101T000000.000Z")
        #expect(
            refusal(.rollback("web"), in: situation([container("dcv_web", .running), former]))
                .hasSuffix(
                    "Switch back to the previous container: dockervisor undo web. Start one that works, then mark it as stable: dockervisor stable mark web"
                ))
    }
}
