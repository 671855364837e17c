import Console
import Engine
import Families
import FoundationEssentials

/// All that the screen shows and the keys depend on; one value, changed only by ``update(_:_:)``.
package struct State: Equatable, Sendable {
    /// The engine that is looked at.
    package var engine: EngineState
    package var panes = Panes()
    package var operations = Operations()
    package var mode = Mode.browsing
    package var settings: Settings
    package var size: Size
    /// What is shown stays, whatever happens on the engine.
    package var isFrozen = false
    /// Shown until the next key.
    package var message: Message?
    /// What the message says of a family, for as long as it is shown.
    var promise: Promise?
    /// What was typed into the palette last; the key up brings it back.
    var lastCommand = ""
    /// What can be typed into the palette.
    package let verbs: [Verb]
    package var leaving = Leaving.staying

    /// Below it nothing is drawn but a notice.
    package static let smallestSize = Size(columns: 60, rows: 16)

    /// Keys that change something would do so unseen.
    package var isTooSmall: Bool { size.columns < State.smallestSize.columns || size.rows < State.smallestSize.rows }

    package init(endpoint: String, size: Size, settings: Settings = Settings(), verbs: [Verb] = []) {
        self.verbs = verbs
        engine = EngineState(endpoint: endpoint)
        self.size = size
        self.settings = settings
    }

    /// That a container of the family is running.
    struct Promise: Equatable, Sendable {
        var message: Message?
        var family: FamilyName
        /// Looks at the engine since then; the first may have been begun before.
        var looks = 0
    }

    package enum Leaving: Hashable, Sendable {
        case staying
        /// A build would be lost: whoever asks once more means it.
        case asked
        /// The program ends as soon as no switch is under way.
        case decided
    }

    package var lists: Lists {
        get { panes.lists }
        _modify { yield &panes.lists }
    }

    package var inspector: Inspector {
        get { panes.inspector }
        _modify { yield &panes.inspector }
    }

    package var keymap: Keymap { settings.keymap }

    /// Where the keys are.
    package var place: Place { isLogFocused ? .log : .everywhere }

    package var isLogFocused: Bool { lists.focus == .inspector && shownTab == .logs }

    /// The build or switch of the selected family, under way or ended.
    package var work: Work? { operations.work(of: lists.family) }

    package var shownTab: Inspector.Tab { panes.shownTab(operations) }

    /// This state as the inspector shows it: with the earlier selection while the user is moving.
    package var below: State {
        var state = self
        state.panes = panes.below
        return state
    }

    /// The same for the list of containers, which follows the families.
    package var beside: State { lists.focus == .families ? below : self }
}
