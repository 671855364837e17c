import Console
import Engine
import Families

/// A command that is being typed, with what it could become.
package struct Palette: Equatable, Sendable {
    package var text = ""
    /// Among ``candidates(in:_:)``.
    package var selected = 0
    /// What the folder that is being typed could become; empty until somebody has asked, and where there is no choice.
    var folders: [String] = []

    /// What was typed last, which the key up brings back.
    let before: String

    package init(text: String = "", selected: Int = 0, before: String = "") {
        self.text = text
        self.selected = selected
        self.before = before
    }

    /// What the last word could become, and what that means.
    package struct Candidate: Hashable, Sendable {
        package let word: String
        package let summary: String
        /// The key that does the same.
        package let key: String
    }

    /// For the word that is being typed, best first.
    package func candidates(in lists: Lists, _ keymap: Keymap) -> [Candidate] {
        if folder != nil { return folders.map { Candidate(word: $0, summary: "folder", key: "") } }
        let words = Palette.words(text)
        let before = Array(words.dropLast())
        let typed = (words.last ?? "").lowercased()
        let all = Palette.next(after: before, in: lists, keymap) + Palette.options(after: before, typed)
        let starting = all.filter { $0.word.lowercased().hasPrefix(typed) }
        return starting + all.filter { !$0.word.lowercased().hasPrefix(typed) && $0.word.lowercased().contains(typed) }
    }

    /// The text with its last word completed, ready for the next one; after a folder may come one of those in it.
    func completed(with candidate: Candidate) -> String {
        (Palette.words(text).dropLast().map(Palette.quoted) + [Palette.quoted(candidate.word)]).joined(separator: " ")
            + (folder == nil ? " " : "")
    }

    /// The folder that is being typed; nil where none belongs.
    var folder: String? {
        let words = Palette.words(text)
        guard words.count == 3, words[0] == "build", !words[2].hasPrefix("-") else { return nil }
        return words[2]
    }

    func completed(with completion: FolderCompletion) -> Palette {
        let words = Palette.words(text).dropLast() + [completion.text]
        var palette = Palette(text: words.map(Palette.quoted).joined(separator: " "), before: before)
        palette.folders = completion.choices.count > 1 ? completion.paths : []
        return palette
    }

    /// What the verb takes; nil as long as there is none.
    package var usage: String? {
        let verb = Palette.words(text).first
        return Palette.verbs.first { $0.word == verb }.map { "\($0.word) \($0.summary)" }
    }

    // MARK: What may follow

    private static func next(after words: [String], in lists: Lists, _ keymap: Keymap) -> [Candidate] {
        let families = lists.families.map { Candidate(word: $0.name.text, summary: "family", key: "") }
        switch (words.first, words.count) {
        case (nil, _): return verbs + actions(keymap)
        case ("start", 1):
            return families
                + lists.families.flatMap(\.members).map {
                    Candidate(word: $0.name, summary: $0.container.status, key: "")
                }
        case ("start", 2):
            return [
                (":new", "a new container of the newest build"), (":latest", "the latest"),
                (":stable", "the stable one"),
            ]
            .map { Candidate(word: $0.0, summary: $0.1, key: "") }
        case ("stable", 1):
            return [("mark", "mark the active container"), ("show", "say which one is marked")]
                .map { Candidate(word: $0.0, summary: $0.1, key: "") }
        case ("stable", 2): return families
        case ("stop", 1), ("rollback", 1), ("undo", 1), ("recover", 1), ("clean", 1), ("build", 1), ("list", 1),
            ("history", 1),
            ("doctor", 1):
            return families
        default: return []
        }
    }

    /// Only where one is begun: a name may be a part of theirs.
    private static func options(after words: [String], _ typed: String) -> [Candidate] {
        guard let verb = words.first, words.count > 1, withOptions.contains(verb), typed.hasPrefix("-") else {
            return []
        }
        let mark = words.starts(with: ["stable", "mark"]) ? [("--force", "also one that was not good for long")] : []
        return
            ([
                ("--why", "'a reason': kept in the journal"), ("--gate", "SECONDS: how long it has to be good"),
                ("--take-over", "take somebody else's operation for dead"),
            ] + mark)
            .filter { !words.contains($0.0) }.map { Candidate(word: $0.0, summary: $0.1, key: "") }
    }

    /// Those that say how an operation is to be done.
    private static let withOptions = [
        "start", "stop", "rollback", "undo", "recover", "stable", "clean", "doctor",
    ]

    private static let verbs: [Candidate] = [
        ("build", "NAME [PATH] [-f FILE] [-- docker build options]"),
        ("start", "NAME :new [CONFIG], NAME :latest, ..."),
        ("stop", "NAME"), ("rollback", "NAME"), ("undo", "NAME: back to what ran before"),
        ("recover", "NAME: what broke off"), ("clean", "NAME [CONTAINER...]: remove old ones"),
        ("stable", "mark NAME, show NAME"), ("list", "[NAME]: go to it"),
        ("history", "[NAME]: what was done"),
        ("doctor", "[NAME]: see what is not as it should be; NAME --fix mends it"),
    ].map { Candidate(word: $0.0, summary: $0.1, key: "") }

    /// Verbs without a name do the same to what is selected.
    private static func actions(_ keymap: Keymap) -> [Candidate] {
        Action.bindings.filter { binding in !verbs.contains { $0.word == binding.action.rawValue } }.map { binding in
            Candidate(
                word: binding.action.rawValue, summary: binding.summary,
                key: keymap.keys(of: binding.action).first?.label ?? "")
        }
    }

    // MARK: Words

    /// Broken at blanks outside of quotes; the last one is what is being typed, and may be empty.
    static func words(_ text: String) -> [String] {
        var words = [""]
        var quote: Character?
        for character in text {
            switch character {
            case quote: quote = nil
            case "'" where quote == nil, "\"" where quote == nil: quote = character
            case " " where quote == nil: if words.last != "" { words.append("") }
            default: words[words.count - 1].append(character)
            }
        }
        return words
    }

    static func quoted(_ word: String) -> String { word.contains(" ") ? word.shellQuoted : word }
}
