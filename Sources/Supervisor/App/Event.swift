import Console
import Engine
import Families

/// Something that happened; the only way into the state.
package enum Event: Equatable, Sendable {
    case pressed(Key)
    case resized(Size)
    case clicked(Spot)
    /// The mouse's wheel was turned over a pane, or over none.
    case wheeled(rows: Int, over: Lists.Pane?)
    case opened
    /// The end of the text, found when it was drawn: no more rows than these can be scrolled away.
    case scrollEnded(at: Int)
    /// Nobody has moved the selection for a moment, or for a long one.
    case rested(isLong: Bool)
    /// SIGTERM, SIGHUP or the end of the terminal.
    case toldToEnd
    case commandRead(Result<PaletteCommand, Refusal>)
    case shellFound(ContainerReference, shell: String?, on: EngineID)
    /// The shell is over, and the terminal is back.
    case shellEnded(ContainerReference, EngineError?)

    case connection(ConnectionEvent, on: EngineID)
    case inspector(InspectorEvent, on: EngineID)
    case operation(OperationEvent, on: EngineID)
}
