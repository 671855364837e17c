#if canImport(Glibc)
    import Glibc
#endif

/// What a history has come to, on standard output: a line for each turn, each violation with all that led to it, and the
/// counts at the end.
struct Chronicle {
    let seed: Int
    private var lines: [String] = []
    private var operations = 0
    private var struck: [String: Int] = [:]
    private var deeds = 0
    private(set) var violations = 0

    init(seed: Int) { self.seed = seed }

    mutating func note(_ played: PlayedTurn) {
        operations += played.endings.count
        if let trouble = played.turn.effectiveTrouble, played.hasStruck { struck[trouble.kind, default: 0] += 1 }
        deeds += played.deeds.count
        note("\(padded(played.turn.number)) \(played.words)")
    }

    mutating func note(_ line: String) {
        lines.append(line)
        say(line)
    }

    /// - Parameter pictures: the family before and after, as docker tells it.
    mutating func note(_ problems: [String], in played: PlayedTurn, family: Int, pictures: (String, String)) {
        violations += 1
        let name = "web\(family + 1)"
        say("---- VIOLATION \(violations): seed \(seed), operation \(played.turn.number), \(name)")
        for problem in problems { say("  \(problem)") }
        say("  The last turns:")
        for line in lines.suffix(15) { say("    \(line)") }
        show("before", pictures.0)
        show("after", pictures.1)
        for (line, ending) in zip(played.lines, played.endings) { show(line, ending.output + ending.errors) }
        show("recover", played.recovery.map { $0.output + $0.errors } ?? "")
        show("by hand", played.deeds.map(\.line).joined(separator: "\n"))
        show("docker", played.log.split(separator: "\n").map(shortened).joined(separator: "\n"))
        say("----")
    }

    func sayCounts() {
        say("seed \(seed): \(operations) operations, \(deeds) deeds by hand, \(violations) violations")
        let faults = struck.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        say("faults: \(struck.values.reduce(0, +)): \(faults)")
    }

    /// A line of the log without labels, formats and the path of docker.
    private func shortened(_ line: Substring) -> String {
        var isDropped = false
        let words = line.split(separator: " ").filter { word in
            let isOption = ["--label", "--format"].contains(word)
            let isKept = !isOption && (!isDropped || word.hasPrefix("--") || word.hasPrefix("ms="))
            isDropped = isOption || (isDropped && !isKept)
            return isKept && !word.hasSuffix("/docker") && word != "info"
        }
        return words.joined(separator: " ")
    }

    private func show(_ title: String, _ text: String) {
        guard !text.isEmpty else { return }
        say("  \(title):")
        for line in text.split(separator: "\n") { say("    \(line)") }
    }

    private func padded(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
    }

    private func say(_ line: String) {
        let line = line + "\n"
        _ = line.withCString { write(1, $0, strlen($0)) }
    }
}
