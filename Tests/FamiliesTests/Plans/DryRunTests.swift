import CustomDump
import Engine
@testable import Families
import Testing

@Suite struct DryRunTests {
    @Test func `shows the commands in order, with the names behind the ids`() throws {
        let both = [container("dcv_web", .running), container("dcv_web_stable")]
        let plan = try plan(.rollback("web"), in: situation(both))
        expectNoDifference(
            plan.dryRunLines().joined(separator: "\n"),
            """
            # rollback web: stop dcv_web and start dcv_web_stable
            docker update --restart always '#dcv_web'  # dcv_web, survives reboots
            docker stop '#dcv_web'  # dcv_web
            docker start '#dcv_web_stable'  # dcv_web_stable
            docker update --restart no '#dcv_web'  # dcv_web
            docker update --restart unless-stopped '#dcv_web_stable'  # dcv_web_stable
            """)
    }

    @Test func `says when there is nothing to do`() throws {
        let plan = try plan(.stop("web"), in: situation([container("dcv_web")]))
        #expect(plan.dryRunLines() == ["# nothing to do: web is already stopped"])
    }

    @Test func `for a person our own labels are only counted`() throws {
        var found = situation([container("dcv_web", .running)], newest: build())
        found.parameters.configuration.env = ["KEY": "secret"]
        let lines = try plan(.startNew("web", configuration: nil), in: found).dryRunLines(isShort: true)
        let create = try #require(lines.first { $0.hasPrefix("docker create") })
        #expect(!create.contains("--label"))
        #expect(create.hasSuffix("  # env: KEY=***; 6 labels, shown with | cat"))
    }

    @Test func `masks the values of env`() {
        let request = CreateRequest(name: "n", image: imageA, environment: ["KEY": "secret", "A": "secret\nlines"])
        #expect(
            EngineCall.create(request).shellLine
                == "docker create --pull never --name n --restart no --env-file /dev/stdin --env A aaaaaaaaaaaa"
                + "  # env: A=*** KEY=***")
    }

    @Test(arguments: [
        ("plain-1.2_x/y:z=,@%+", "plain-1.2_x/y:z=,@%+"), ("a b", "'a b'"), ("", "''"), ("it's", #"'it'\''s'"#),
        ("$HOME", "'$HOME'"), ("*", "'*'"), ("é", "'é'"), ("a\nb", "'a\nb'"), ("~", "'~'"),
    ])
    func `quotes words as a shell reads them`(word: String, shown: String) {
        let request = CreateRequest(name: "n", image: "i", arguments: [word])
        #expect(
            EngineCall.create(request).shellLine == "docker create --pull never --name n --restart no i \(shown)")
    }
}
