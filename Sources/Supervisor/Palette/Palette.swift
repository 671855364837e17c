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
    let verbs: [Verb]

    package init(_ verbs: [Verb], text: String = "", selected: Int = 0, before: String = "") {
        self.verbs = verbs
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
        if folder != nil { return folders.map { Candidate(word: $0, summary: "directory", key: "") } }
        let words = Palette.words(text)
        let before = Array(words.dropLast())
        let typed = (words.last ?? "").lowercased()
        let all = next(after: before, in: lists, keymap) + options(after: before, typed)
        let starting = all.filter { $0.word.lowercased().hasPrefix(typed) }
        return starting + all.filter { !$0.word.lowercased().hasPrefix(typed) && $0.word.lowercased().contains(typed) }
    }

    /// The text with its last word completed, ready for the next one; after a folder may come one of those in it.
    func completed(with candidate: Candidate) -> String {
        (Palette.words(text).dropLast().map(Palette.quoted) + [Palette.quoted(candidate.word)]).joined(separator: " ")
            + (folder == nil ? " " : "")
    }

    private func verb(_ words: [String]) -> Verb? { verbs.first { $0.name == words.first } }

    /// The folder that is being typed; nil where none belongs.
    var folder: String? {
        let words = Palette.words(text)
        guard let verb = verb(words), let typed = words.last, !typed.hasPrefix("-"), words.count > 1,
            verb.arguments.dropFirst(words.count - 2).first == .folder
        else { return nil }
        return typed
    }

    func completed(with completion: FolderCompletion) -> Palette {
        let words = Palette.words(text).dropLast() + [completion.text]
        var palette = Palette(verbs, text: words.map(Palette.quoted).joined(separator: " "), before: before)
        palette.folders = completion.choices.count > 1 ? completion.paths : []
        return palette
    }

    /// What the verb takes; nil as long as there is none.
    package var usage: String? { verb(Palette.words(text)).map { "\($0.name) \($0.usage)" } }

    // MARK: What may follow

    private func next(after words: [String], in lists: Lists, _ keymap: Keymap) -> [Candidate] {
        guard !words.isEmpty else {
            return verbs.map { Candidate(word: $0.name, summary: $0.usage, key: "") } + actions(keymap)
        }
        let families = lists.families.map { Candidate(word: $0.name.text, summary: "family", key: "") }
        switch verb(words)?.arguments.dropFirst(words.count - 1).first {
        case .family: return families
        case .member:
            return families
                + lists.families.flatMap(\.members).map {
                    Candidate(word: $0.name, summary: $0.container.status, key: "")
                }
        case .words(let words): return words.map { Candidate(word: $0.text, summary: $0.summary, key: "") }
        case .folder, nil: return []
        }
    }

    /// Only where one is begun: a name may be a part of theirs.
    private func options(after words: [String], _ typed: String) -> [Candidate] {
        guard words.count > 1, typed.hasPrefix("-") else { return [] }
        return (verb(words)?.options ?? []).filter { !words.contains($0.text) }
            .map { Candidate(word: $0.text, summary: $0.summary, key: "") }
    }

    /// Verbs without a name do the same to what is selected.
    private func actions(_ keymap: Keymap) -> [Candidate] {
        Action.bindings.filter { binding in !verbs.contains { $0.name == binding.action.rawValue } }.map { binding in
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
