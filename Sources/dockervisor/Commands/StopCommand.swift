import ArgumentParser
import Families
import Supervisor

struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the active container of a family",
        usage: "dockervisor stop NAME [OPTIONS]")

    @Argument(help: .family, completion: .families)
    var name: String

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        try await options.carryOut { _ in .stop(try familyName(name)) }
    }
}

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Switch back to the previous container",
        usage: "dockervisor undo NAME [OPTIONS]")

    @Argument(help: .family, completion: .families)
    var name: String

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        try await options.carryOut { _ in .undo(try familyName(name)) }
    }
}

struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Stop the active container and start the stable one",
        usage: "dockervisor rollback NAME [OPTIONS]",
        discussion: "The stable container itself is started again, so no build, network or registry is needed.")

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
    static let verb = Verb("undo", "NAME: switch back to the previous container", options: SwitchOptions.offered)

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
