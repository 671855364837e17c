import FoundationEssentials
import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct ListTests {
    @Test func `list starts ps and images, both at once, however many containers there are`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            for number in 1...15 {
                try await web.ask(
                    "create", "--name", "more_web_\(number)", "--label", "dockervisor.test=\(web.id)", "web:latest")
            }
            // Neither goes on before the other one has come; and what other tests are in the middle of is not seen.
            let counted = try web.withStandIn(
                Bench.noting + """
                    [ -p "$notes/door" ] || mkfifo "$notes/door" 2> /dev/null
                    case $1 in ps) : > "$notes/door" ;; images) : < "$notes/door" ;; esac
                    [ "$1" != ps ] || set -- "$@" --filter label=dockervisor.test=\(web.id)
                    """)
            for line in ["list", "list web", "list --json", "list --quiet"] {
                try await counted.done(line)
                #expect(counted.calls.count == 2, "\(line): \(counted.calls)")
                #expect(
                    Set(counted.calls.compactMap { $0.split(separator: " ").first }) == ["ps", "images"], "\(line)")
                try web.notes.write("", to: "calls")
            }
        }
    }

    @Test func `list shows each family, and list NAME its containers and images`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try web.write(version: "two")
            try await web.done("build web .")
            let overview = try await web.launch(["list"]).run().output.split(separator: "\n")
            let line = try #require(overview.first { $0.hasPrefix("\(web.web) ") })
            let words = web.told(String(line)).split(separator: " ").map(String.init)
            #expect(words[1...2] == ["dcv_web_stable", "Up"])
            #expect(words.suffix(4) == ["dcv_web_stable", try await web.shortIDOfBuild(), "(not", "started)"])
            let family = try await web.done("list web")
            #expect(family.contains("stable, latest, active"))
            #expect(family.contains("\(web.port)->\(web.port)"))
            #expect(try await web.done("list web --quiet") == "dcv_web_stable\n")
            #expect(try await web.done("list --quiet").split(separator: "\n").contains("web"))
        }
    }

    @Test func `list --json says it all for scripts`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            let listing = try JSONDecoder().decode(Listing.self, from: Data(try await web.done("list web --json").utf8))
            #expect(listing.engine == PrivateEngine.address)
            let family = try #require(listing.families.first)
            #expect(family.name == "web")
            #expect(family.active == ["dcv_web_stable"])
            #expect(family.stable == "dcv_web_stable")
            #expect(family.latest == "dcv_web_stable")
            #expect(family.containers.map(\.id) == [try await web.id(of: "dcv_web_stable")])
            #expect(family.containers.map(\.state) == ["running"])
            #expect(Set(family.containers.flatMap(\.ports).map(\.hostPort)) == [web.port])
            #expect(Set(family.images.map(\.id)) == [try await web.field("{{.Image}}", of: "dcv_web_stable")])
            #expect(family.images.map(\.tag).sorted() == ["dcv-stable", "latest"])
        }
    }

    @Test func `the engine can be named before the verb and behind it`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            var lost = web
            lost.environment["DOCKER_HOST"] = "unix:///nowhere.sock"
            let address = try #require(PrivateEngine.address)
            for line in ["--host \(address) list -q", "list -q --host \(address)", "-H \(address) list -q"] {
                #expect(try await lost.done(line).split(separator: "\n").contains("web"), "\(line)")
            }
            #expect(try await lost.done("--host=\(address) stable mark web --force").contains("is now dcv_web_stable"))
            #expect(try await lost.done("--host \(address) stable show web") == "dcv_web_stable\n")
        }
    }

    struct Listing: Decodable {
        struct Family: Decodable {
            var name: String
            var active: [String]
            var latest: String?
            var stable: String?
            var containers: [Container]
            var images: [Image]
        }
        struct Container: Decodable {
            var id, name, state: String
            var ports: [Port]
        }
        struct Port: Decodable { var hostPort: Int }
        struct Image: Decodable { var id, tag: String }

        var engine: String
        var families: [Family]
    }
}

extension Bench {
    /// As it stands in tables.
    func shortIDOfBuild() async throws -> String {
        try await String(ask("image", "inspect", "--format", "{{.Id}}", "web:latest").dropFirst(7).prefix(12))
    }
}
