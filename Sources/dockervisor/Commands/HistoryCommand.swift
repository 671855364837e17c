import ArgumentParser
import Families
import Supervisor
import FoundationEssentials

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show past operations from this machine, newest last",
        usage: "dockervisor history [NAME] [OPTIONS]",
        discussion: "The history file is ~/dcv/journal.jsonl. dockervisor works without it.")

    @Argument(help: .family)
    var name: String?

    @Flag(help: "Print JSON, for scripts")
    var json = false

    func run() async throws {
        try await reporting {
            let name = try name.map(familyName)
            let reading: Journal.Reading
            do throws(JournalError) { reading = try Journal(in: Invocation.folder).read() } catch {
                throw Failure(problem: error.problem, remedy: error.remedy, exitCode: 1)
            }
            if reading.isCut {
                Printing.errorLine("dockervisor: the history file is very large; older entries are not shown")
            }
            for line in reading.tornLines {
                Printing.errorLine("dockervisor: skipped line \(line) of the history file: the line is incomplete")
            }
            let entries = reading.entries.filter { name == nil || $0.family == name?.text }
            if json { return Printing.raw(Journal.json(entries) + "\n") }
            guard !entries.isEmpty else { return Printing.line(nothingWords(name, reading.entries)) }
            historyTable(entries).forEach(Printing.line)
        }
    }

    private func nothingWords(_ name: FamilyName?, _ entries: [JournalEntry]) -> String {
        guard let name else { return "No operations from this machine yet" }
        let meant = nearest(to: name.text, among: entries.map(\.family)).map { ". Did you mean '\($0)'?" } ?? ""
        return "No operations on \(name) from this machine yet" + meant
    }
}

extension HistoryCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("history", "[NAME]: show past operations")

    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(json, "--json")
        return try name.map { .history(try familyName($0)) } ?? .action(.history)
    }
}
