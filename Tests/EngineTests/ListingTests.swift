@testable import DockerCLI
import CustomDump
import Engine
import FoundationEssentials
import Testing

@Suite struct ListingTests {
    @Test func `a row of docker ps becomes a container (20.10)`() throws {
        let line = #"""
            ["c3bff51f3373","other/web,web","web:latest","running","Up 2 hours (healthy)",\#
            "2026-11-23 21:18:44 +0100 CET","127.0.0.1:5000->5000/udp, 8080/tcp","/srv/web,web_data","x,y \"q\"\tl1\nl2\u001b[31m",""]
            """#
        let row = try #require(try listingRows(Array(line.utf8)).first)
        let container = Container(row: row, labels: ListedLabels(["text", "none"]))
        expectNoDifference(
            container,
            Container(
                id: "c3bff51f3373", name: "web", state: .running, status: "Up 2 hours (healthy)", image: "web:latest",
                createdAt: Date(timeIntervalSince1970: 1_795_465_124),
                ports: [
                    PublishedPort(address: "127.0.0.1", hostPort: 5000, containerPort: 5000, transport: "udp")
                ],
                mounts: ["/srv/web", "web_data"], labels: ["text": "x,y \"q\"\tl1\nl2\u{1B}[31m"]))
        #expect(container?.health == .healthy)
    }

    @Test func `labels below another one are only asked for where that one is set`() {
        let labels = ListedLabels(["a.op", "a.op.from", "b", "a.op.to"])
        #expect(
            Container.template(labels: labels).hasSuffix(
                #",{{json (.Label "a.op")}},{{json (.Label "b")}}{{if (.Label "a.op")}},{{json (.Label "a.op.from")}},"#
                    + #"{{json (.Label "a.op.to")}}{{end}}]"#))
        let fields = ["i", "n", "m", "created", "", "", "", ""]
        #expect(Container(row: fields + ["", "x"], labels: labels)?.labels == ["b": "x"])
        #expect(
            Container(row: fields + ["stop", "x", "f", "t"], labels: labels)?.labels
                == ["a.op": "stop", "b": "x", "a.op.from": "f", "a.op.to": "t"])
        #expect(Container(row: fields + ["stop", "x", "f"], labels: labels) == nil)
    }

    @Test func `a template asks for each field as JSON`() {
        #expect(
            Container.template(labels: ListedLabels([#"a"b\c"#])).hasSuffix(
                #"{{json .Mounts}},{{json (.Label "a\"b\\c")}}]"#))
    }

    @Test(arguments: [
        ("stopping", "Up 2 minutes", ContainerState.running), ("stopping", "Stopping", .running),
        ("stopping", "", .running), ("stopped", "Exited (4) 1 second ago", .exited), ("configured", "", .exited),
    ])
    func `a state that docker does not have is active if it is up`(word: String, status: String, state: ContainerState)
    {
        #expect(ContainerState(word: word, status: status) == state)
    }

    @Test func `a row that is too short is no container`() {
        #expect(Container(row: ["c3bff51f3373"], labels: ListedLabels([])) == nil)
        #expect(Image(row: []) == nil)
    }

    @Test(arguments: [
        ("docker.io/library/web:latest", "web:latest"), ("docker.io/team/web:1", "team/web:1"),
        ("docker.io/library/team/web", "library/team/web"), ("localhost/web:latest", "localhost/web:latest"),
        ("docker.io/", "docker.io/"), ("docker.io/library/", "library/"), ("web", "web"),
    ])
    func `a reference is shown as docker shows it`(long: String, familiar: String) {
        #expect(familiarReference(long) == familiar)
    }

    @Test func `only a running container has ports, whatever the engine lists (podman 5.8)`() {
        let row = [
            "a9d22db170e5", "p1", "docker.io/library/web:latest", "created", "Created",
            "2026-11-27 23:19:27 +0000 UTC", "0.0.0.0:8080->8080/tcp, 127.0.0.1:9000->9000/udp", "v,/tmp",
        ]
        let container = Container(row: row, labels: ListedLabels([]))
        #expect(container?.ports == [] && container?.image == "web:latest")
    }

    @Test(arguments: ["<missing>", "sha256:<missing>"])
    func `a layer without an image of its own has no id`(id: String) {
        #expect(ImageLayer(row: [id, "CMD", "2026-11-27T23:19:25Z", "0"])?.id == nil)
    }

    @Test func `none is no name`() {
        let image = Image(row: ["sha256:ab", "<none>", "<none>", "2026-11-23 21:18:44 +0000 UTC", "1.98MB"])
        #expect(image?.repository == nil && image?.tag == nil && image?.size == "1.98MB")
    }
}

@Suite struct PortListTests {
    @Test(arguments: [
        // 20.10
        "0.0.0.0:8080->80/tcp, :::8080->80/tcp, 9000/tcp",
        // 28.2
        "0.0.0.0:8080->80/tcp, [::]:8080->80/tcp, 9000-9002/tcp",
    ])
    func `published ports are read for IPv4 and IPv6, others passed over`(text: String) {
        expectNoDifference(
            PublishedPort.list(text),
            [
                PublishedPort(address: "0.0.0.0", hostPort: 8080, containerPort: 80),
                PublishedPort(address: "::", hostPort: 8080, containerPort: 80),
            ])
    }

    @Test func `a range is taken apart`() {
        let ports = PublishedPort.list("127.0.0.1:7000-7002->7000-7002/udp")
        #expect(ports.map(\.hostPort) == [7000, 7001, 7002] && ports.map(\.containerPort) == [7000, 7001, 7002])
        #expect(ports.allSatisfy { $0.address == "127.0.0.1" && $0.transport == "udp" })
    }

    @Test(arguments: ["", "nonsense", "->", "1:2->3", "a:b->c/tcp", "0.0.0.0:5-2->5-2/tcp", "0.0.0.0:99999->1/tcp"])
    func `what is no port is passed over`(text: String) {
        #expect(PublishedPort.list(text) == [])
    }
}

@Suite struct EngineDateTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0.0), ("2026-11-23 21:18:44 +0000 UTC", 1_795_468_724),
        ("2026-11-23 16:18:44 -0500 EST", 1_795_468_724), ("2026-11-23T21:18:44.5Z", 1_795_468_724.5),
        ("2026-11-24T02:48:44.25+05:30", 1_795_468_724.25), ("2024-02-29T12:00:00Z", 1_709_208_000),
    ])
    func `docker's dates are read in every zone`(text: String, seconds: Double) throws {
        let date = try #require(engineDate(text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.001)
    }

    @Test(arguments: ["0001-01-01T00:00:00Z", "", "never", "2026-11"])
    func `never is no date`(text: String) {
        #expect(engineDate(text) == nil)
    }
}

@Suite struct LineSplitterTests {
    @Test func `lines come together from pieces`() {
        var splitter = LineSplitter()
        #expect(splitter.lines(in: Array("on".utf8)) == [])
        #expect(splitter.lines(in: Array("e\n\ntwo\nthr".utf8)) == ["one", "", "two"])
        #expect(splitter.rest() == "thr")
        #expect(splitter.rest() == nil)
    }

    @Test func `of a line that writes over itself the last state is kept`() {
        var splitter = LineSplitter()
        #expect(splitter.lines(in: Array("10%\r55%\r100%\nSending 1.9MB\r\r\n".utf8)) == ["100%", "Sending 1.9MB"])
    }

    @Test func `of a very long line the beginning is kept`() {
        var splitter = LineSplitter()
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 3 * LineSplitter.bound)
        #expect(splitter.lines(in: long) == [])
        #expect(splitter.lines(in: long + Array("\nnext\n".utf8)).map(\.count) == [LineSplitter.bound, 4])
    }

    @Test func `what docker wrote at the beginning is kept, whatever is written over`() {
        var splitter = LineSplitter(bound: 8, headCount: 3)
        #expect(splitter.lines(in: Array("at 10%\r55%\r\nat \nab\n".utf8)) == ["at 55%", "at ", "ab"])
        #expect(splitter.lines(in: Array("at 1234567890\r12345678\n".utf8)) == ["at 12345"])
    }

    @Test func `bytes that are no UTF-8 are replaced`() {
        var splitter = LineSplitter()
        #expect(splitter.lines(in: [0x61, 0xFF, 0x0A]) == ["a\u{FFFD}"])
    }

    @Test func `a tail keeps the last few`() {
        var tail = Tail(count: 2)
        for number in 1...500 { tail.append("\(number)") }
        #expect(tail.lines == ["499", "500"])
    }
}
