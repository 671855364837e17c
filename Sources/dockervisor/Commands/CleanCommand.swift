import ArgumentParser
import Console
import Engine
import Families
import Supervisor
import FoundationEssentials

struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "List old containers, or delete the ones you name",
        usage: "dockervisor clean NAME [CONTAINER ...] [OPTIONS]",
        discussion: """
            Deletes stopped containers and the images that only they used. The active, the stable and the latest \
            container are never deleted, and named volumes are kept. An image whose containers are already gone is deleted \
            by its tag. Without CONTAINER it lists what can be deleted and prints the command that deletes it.
            """)

    @Argument(help: .family, completion: .families)
    var name: String

    @Argument(help: ArgumentHelp("Names, IDs or image tags from that list", valueName: "container"))
    var containers: [String] = []

    @OptionGroup var options: SwitchOptions

    func run() async throws {
        let family = try familyName(name)
        guard containers.isEmpty else {
            return try await options.carryOut { _ in .cleanUp(family, containers: containers) }
        }
        try await reporting {
            let survey = Invocation.performer(on: try options.engine.engine()).survey
            let plan = try await survey.plan(.cleanUp(family, containers: nil), now: .now)
            guard plan.isDeletion else { return plan.dryRunLines().forEach(Printing.line) }
            let removed = Set(plan.removed.map(\.argument))
            let members = plan.basis?.snapshot.family(family).members.filter { removed.contains($0.id) } ?? []
            if !members.isEmpty { (spareTable(members) + [""]).forEach(Printing.line) }
            plan.dryRunLines(isShort: Printing.isTerminal).forEach(Printing.line)
            let names = (plan.removed.map(\.name) + plan.removedReferences).joined(separator: " ")
            Printing.line("Nothing was deleted. Delete them: dockervisor clean \(family) \(names)")
        }
    }
}

extension CleanCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("clean", "NAME [CONTAINER...]: delete old containers", options: SwitchOptions.offered)

    func typed(on usual: Terms) throws -> PaletteCommand {
        let chosen = containers.isEmpty ? nil : containers
        return .operation(.cleanUp(try familyName(name), containers: chosen), try options.typedTerms(on: usual))
    }
}
