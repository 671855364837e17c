import Console
import Engine
import Families

// Dialogs: what keys do in them, and what is done when they are over.
extension State {
    mutating func pressInDialog(_ pressed: Pressed) -> [Effect] {
        switch mode.press(pressed) {
        case .stays: return []
        case .asks(let effect): return [.operation(effect)]
        case .closes(let request):
            mode = .browsing
            return request.map { carryOut($0) } ?? []
        }
    }

    private mutating func carryOut(_ request: Request) -> [Effect] {
        switch request {
        case .perform(let action, let item, let name):
            guard lists.selectedItem != item else { return perform(action) }
            message = Message(.hint, "\(name) is not selected any more; nothing was done")
            return []
        case .quit: return askedToQuit()
        case .begin(let proposal): return begin(proposal)
        case .beginAll(let batch): return begin(batch)
        case .plan(let operation): return operations.plan(operation)
        case .build(let order): return beginBuild(order)
        case .answer(let question, let text): return answer(question, text)
        case .copy(let text):
            let shown = text.split(separator: "\n").joined(separator: " ")
            message = Message(.done, "Copied, if the terminal allows it: \(shown)")
            return [.terminal(.copy(text))]
        case .say(let words):
            message = words
            return []
        }
    }

    /// Unless something else was typed meanwhile.
    mutating func complete(_ text: String, with completion: FolderCompletion) {
        switch mode {
        case .askingFolder(let question) where question.text == text:
            mode = .askingFolder(FolderQuestion(question.family, text: completion.text))
        case .commanding(let palette) where palette.folder == text:
            mode = .commanding(palette.completed(with: completion))
        default: return
        }
        guard completion.choices.count != 1 else { return }
        message = Message(
            .hint,
            completion.choices.isEmpty ? "No folder begins so" : completion.choices.joined(separator: "  "))
    }

    // MARK: The log

    /// Whether the keys are the log's.
    package var isLogFocused: Bool { lists.focus == .inspector && shownTab == .logs }

    mutating func performInLog(_ action: Action) {
        switch action {
        case .searchLog: mode = .asking(.pattern, text: "")
        case .sinceLog: mode = .asking(.start, text: "")
        case .saveLog: mode = .asking(.file, text: (lists.anyContainer?.name ?? "container") + ".log")
        case .wrapLog: inspector.logs.wraps.toggle()
        case .timesLog: inspector.logs.showsTimes.toggle()
        case .nextFound: inspector.searchLog(isOnward: true, rows: size.rows, keymap, &message)
        case .previousFound: inspector.searchLog(isOnward: false, rows: size.rows, keymap, &message)
        default: break
        }
    }

    private mutating func answer(_ question: LogQuestion, _ text: String) -> [Effect] {
        switch question {
        case .pattern:
            inspector.logs.pattern = LogPattern(text)
            inspector.logs.found = nil
            guard inspector.logs.pattern != nil else { break }
            inspector.searchLog(isOnward: true, rows: size.rows, keymap, &message)
        case .start:
            guard text.isEmpty || LogStart(text) != nil else {
                message = Message(.hint, "'\(text)' is no time: 90s, 10m, 2h, 3d, or 2026-11-26T03:00:00Z")
                break
            }
            inspector.logs.start = LogStart(text)
            inspector.scrolled = 0
        case .file:
            let logs = inspector.logs
            guard !text.isEmpty, !logs.lines.isEmpty else {
                message = Message(.hint, logs.lines.isEmpty ? "There is nothing to save yet" : "It needs a name")
                break
            }
            return [.inspector(.saveLog(logs.lines, file: text, showsTimes: logs.showsTimes))]
        }
        return []
    }
}
