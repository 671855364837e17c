import ArgumentParser
import Families
import Supervisor

struct StableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stable", abstract: "Mark the container that works, or show which one is marked.",
        subcommands: [Mark.self, Show.self])

    struct Mark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mark", abstract: "Mark the active container stable; it runs on untouched.")

        @Argument(help: .family, completion: .families)
        var name: String

        @Flag(help: "Mark it though it has not been good for long")
        var force = false

        @OptionGroup var options: SwitchOptions

        func run() async throws {
            try await options.carryOut(isForced: force) { _ in .markStable(try familyName(name)) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the stable container's name.")

        @Argument(help: .family, completion: .families)
        var name: String

        @OptionGroup var engine: EngineOptions

        func run() async throws {
            try await reporting {
                let name = try familyName(name)
                let survey = Survey(engine: try engine.engine(), folder: Invocation.folder, by: Invocation.by)
                Printing.line(try await survey.stable(of: name).name)
            }
        }
    }
}

extension StableCommand.Mark: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.markStable(try familyName(name)), try options.typedTerms(on: usual, isForced: force))
    }
}

extension StableCommand.Show: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try engine.refuseTyped()
        return .showStable(try familyName(name))
    }
}

extension StableCommand: OfferedCommand {
    static let verb = Verb(
        "stable", "mark NAME, show NAME",
        arguments: [
            .words([.init("mark", "mark the active container"), .init("show", "say which one is marked")]), .family,
        ], options: SwitchOptions.offered + [.init("--force", "also one that was not good for long")])
}
