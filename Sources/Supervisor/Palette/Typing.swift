import Console

extension Palette {
    mutating func press(_ key: Key, _ lists: Lists, _ keymap: Keymap) -> Reply {
        let candidates = candidates(in: lists, keymap)
        switch key {
        case .escape, .control("c"): return .closes()
        case .enter where folders.isEmpty: return run(candidates)
        case .up where text.isEmpty && selected == 0: retype(before)
        case .up: selected = max(0, selected - 1)
        case .down: selected = max(0, min(selected + 1, candidates.count - 1))
        case .tab, .enter:
            if let folder, candidates.isEmpty { return .asks(.completeFolder(folder)) }
            if candidates.indices.contains(selected) { retype(completed(with: candidates[selected])) }
        default: edited(text, key, wordEnd: " ").map { retype($0) }
        }
        return .stays
    }

    private mutating func retype(_ text: String) { self = Palette(verbs, text: text, before: before) }

    /// What is not a whole word yet becomes the one that was chosen.
    private func run(_ candidates: [Candidate]) -> Reply {
        var words = Palette.words(text)
        if words.last == "", selected == 0 {
            words.removeLast()
        } else if let last = words.last, !candidates.contains(where: { $0.word == last }) || selected > 0,
            candidates.indices.contains(selected)
        {
            words[words.count - 1] = candidates[selected].word
        }
        guard !words.isEmpty else { return .closes() }
        return .closes(.run(words, typed: words.map(Palette.quoted).joined(separator: " ")))
    }
}
