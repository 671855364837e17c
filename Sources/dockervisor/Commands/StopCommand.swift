import ArgumentParser
import Families

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
