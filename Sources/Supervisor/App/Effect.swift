import Engine

/// Something to do outside of the state; each case goes to one executor.
package enum Effect: Equatable, Sendable {
    case connection(ConnectionEffect, on: EngineID)
    case inspector(InspectorEffect, on: EngineID)
    case operation(OperationEffect, on: EngineID)
    case terminal(TerminalEffect)
    /// Tells ``Event/rested(isLong:)`` twice, unless it is asked for again.
    case rest
    /// What do these typed words mean?
    case readCommand([String])
    /// Is there a shell in this container?
    case findShell(ContainerReference, on: EngineID)
}

/// What only the terminal's owner can do.
package enum TerminalEffect: Equatable, Sendable {
    /// Lends the terminal to it.
    case openShell(String, ContainerReference, on: EngineID)
    /// Copies the text to the clipboard of the user's terminal.
    case copy(String)
    case setMouse(isOn: Bool)
    case redraw, suspend, quit
}

extension [ConnectionEffect] {
    func effects(on engine: EngineID) -> [Effect] { map { .connection($0, on: engine) } }
}

extension [InspectorEffect] {
    func effects(on engine: EngineID) -> [Effect] { map { .inspector($0, on: engine) } }
}

extension [OperationEffect] {
    func effects(on engine: EngineID) -> [Effect] { map { .operation($0, on: engine) } }
}
