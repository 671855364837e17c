import ArgumentParser
import Engine
import Families
import Supervisor

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the image of a family",
        usage: "dockervisor build NAME [PATH] [-f FILE] [OPTIONS] [-- docker build options]",
        discussion: """
            PATH is the build context. It defaults to the current directory if that contains a Dockerfile, otherwise to \
            the context of the last build. The Dockerfile is FILE, otherwise NAME-Dockerfile in PATH, otherwise \
            Dockerfile in PATH. If there is a Dockerparams file (dcv-NAME) in the current directory, otherwise in PATH, \
            it is checked before the build and copied to ~/dcv.
            """)

    @Argument(help: .family, completion: .families)
    var name: String

    @Argument(help: ArgumentHelp("The build context (a directory)", valueName: "path"), completion: .directory)
    var path: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The Dockerfile, relative to the current directory", valueName: "file"),
        completion: .file())
    var file: String?

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("Options passed to docker build", valueName: "docker build options"))
    var buildOptions: [String] = []

    @Flag(help: "Print the docker command without running it")
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
        if let kept = result.keptParameters { Printing.line("Copied the Dockerparams to \(kept)") }
        guard result.isNew else {
            return Printing.line("No change: \(result.family) is still \(shortID(result.image))")
        }
        Printing.line("Built \(result.family): \(shortID(result.image))")
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
