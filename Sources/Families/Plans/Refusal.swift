import Engine

/// Why an operation was not begun, or an order not understood. Nothing was changed.
package enum Refusal: Error, Hashable, Sendable {
    case name(NameError)
    case parameters(FileError)
    case engine(EngineError)
    /// The order itself is wrong, as far as it can be told without an engine.
    case usage(problem: String, remedy: String)
    /// Things are not so that it can be done.
    case state(problem: String, remedy: String)
    /// Something is left of another operation: it was interrupted, or is under way.
    case interrupted(Interruption)
    /// Somebody else's operation is under way.
    case busy(Interruption)
    /// What was interrupted could not be brought to an end.
    case unrecovered(problem: String, remedy: String)

    package var problem: String {
        switch self {
        case .name(let error): error.problem
        case .parameters(let error): error.problem
        case .engine(let error): error.problem
        case .usage(let problem, _), .state(let problem, _), .unrecovered(let problem, _): problem
        case .interrupted(let interruption): interruption.problem
        case .busy(let interruption): interruption.busyProblem
        }
    }

    package var remedy: String {
        switch self {
        case .name(let error): error.remedy
        case .parameters(let error): error.remedy
        case .engine(let error): error.remedy
        case .usage(_, let remedy), .state(_, let remedy), .unrecovered(_, let remedy): remedy
        case .interrupted(let interruption): interruption.remedy
        case .busy(let interruption): interruption.busyRemedy
        }
    }

    /// Whether the engine lacks what every switch needs. (Whatever else keeps it from telling its version, the operation
    /// meets itself.)
    var isOfOldEngine: Bool { if case .engine(.engineTooOld) = self { true } else { false } }

    /// 64 usage, 69 no engine reachable, 75 another operation under way, 2 an interrupted one that could not be recovered,
    /// 1 everything else.
    package var exitCode: Int32 {
        switch self {
        case .name, .usage: 64
        case .engine(let error) where error.isUnreachable: 69
        case .busy: 75
        case .unrecovered: 2
        case .parameters, .engine, .state, .interrupted: 1
        }
    }
}
