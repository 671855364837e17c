import ArgumentParser
import Families

/// The program: a full-screen terminal without a verb, the command line with one.
@main
struct Dockervisor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dockervisor",
        abstract: "Families of Docker containers: build, start the new one, mark what works, bring it back.",
        discussion: """
            Without a verb it opens the full-screen program (dockervisor --demo shows it without an engine).

            A family is an image name and every container made from it:
              dockervisor build web .          builds the image web
              dockervisor start web :new       makes a container of it, which takes over
              dockervisor stable mark web      marks the one that works
              dockervisor rollback web         brings the marked one back
            """,
        version: "0.1.0",
        subcommands: [
            ScreenCommand.self, BuildCommand.self, StartCommand.self, StopCommand.self, RollbackCommand.self,
            UndoCommand.self, StableCommand.self, ListCommand.self, HistoryCommand.self, DoctorCommand.self,
            RecoverCommand.self, CleanCommand.self,
        ],
        defaultSubcommand: ScreenCommand.self)

    /// Like `main()`, and takes the engine's options also before the verb, as docker does.
    static func main() async {
        ignoreBrokenPipe()
        let arguments = EngineOptions.movedBehindTheVerb(Array(CommandLine.arguments.dropFirst()))
        refuseUnknownVerb(arguments.first)
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    /// As the parser does it; but a word that was not understood may hold control characters.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        if code.isSuccess { exit(withError: error) }
        for line in fullMessage(for: error).split(separator: "\n") { Printing.errorLine(String(line)) }
        exit(withError: code)
    }

    /// The parser would take it for an argument of the full-screen program.
    private static func refuseUnknownVerb(_ word: String?) {
        let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let word, !word.hasPrefix("-"), !verbs.contains(word) else { return }
        let meant = nearest(to: word, among: verbs).map { "Did you mean 'dockervisor \($0)'? " } ?? ""
        Failure(
            problem: "there is no command '\(word)'", remedy: meant + "See: dockervisor --help", exitCode: 64
        ).say()
        Dockervisor.exit(withError: ExitCode(64))
    }
}
