import FoundationEssentials

/// What a member of a family is, told by its name.
package enum Role: Hashable, Sendable {
    /// `dcv_F`: the newest.
    case latest
    /// `dcv_F_stable`: known to be good.
    case stable
    /// `dcv_F_next`: on probation inside one operation.
    case candidate
    /// `dcv_F_op`: the record of an operation under way; never started.
    case operationRecord
    /// `dcv_F_op_next`: whoever has it recovers an interrupted operation; never started.
    case recoveryLock
    /// `dcv_F_save_DATETIME`, and every other name: displaced.
    case saved
}

extension FamilyName {
    package var latestContainer: String { "dcv_\(fitted)" }
    package var stableContainer: String { "dcv_\(fitted)_stable" }
    package var candidateContainer: String { "dcv_\(fitted)_next" }
    package var operationContainer: String { "dcv_\(fitted)_op" }
    package var recoveryContainer: String { "dcv_\(fitted)_op_next" }

    /// The name of a container displaced at that time: `dcv_F_save_20261123T180556.127Z`; a millisecond later for each
    /// that has the same already.
    ///
    /// - Parameter taken: names that are not free.
    package func savedContainer(at time: Date, besides taken: Set<String> = []) -> String {
        let names = (0...taken.count).lazy.map { millisecond in
            "dcv_\(fitted)_save_\(nameStamp(time.addingTimeInterval(Double(millisecond) / 1000)))"
        }
        return names.first { !taken.contains($0) && !taken.contains($0 + FamilyName.failed) } ?? ""
    }

    /// The name of a candidate that did not pass.
    package func failedContainer(at time: Date, besides taken: Set<String> = []) -> String {
        savedContainer(at: time, besides: taken) + FamilyName.failed
    }

    private static let failed = "_failed"

    /// Whether dockervisor gives such a name.
    func isOwnName(_ container: String) -> Bool {
        role(ofContainer: container) != .saved || container.hasPrefix("dcv_\(fitted)_save_")
    }

    package func role(ofContainer name: String) -> Role {
        switch name {
        case latestContainer: .latest
        case stableContainer: .stable
        case candidateContainer: .candidate
        case operationContainer: .operationRecord
        case recoveryContainer: .recoveryLock
        default: .saved
        }
    }
}

/// UTC to the millisecond, `20261123T180556.127Z`: sorts as text, and fits a container's name.
private func nameStamp(_ time: Date) -> String {
    let milliseconds = Int((time.timeIntervalSince1970 * 1000).rounded())
    let second = Date(timeIntervalSince1970: Double(milliseconds / 1000))
    let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
    let text = second.formatted(style)
    let fraction = "\(1000 + milliseconds % 1000)".dropFirst()
    return "\(text.dropLast()).\(fraction)Z"
}

extension Role {
    /// One word for it, the same everywhere.
    package var word: String {
        switch self {
        case .latest: "latest"
        case .stable: "stable"
        case .candidate: "candidate"
        case .operationRecord: "operation"
        case .recoveryLock: "recovery"
        case .saved: "saved"
        }
    }
}
