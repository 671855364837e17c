import ArgumentParser
import Families
import Supervisor

struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the family's active container, whatever its name.")

    @Argument(help: .family, completion: .families)
    var name: String

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        try await options.carryOut { _ in .stop(try familyName(name)) }
    }
}

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Let the container take over that served before.")

    @Argument(help: .family, completion: .families)
    var name: String

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        try await options.carryOut { _ in .undo(try familyName(name)) }
    }
}

struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Stop what runs and bring the stable container back, as it was.",
        discussion: "It needs no build, no network and no registry: the container that worked is started again.")

    @Argument(help: .family, completion: .families)
    var name: String

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        try await options.carryOut { _ in .rollback(try familyName(name)) }
    }
}

extension StopCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("stop", "NAME", options: SwitchOptions.offered)

    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.stop(try familyName(name)), try options.typedTerms(on: usual))
    }
}

extension UndoCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("undo", "NAME: back to what ran before", options: SwitchOptions.offered)

    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.undo(try familyName(name)), try options.typedTerms(on: usual))
    }
}

extension RollbackCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("rollback", "NAME", options: SwitchOptions.offered)

    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.rollback(try familyName(name)), try options.typedTerms(on: usual))
    }
}
