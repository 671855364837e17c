import Engine

/// What happens while an operation is carried out, in order.
package enum Progress: Hashable, Sendable {
    /// This is what will be done.
    case planned(Plan)
    /// Somebody else's operation is waited for.
    case waiting(Interruption)
    /// An interrupted operation is finished or taken back first.
    case recovering(Interruption)
    case began(EngineCall)
    case finished(EngineCall)
    case failed(EngineCall, problem: String)
    /// It failed, and it goes on without it.
    case skipped(EngineCall, problem: String)
    /// How the one that was started does.
    case watched(ProbationReport)
    /// A step is being taken back.
    case undoing(EngineCall)
    case undone(EngineCall)
    /// Something people should know, in one sentence without a full stop.
    case remarked(String)
}
