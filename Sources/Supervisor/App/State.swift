import Console
import Engine
import Families
import FoundationEssentials

/// All that the screen shows and the keys depend on; one value, changed only by ``update(_:_:)``.
package struct State: Equatable, Sendable {
    /// The engine that is looked at.
    package var engine: EngineState
    package var lists = Lists()
    package var settings: Settings
    package var size: Size
    package var mode = Mode.browsing
    package var inspector = Inspector()
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
    package var operations = Operations()
    /// What was typed into the palette last; the key up brings it back.
    var lastCommand = ""
    package var leaving = Leaving.staying

    /// Below it nothing is drawn but a notice.
    package static let smallestSize = Size(columns: 60, rows: 16)

    /// Keys that change something would do so unseen.
    package var isTooSmall: Bool { size.columns < State.smallestSize.columns || size.rows < State.smallestSize.rows }

    package init(endpoint: String, size: Size, settings: Settings = Settings()) {
        engine = EngineState(endpoint: endpoint)
        self.size = size
        self.settings = settings
    }

    package var keymap: Keymap { settings.keymap }

    /// Where the keys are.
    package var place: Place { isLogFocused ? .log : .everywhere }

    package enum Leaving: Hashable, Sendable {
        case staying
        /// A build would be lost: whoever asks once more means it.
        case asked
        /// The program ends as soon as no switch is under way.
        case decided
    }

    /// The build or switch of the selected family, under way or ended.
    package var work: Work? { lists.family.flatMap { operations.works[$0.name] } }

    /// Output only where there is some.
    package var shownTab: Inspector.Tab { inspector.tab == .output && work == nil ? .details : inspector.tab }
}
