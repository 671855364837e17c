import Engine

// The terminal is lent to a shell in a container.
extension State {
    /// The terminal is lent only when it is known that there is a shell.
    mutating func wantShell() -> [Effect] {
        guard mayChange() else { return [] }
        guard let container = lists.anyContainer else {
            message = Message(.hint, "No container is selected")
            return []
        }
        guard container.state == .running else {
            message = Message(.hint, "\(container.name) is not running, so it has no shell")
            return []
        }
        operations.dropQuestion()
        message = Message(.hint, "Looking for a shell in \(container.name)...")
        return [.findShell(ContainerReference(container), on: engine.id)]
    }

    mutating func openShell(_ shell: String?, in container: ContainerReference, on engine: EngineID) -> [Effect] {
        message = nil
        guard mode == .browsing, leaving == .staying else { return [] }
        guard let shell else {
            message = Message(
                .hint, "\(container.name) has no shell: its image contains neither bash nor sh",
                remedy: "Press \(keymap.label(of: .logs)) for its logs, \(keymap.label(of: .details)) for its details")
            return []
        }
        return [.terminal(.openShell(shell, container, on: engine))]
    }
}
