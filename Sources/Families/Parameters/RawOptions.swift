import Engine

/// Options of `docker create` that a configuration passes on as they are.
struct RawOptions {
    private let words: [String]

    init(_ words: [String]) { self.words = words }

    /// Why these options are refused: dockervisor decides them itself; nil if they are not.
    var objection: (problem: String, remedy: String)? {
        if let first = words.first, !first.hasPrefix("-") || first == "-" {
            return (
                "docker would read '\(first)' as the image",
                "Start each option with -; put arguments of the container's command in \"arguments\""
            )
        }
        return options.lazy.compactMap(objection).first
    }

    private func objection(to option: Option) -> (problem: String, remedy: String)? {
        switch option.name {
        case "--": return ("docker would read what follows '--' as the image", "Remove '--'")
        case "--name": return ("dockervisor names the container", "Remove '--name'")
        case "--rm": return ("'--rm' deletes the container when it stops; rollback needs it", "Remove '--rm'")
        case "-d", "--detach":
            let part = option.word == option.name || option.name == "--detach" ? "" : "'d' from "
            let word = part.isEmpty ? option.name : option.word
            return ("dockervisor starts the container itself", "Remove \(part)'\(word)'")
        case "--restart": return ("dockervisor sets the restart policy at each switch", "Remove '--restart'")
        case "--pull": return ("dockervisor never pulls images", "Remove '--pull'")
        case "-l", "--label":
            guard option.value?.hasPrefix("dockervisor.") == true else { return nil }
            return ("labels that start with 'dockervisor.' are reserved", "Remove or rename the label")
        case "-e", "--env":
            guard let variable = option.value, let equals = variable.firstIndex(of: "=") else { return nil }
            return (
                "a value in '\(option.name)' would be visible in process lists",
                "Use: \"env\": {\"\(variable[..<equals])\": \"…\"}"
            )
        default: return nil
        }
    }

    // MARK: The words

    private struct Option {
        /// `--env`, `-e`; of letters in one word the one that matters.
        let name: String
        /// What stands with it, else the next word; that may be no value but an option.
        let value: String?
        let word: String
    }

    private var options: [Option] {
        words.enumerated().map { index, word in
            let next = index + 1 < words.count ? words[index + 1] : nil
            let (name, value) = word.hasPrefix("--") ? long(word) : short(word)
            return Option(name: name, value: value ?? next, word: word)
        }
    }

    /// `--env=A=B`; `--env`, `A=B` are two words.
    private func long(_ word: String) -> (name: String, value: String?) {
        guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    /// `-eA=B`, `-itd`, `-ite`: letters of options without a value, then one that may have a value.
    private func short(_ word: String) -> (name: String, value: String?) {
        guard word.first == "-" else { return (word, nil) }
        let letters = word.dropFirst().drop { "itPq".contains($0) }
        guard let letter = letters.first else { return (word, nil) }
        let value = letters.dropFirst()
        return ("-\(letter)", value.isEmpty ? nil : String(value.first == "=" ? value.dropFirst() : value))
    }

    /// Container paths that these options mount something at.
    var mountedPaths: [String] {
        values(of: ["-v", "--volume", "--mount", "--tmpfs"]).compactMap { name, value in
            switch name {
            case "--tmpfs": return normalizedPath(String(value.prefix { $0 != ":" }))
            case "--mount":
                return value.split(separator: ",").lazy.compactMap { field -> String? in
                    let parts = field.split(separator: "=", maxSplits: 1)
                    let isTarget = parts.count == 2 && ["target", "dst", "destination"].contains(parts[0])
                    return isTarget ? normalizedPath(String(parts[1])) : nil
                }.first
            default:
                let parts = value.split(separator: ":")
                return parts.prefix(2).last.map { normalizedPath(String($0)) }
            }
        }
    }

    /// Ports of the host that these options take; what cannot be read is left out.
    var publishedPorts: [PublishedPort] {
        values(of: ["-p", "--publish"]).compactMap { PublishedPort(publish: $0.value) }
    }

    private func values(of names: Set<String>) -> [(name: String, value: String)] {
        options.compactMap { option in
            names.contains(option.name) ? option.value.map { (option.name, $0) } : nil
        }
    }
}
