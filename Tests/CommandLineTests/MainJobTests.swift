import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct MainJobTests {
    @Test(arguments: PrivateEngine.dockers)
    func `from the first build to a rollback and back`(docker: String) async throws {
        try await withBench(docker: docker) { web in
            try web.write(version: "one")
            #expect(try await web.done("build web .").contains("Next: dockervisor start web :new"))
            try await web.done("start web :new")
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.answer() == "one")
            #expect(try await web.field(volumes, of: "dcv_web") == "web_var_data /var/data")
            let first = try await web.id(of: "dcv_web")
            try await web.leaveNote("kept", in: "dcv_web")

            try await web.done("stable mark web")
            #expect(try await web.containers() == "dcv_web_stable running unless-stopped one")
            #expect(try await web.id(of: "dcv_web_stable") == first)
            #expect(try await web.done("stable show web") == "dcv_web_stable\n")

            try web.write(version: "two")
            try await web.done("build web .")
            try await web.done("start web :new")
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped two
                    dcv_web_stable exited no one
                    """)
            #expect(try await web.answer() == "two")
            #expect(try await web.answer("/data/note") == "kept")

            try await web.done("rollback web")
            #expect(
                try await web.containers() == """
                    dcv_web exited no two
                    dcv_web_stable running unless-stopped one
                    """)
            #expect(try await web.answer() == "one")
            #expect(try await web.answer("/data/note") == "kept")
            #expect(try await web.id(of: "dcv_web_stable") == first)

            try await web.done("start web :latest")
            #expect(try await web.answer() == "two")
            try await web.done("start web :new")
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped two
                    dcv_web_save_TIME exited no two
                    dcv_web_stable exited no one
                    """)
            #expect(try await web.missingImages() == [])
        }
    }

    @Test func `stop and start of any container by its name`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stop web")
            #expect(try await web.containers() == "dcv_web exited no one")
            #expect(try await web.done("stop web") == "web is already stopped\n")
            try await web.done("start dcv_web")
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
            #expect(try await web.done("start dcv_web") == "dcv_web is already running\n")
            #expect(try await web.done("start web :latest") == "dcv_web is already running\n")
        }
    }

    @Test func `marking what is marked says so and changes nothing`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            #expect(try await web.done("stable mark web") == "dcv_web_stable is already the stable container\n")
            #expect(try await web.done("rollback web") == "dcv_web_stable is already running\n")
            #expect(try await web.containers() == "dcv_web_stable running unless-stopped one")
        }
    }

    @Test func `the stable mark moves, and the one before is kept`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try web.write(version: "two")
            try await web.done("build web .")
            try await web.done("start web :new")
            try await web.done("stable mark web")
            #expect(
                try await web.containers() == """
                    dcv_web_save_TIME exited no one
                    dcv_web_stable running unless-stopped two
                    """)
        }
    }

    @Test func `a dry run shows the docker commands and does none of them`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try web.write(version: "two")
            #expect(try await web.done("build web . --dry-run").contains("docker build --tag web:latest"))
            let before = try await web.containers()
            let new = try await web.done("start web :new --dry-run")
            let verbs = new.split(separator: "\n").filter { $0.hasPrefix("docker ") }
                .map { $0.split(separator: " ")[1] }
            #expect(
                verbs == ["create", "create", "update", "stop", "start", "update", "update", "rename", "rm"])
            #expect(try await web.done("stop web --dry-run").contains("docker stop"))
            #expect(try await web.containers() == before)
            #expect(try await web.answer() == "one")
        }
    }

    private let volumes = "{{range .Mounts}}{{.Name}} {{.Destination}}{{end}}"
}

extension Bench {
    func leaveNote(_ text: String, in container: String) async throws {
        try await ask("exec", container, "/bin/busybox", "sh", "-c", "printf \(text) > /var/data/note")
    }
}
