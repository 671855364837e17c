import Families

/// What a typed command means.
enum PaletteCommand: Equatable {
    case action(Action)
    case operation(Operation, Wishes)
    /// Asks which configuration, if there is a choice.
    case startNew(FamilyName)
    case recover(FamilyName, Wishes)
    case build(BuildOrder)
    case showStable(FamilyName)
    case select(FamilyName?)
    /// Says whether something is not as it should be; nil: of any family.
    case look(FamilyName?)
    case history(FamilyName)

    /// The words after `dockervisor`; families say to which one a container belongs.
    init(_ words: [String], families: [Family]) throws(Refusal) {
        guard let verb = words.first else {
            throw .usage(problem: "nothing was typed", remedy: "Tab shows what can be")
        }
        var rest = Array(words.dropFirst())
        let wishes = Palette.takesOptions(verb) ? try Wishes(from: &rest) : Wishes()
        guard !wishes.isForced || (verb == "stable" && rest.first == "mark") else {
            throw .usage(problem: "--force is for stable mark", remedy: "stable mark NAME --force")
        }
        switch verb {
        case "build" where !rest.isEmpty: self = .build(try PaletteCommand.order(rest))
        case "start" where !rest.isEmpty: self = try PaletteCommand.start(rest, families, wishes)
        case "stop" where rest.count == 1: self = .operation(.stop(try family(rest[0])), wishes)
        case "rollback" where rest.count == 1: self = .operation(.rollback(try family(rest[0])), wishes)
        case "undo" where rest.count == 1: self = .operation(.undo(try family(rest[0])), wishes)
        case "clean" where !rest.isEmpty:
            let chosen = rest.count == 1 ? nil : Array(rest.dropFirst())
            self = .operation(.cleanUp(try family(rest[0]), containers: chosen), wishes)
        case "recover" where rest.count == 1: self = .recover(try family(rest[0]), wishes)
        case "stable" where rest.count == 2 && rest[0] == "mark":
            self = .operation(.markStable(try family(rest[1])), wishes)
        case "stable" where rest.count == 2 && rest[0] == "show": self = .showStable(try family(rest[1]))
        case "history" where rest.count == 1: self = .history(try family(rest[0]))
        case "doctor" where rest.count == 2 && rest[1] == "--fix":
            self = .operation(.mend(try family(rest[0])), wishes)
        case "doctor" where rest.count <= 1: self = .look(try rest.first.map(family))
        case "list" where rest.count <= 1: self = .select(try rest.first.map(family))
        default:
            guard rest.isEmpty, let action = Action(rawValue: verb) else { throw PaletteCommand.unknown(verb, rest) }
            self = .action(action)
        }
    }

    private static func start(
        _ rest: [String], _ families: [Family], _ wishes: Wishes
    ) throws(Refusal) -> PaletteCommand {
        guard rest.count > 1 else {
            let owner = families.first { $0.members.contains { $0.name == rest[0] } }
            if let owner { return .operation(.startContainer(owner.name, name: rest[0]), wishes) }
            throw .usage(
                problem: "start \(rest[0]) needs to know which container",
                remedy: "start \(rest[0]) :new, or :latest, or :stable")
        }
        let name = try family(rest[0])
        switch (rest[1], rest.count) {
        case (":new", 2) where wishes == Wishes(): return .startNew(name)
        case (":new", 2): return .operation(.startNew(name, configuration: nil), wishes)
        case (":new", 3): return .operation(.startNew(name, configuration: rest[2]), wishes)
        case (":latest", 2): return .operation(.startLatest(name), wishes)
        case (":stable", 2): return .operation(.startStable(name), wishes)
        case (":stable", 3) where rest[2] == "--from-tag": return .operation(.startFromTag(name), wishes)
        default:
            throw .usage(
                problem: "'\(rest.dropFirst().joined(separator: " "))' is none of :new, :latest and :stable",
                remedy: "start \(name) :new, or :latest, or :stable")
        }
    }

    private static func order(_ rest: [String]) throws(Refusal) -> BuildOrder {
        let own = rest.prefix { $0 != "--" }
        var order = BuildOrder(family: try family(rest[0]), options: Array(rest.dropFirst(own.count + 1)))
        var words = own.dropFirst()
        while let word = words.popFirst() {
            if word == "-f" || word == "--file", let file = words.popFirst() {
                order.dockerfile = file
            } else if order.path == nil, !word.hasPrefix("-") {
                order.path = word
            } else {
                throw .usage(problem: "'\(word)' is not understood", remedy: "build NAME [PATH] [-f FILE] [-- options]")
            }
        }
        return order
    }

    private static func unknown(_ verb: String, _ rest: [String]) -> Refusal {
        let verbs = [
            "build", "start", "stop", "rollback", "undo", "recover", "clean", "stable", "list", "history", "doctor",
        ]
        if verbs.contains(verb) {
            return .usage(
                problem: "'\(([verb] + rest).joined(separator: " "))' is not understood", remedy: "Tab completes")
        }
        let meant = nearest(to: verb, among: verbs + Action.allCases.map(\.rawValue))
        return .usage(
            problem: "there is no command '\(verb)'",
            remedy: meant.map { "Did you mean \($0)?" } ?? "Tab shows them all")
    }
}

private func family(_ text: String) throws(Refusal) -> FamilyName {
    do throws(NameError) { return try FamilyName(text) } catch { throw .name(error) }
}
