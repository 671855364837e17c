import Console
import Engine
import Families
import FoundationEssentials
import Supervisor

/// What happened to a family, newest first: its builds, and what was done from here, on one time line.
///
/// - Parameters:
///   - used: ids of the images that containers of the family were made from.
///   - entries: of the journal, oldest first.
///   - now: ages count to then.
func historyLines(
    builds: [Image], used: Set<String>, entries: [JournalEntry], now: Date, columns: Int, _ look: Look
) -> [Line] {
    let built = Dictionary(grouping: builds, by: \.id).values.compactMap { tags in
        tags.first.map { Moment($0, tags: tags.compactMap(\.tag), isUsed: used.contains($0.id), look) }
    }
    let moments = (built + entries.map(Moment.init)).sorted { $0.time > $1.time }
    guard !moments.isEmpty else { return sentence("No builds or operations yet", .dim, columns) }
    let width = min(32, moments.map { Console.columns(of: visible($0.what)) }.max() ?? 0)
    return moments.flatMap { $0.lines(now: now, whatColumns: width, columns: columns) }
}

private struct Moment {
    let time: Date
    let what: String
    let words: String
    let tone: Tone

    /// A build, with all its tags.
    init(_ image: Image, tags: [String], isUsed: Bool, _ look: Look) {
        time = image.createdAt
        what = "build \(shortID(image.id))"
        let named = tags.isEmpty ? "no tag" : tags.joined(separator: ", ")
        words = "\(image.size), \(named)" + (isUsed ? "" : ", \(look.marks.unusedBuild) no container")
        tone = isUsed ? .plain : .warning
    }

    init(_ entry: JournalEntry) {
        time = entry.at
        what = entry.what
        let seconds = Int((entry.seconds * 10).rounded())
        let why = entry.why.map { ", \u{22}\($0)\u{22}" } ?? ""
        words =
            "\(entry.result), \(seconds / 10).\(seconds % 10) s, \(entry.by)\(why)"
            + (entry.problem.map { ": \($0)" } ?? "")
        tone = entry.problem == nil ? .good : .bad
    }

    /// When and what in columns of their own; the rest goes on below.
    func lines(now: Date, whatColumns: Int, columns: Int) -> [Line] {
        let age = ageWords(from: time, to: now)
        let head =
            padded(String(repeating: " ", count: max(0, 4 - age.count)) + age, to: 5)
            + padded(clipped(visible(what), to: whatColumns, ellipsis: ""), to: whatColumns) + "  "
        let width = max(20, columns - Console.columns(of: head))
        return wrapped(words, columns: width).enumerated().map { place, text in
            Line(text, tone, label: place == 0 ? head : padded("", to: Console.columns(of: head)))
        }
    }
}

func familyHistoryLines(_ state: State, columns: Int, _ look: Look) -> [Line] {
    guard let family = state.lists.family, let now = state.engine.readAt else {
        return sentence("Only families have a history", .dim, columns)
    }
    guard let history = state.inspector.lookedUp.history, history.family == family.name else {
        return [Line("Loading builds...", .dim)]
    }
    return historyLines(
        builds: history.builds, used: Set(family.members.map(\.imageID)), entries: history.entries, now: now,
        columns: columns, look)
}
