import Engine

/// Something to do outside of the state; each case goes to one executor.
package enum Effect: Equatable, Sendable {
    case connection(ConnectionEffect)
    case inspector(InspectorEffect)
    case operation(OperationEffect)
    case terminal(TerminalEffect)
    /// Tells ``Event/rested(isLong:)`` twice, unless it is asked for again.
    case rest
    /// What do these typed words mean?
    case readCommand([String])
    /// Is there a shell in this container?
    case findShell(ContainerReference)
}

/// What only the terminal's owner can do.
package enum TerminalEffect: Equatable, Sendable {
    /// Lends the terminal to it.
    case openShell(String, ContainerReference)
    /// Copies the text to the clipboard of the user's terminal.
    case copy(String)
    case setMouse(isOn: Bool)
    case redraw, suspend, quit
}

extension [ConnectionEffect] {
    var effects: [Effect] { map { .connection($0) } }
}

extension [InspectorEffect] {
    var effects: [Effect] { map { .inspector($0) } }
}

extension [OperationEffect] {
    var effects: [Effect] { map { .operation($0) } }
}
