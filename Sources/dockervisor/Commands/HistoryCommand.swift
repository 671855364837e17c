import ArgumentParser
import Families
import Supervisor
import FoundationEssentials

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what was done from here, newest last: the journal.",
        discussion: "The journal is ~/dcv/journal.jsonl. It is for reading only: nothing depends on it.")

    @Argument(help: .family)
    var name: String?

    @Flag(help: "As JSON, for scripts")
    var json = false

    func run() async throws {
        try await reporting {
            let name = try name.map(familyName)
            let reading: Journal.Reading
            do throws(JournalError) { reading = try Journal(in: Invocation.folder).read() } catch {
                throw Failure(problem: error.problem, remedy: error.remedy, exitCode: 1)
            }
            if reading.isCut {
                Printing.errorLine("dockervisor: the journal is very large; older entries than these are left out")
            }
            for line in reading.tornLines {
                Printing.errorLine("dockervisor: line \(line) of the journal was cut off, and is left out")
            }
            let entries = reading.entries.filter { name == nil || $0.family == name?.text }
            if json { return Printing.raw(Journal.json(entries) + "\n") }
            guard !entries.isEmpty else { return Printing.line(nothingWords(name, reading.entries)) }
            historyTable(entries).forEach(Printing.line)
        }
    }

    private func nothingWords(_ name: FamilyName?, _ entries: [JournalEntry]) -> String {
        guard let name else { return "Nothing was done from here yet." }
        let meant = nearest(to: name.text, among: entries.map(\.family)).map { " Did you mean '\($0)'?" } ?? ""
        return "Nothing was done to \(name) from here yet." + meant
    }
}

extension HistoryCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("history", "[NAME]: what was done")

    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(json, "--json")
        return try name.map { .history(try familyName($0)) } ?? .action(.history)
    }
}
