import Console
import Families

/// What keys mean just now.
package enum Mode: Equatable, Sendable {
    case browsing
    /// What is typed narrows the list of that pane; `origin` is what was selected before.
    case filtering(Lists.Pane, origin: Item?)
    case help(Help)
    case askingFolder(FolderQuestion)
    case choosingConfiguration(ConfigurationChoice)
    case confirming(Confirmation)
    case confirmingAll(BatchConfirmation)
    case menu(Menu)
    case commanding(Palette)
    case copying(Copying)
    case asking(LogQuestion, text: String)
}

extension Mode {
    /// Changes the dialog; while browsing, filtering and in the palette keys mean more than one dialog knows.
    mutating func press(_ pressed: Pressed) -> Reply {
        switch self {
        case .browsing, .filtering, .commanding: return .stays
        case .help(var help):
            defer { self = .help(help) }
            return help.press(pressed)
        case .askingFolder(var question):
            defer { self = .askingFolder(question) }
            return question.press(pressed)
        case .choosingConfiguration(var choice):
            defer { self = .choosingConfiguration(choice) }
            return choice.press(pressed)
        case .confirming(var confirmation):
            defer { self = .confirming(confirmation) }
            return confirmation.press(pressed)
        case .confirmingAll(var confirmation):
            defer { self = .confirmingAll(confirmation) }
            return confirmation.press(pressed)
        case .menu(var menu):
            defer { self = .menu(menu) }
            return menu.press(pressed)
        case .copying(var copying):
            defer { self = .copying(copying) }
            return copying.press(pressed)
        case .asking(let question, var text):
            defer { self = .asking(question, text: text) }
            return question.press(pressed, &text)
        }
    }

    /// Unless something else was typed meanwhile; whether it was not.
    mutating func complete(_ text: String, with completion: FolderCompletion) -> Bool {
        switch self {
        case .askingFolder(let question) where question.text == text:
            self = .askingFolder(FolderQuestion(question.family, text: completion.text))
        case .commanding(let palette) where palette.folder == text:
            self = .commanding(palette.completed(with: completion))
        default: return false
        }
        return true
    }

    /// How many rows of the dialog are above its edge; nil for one that does not scroll.
    package var scrolled: Int? {
        get {
            switch self {
            case .help(let help): help.scrolled
            case .confirming(let confirmation): confirmation.scrolled
            case .confirmingAll(let confirmation): confirmation.scrolled
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .help: self = .help(Help(scrolled: newValue))
            case .confirming(let old): self = .confirming(Confirmation(old.proposal, scrolled: newValue))
            case .confirmingAll(let old): self = .confirmingAll(BatchConfirmation(old.batch, scrolled: newValue))
            default: break
            }
        }
    }
}
