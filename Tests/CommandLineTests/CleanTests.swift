import TestSupport
import Testing

@Suite(.enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"), .timeLimit(.minutes(30)))
struct CleanTests {
    @Test func `clean shows what could go, and removes what is named, with its image`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web --force")
            for version in ["two", "three", "four"] {
                try web.write(version: version)
                try await web.done("build web .")
                try await web.done("start web :new --gate 0")
            }
            let before = """
                dcv_web running unless-stopped four
                dcv_web_save_TIME exited no three
                dcv_web_save_TIME exited no two
                dcv_web_stable exited no one
                """
            #expect(try await web.containers() == before)

            let shown = try await web.done("clean web")
            let command = try #require(shown.split(separator: "\n").last?.components(separatedBy: "dockervisor ").last)
            #expect(command.hasPrefix("clean web dcv_web_save_"), "\(shown)")
            #expect(command.split(separator: " ").count == 3, "undo keeps what it would start: \(shown)")
            #expect(try await web.containers() == before)
            let image = try await web.field("{{.Image}}", of: String(command.split(separator: " ")[2]))

            try await web.done(command)
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped four
                    dcv_web_save_TIME exited no three
                    dcv_web_stable exited no one
                    """)
            #expect(try await !web.ask("images", "--all", "--quiet", "--no-trunc").contains(image))
            #expect(try await web.missingImages() == [])
            #expect(try await web.answer() == "four")

            for needed in ["dcv_web", "dcv_web_stable"] {
                let refused = try await web.dockervisor("clean web \(needed)")
                #expect(refused.exitCode == 1)
                #expect(refused.errors.contains("cannot delete \(needed): it is "), "\(refused.errors)")
            }
            #expect(try await web.done("rollback web --gate 0").contains("dcv_web_stable is running"))
        }
    }
}
