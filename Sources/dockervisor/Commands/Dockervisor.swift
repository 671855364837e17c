import ArgumentParser
import Dispatch
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
        Printing.errorLine("dockervisor: standard output could not be written: \(words)")
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
            .filter { $0 != "screen" }.joined(separator: " ")
        let forms = usage.map { form in
            form.firstRange(of: " [--").map { form[..<$0.lowerBound] + " [OPTIONS]" } ?? form
        }
        refuse(
            problem,
            remedy: ((called == "dockervisor" ? [] : forms) + ["See: \(called) --help"]).joined(separator: "\n"))
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
            "--demo is for the full screen only, and '\(verb)' is a command of its own",
            remedy: "In dockervisor --demo, type : and the command")
    }

    /// The parser would take it for an argument of the full-screen program.
    private static func refuseUnknownVerb(_ arguments: [String]) {
        let verbs = verbs + ["help"]
        guard let word = arguments.first, !word.hasPrefix("-") else { return }
        guard verbs.contains(word) else {
            let known = wordsOfOthers.first { $0.words.contains(word) }?.verb
            let meant = (known ?? nearest(to: word, among: verbs)).map { "Did you mean 'dockervisor \($0)'? " } ?? ""
            refuse("there is no command '\(word)'", remedy: meant + "See: dockervisor --help")
        }
        guard word == StableCommand.configuration.commandName, arguments.count > 1 else { return }
        let next = arguments[1]
        let name = arguments[1...].prefix { !$0.hasPrefix("-") }.prefix(2).last ?? next
        if next.hasPrefix("-") || names(of: StableCommand.configuration.subcommands).contains(next) { return }
        refuse(
            "there is no command 'stable \(next)'",
            remedy: "Mark what runs: dockervisor stable mark \(name). "
                + "See which one is marked: dockervisor stable show \(name)")
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
