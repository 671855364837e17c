import ArgumentParser
import Console
import Engine
import Families

/// What ends a command: said on standard error, then the exit code.
struct Failure: Error {
    var problem: String
    /// What state things are in.
    var state = "Nothing was changed"
    var remedy: String
    var exitCode: Int32
}

extension Failure {
    init(_ refusal: Refusal) {
        self.init(problem: refusal.problem, remedy: refusal.remedy, exitCode: refusal.exitCode)
        if case .unrecovered = refusal {
            state = "Nothing else was changed; the lock of the interrupted operation was kept"
        }
    }

    func say() {
        Printing.errorLine("dockervisor: \(problem)")
        Printing.errorLine("  \(state)")
        for line in remedy.split(separator: "\n") { Printing.errorLine("  \(line)") }
    }
}

/// Runs a command's work; a refusal is said in our words, and becomes the exit code.
nonisolated(nonsending) func reporting<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let refusal as Refusal {
        Failure(refusal).say()
        throw ExitCode(refusal.exitCode)
    } catch let error as EngineError {
        Failure(.engine(error)).say()
        throw ExitCode(Refusal.engine(error).exitCode)
    } catch let failure as Failure {
        failure.say()
        throw ExitCode(failure.exitCode)
    }
}

/// Reads a family's name.
func familyName(_ text: String) throws -> FamilyName {
    do { return try FamilyName(text) } catch { throw Refusal.name(error) }
}
