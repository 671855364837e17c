import ArgumentParser
import Engine
import Families
import Supervisor

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the family's image.",
        usage: "dockervisor build NAME [PATH] [-f FILE] [-- docker build options]",
        discussion: """
            PATH defaults to the current folder if it holds a Dockerfile, else to the folder of the last build. The \
            Dockerfile is FILE, else NAME-Dockerfile in PATH, else Dockerfile. A file dcv-NAME (Dockerparams) in the \
            current folder, else in PATH, is checked first, and kept in ~/dcv.
            """)

    @Argument(help: .family, completion: .families)
    var name: String

    @Argument(help: ArgumentHelp("The folder with the sources", valueName: "path"), completion: .directory)
    var path: String?

    @Option(
        name: [.short, .long], help: ArgumentHelp("The Dockerfile, from the current folder", valueName: "file"),
        completion: .file())
    var file: String?

    @Argument(
        parsing: .postTerminator, help: ArgumentHelp("Options for docker build", valueName: "docker build options"))
    var buildOptions: [String] = []

    @Flag(help: "Show the docker command, and do nothing")
    var dryRun = false

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await reporting {
            let builder = Builder(engine: try engine.engine(), folder: Invocation.folder)
            let plan = try await builder.plan(try order)
            for note in plan.notes { Printing.line((dryRun ? "# " : "") + note) }
            guard !dryRun else { return plan.calls.map(\.shellLine).forEach(Printing.line) }
            say(try await cancelledByInterrupt { try await builder.carryOut(plan, output: Printing.line) })
        }
    }

    var order: BuildOrder {
        get throws {
            BuildOrder(family: try familyName(name), path: path, dockerfile: file, options: buildOptions)
        }
    }

    private func say(_ result: BuildResult) {
        if let kept = result.keptParameters { Printing.line("Kept the Dockerparams as \(kept)") }
        guard result.isNew else {
            return Printing.line("Nothing changed: \(result.family) is \(shortID(result.image)), as before.")
        }
        Printing.line("Built \(result.family): \(shortID(result.image)).")
        Printing.line("Next: dockervisor start \(result.family) :new")
    }
}

extension BuildCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("build", "NAME [PATH] [-f FILE] [-- docker build options]", arguments: [.family, .folder])

    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(dryRun, "--dry-run")
        try engine.refuseTyped()
        return .build(try order)
    }
}
