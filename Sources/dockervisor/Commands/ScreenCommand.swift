import ArgumentParser
import Console
import DemoEngine
import Engine
import Families
import FoundationEssentials
import Ncurses
import Screens
import Supervisor

struct ScreenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen", abstract: "Open the terminal UI (the same as no command)",
        usage: "dockervisor [screen] [OPTIONS]")

    @Option(
        defaultAsFlag: 6, parsing: .scanningForValue,
        help: ArgumentHelp(
            "Use a simulated engine with this many families; changes nothing real",
            valueName: "families"))
    var demo: Int?

    @Flag(help: "Use ASCII characters only")
    var ascii = false

    @Flag(help: "Enable the mouse (replaces the terminal's own text selection)")
    var mouse = false

    @Option(help: ArgumentHelp("The colors", valueName: "theme"))
    var theme: Theme?

    @Flag(help: "Disable all keys and commands that change something")
    var readOnly = false

    @OptionGroup var probation: ProbationOption

    @OptionGroup var engine: EngineOptions

    @MainActor
    func run() async throws {
        try await reporting {
            let made = try demonstration()
            let engine: any Engine = if let made { made } else { try self.engine.engine() }
            let terms = Terms(probation: try probation.seconds())
            var (settings, problems) = SettingsFile.read()
            if ascii { settings.isASCII = true }
            if mouse { settings.isMouseOn = true }
            if readOnly { settings.isReadOnly = true }
            if let theme { settings.theme = theme }
            let session = try Session(
                engine: engine, terms: terms, settings: settings, problems: problems, isDemo: demo != nil,
                verbs: Dockervisor.offered, readCommand: { Dockervisor.typed($0, on: terms) })
            await session.run()
        }
    }

    private func demonstration() throws -> DemoEngine? {
        guard let demo else { return nil }
        guard (0...5000).contains(demo) else {
            throw Refusal.usage(
                problem: "invalid value '\(demo)' for --demo: expected families, 0 to 5000",
                remedy: "Use: --demo (6 families)")
        }
        return DemoEngine.demonstration(families: demo)
    }
}

extension Theme: ExpressibleByArgument {}
