import ArgumentParser
import Console
import Engine
import Families
import Supervisor
import FoundationEssentials

struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Show which old containers could go; remove those that are named.",
        discussion: """
            Removes stopped containers, and the images that only they used; never one that serves, the stable one or the \
            latest. Named volumes stay. Images whose containers are gone already go by their tag. Without names it only \
            shows what could go, and what to type.
            """)

    @Argument(help: .family, completion: .families)
    var name: String

    @Argument(help: ArgumentHelp("Names or ids, as they were shown", valueName: "container"))
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
            Printing.line("Nothing was removed. Remove them: dockervisor clean \(family) \(names)")
        }
    }
}

extension CleanCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("clean", "NAME [CONTAINER...]: remove old ones", options: SwitchOptions.offered)

    func typed(on usual: Terms) throws -> PaletteCommand {
        let chosen = containers.isEmpty ? nil : containers
        return .operation(.cleanUp(try familyName(name), containers: chosen), try options.typedTerms(on: usual))
    }
}
