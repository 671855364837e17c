@testable import dockervisor
import FoundationEssentials
import Supervisor
import Testing

/// The manual page and the help, which are written by hand, against the options and keys that there are.
struct ManualTests {
    private let manual: String

    init() throws {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let text = try Data(contentsOf: URL(filePath: root + "/Sources/dockervisor/Manual/dockervisor.1"))
        manual = String(decoding: text, as: UTF8.self).replacing("\\-", with: "-")
    }

    private func options(in help: String) -> Set<String> {
        Set(help.matches(of: /--[a-z-]+/).map { String($0.output) })
    }

    @Test func `the manual page lists every option of every command`() {
        let commands = Dockervisor.configuration.subcommands + StableCommand.configuration.subcommands
        for command in commands {
            for option in options(in: Dockervisor.helpMessage(for: command)) where !manual.contains(option) {
                Issue.record("\(option) of \(command) is missing in the manual page")
            }
        }
        #expect(!manual.contains("--gate"))
    }

    @Test func `the help without a command lists every option of the terminal UI`() {
        let listed = options(in: Dockervisor.helpMessage())
        #expect(options(in: Dockervisor.helpMessage(for: ScreenCommand.self)).subtracting(listed) == [])
    }

    @Test func `the manual page lists every key`() {
        let lines = manual.split(separator: "\n").drop { $0 != ".SH KEYS" }.prefix { $0 != ".SH ENVIRONMENT" }
        let listed = Set(
            lines.filter { $0.contains("|") }.flatMap { $0.prefix { $0 != "|" }.split(separator: " ") })
        for key in Action.bindings.flatMap(\.keys) where !listed.contains(Substring(key.label)) {
            Issue.record("\(key.label) is missing in the manual page")
        }
    }

    @Test func `every command is described on one line of the help`() {
        let lines = Dockervisor.helpMessage(columns: 80).split(separator: "\n")
        for command in Dockervisor.configuration.subcommands {
            #expect(lines.contains { $0.hasSuffix("  " + command.configuration.abstract) })
        }
    }
}
