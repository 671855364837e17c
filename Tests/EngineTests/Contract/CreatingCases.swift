import CustomDump
import Engine
import Testing

extension ContractCase {
    static let creating: [ContractCase] = [
        ContractCase("create answers with the full id and starts nothing") { fixture in
            let container = try await fixture.create("a")
            #expect(container.argument.count == 64 && container.argument.allSatisfy(\.isHexDigit))
            #expect(try await fixture.listed(container).name == "\(fixture.id)-a")
            let details = try await fixture.details(container)
            #expect(details.state == .created)
            #expect(details.startedAt == nil && details.finishedAt == nil && details.exitCode == 0)
        },
        ContractCase("a container has what it was created with") { fixture in
            let port = fixture.port
            let container = try await fixture.create("a", command: ["/bin/busybox", "sleep", "7"]) { request in
                request.restartPolicy = .unlessStopped
                request.publish = ["\(port):8080/tcp", "127.0.0.1:\(port):9000/udp"]
                request.volumes = ["\(fixture.id)-data:/data", "\(fixture.folder):/source:ro"]
            }
            let details = try await fixture.details(container)
            let every = try await fixture.isPodman ? "0.0.0.0" : ""
            expectNoDifference(
                details.ports,
                [
                    PublishedPort(address: every, hostPort: port, containerPort: 8080),
                    PublishedPort(address: "127.0.0.1", hostPort: port, containerPort: 9000, transport: "udp"),
                ])
            expectNoDifference(
                details.mounts,
                [
                    Mount(kind: .volume, source: "\(fixture.id)-data", path: "/data"),
                    Mount(kind: .bind, source: fixture.folder, path: "/source", isReadOnly: true),
                ])
            #expect(details.restartPolicy == .unlessStopped)
            #expect(details.command == ["/bin/busybox", "sleep", "7"])
            #expect(details.imageID == (try await fixture.engine.inspect(image: "\(fixture.family):latest").id))
            #expect(Set(try await fixture.listed(container).mounts) == ["\(fixture.id)-data", fixture.folder])
        },
        ContractCase("labels of the image are inherited, and the container's own come before them") { fixture in
            let container = try await fixture.create("a") { $0.labels["fixture.size"] = "big" }
            let own = try await fixture.create("b") { $0.labels["fixture.color"] = "red" }
            let keys = ["fixture.color", "fixture.size", "fixture.none"]
            let expected = ["fixture.color": "green", "fixture.size": "big"]
            #expect(try await fixture.listed(container, labels: keys).labels == expected)
            #expect(try await fixture.details(own).labels["fixture.color"] == "red")
        },
        ContractCase("labels keep every character") { fixture in
            let value = "a,b=c \"quoted\" 'single' \\ back\ttab\nline\u{1B}[31m é 🐳 {{.ID}} "
            let container = try await fixture.create("a") { $0.labels["fixture.text"] = value }
            #expect(try await fixture.listed(container, labels: ["fixture.text"]).labels == ["fixture.text": value])
            #expect(try await fixture.details(container).labels["fixture.text"] == value)
        },
        ContractCase("a name in use is refused, and nothing is created") { fixture in
            let first = try await fixture.create("a")
            await #expect(throws: EngineError.nameInUse("\(fixture.id)-a")) { try await fixture.create("a") }
            let named = try await fixture.engine.containers(labels: []).filter { $0.name == "\(fixture.id)-a" }
            #expect(named.map(\.id) == [first.argument])
        },
        ContractCase("of many creates with one name, one wins") { fixture in
            let won = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { (try? await fixture.create("a")) != nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
        },
        ContractCase("a missing image is refused, and no registry is asked") { fixture in
            let name = "\(fixture.id)-missing:latest"
            await #expect(throws: EngineError.noSuchImage(name)) { try await fixture.create("a", image: name) }
        },
        ContractCase("an unfit name is refused") { fixture in
            let error = await fixture.refusal(.create(CreateRequest(name: "a/b", image: "\(fixture.family):latest")))
            guard case .refused("create a/b", 1, let words) = error else {
                Issue.record("not refused: \(String(describing: error))")
                return
            }
            #expect(words.hasPrefix("Invalid container name (a/b)") || words.contains("names must match "))
        },
        ContractCase("an anonymous volume is made at create and goes with its container; a named one stays") {
            fixture in
            let container = try await fixture.create("a") { $0.volumes = ["\(fixture.id)-kept:/kept"] }
            let mounts = try await fixture.details(container).mounts
            let anonymous = try #require(mounts.first { $0.path == "/data" })
            #expect(anonymous.isAnonymousVolume)
            #expect(try await fixture.backstage.volumes().isSuperset(of: [anonymous.source, "\(fixture.id)-kept"]))
            try await fixture.engine.perform(.remove(container))
            let left = try await fixture.backstage.volumes()
            #expect(!left.contains(anonymous.source) && left.contains("\(fixture.id)-kept"))
        },
        ContractCase("a tmpfs at a VOLUME path makes no volume") { fixture in
            let container = try await fixture.create("a") { $0.options = ["--tmpfs", "/data"] }
            #expect(try await fixture.details(container).mounts.filter { $0.kind == .volume } == [])
        },
        ContractCase("--rm is seen, and refused together with a restart policy") { fixture in
            let container = try await fixture.create("a") { $0.options = ["--rm"] }
            #expect(try await fixture.details(container).isRemovedWhenStopped)
            await #expect(throws: EngineError.self) {
                try await fixture.create("b") { request in
                    request.options = ["--rm"]
                    request.restartPolicy = .always
                }
            }
        },
    ]

    static let environment: [ContractCase] = [
        ContractCase("values of env keep every character") { fixture in
            let values = [
                "EQUALS": "a=b=c", "HASH": "#not a comment # at all", "QUOTES": "\"double\" 'single' `back` $HOME",
                "BLANKS": "  two before, two after  ", "UNICODE": "é 🐳 漢字", "EMPTY": "", "BACK": "\\n is no line break",
                "LINES": "one\ntwo\r\nthree\n", "TAB": "a\tb",
            ]
            let container = try await fixture.create("a") { $0.environment = values }
            let environment = Set(try await fixture.details(container).environment)
            for (name, value) in values { #expect(environment.contains("\(name)=\(value)")) }
        },
        ContractCase("names of env that docker reads itself do not steer docker") { fixture in
            let values = ["DOCKER_HOST": "tcp://nowhere:1", "HOME": "/nowhere", "DOCKER_API_VERSION": "0.1"]
            let container = try await fixture.create("a") { $0.environment = values }
            let environment = Set(try await fixture.details(container).environment)
            for (name, value) in values { #expect(environment.contains("\(name)=\(value)")) }
        },
    ]
}
