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
    // MARK: Frozen

    /// While it is frozen the engine is not looked at; what happens meanwhile is looked up afterwards.
    mutating func toggleFreeze() -> [Effect] {
        guard !isFrozen else { return thaw() }
        guard engine.readAt != nil else {
            message = Message(.hint, "There is nothing to be frozen yet")
            return []
        }
        isFrozen = true
        return []
    }

    mutating func thaw() -> [Effect] {
        guard isFrozen else { return [] }
        isFrozen = false
        let missed = inspector.followMissedLines()
        guard engine.isStale else { return missed }
        engine.isStale = false
        return readAgain() + missed
    }

    // MARK: Shell

    /// The terminal is lent only when it is known that there is a shell.
    mutating func wantShell() -> [Effect] {
        guard leaving == .staying, isAllowed() else { return [] }
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

    mutating func endShell(in container: ContainerReference, with error: EngineError?) -> [Effect] {
        message = error.map { Message(.failure, "shell in \(container.name): \($0.problem)", remedy: $0.remedy) }
        return []
    }

    // MARK: Mouse

    mutating func toggleMouse() -> [Effect] {
        settings.isMouseOn.toggle()
        message = Message(
            .hint, settings.isMouseOn ? "The mouse selects and scrolls" : "The mouse is the terminal's own again")
        return [.terminal(.setMouse(isOn: settings.isMouseOn))]
    }

    /// A click selects; in dialogs it does nothing, so that nobody agrees by touching a pad.
    mutating func click(_ spot: Spot) -> [Effect] {
        guard mode == .browsing, !isTooSmall else { return [] }
        message = nil
        switch spot {
        case .pane(let pane):
            point(to: pane)
            return []
        case .row(let pane, let item):
            point(to: pane)
            return select(item)
        }
    }

    private mutating func point(to pane: Lists.Pane) {
        if pane == .families, lists.listing == .all { return }
        lists.turn(to: pane)
    }

    mutating func wheel(_ rows: Int, over pane: Lists.Pane?) -> [Effect] {
        guard !isTooSmall else { return [] }
        if mode == .browsing { return pane.map { move(by: rows, in: $0) } ?? [] }
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
        return shownTab == .logs ? inspector.olderLinesWanted() : []
    }
}
