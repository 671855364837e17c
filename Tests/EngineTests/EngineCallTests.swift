import Engine
import Testing

@Suite struct EngineCallTests {
    @Test func `a value of env stands in no argument`() {
        let call = EngineCall.create(
            CreateRequest(
                name: "dcv_web_next", image: "sha256:ab", environment: ["KEY": "secret", "TEXT": "two\nlines"]))
        #expect(!call.arguments.joined().contains("secret"))
        #expect(call.arguments.contains("--env-file"))
        #expect(call.standardInput == "KEY=secret\n")
        #expect(call.environment == ["TEXT": "two\nlines"])
    }

    @Test(arguments: [
        ([], true), (["--no-cache"], true), (["--push"], false), (["--provenance=max"], false), (["-o", "x"], false),
    ])
    func `a build that stays on the engine has no attestations`(options: [String], isSet: Bool) {
        let call = EngineCall.build(BuildRequest(reference: "web:latest", context: "/", options: options))
        #expect(call.environment == (isSet ? ["BUILDX_NO_DEFAULT_ATTESTATIONS": "1"] : [:]))
    }

    @Test func `the empty image is made of an archive without files`() {
        let call = EngineCall.importEmpty(reference: "dockervisor/lock:latest")
        #expect(call.arguments == ["import", "-", "dockervisor/lock:latest"])
        #expect(call.standardInput?.utf8.count == 1024 && call.standardInput?.utf8.allSatisfy { $0 == 0 } == true)
    }

    @Test func `content is the same only where it is known`() {
        #expect(ContentHash(of: ["a", "b"]).matches(ContentHash(of: ["a", "b"])))
        #expect(!ContentHash(of: ["a", "b"]).matches(ContentHash(of: ["ab"])))
        #expect(!ContentHash().matches(ContentHash()))
        #expect(ContentHash(of: []).text == "6c62272e07bb014262b821756295c58d")
    }
}
