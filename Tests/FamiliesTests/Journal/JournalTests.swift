@testable import Families
import FoundationEssentials
import Testing

@Suite struct JournalTests {
    private let place: TemporaryFolder
    private let journal: Journal

    init() throws {
        place = try TemporaryFolder()
        journal = Journal(path: place.path + "/dcv/journal.jsonl")
    }

    private func entry(_ what: String) -> JournalEntry {
        JournalEntry(
            at: Date(timeIntervalSince1970: 1_795_457_156), by: "ann@box", engine: "local", family: "web", what: what,
            outcome: "done", seconds: 0.5)
    }

    @Test func `a journal that is not there is empty`() throws {
        #expect(try journal.read() == Journal.Reading())
    }

    @Test(arguments: [
        ("done", "done"), ("already so", "no change"), ("given up", "aborted"), ("taken back", "reverted"),
        ("needs a person", "needs attention"),
    ])
    func `a stored outcome is shown in words of today`(outcome: String, result: String) {
        var entry = entry("rollback web")
        entry.outcome = outcome
        #expect(entry.result == result)
    }

    @Test func `lines are added, for their owner alone`() throws {
        #expect(journal.append(entry("stop web")) == nil)
        #expect(journal.append(entry("rollback web")) == nil)
        #expect(try journal.read().entries == [entry("stop web"), entry("rollback web")])
        #expect(try place.permissions(of: "dcv/journal.jsonl") == 0o600)
        #expect(try place.permissions(of: "dcv") == 0o700)
    }

    @Test func `a last line that a power cut tore is told and left out, and the next one is whole`() throws {
        _ = journal.append(entry("stop web"))
        try place.write(try place.text(of: "dcv/journal.jsonl") + #"{"at":"2026-11"#, to: "dcv/journal.jsonl")
        #expect(try journal.read() == Journal.Reading(entries: [entry("stop web")], tornLines: [2]))
        #expect(journal.append(entry("rollback web")) == nil)
        let reading = try journal.read()
        #expect(reading.entries.map(\.what) == ["stop web", "rollback web"])
        #expect(reading.tornLines == [2])
    }

    @Test func `one that cannot be written says so and why`() {
        let nowhere = Journal(path: "/proc/nowhere/journal.jsonl")
        #expect(
            nowhere.append(entry("stop web"))
                == "cannot write the history file /proc/nowhere/journal.jsonl: No such file or directory")
    }
}
