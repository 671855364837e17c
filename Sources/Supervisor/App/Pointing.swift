import Console
import Engine
import Families

/// Where somebody pointed.
package enum Spot: Hashable, Sendable {
    case pane(Lists.Pane)
    case row(Lists.Pane, Item)

    package var pane: Lists.Pane {
        switch self {
        case .pane(let pane), .row(let pane, _): pane
        }
    }
}

extension State {
    // MARK: Mouse

    mutating func wheel(_ rows: Int, over pane: Lists.Pane?) -> [Effect] {
        guard !isTooSmall else { return [] }
        if mode == .browsing { return pane.map { panes.move(by: rows, in: $0, operations) } ?? [] }
        mode.scrolled = mode.scrolled.map { clampedSum($0, rows) }
        return []
    }

    /// Above the first line of a log there may be older ones.
    mutating func endScroll(at rows: Int) -> [Effect] {
        if let scrolled = mode.scrolled {
            mode.scrolled = min(scrolled, rows)
            return []
        }
        inspector.scrolled = min(inspector.scrolled, rows)
        return shownTab == .logs ? inspector.olderLinesWanted().effects : []
    }

    // MARK: Frozen

    /// While it was frozen the engine was not looked at; what happened meanwhile is looked up now.
    mutating func thaw() -> [Effect] {
        guard isFrozen else { return [] }
        isFrozen = false
        let missed = inspector.followMissedLines().effects
        guard engine.isStale else { return missed }
        engine.isStale = false
        return engine.readAgain(isFrozen: false).effects + missed
    }

    // MARK: Shell

    /// The terminal is lent only when it is known that there is a shell.
    mutating func wantShell() -> [Effect] {
        guard mayChange() else { return [] }
        guard let container = lists.anyContainer else {
            message = Message(.hint, "No container is selected")
            return []
        }
        guard container.state == .running else {
            message = Message(.hint, "\(container.name) does not run, so there is no shell in it")
            return []
        }
        operations.dropQuestion()
        message = Message(.hint, "Looking for a shell in \(container.name) ...")
        return [.findShell(ContainerReference(container))]
    }

    mutating func openShell(_ shell: String?, in container: ContainerReference) -> [Effect] {
        message = nil
        guard mode == .browsing, leaving == .staying else { return [] }
        guard let shell else {
            message = Message(
                .hint, "\(container.name) has no shell: neither bash nor sh is in its image",
                remedy: "Its logs and details may tell what you look for")
            return []
        }
        return [.terminal(.openShell(shell, container))]
    }
}
