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
