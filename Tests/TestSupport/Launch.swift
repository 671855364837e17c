import FoundationEssentials
import Subprocess

/// A process to be started: the tests' only way to one.
package struct Launch: Sendable {
    package var executable: String
    package var arguments: [String]
    /// On top of the tests' own; nil takes a variable away.
    package var environment: [String: String?]
    /// nil: the tests' own.
    package var folder: String?

    package init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String?] = [:], folder: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }

    /// How a process ended.
    package struct Ending: Equatable, Sendable {
        /// As a shell counts it: 128 and the signal's number if one ended it.
        package var exitCode: Int
        package var output: String
        package var errors: String
    }

    /// Runs it to its end.
    package func run() async throws -> Ending {
        let result = try await Subprocess.run(
            configuration, output: .string(limit: 8 << 20), error: .string(limit: 8 << 20))
        return Ending(
            exitCode: result.terminationStatus.exitCode, output: result.standardOutput,
            errors: result.standardError)
    }

    /// Runs it, sends the signal when it has printed those words, and awaits its end. Output and errors are one.
    package func run(interruptedBy signal: Signal, after words: String) async throws -> Ending {
        let result = try await Subprocess.run(
            configuration, input: .none, output: .sequence, error: .combinedWithOutput
        ) { process in
            var text = ""
            var isSent = false
            for try await buffer in process.standardOutput {
                text += buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                guard !isSent, text.contains(words) else { continue }
                isSent = true
                try process.send(signal: signal)
            }
            return text
        }
        return Ending(exitCode: result.terminationStatus.exitCode, output: result.closureResult, errors: "")
    }

    /// What it prints while the work is done; then it is ended.
    package func output(during work: () async throws -> Void) async throws -> String {
        let result = try await Subprocess.run(
            configuration, input: .none, output: .string(limit: 8 << 20), error: .discarded
        ) { process in
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
            try process.send(signal: .terminate)
            try outcome.get()
        }
        return result.standardOutput
    }

    private var configuration: Configuration {
        let changes = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: executable.contains("/") ? .path(.init(executable)) : .name(executable),
            arguments: Arguments(arguments), environment: .inherit.updating(Dictionary(uniqueKeysWithValues: changes)),
            workingDirectory: folder.map { .init($0) })
    }
}

extension TerminationStatus {
    fileprivate var exitCode: Int {
        switch self {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    }
}
