import DemoEngine
import Engine
import FoundationEssentials
import Testing

@Suite struct `The demo engine keeps the contract` {
    @Test(arguments: [DemoEngine.ImageStore.classic, .containerd], ContractCase.all)
    func `that`(store: DemoEngine.ImageStore, _ contract: ContractCase) async throws {
        try await Fixture.use(.demo(store), contract.verify)
    }
}

/// Runs when `DOCKERVISOR_TEST_ENGINE` names an engine (`unix:///var/run/docker.sock`), once with each docker command
/// line of `DOCKERVISOR_TEST_DOCKERS` (paths with colons between them), else with the first one on PATH.
@Suite(
    .serialized,
    .enabled(if: Candidate.testEngine != nil, "DOCKERVISOR_TEST_ENGINE names the engine to test with"))
struct `Docker keeps the contract` {
    @Test(arguments: Candidate.dockers, ContractCase.all)
    func `that`(_ docker: Candidate, _ contract: ContractCase) async throws {
        try await Fixture.use(docker, contract.verify)
    }
}

/// An engine that the contract is verified on.
enum Candidate: Sendable, CustomTestStringConvertible {
    case demo(DemoEngine.ImageStore)
    /// Name or path of a docker command line.
    case docker(String)

    var testDescription: String {
        switch self {
        case .demo(let store): "demo, \(store)"
        case .docker(let path): path
        }
    }

    static let testEngine = ProcessInfo.processInfo.environment["DOCKERVISOR_TEST_ENGINE"]

    /// Whether the engine keeps images in containerd's store.
    static let hasContainerdStore =
        ProcessInfo.processInfo.environment["DOCKERVISOR_TEST_ENGINE_KIND"] == "docker-containerd"

    static let dockers = (ProcessInfo.processInfo.environment["DOCKERVISOR_TEST_DOCKERS"] ?? "docker")
        .split(separator: ":").map { Candidate.docker(String($0)) }
}
