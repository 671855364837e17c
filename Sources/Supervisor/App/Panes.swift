import Console
import Engine
import Families

/// The lists and the inspector that follows what is selected in them.
package struct Panes: Equatable, Sendable {
    package var lists = Lists()
    package var inspector = Inspector()
    /// The focused pane has the screen for itself.
    package var isZoomed = false
    /// The selection before the user began to move through a list; nil once the other panes have followed.
    private var trailing: Trailing?
    /// The user is moving through a list: more keys are likely to follow at once.
    package var isMoving = false

    package init() {}

    /// What the other panes show of.
    private struct Trailing: Equatable, Sendable {
        var selected: Lists.Selected
        var scrolled: Int
    }

    /// Output only where there is some.
    func shownTab(_ operations: Operations) -> Inspector.Tab {
        inspector.tab == .output && operations.work(of: lists.family) == nil ? .details : inspector.tab
    }

    // MARK: Moving

    mutating func move(by rows: Int, in pane: Lists.Pane? = nil, _ operations: Operations) -> [Effect] {
        let pane = pane ?? lists.focus
        guard pane == .inspector else {
            return lists.neighbour(by: rows, in: pane).map { select($0, operations) } ?? []
        }
        inspector.scroll(by: [.output, .logs].contains(shownTab(operations)) ? -rows : rows)
        return []
    }

    /// A row of the list that is shown.
    ///
    /// What stays in the other panes need not be sent, which is most of what a key would cost; and nothing is asked of
    /// the engine for what is passed by.
    mutating func select(_ item: Item, _ operations: Operations) -> [Effect] {
        let trail = trailing ?? Trailing(selected: lists.selected, scrolled: inspector.scrolled)
        guard lists.select(item) else { return [] }
        if item.isFamily {
            inspector.scrolled = 0
        } else {
            let isWorking = operations.work(of: lists.family)?.isUnderWay == true
            if !isWorking, inspector.tab == .output { inspector.tab = .details }
            if shownTab(operations) != .output { inspector.scrolled = 0 }
        }
        trailing = trail
        isMoving = true
        return [.rest]
    }

    mutating func go(to name: FamilyName?, _ operations: Operations, _ message: inout Message?) -> [Effect] {
        lists.turn(to: .families)
        guard let name else { return [] }
        guard let family = lists.fleet.family(name) else {
            message = Message(.hint, "No such family: \(name)")
            return []
        }
        return select(.family(family.id), operations)
    }

    /// A click; nothing is selected in a list that is not shown.
    mutating func point(to spot: Spot, _ operations: Operations) -> [Effect] {
        if spot.pane != .families || lists.listing == .families { lists.turn(to: spot.pane) }
        guard case .row(_, let item) = spot else { return [] }
        return select(item, operations)
    }

    /// Marks the selected row, or takes the mark away, and goes on to the next one.
    mutating func toggleMark(_ operations: Operations, _ message: inout Message?) -> [Effect] {
        guard lists.focus != .inspector, let item = lists.selectedItem else {
            message = Message(.hint, "Only rows of a list can be marked")
            return []
        }
        lists.toggleMark(item)
        return move(by: 1, operations)
    }

    // MARK: What follows the selection when it rests

    /// The panes as the inspector shows them: with the earlier selection while the user is moving.
    var below: Panes {
        guard let trailing else { return self }
        var panes = self
        panes.lists.selected = trailing.selected
        panes.inspector.scrolled = trailing.scrolled
        return panes.lists.anyContainer != nil ? panes : self
    }

    /// - Parameter isLong: true after a long rest; then the panes follow even if the details are not known yet.
    mutating func rest(isLong: Bool, _ engine: EngineState, _ operations: Operations) {
        let isKnown = lists.anyContainer.map { engine.details[$0.id] != nil } ?? true
        if isLong || isKnown || shownTab(operations) != .details { trailing = nil }
    }

    /// Any other key ends the moving.
    mutating func follow() { (trailing, isMoving) = (nil, false) }

    // MARK: The inspector

    /// Once more gives the keys to it.
    mutating func show(_ tab: Inspector.Tab, _ operations: Operations) {
        if shownTab(operations) == tab { lists.turn(to: .inspector) }
        inspector.turn(to: tab)
    }

    mutating func toggleOutput(_ operations: Operations, _ message: inout Message?) {
        inspector.scrolled = 0
        if shownTab(operations) == .output {
            inspector.tab = .details
        } else if operations.work(of: lists.family) != nil {
            inspector.tab = .output
        } else {
            message = Message(.hint, "No build or switch since dockervisor was started")
        }
    }

    /// From the output of a switch that failed to the log of the container that is to blame.
    mutating func showLogs(_ operations: Operations, _ keymap: Keymap, _ message: inout Message?) -> [Effect] {
        let blamed = shownTab(operations) == .output ? operations.work(of: lists.family)?.blamed : nil
        let member = lists.family?.members.first { $0.name == blamed }
        let effects = member.map { select(.container($0.id), operations) } ?? []
        show(.logs, operations)
        if lists.focus != .inspector {
            message = Message(
                .hint,
                "Press \(keymap.label(of: .logs)) again to focus the log, \(keymap.label(of: .searchLog)) to search it")
        }
        return effects
    }

    /// Shows the values of env, which may be secret, while the container stays selected.
    mutating func toggleReveal(_ message: inout Message?) {
        guard inspector.revealed == nil, let container = lists.anyContainer else {
            inspector.revealed = nil
            return
        }
        inspector.revealed = container.id
        inspector.tab = .details
        message = Message(.hint, "Showing env values while \(container.name) is selected")
    }

    func wantedStream(_ operations: Operations) -> Stream? {
        guard let id = lists.anyContainer?.id else { return nil }
        return switch shownTab(operations) {
        case .logs: .logs(container: id, since: inspector.logs.start)
        case .stats: .stats(container: id)
        case .details, .compare, .history, .parameters, .output: nil
        }
    }

    func wantedLookup(_ operations: Operations) -> Lookup? {
        guard let family = lists.family else { return nil }
        switch shownTab(operations) {
        case .history: return .history(family.name)
        case .parameters: return .parameters(family.name)
        case .compare:
            let images = lists.compared.map { [$0.left.imageID, $0.right.imageID] } ?? []
            let unknown = Set(images).subtracting(inspector.lookedUp.layers.keys).sorted()
            return unknown.isEmpty ? nil : .layers(unknown)
        case .details, .logs, .stats, .output: return nil
        }
    }

    /// Above the first line of a log there may be older ones.
    mutating func endScroll(at rows: Int, _ operations: Operations) -> [InspectorEffect] {
        inspector.scrolled = min(inspector.scrolled, rows)
        return shownTab(operations) == .logs ? inspector.olderLinesWanted() : []
    }

    // MARK: Going back, and narrowing

    /// One thing after the other.
    mutating func dismiss(_ operations: Operations) {
        if lists.filter(of: lists.focus) != nil { return narrow(lists.focus, to: "", from: nil) }
        if lists.clearMarks() { return }
        if isZoomed {
            isZoomed = false
            return
        }
        inspector.scrolled = 0
        if shownTab(operations) != .details {
            inspector.tab = .details
        } else if lists.focus == .inspector, lists.listing == .all {
            lists.turn(to: .containers)
        } else {
            lists.turn(to: .families)
        }
    }

    /// A key that is typed into a filter; nil if that ends it.
    mutating func filter(
        _ pane: Lists.Pane, from origin: Item?, _ key: Key, _ operations: Operations
    ) -> [Effect]? {
        switch key {
        case .enter, .tab: return nil
        case .escape, .control("c"):
            narrow(pane, to: "", from: origin)
            return nil
        case .up: return move(by: -1, operations)
        case .down: return move(by: 1, operations)
        default:
            let text = lists.filter(of: pane)?.text ?? ""
            if let edited = edited(text, key, wordEnd: " ") { narrow(pane, to: edited, from: origin) }
            return []
        }
    }

    private mutating func narrow(_ pane: Lists.Pane, to text: String, from origin: Item?) {
        inspector.scrolled = 0
        lists.narrow(pane, to: text, from: origin)
    }

    mutating func toggleListing() {
        inspector.scrolled = 0
        lists.toggleListing()
    }
}

/// The place that was clicked.
package enum Spot: Hashable, Sendable {
    case pane(Lists.Pane)
    case row(Lists.Pane, Item)

    package var pane: Lists.Pane {
        switch self {
        case .pane(let pane), .row(let pane, _): pane
        }
    }
}
