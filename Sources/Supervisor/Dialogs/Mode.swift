import Families

/// What keys mean just now.
package enum Mode: Equatable, Sendable {
    case browsing
    /// What is typed narrows the list of that pane; `origin` is what was selected before.
    case filtering(Lists.Pane, origin: Item?)
    /// `scrolled` rows of it are above the dialog's edge.
    case help(scrolled: Int)
    /// Where are the sources of this family?
    case askingFolder(FamilyName, text: String)
    case choosingConfiguration(FamilyName, names: [String], selected: Int)
    /// `scrolled` rows of the plan are above the dialog's edge.
    case confirming(ConfirmedPlan, scrolled: Int)
    case confirmingAll(Batch, scrolled: Int)
    case menu(Menu)
    case commanding(Palette)
    case copying(Copying)
    /// One line that the log wants.
    case asking(LogQuestion, text: String)
}

extension Mode {
    /// How many rows of the dialog are above its edge; nil for one that does not scroll.
    package var scrolled: Int? {
        get {
            switch self {
            case .help(let scrolled), .confirming(_, let scrolled), .confirmingAll(_, let scrolled): scrolled
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .help: self = .help(scrolled: newValue)
            case .confirming(let plan, _): self = .confirming(plan, scrolled: newValue)
            case .confirmingAll(let batch, _): self = .confirmingAll(batch, scrolled: newValue)
            default: break
            }
        }
    }

    mutating func scroll(by rows: Int) { scrolled = scrolled.map { clampedSum($0, rows) } }
}
