@testable import DockerCLI
import CustomDump
import Engine
import Testing

@Suite struct EngineErrorTests {
    @Test(arguments: Recording.all) func `docker is understood`(_ recording: Recording) {
        let error = EngineError(
            command: "verb", exitCode: recording.exitCode, words: recording.words, endpoint: "e", isChange: true)
        expectNoDifference(error, recording.error)
    }

    /// Podman 5.8: its database speaks, and tells no name.
    @Test func `a rename to a name in use is recognized in podman's words`() {
        let words = """
            Error response from daemon: renaming container 48f62561efcd: updating container config table with new \
            configuration for container 48f62561efcd: UNIQUE constraint failed: ContainerConfig.Name
            Error: failed to rename container named demo-x1
            """
        let error = EngineError(command: "rename demo-x1 demo-x2", exitCode: 1, words: words)
        #expect(error.concerning(.rename(.planned(name: "demo-x1"), to: "demo-x2")) == .nameInUse("demo-x2"))
    }

    @Test func `a connection that breaks while only reading means that no engine answers`() {
        let words = "error during connect: Get \"http://x/v1.41/containers/json\": EOF"
        let error = EngineError(command: "ps", exitCode: 1, words: words, endpoint: "e", isChange: false)
        #expect(error == .unreachable(endpoint: "e", words: words))
    }

    @Test func `what the engine itself says never means that it cannot be reached`() {
        let words = "Error response from daemon: Get \"https://registry/v2/\": dial unix: connection refused"
        let error = EngineError(command: "build web", exitCode: 1, words: words)
        guard case .refused = error else {
            Issue.record("\(error)")
            return
        }
    }
}
