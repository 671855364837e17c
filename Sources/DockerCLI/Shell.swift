import Engine

extension DockerCLI {
    /// Docker exits with 126 or 127 where there is no such program (20.10 to 28).
    package func shell(in container: String) async throws(EngineError) -> String? {
        for shell in ["bash", "sh"] {
            let command = Command(title: "exec \(shell)", arguments: ["exec", container, shell, "-c", "exit 0"])
            let ending = try await collect(command)
            switch ending.exitCode {
            case 0: return shell
            case 126, 127: continue
            default: throw error(of: command, exitCode: ending.exitCode, words: ending.words)
            }
        }
        return nil
    }

    /// How the shell ended is its own affair: it exits with the code of the last command.
    package func openShell(_ shell: String, in container: String) async throws(EngineError) {
        let command = Command(
            title: "exec -it \(shell)", arguments: ["exec", "--interactive", "--tty", container, shell], limit: nil)
        _ = try await attend(command)
    }
}
