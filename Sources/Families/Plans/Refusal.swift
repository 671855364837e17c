import Engine

/// Why an operation was not begun, or an order not understood. Nothing was changed.
package enum Refusal: Error, Hashable, Sendable {
    case name(NameError)
    case parameters(DockerparamsError)
    case engine(EngineError)
    /// The order itself is wrong, as far as it can be told without an engine.
    case usage(problem: String, remedy: String)
    /// Things are not so that it can be done.
    case state(problem: String, remedy: String)

    package var problem: String {
        switch self {
        case .name(let error): error.problem
        case .parameters(let error): error.problem
        case .engine(let error): error.problem
        case .usage(let problem, _), .state(let problem, _): problem
        }
    }

    package var remedy: String {
        switch self {
        case .name(let error): error.remedy
        case .parameters(let error): error.remedy
        case .engine(let error): error.remedy
        case .usage(_, let remedy), .state(_, let remedy): remedy
        }
    }

    /// 64 usage, 69 no engine reachable, 1 everything else.
    package var exitCode: Int32 {
        switch self {
        case .name, .usage: 64
        case .engine(let error) where error.isUnreachable: 69
        case .parameters, .engine, .state: 1
        }
    }
}
