import Families
import Supervisor

extension State {
    /// A remedy about what is selected, by keys.
    package func hint(_ remedy: String) -> String { keymap.hint(remedy, for: lists.selectedFamily?.name) }
}

extension Keymap {
    /// A remedy for somebody at the full screen. Where it has one of dockervisor's own commands, it names the key, if there
    /// is one for it and that family is meant; else the command as it is typed after the palette's key.
    func hint(_ remedy: String, for family: FamilyName?) -> String {
        var words = remedy.split(separator: " ", omittingEmptySubsequences: false)[...]
        var told = [String]()
        while let word = words.popFirst() {
            if word == "docker", let end = endOfLogs(of: family, from: &words) {
                told.append(label(of: .logs) + end)
                continue
            }
            guard word.hasSuffix("dockervisor"), let command = OwnCommand(from: &words) else {
                told.append(String(word))
                continue
            }
            told.append(word.dropLast("dockervisor".count) + hint(for: command, family) + command.end)
        }
        return told.joined(separator: " ")
    }

    /// Takes `logs --tail 50 dcv_web` from the beginning of the words.
    ///
    /// - Returns: the punctuation behind it; nil, and nothing is taken, if it is anything else.
    private func endOfLogs(of family: FamilyName?, from words: inout ArraySlice<Substring>) -> String? {
        guard let family, words.first == "logs" else { return nil }
        let arguments = words.dropFirst().drop { $0.hasPrefix("-") || Int($0) != nil }
        guard let name = arguments.first, name.hasPrefix(family.latestContainer) else { return nil }
        words = arguments.dropFirst()
        return String(name.reversed().prefix { ",;.)".contains($0) }.reversed())
    }

    private func hint(for command: OwnCommand, _ family: FamilyName?) -> String {
        if command.verb == "list" { return command.words.count > 1 ? "pane 2" : "pane 1" }
        guard let action = command.action, command.words.contains(family?.text ?? "") else {
            return label(of: .palette) + command.words.joined(separator: " ")
        }
        return label(of: action)
    }
}

/// One of dockervisor's commands inside a sentence, and the punctuation behind it.
private struct OwnCommand {
    private(set) var words: [String] = []
    private(set) var end = ""

    var verb: String { words.first ?? "" }

    /// How many words follow a verb, at least and at most; options do not count.
    private static let arguments = [
        "build": 1...2, "start": 1...2, "stop": 1...1, "rollback": 1...1, "undo": 1...1, "recover": 1...1,
        "clean": 1...1,
        "stable": 2...2, "list": 0...1, "doctor": 0...1, "history": 0...1,
    ]

    /// Takes it from the beginning of the words; nil, and nothing is taken, if they begin with none.
    init?(from rest: inout ArraySlice<Substring>) {
        guard let first = rest.first, let counts = Self.arguments[String(first.filter { !",;.".contains($0) })] else {
            return nil
        }
        var left = counts.upperBound + 1
        while end.isEmpty, let word = rest.first, isPart(word, left: left) {
            rest.removeFirst()
            if !word.hasPrefix("-") { left -= 1 }
            let text = word.prefix { !",;.|)".contains($0) || word.hasPrefix("-") }
            let isPath = word.contains("/") || word.hasPrefix("dcv_")
            words.append(String(isPath ? word : text))
            if !isPath { end = String(word.dropFirst(text.count)) }
        }
    }

    /// A command ends where words of the sentence go on: those of a command are names, `PATH`, `:new` and options.
    private func isPart(_ word: Substring, left: Int) -> Bool {
        if word.hasPrefix("-") { return true }
        guard left > 0 else { return false }
        switch verb {
        case "start" where words.count == 2: return word.hasPrefix(":")
        case "build" where words.count == 2: return word == "PATH" || word.contains("/")
        case "list" where words.count == 1: return !["shows", "as"].contains(word)
        default: return true
        }
    }

    /// Whose key does the same.
    var action: Action? {
        let options = words.filter { $0.hasPrefix("-") }
        switch (verb, words.count > 2 ? words[2] : "") {
        case ("start", ":stable") where options.isEmpty || options == ["--from-tag"]: return .rollback
        case _ where !options.isEmpty: return nil
        case ("start", ":new"): return .startNew
        case ("start", ":latest"): return .start
        case ("build", _): return .build
        case ("stop", _): return .stop
        case ("rollback", _): return .rollback
        case ("undo", _): return .undo
        case ("recover", _): return .recover
        case ("clean", _): return .cleanUp
        case ("stable", _) where words[1] == "mark": return .markStable
        default: return nil
        }
    }
}
