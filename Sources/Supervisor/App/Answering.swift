import Engine
import Families

// What is done when a dialog or a typed command is over.
extension State {
    mutating func carryOut(_ reply: Reply) -> [Effect] {
        switch reply {
        case .stays: return []
        case .asks(let effect): return [.operation(effect, on: engine.id)]
        case .closes(let request):
            mode = .browsing
            return request.map { carryOut($0) } ?? []
        }
    }

    private mutating func carryOut(_ request: Request) -> [Effect] {
        switch request {
        case .perform(let action, let item, let name):
            guard lists.selectedItem != item else { return perform(action) }
            message = Message(.hint, "\(name) is no longer selected; nothing was done")
        case .quit: return askedToQuit()
        case .begin(let plans, let hasMarks):
            if hasMarks { lists.marks = [] }
            return begin(plans)
        case .plan(let operation): return operations.plan(operation).effects(on: engine.id)
        case .build(let order): return begin(order)
        case .answer(let question, let text):
            return panes.inspector.answer(question, text, rows: size.rows, keymap, &message).effects(on: engine.id)
        case .copy(let text):
            let shown = text.split(separator: "\n").joined(separator: " ")
            message = Message(.done, "Copied, if the terminal allows it: \(shown)")
            return [.terminal(.copy(text))]
        case .say(let words): message = words
        case .run(let words, let text):
            lastCommand = text
            return [.readCommand(words)]
        }
        return []
    }

    mutating func carryOut(_ command: PaletteCommand) -> [Effect] {
        switch command {
        case .action(let action): return perform(action)
        case .select(let name): return panes.go(to: name, operations, &message)
        case .look(let name): return look(at: name)
        case .history(let name):
            let effects = panes.go(to: name, operations, &message)
            panes.show(.history, operations)
            return effects
        case .showStable(let name):
            let stable = lists.fleet.family(name)?.stable
            message = Message(
                .done,
                stable.map { "\($0.name) is the stable container of \(name)" } ?? "\(name) has no stable container")
            return []
        case .operation(let operation, let terms):
            guard mayChange(operation.family) else { return [] }
            if operation.isRecovery {
                return operations.recover(operation.family, on: terms, lists, &message).effects(on: engine.id)
            }
            return operations.plan(operation, on: terms).effects(on: engine.id)
        case .startContainer(let name, let terms):
            let owner = lists.families.first { $0.members.contains { $0.name == name } }
            if let owner { return carryOut(.operation(.startContainer(owner.name, name: name), terms)) }
            message = Message(
                .failure, "specify which container of \(name) to start",
                remedy: "Use: start \(name) :new, :latest or :stable")
            return []
        case .startNew(let name):
            guard mayChange(name) else { return [] }
            return operations.prepare(.readConfigurations(name)).effects(on: engine.id)
        case .build(let order):
            guard mayChange(order.family) else { return [] }
            let effects = begin(order)
            return panes.go(to: order.family, operations, &message) + effects
        }
    }

    /// Reports the problems that are known here; the command line also asks the engine about the rest.
    private mutating func look(at name: FamilyName?) -> [Effect] {
        let found = lists.families.filter { name == nil || $0.name == name }
            .filter { !$0.drifts(engine.currentDetails, seenFrom: nil).isEmpty }
        let effects = panes.go(to: name ?? found.first?.name, operations, &message)
        guard message == nil else { return effects }
        inspector.tab = .details
        let command = "doctor" + (name.map { " \($0)" } ?? "")
        message =
            found.isEmpty
            ? Message(
                .done, "No problems seen from here", remedy: "For a full check, run \(command) on the command line")
            : Message(.hint, "Problems in \(found.map(\.name.text).joined(separator: ", ")): see the details")
        return effects
    }
}
