import Engine

/// What came for the shown tab.
package enum InspectorEvent: Equatable, Sendable {
    case logged([LogLine], String)
    case olderLinesRead([LogLine], String)
    /// Why it was not, if so.
    case logSaved(String, lines: Int, problem: String?)
    case measured([StatsSample], String)
    case historyRead(LookedUp.History)
    case parametersRead(LookedUp.Parameters)
    case layersRead([String: [ImageLayer]])
    case followingEnded(Stream, EngineError?)
}

/// What the shown tab needs.
package enum InspectorEffect: Equatable, Sendable {
    /// Tells what flows in until another one is followed, or nothing; of a log only what was printed after that.
    case follow(Stream, after: LogTime?)
    case followNothing
    case lookUp(Lookup)
    case readOlderLines(LogPage)
    /// To a new file.
    case saveLog(LogBuffer, file: String, showsTimes: Bool)
}
