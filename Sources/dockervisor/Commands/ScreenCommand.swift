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
        commandName: "screen", abstract: "Open the full-screen program; the same as no verb at all.")

    @Option(
        defaultAsFlag: 6, parsing: .scanningForValue,
        help: ArgumentHelp(
            "Show it on an engine that is only made up, nothing real is touched; with so many families",
            valueName: "families"))
    var demo: Int?

    @Flag(help: "Draw with ASCII characters only")
    var ascii = false

    @Flag(help: "Select and scroll with the mouse, which takes the terminal's own selection of text away")
    var mouse = false

    @Option(help: ArgumentHelp("default, high-contrast or monochrome", valueName: "theme"))
    var theme: Theme?

    @Flag(help: "Change nothing: keys that would are dimmed, and say so")
    var readOnly = false

    @OptionGroup var gate: GateOption

    @OptionGroup var engine: EngineOptions

    @MainActor
    func run() async throws {
        try await reporting {
            let made = try demonstration()
            let engine: any Engine = if let made { made } else { try self.engine.engine() }
            let terms = Terms(probation: try gate.seconds())
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
                problem: "--demo=\(demo) is no number of families from 0 to 5000", remedy: "Usual is --demo")
        }
        return DemoEngine.demonstration(families: demo)
    }
}

extension Theme: ExpressibleByArgument {}
