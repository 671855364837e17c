import Console
import Families

/// A key as dialogs see it.
struct Pressed {
    let key: Key
    /// What it asks for while browsing.
    let action: Action?
    /// How far it moves; nil if it does something else.
    let rows: Int?

    /// What a key says to a question, whatever it was given for elsewhere.
    enum Answer { case yes, no }

    /// - Parameter needsCare: then Enter, which comes by habit, is no.
    func answer(needsCare: Bool = false) -> Answer? {
        switch key {
        case .enter: needsCare ? .no : .yes
        case .character("y"), .character("Y"): .yes
        case .character("n"), .character("N"), .character("q"), .escape, .control("c"): .no
        default: nil
        }
    }
}

/// What comes of a key in a dialog.
enum Reply: Equatable {
    case stays
    /// It goes on, and wants something.
    case asks(OperationEffect)
    /// It is over, and that is to be done.
    case closes(Request? = nil)
}

/// What a dialog asks for when it is over.
enum Request: Equatable {
    /// Only if that row is still the selected one.
    case perform(Action, on: Item, called: String)
    case quit
    /// - Parameter areMarked: then the marks are taken away.
    case begin([ProposedPlan], areMarked: Bool)
    case plan(Operation)
    case build(BuildOrder)
    case answer(LogQuestion, String)
    case copy(String)
    case say(Message)
    /// A command, and how it is written.
    case run([String], typed: String)
}
