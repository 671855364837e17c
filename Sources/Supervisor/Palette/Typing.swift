import Console
import Engine
import Families

extension State {
    mutating func type(into palette: Palette, _ key: Key) -> [Effect] {
        let candidates = palette.candidates(in: self)
        var typed = palette
        switch key {
        case .escape, .control("c"):
            mode = .browsing
            return []
        case .enter where palette.folders.isEmpty: return run(palette, candidates)
        case .up where palette.text.isEmpty && palette.selected == 0: typed = Palette(text: lastCommand)
        case .up: typed.selected = max(0, palette.selected - 1)
        case .down: typed.selected = max(0, min(palette.selected + 1, candidates.count - 1))
        case .tab, .enter:
            if let folder = palette.folder, candidates.isEmpty { return [.operation(.completeFolder(folder))] }
            guard candidates.indices.contains(palette.selected) else { return [] }
            typed = Palette(text: palette.completed(with: candidates[palette.selected]))
        default:
            guard let text = edited(palette.text, key, wordEnd: " ") else { return [] }
            typed = Palette(text: text)
        }
        mode = .commanding(typed)
        return []
    }

    /// What is not a whole word yet becomes the one that was chosen.
    private mutating func run(_ palette: Palette, _ candidates: [Palette.Candidate]) -> [Effect] {
        var words = Palette.words(palette.text)
        if words.last == "", palette.selected == 0 {
            words.removeLast()
        } else if let last = words.last, !candidates.contains(where: { $0.word == last }) || palette.selected > 0,
            candidates.indices.contains(palette.selected)
        {
            words[words.count - 1] = candidates[palette.selected].word
        }
        mode = .browsing
        guard !words.isEmpty else { return [] }
        lastCommand = words.map(Palette.quoted).joined(separator: " ")
        do throws(Refusal) {
            return carryOut(try PaletteCommand(words, families: lists.families))
        } catch {
            message = Message(.failure, error.problem, remedy: error.remedy)
            return []
        }
    }

    private mutating func carryOut(_ command: PaletteCommand) -> [Effect] {
        switch command {
        case .action(let action): return perform(action)
        case .select(let name): return goTo(name)
        case .look(let name): return look(at: name)
        case .history(let name):
            let effects = goTo(name)
            show(.history)
            return effects
        case .showStable(let name):
            let stable = lists.fleet.family(name)?.stable
            message = Message(
                .done, stable.map { "\($0.name) is the stable one of \(name)" } ?? "\(name) has no stable one")
            return []
        case .operation(let operation, let wishes):
            guard mayChange(operation.family) else { return [] }
            return operations.plan(operation, wishes)
        case .recover(let name, let wishes):
            guard mayChange(name) else { return [] }
            return recover(name, wishes)
        case .startNew(let name):
            guard mayChange(name) else { return [] }
            return operations.prepare(.readConfigurations(name))
        case .build(let order):
            guard mayChange(order.family) else { return [] }
            let effects = beginBuild(order)
            return goTo(order.family) + effects
        }
    }

    /// What is known here; of what nobody looked at, the command line asks the engine.
    private mutating func look(at name: FamilyName?) -> [Effect] {
        let found = lists.families.filter { name == nil || $0.name == name }
            .filter { !$0.drifts(engine.currentDetails, seenFrom: nil).isEmpty }
        let effects = goTo(name ?? found.first?.name)
        guard message == nil else { return effects }
        inspector.tab = .details
        let command = "dockervisor doctor" + (name.map { " \($0)" } ?? "")
        message =
            found.isEmpty
            ? Message(.done, "As far as is seen from here, all is as it should be", remedy: "\(command) looks at more")
            : Message(.hint, found.map(\.name.text).joined(separator: ", ") + ": see the details")
        return effects
    }

    private mutating func goTo(_ name: FamilyName?) -> [Effect] {
        lists.turn(to: .families)
        guard let name else { return [] }
        guard lists.fleet.family(name) != nil else {
            message = Message(.hint, "There is no family \(name)")
            return []
        }
        return select(.family(name))
    }
}
