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
}
