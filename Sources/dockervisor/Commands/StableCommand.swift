import ArgumentParser
import Families
import Supervisor

struct StableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stable", abstract: "Mark the stable container, or show which one it is",
        subcommands: [Mark.self, Show.self])

    struct Mark: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mark", abstract: "Mark the active container as stable; it keeps running",
            usage: "dockervisor stable mark NAME [--force] [OPTIONS]")

        @Argument(help: .family, completion: .families)
        var name: String

        @Flag(help: "Mark it even if it is unhealthy or was just started")
        var force = false

        @OptionGroup var options: SwitchOptions

        func run() async throws {
            try await options.carryOut(isForced: force) { _ in .markStable(try familyName(name)) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the name of the stable container",
            usage: "dockervisor stable show NAME [OPTIONS]")

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
            .words([.init("mark", "mark the active container as stable"), .init("show", "show the stable container")]),
            .family,
        ], options: SwitchOptions.offered + [.init("--force", "even if unhealthy or just started")])
}
