import ArgumentParser
import Dispatch
import Families

/// The program: a full-screen terminal without a verb, the command line with one.
@main
struct Dockervisor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dockervisor",
        abstract: "Build, start, mark stable and roll back Docker containers",
        usage: """
            dockervisor [OPTIONS]
            dockervisor COMMAND [ARGUMENTS] [OPTIONS]
            """,
        discussion: """
            Without a command it opens the terminal UI (with --demo on a simulated engine).

            A family is an image name and all images and containers created under it:
              dockervisor build web .        build the image web
              dockervisor start web :new     create a container from it and switch to it
              dockervisor stable mark web    mark the active container as stable
              dockervisor rollback web       switch back to the stable container

            Options of the terminal UI:
              --demo[=FAMILIES]      use a simulated engine; change nothing real
              --ascii                use ASCII characters only
              --mouse                enable the mouse
              --theme THEME          default, high-contrast or monochrome
              --read-only            disable everything that changes something
              --probation SECONDS    how long a container must stay running (10)
              -H, --host HOST        the Docker engine; also -c, --context NAME
              --log FILE, --timeout SECONDS    see dockervisor screen --help
            """,
        version: "0.1.0",
        subcommands: [
            ScreenCommand.self, BuildCommand.self, StartCommand.self, StopCommand.self, RollbackCommand.self,
            UndoCommand.self, StableCommand.self, ListCommand.self, HistoryCommand.self, DoctorCommand.self,
            RecoverCommand.self, CleanCommand.self,
        ],
        defaultSubcommand: ScreenCommand.self)

    /// What Swift's own threads need is looked at before they begin: without it they trap.
    static func main() {
        ProcessLimits.refuseWithoutProc()
        ProcessLimits.refuseVeryFewDescriptors()
        Task {
            await begin()
            exit()
        }
        dispatchMain()
    }

    /// Takes the engine's options also before the verb, as docker does.
    private static func begin() async {
        ignoreFailedWrites()
        let arguments = EngineOptions.movedBehindTheVerb(Array(CommandLine.arguments.dropFirst()))
        refuseDemoOfVerb(arguments)
        refuseUnknownVerb(arguments)
        do {
            // As docker's.
            var command = try parseAsRoot(arguments == ["-v"] ? ["--version"] : arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
        if let words = Printing.failureWords { refuseOutput(words) }
    }

    /// What was asked for is done; what it had to say is lost.
    private static func refuseOutput(_ words: String) -> Never {
        Printing.errorLine("dockervisor: cannot write to standard output: \(words)")
        exit(withError: ExitCode(1))
    }

    /// What the parser has to say, in the words and with the ends of every other failure.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        let problem = problem(of: error)
        if code.isSuccess {
            Printing.raw(fullMessage(for: error) + "\n")
            if let words = Printing.failureWords { refuseOutput(words) }
        }
        if code.isSuccess || problem.isEmpty { exit(withError: code) }
        let usage = fullMessage(for: error).split(separator: "\n").drop { !$0.hasPrefix("Usage: ") }
            .prefix { !$0.hasPrefix("  See ") }
        let called = (usage.first ?? "").split(separator: " ").dropFirst().prefix { $0.first?.isLowercase ?? false }
            .joined(separator: " ")
        refuse(
            problem,
            remedy: ((called == "dockervisor" ? [] : usage) + ["See: \(called) --help"]).joined(separator: "\n"))
    }

    static func problem(of error: any Error) -> String {
        let words = message(for: error)
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    /// The full-screen program alone has an engine that is made up.
    private static func refuseDemoOfVerb(_ arguments: [String]) {
        guard arguments.first?.hasPrefix("--demo") ?? false else { return }
        guard let verb = arguments.dropFirst().first(where: verbs.contains) else {
            return
        }
        refuse(
            "--demo cannot be combined with the command '\(verb)'",
            remedy: "Run: dockervisor --demo, then type :\(verb)")
    }

    /// The parser would take it for an argument of the full-screen program.
    private static func refuseUnknownVerb(_ arguments: [String]) {
        let verbs = verbs + ["help"]
        guard let word = arguments.first, !word.hasPrefix("-") else { return }
        guard verbs.contains(word) else {
            let known = wordsOfOthers.first { $0.words.contains(word) }?.verb
            let meant = (known ?? nearest(to: word, among: verbs)).map { "Did you mean 'dockervisor \($0)'? " } ?? ""
            refuse("unknown command '\(word)'", remedy: meant + "See: dockervisor --help")
        }
        guard word == StableCommand.configuration.commandName, arguments.count > 1 else { return }
        let next = arguments[1]
        let name = arguments[1...].prefix { !$0.hasPrefix("-") }.prefix(2).last ?? next
        if next.hasPrefix("-") || names(of: StableCommand.configuration.subcommands).contains(next) { return }
        refuse(
            "unknown command 'stable \(next)'",
            remedy: "Mark the active container as stable: dockervisor stable mark \(name)\n"
                + "Show the stable container: dockervisor stable show \(name)")
    }

    /// What it is called in docker and elsewhere.
    private static let wordsOfOthers: [(words: Set<String>, verb: String)] = [
        (["rm", "remove", "delete", "prune"], "clean"), (["ps", "ls", "status", "show"], "list"),
        (["mark"], "stable mark"), (["run", "up", "new", "deploy", "restart"], "start"), (["down", "kill"], "stop"),
        (["back", "revert"], "rollback"), (["log", "journal"], "history"), (["check"], "doctor"),
        (["logs", "stats", "exec", "ui", "tui"], "screen"),
    ]

    static var verbs: [String] { names(of: configuration.subcommands) }

    private static func names(of commands: [any ParsableCommand.Type]) -> [String] {
        commands.compactMap { $0.configuration.commandName }
    }

    private static func refuse(_ problem: String, remedy: String) -> Never {
        Failure(problem: problem, remedy: remedy, exitCode: 64).say()
        exit(withError: ExitCode(64))
    }
}
