import Console
import Engine
import Families
import FoundationEssentials

/// All that the screen shows and the keys depend on; one value, changed only by ``update(_:_:)``.
package struct State: Equatable, Sendable {
    /// The engine that is looked at.
    package var engine: EngineView
    package var settings: Settings
    package var size: Size
    package var focus = Pane.families
    package var mode = Mode.browsing
    package var inspector = Inspector()
    /// Rows that the next action is for, all of one list; none: the selected one.
    package var marks: Set<Item> = []
    /// The focused pane has the screen for itself.
    package var isZoomed = false
    /// From before somebody began to move through a list; nil once the other panes have followed.
    var trailing: Trailing?
    /// Somebody moves through a list: more keys are likely to come at once.
    package var isMoving = false
    /// What is shown stays, whatever happens on the engine.
    package var isFrozen = false
    /// Shown until the next key.
    package var message: Message?
    /// Builds and switches under way or ended, one a family, newest only.
    package var works: [FamilyName: Work] = [:]
    /// A plan is being made for it.
    package var planning: Operation?
    /// A question is on its way, which needs something from the engine first.
    package var isPreparing = false
    /// Plans are being made for these, to be shown together.
    package var batch: [Operation] = []
    /// Whose build is cancelled, or whose probation is given up, if that is asked for once more.
    package var asked: AskedTwice?
    /// What was typed into the palette last; the key up brings it back.
    var lastCommand = ""
    package var leaving = Leaving.staying

    /// Below it nothing is drawn but a notice.
    package static let smallestSize = Size(columns: 60, rows: 16)

    /// Keys that change something would do so unseen.
    package var isTooSmall: Bool { size.columns < State.smallestSize.columns || size.rows < State.smallestSize.rows }

    package init(endpoint: String, size: Size, settings: Settings = Settings()) {
        engine = EngineView(endpoint: endpoint)
        self.size = size
        self.settings = settings
    }

    package var keymap: Keymap { settings.keymap }

    /// Where the keys are.
    package var place: Place { isLogFocused ? .log : .everywhere }

    package enum Pane: Hashable, Sendable, CaseIterable { case families, containers, inspector }

    package struct AskedTwice: Hashable, Sendable {
        package let action: Action
        package let family: FamilyName
    }

    package enum Leaving: Hashable, Sendable {
        case staying
        /// A build would be lost: whoever asks once more means it.
        case asked
        /// The program ends as soon as no switch is under way.
        case decided
    }

    /// The build or switch of the selected family, under way or ended.
    package var work: Work? { engine.family.flatMap { works[$0.name] } }

    /// Output only where there is some.
    package var shownTab: Inspector.Tab { inspector.tab == .output && work == nil ? .details : inspector.tab }
}

/// What keys mean just now.
package enum Mode: Equatable, Sendable {
    case browsing
    /// What is typed narrows the list of that pane; `origin` is what was selected before.
    case filtering(State.Pane, origin: Item?)
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
