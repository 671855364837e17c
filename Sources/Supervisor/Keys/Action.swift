import Console
import Engine
import Families

/// What a key asks for while browsing; the text is its name in the settings.
package enum Action: String, Hashable, Sendable, CaseIterable {
    case build, start, stop, rollback, undo, recover
    case cleanUp = "clean"
    case startNew = "start-new"
    case markStable = "mark-stable"
    case moveDown = "move-down"
    case moveUp = "move-up"
    case moveTop = "move-top"
    case moveBottom = "move-bottom"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case familiesPane = "families-pane"
    case containersPane = "containers-pane"
    case inspectorPane = "lower-pane"
    case toggleOutput = "output"
    case details, logs, stats, compare, history, parameters
    case reveal = "show-env"
    case menu, filter, mark, shell, copy, zoom, freeze, mouse
    case searchLog = "log-search"
    case nextFound = "log-next"
    case previousFound = "log-previous"
    case wrapLog = "log-wrap"
    case timesLog = "log-times"
    case sinceLog = "log-since"
    case saveLog = "log-save"
    case palette = "command"
    case allContainers = "all-containers"
    case dismiss = "back"
    case help, redraw, suspend, quit

    /// Whether it asks the engine for a change.
    package var isChange: Bool {
        [.build, .startNew, .start, .stop, .markStable, .rollback, .undo, .recover, .cleanUp].contains(self)
    }

    /// Whether it can be done to all that are marked.
    var isForSeveral: Bool { [.start, .stop, .markStable, .rollback, .undo, .cleanUp].contains(self) }

    /// Whether it is about what is selected, and belongs into its menu.
    var isAboutSelection: Bool { isChange || [.toggleOutput, .mark, .shell, .copy].contains(self) }

    /// How far it moves on a screen of so many rows; nil if it does something else.
    func rows(of screenRows: Int) -> Int? {
        switch self {
        case .moveDown: 1
        case .moveUp: -1
        case .moveTop: -.max
        case .moveBottom: .max
        case .pageDown: max(1, screenRows / 3)
        case .pageUp: -max(1, screenRows / 3)
        default: nil
        }
    }
}

/// Where a key has its meaning.
package enum Place: Hashable, Sendable {
    case everywhere
    /// While the log has the keys; there it goes before the same key's meaning elsewhere.
    case log
}

/// One row of the table from which keys, footer, help and documentation are made.
package struct Binding: Sendable {
    package let action: Action
    /// Unless the settings give it others; the first is the one that is named.
    package let keys: [Key]
    /// For the footer; empty if it is not shown there.
    package let short: String
    /// For the help.
    package let summary: String
    package var place = Place.everywhere
}

extension Action {
    /// Every key while browsing, in the order of the help.
    package static let bindings: [Binding] = [
        Binding(
            action: .build, keys: [.character("b")], short: "build",
            summary: "build the image; asks for the build context"),
        Binding(
            action: .startNew, keys: [.character("n")], short: "new",
            summary: "start a new container from the latest image"),
        Binding(
            action: .start, keys: [.character("s")], short: "start",
            summary: "start the latest container, or the one selected in pane 2"),
        Binding(action: .stop, keys: [.character("x")], short: "stop", summary: "stop the active container"),
        Binding(
            action: .markStable, keys: [.character("m")], short: "mark",
            summary: "mark the active container as stable"),
        Binding(
            action: .rollback, keys: [.character("r")], short: "rollback",
            summary: "stop the active container, start the stable one"),
        Binding(
            action: .undo, keys: [.character("u")], short: "",
            summary: "undo the last switch"),
        Binding(
            action: .recover, keys: [.character("R")], short: "",
            summary: "recover an interrupted operation"),
        Binding(
            action: .cleanUp, keys: [.character("d")], short: "",
            summary: "delete old containers; lists them first"),
        Binding(
            action: .menu, keys: [.enter], short: "menu", summary: "actions for the selected row"),
        Binding(
            action: .toggleOutput, keys: [.character("o")], short: "output",
            summary: "toggle details and output of the last operation"),
        Binding(action: .details, keys: [.character("D")], short: "", summary: "show details"),
        Binding(action: .logs, keys: [.character("L")], short: "", summary: "show logs"),
        Binding(action: .stats, keys: [.character("S")], short: "", summary: "show resource usage"),
        Binding(action: .compare, keys: [.character("C")], short: "", summary: "compare with stable"),
        Binding(action: .history, keys: [.character("H")], short: "", summary: "show history"),
        Binding(action: .parameters, keys: [.character("P")], short: "", summary: "show parameters"),
        Binding(
            action: .mark, keys: [.character(" ")], short: "", summary: "mark the row; s x m r u d act on marked rows"),
        Binding(action: .shell, keys: [.character("e")], short: "shell", summary: "open a shell in the container"),
        Binding(
            action: .reveal, keys: [.character("E")], short: "",
            summary: "show env values until the selection changes"),
        Binding(
            action: .copy, keys: [.character("c")], short: "copy", summary: "copy the name, ID or a docker command"),
        Binding(
            action: .filter, keys: [.character("/")], short: "filter", summary: "filter the list; Esc clears the filter"
        ),
        Binding(
            action: .allContainers, keys: [.character("a")], short: "all",
            summary: "toggle between families and all containers of the engine"),
        Binding(
            action: .palette, keys: [.character(":")], short: "command",
            summary: "type a dockervisor command; Tab completes"),
        Binding(action: .zoom, keys: [.character("z")], short: "zoom", summary: "zoom this pane"),
        Binding(action: .freeze, keys: [.character("!")], short: "", summary: "freeze the display"),
        Binding(action: .mouse, keys: [.character("M")], short: "", summary: "toggle the mouse"),
        Binding(
            action: .searchLog, keys: [.character("/")], short: "search", summary: "in the log: search", place: .log),
        Binding(
            action: .nextFound, keys: [.character("n")], short: "next", summary: "in the log: next match (older)",
            place: .log),
        Binding(
            action: .previousFound, keys: [.character("N")], short: "",
            summary: "in the log: previous match (newer)",
            place: .log),
        Binding(
            action: .wrapLog, keys: [.character("w")], short: "wrap", summary: "in the log: toggle line wrapping",
            place: .log),
        Binding(
            action: .timesLog, keys: [.character("t")], short: "times", summary: "in the log: toggle times (UTC)",
            place: .log),
        Binding(
            action: .sinceLog, keys: [.character("T")], short: "since", summary: "in the log: show since a given time",
            place: .log
        ),
        Binding(
            action: .saveLog, keys: [.character(">")], short: "save", summary: "in the log: save to a file",
            place: .log),
        Binding(
            action: .moveDown, keys: [.character("j"), .down], short: "", summary: "move down"),
        Binding(action: .moveUp, keys: [.character("k"), .up], short: "", summary: "move up"),
        Binding(action: .moveTop, keys: [.character("g"), .home], short: "", summary: "go to the top"),
        Binding(action: .moveBottom, keys: [.character("G"), .end], short: "", summary: "go to the bottom"),
        Binding(
            action: .pageDown, keys: [.pageDown, .control("d")], short: "", summary: "page down"),
        Binding(action: .pageUp, keys: [.pageUp, .control("u")], short: "", summary: "page up"),
        Binding(
            action: .nextPane, keys: [.tab, .character("l"), .right], short: "", summary: "next pane"),
        Binding(
            action: .previousPane, keys: [.backTab, .character("h"), .left], short: "", summary: "previous pane"),
        Binding(action: .familiesPane, keys: [.character("1")], short: "", summary: "go to families"),
        Binding(action: .containersPane, keys: [.character("2")], short: "", summary: "go to containers"),
        Binding(action: .inspectorPane, keys: [.character("3")], short: "", summary: "go to the lower pane"),
        Binding(action: .dismiss, keys: [.escape], short: "", summary: "go back; never quits"),
        Binding(action: .redraw, keys: [.control("l")], short: "", summary: "redraw the screen"),
        Binding(action: .suspend, keys: [.control("z")], short: "", summary: "suspend; fg resumes"),
        Binding(action: .help, keys: [.character("?"), .function(1)], short: "help", summary: "show this help"),
        Binding(
            action: .quit, keys: [.character("q"), .control("c")], short: "quit", summary: "quit"),
    ]
}
