import Engine

/// As much of a Dockerfile as the demo engine understands.
struct DemoDockerfile {
    struct Instruction {
        var word: String
        var argument: String
        /// From 1.
        var line: Int

        var text: String { "\(word) \(argument)" }
    }

    var instructions: [Instruction] = []

    /// Joins lines that end in a backslash; passes over comments.
    init(_ text: String) {
        var start = ""
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.drop(while: \.isWhitespace)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasSuffix("\\") {
                start += line.dropLast() + " "
                continue
            }
            let words = (start + line).split(separator: " ", maxSplits: 1).map(String.init)
            start = ""
            instructions.append(
                Instruction(word: words[0].uppercased(), argument: words.count > 1 ? words[1] : "", line: number + 1))
        }
    }
}

extension DemoDockerfile.Instruction {
    /// `["/bin/sh", "-c"]` as its words; anything else as a shell's argument.
    var command: [String] {
        jsonWords ?? ["/bin/sh", "-c", argument]
    }

    /// `/data /cfg`, `["/data"]`.
    var words: [String] {
        jsonWords ?? argument.split(separator: " ").map(String.init)
    }

    private var jsonWords: [String]? {
        guard argument.hasPrefix("["), argument.hasSuffix("]") else { return nil }
        return quoted(argument)
    }

    /// `color=green size="very large"`.
    var pairs: [String: String] {
        var pairs: [String: String] = [:]
        for word in shellWords(argument) {
            let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if sides.count == 2 { pairs[sides[0]] = sides[1] }
        }
        return pairs
    }

    /// What stands between double quotes.
    private func quoted(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isEscaped = false
        for character in text {
            if isEscaped || (character != "\"" && character != "\\") {
                word?.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if let finished = word {
                words.append(finished)
                word = nil
            } else {
                word = ""
            }
        }
        return words
    }

    private func shellWords(_ text: String) -> [String] {
        var words = [""]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case " " where !isQuoted: words.append("")
            default: words[words.count - 1].append(character)
            }
        }
        return words.filter { !$0.isEmpty }
    }
}
