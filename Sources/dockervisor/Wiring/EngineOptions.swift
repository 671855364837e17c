import ArgumentParser
import DockerCLI
import Engine
import Families
import Logging

/// Which engine, and how it is reached. Everything else is docker's own choice (`DOCKER_HOST`, `DOCKER_CONTEXT`,
/// the current context).
struct EngineOptions: ParsableArguments {
    @Option(name: [.customShort("H"), .long], help: "The Docker engine, as in docker --host: ssh://ops@web1")
    var host: String?

    @Option(name: [.customShort("c"), .long], help: "The docker context")
    var context: String?

    @Option(help: ArgumentHelp("Append each docker command and its result to this file", valueName: "file"))
    var log: String?

    @Option(
        help: ArgumentHelp(
            "How long to wait for a response from docker (default: 30, or 60 for changes)",
            valueName: "seconds"))
    var timeout: Int?

    func engine() throws -> DockerCLI {
        try ProcessLimits.ensure()
        if let timeout, !(1...3600).contains(timeout) {
            throw Refusal.usage(
                problem: "invalid value '\(timeout)' for --timeout: expected seconds, 1 to 3600",
                remedy: "Use: --timeout 60, or omit it")
        }
        return DockerCLI(
            executable: environmentVariable("DOCKERVISOR_DOCKER"), host: host, context: context,
            limit: timeout.map { .seconds($0) }, caller: Holder.currentCaller, log: try logger())
    }

    private func logger() throws -> Logger? {
        guard let log else { return nil }
        guard let handler = LogFile(path: log) else {
            throw Failure(
                problem: "cannot write to the log file \(log)", remedy: "Use: --log with another file", exitCode: 1)
        }
        return Logger(label: "docker") { _ in handler }
    }

    /// `--host H list` as `list --host H`: the verb first, as the parser wants it.
    static func movedBehindTheVerb(_ arguments: [String]) -> [String] {
        let own = ["--host", "-H", "--context", "-c", "--log", "--timeout"]
        var moved = [String]()
        var rest = arguments[...]
        while let first = rest.first {
            if own.contains(first), rest.count > 1 {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if own.contains(where: { $0.hasPrefix("--") && first.hasPrefix($0 + "=") }) {
                moved.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard let verb = rest.first, !verb.hasPrefix("-") else { return arguments }
        return [verb] + (verb == "stable" ? Array(rest.dropFirst().prefix(1)) : []) + moved
            + rest.dropFirst(verb == "stable" ? 2 : 1)
    }
}
