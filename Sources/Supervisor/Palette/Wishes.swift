import Families

/// What somebody asks for together with an operation: the options of the command line.
package struct Wishes: Equatable, Sendable {
    package var why: String?
    /// In seconds.
    package var gate: Int?
    package var isForced = false

    package init(why: String? = nil, gate: Int? = nil, isForced: Bool = false) {
        self.why = why
        self.gate = gate
        self.isForced = isForced
    }

    /// Takes the options out of typed words.
    init(from words: inout [String]) throws(Refusal) {
        var others = [String]()
        var rest = words[...]
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            switch parts[0] {
            case "--why": why = try Wishes.value(of: "--why", parts, &rest)
            case "--gate": gate = try Wishes.seconds(try Wishes.value(of: "--gate", parts, &rest))
            case "--force": isForced = true
            case "--dry-run":
                throw .usage(
                    problem: "--dry-run is not needed here: the plan is shown before anything gives way",
                    remedy: "Type it without, and n leaves it as it is")
            default: others.append(word)
            }
        }
        words = others
    }

    private static func value(
        of option: String, _ parts: [String], _ rest: inout ArraySlice<String>
    ) throws(Refusal) -> String {
        if parts.count == 2 { return parts[1] }
        if let value = rest.popFirst(), !value.isEmpty { return value }
        throw .usage(problem: "\(option) needs a value", remedy: "--why 'a reason', --gate SECONDS")
    }

    private static func seconds(_ text: String) throws(Refusal) -> Int {
        guard let seconds = Int(text), (0...86_400).contains(seconds) else {
            throw .usage(
                problem: "--gate \(text) is no number of seconds from 0 to 86400", remedy: "Usual is --gate 10")
        }
        return seconds
    }

    /// Those of the program, but for what was asked for.
    func terms(else usual: Terms) -> Terms {
        Terms(why: why ?? usual.why, gate: gate ?? usual.gate, isForced: isForced || usual.isForced)
    }
}
