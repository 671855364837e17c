import ArgumentParser
import Engine
import Families
import Supervisor

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List families, or the containers and images of one",
        usage: "dockervisor list [NAME] [OPTIONS]")

    @Argument(help: .family, completion: .families)
    var name: String?

    @Flag(help: "Print JSON, for scripts")
    var json = false

    @Flag(name: .shortAndLong, help: "Print names only")
    var quiet = false

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await reporting {
            let engine = try engine.engine()
            let survey = Survey(engine: engine, folder: Invocation.folder, by: Invocation.by)
            if let name {
                let family = try await survey.known(try familyName(name))
                show([family], of: engine, table: familyTable(family))
                try await sayInterruptions([family], survey)
            } else {
                let families = try await survey.snapshot().families
                show(families, of: engine, table: overviewTable(families))
                try await sayInterruptions(families, survey)
            }
        }
    }

    /// Who, what, when, and what will be done about it.
    private func sayInterruptions(_ families: [Family], _ survey: Survey) async throws {
        guard !json, !quiet else { return }
        for family in families {
            guard let found = try await survey.interrupted(family) else { continue }
            Printing.line("")
            Printing.line("\(family.name): \(found.problem)")
            Printing.line("    \(found.prospect)")
        }
    }

    private func show(_ families: [Family], of engine: some Engine, table: [String]) {
        if json { return Printing.raw(ListJSON(engine: engine.endpoint, families: families).text + "\n") }
        if quiet {
            let names = name == nil ? families.map(\.name.text) : families.flatMap(\.members).map(\.name)
            return names.forEach(Printing.line)
        }
        table.forEach(Printing.line)
    }
}

extension ListCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("list", "[NAME]: go to the family")

    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(json, "--json")
        try refuseTyped(quiet, "--quiet")
        try engine.refuseTyped()
        return .select(try name.map(familyName))
    }
}
