import Engine
import FoundationEssentials
import Testing

@Suite struct `The demo engine keeps the contract` {
    @Test(arguments: ContractCase.all) func `that`(_ contract: ContractCase) async throws {
        try await Fixture.use(.demo, contract.verify)
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
    case demo
    /// Name or path of a docker command line.
    case docker(String)

    var testDescription: String {
        switch self {
        case .demo: "demo"
        case .docker(let path): path
        }
    }

    static let testEngine = ProcessInfo.processInfo.environment["DOCKERVISOR_TEST_ENGINE"]

    static let dockers = (ProcessInfo.processInfo.environment["DOCKERVISOR_TEST_DOCKERS"] ?? "docker")
        .split(separator: ":").map { Candidate.docker(String($0)) }
}
