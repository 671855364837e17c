import Families

/// What goes on side by side: a new effect in a lane cancels the one before.
enum Lane: Hashable {
    case snapshot, interruptions, version, listening, polling, details
    case following, paging, lookingUp
    case planning, completing, ticking, resting
    case build(FamilyName)
    /// Never cancelled: no switch is left half way.
    case switching(FamilyName)
    case givingUp(FamilyName)

    var isSwitch: Bool { if case .switching = self { true } else { false } }
}

extension ConnectionEffect {
    var lane: Lane {
        switch self {
        case .readSnapshot: .snapshot
        case .readInterruptions: .interruptions
        case .readVersion: .version
        case .listen: .listening
        case .pollAfter: .polling
        case .readDetails: .details
        }
    }
}

extension InspectorEffect {
    var lane: Lane {
        switch self {
        case .follow, .followNothing: .following
        case .lookUp: .lookingUp
        case .readOlderLines, .saveLog: .paging
        }
    }
}

extension OperationEffect {
    /// It ends what is under way in its lane, and says so afterwards.
    var isCancelling: Bool { if case .cancelBuild = self { true } else { false } }

    var lane: Lane {
        switch self {
        case .readConfigurations, .plan, .planBatch, .findFolder: .planning
        case .completeFolder: .completing
        case .tick: .ticking
        case .perform(let confirmed): .switching(confirmed.plan.operation.family)
        case .giveUp(let family): .givingUp(family)
        case .build(let order): .build(order.family)
        case .cancelBuild(let family): .build(family)
        }
    }
}
