/// How far a build is, by what docker prints: the legacy builder (`Step 3/7 : RUN …`, ` ---> Using cache`), or BuildKit
/// without a terminal (`#5 [2/4] RUN …`, `#5 CACHED`; docker 20.10 to 28).
package struct BuildProgress: Equatable, Sendable {
    /// The step it is at; of BuildKit's, which run side by side, how many were begun. 0 before the first.
    package private(set) var step = 0
    /// As many as are known so far.
    package private(set) var steps = 0
    /// How many of them were there already.
    package private(set) var cached = 0
    /// The instruction of that step, raw; empty before the first.
    package private(set) var instruction = ""
    /// BuildKit's numbers of the steps of the Dockerfile, and how many steps each of its stages has.
    private var numbers: Set<Substring> = []
    private var stages: [Substring: Int] = [:]

    package init() {}

    package mutating func read(_ line: String) {
        if line.hasPrefix("Step ") {
            readStep(line.dropFirst("Step ".count))
        } else if line.hasPrefix("#") {
            readVertex(line.dropFirst())
        } else if line == " ---> Using cache" {
            cached += 1
        }
    }

    /// `3/7 : RUN make`
    private mutating func readStep(_ text: Substring) {
        guard let (number, count, rest) = Self.fraction(text, end: " "), rest.hasPrefix(": ") else { return }
        (step, steps, instruction) = (number, count, String(rest.dropFirst(2)))
    }

    /// `5 [stage-1 2/4] RUN make`, or `5 CACHED`
    private mutating func readVertex(_ text: Substring) {
        let number = text.prefix { $0.isNumber }
        let rest = text.dropFirst(number.count + 1)
        if rest == "CACHED" {
            if numbers.contains(number) { cached += 1 }
        } else if rest.hasPrefix("["), let end = rest.firstIndex(of: "]"), !numbers.contains(number) {
            let place = rest[rest.index(after: rest.startIndex)..<end]
            let words = place.split(separator: " ")
            guard let last = words.last, let (_, count, _) = Self.fraction(last, end: nil) else { return }
            numbers.insert(number)
            stages[words.count > 1 ? words[0] : ""] = count
            (step, steps) = (numbers.count, stages.values.reduce(0, +))
            instruction = String(rest[end...].dropFirst(2))
        }
    }

    /// `3/7`, and what stands behind it.
    private static func fraction(_ text: Substring, end: Character?) -> (Int, Int, Substring)? {
        let word = end.map { end in text.prefix { $0 != end } } ?? text
        let parts = word.split(separator: "/")
        guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        return (number, count, text.dropFirst(word.count + 1))
    }
}
