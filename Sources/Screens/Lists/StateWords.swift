import Console
import Engine
import FoundationEssentials

/// Docker's words about a container's state, short: `up 3m healthy`, `exited 1, 2d ago`, `restarting 78, <1m ago`.
///
/// Words that are not docker's (28 and before) stay as they are.
package func stateWords(_ container: Container) -> String {
    let status = container.status
    switch container.state {
    case .running, .paused:
        guard status.hasPrefix("Up ") else { return container.state.rawValue }
        let words = status.dropFirst(3).split(separator: " (", maxSplits: 1)
        guard let age = words.first.flatMap({ shortAge($0) }) else { return status }
        return "up " + ([age, conditionWord(container)].compactMap(\.self)).joined(separator: " ")
    case .exited, .restarting:
        guard let code = container.exitCode, let close = status.firstIndex(of: ")"),
            let age = shortAge(status[close...].dropFirst(2))
        else { return status.isEmpty ? container.state.rawValue : status }
        return "\(container.state.rawValue) \(code), \(age) ago"
    case .created, .removing, .dead: return container.state.rawValue
    }
}

private func conditionWord(_ container: Container) -> String? {
    container.state == .paused ? "paused" : container.health?.rawValue
}

/// `2 days ago` as `2d`, from `units.HumanDuration` of docker/go-units 0.5; nil if it is none. Seconds are not told:
/// the engine is looked at once a minute.
private func shortAge(_ words: Substring) -> String? {
    let words = words.hasSuffix(" ago") ? words.dropLast(4) : words
    switch words {
    case "Less than a second", "1 second": return "<1m"
    case "About a minute": return "1m"
    case "About an hour": return "1h"
    default: break
    }
    let parts = words.split(separator: " ")
    guard parts.count == 2, let number = Int(parts[0]) else { return nil }
    switch parts[1] {
    case "seconds": return "<1m"
    case "minutes": return "\(number)m"
    case "hours": return "\(number)h"
    case "days": return "\(number)d"
    case "weeks": return "\(number)w"
    case "months": return "\(number)mo"
    case "years": return "\(number)y"
    default: return nil
    }
}

/// `<1m`, `3m`, `5h`, `12d`.
package func ageWords(from: Date, to now: Date) -> String {
    let seconds = max(0, Int(now.timeIntervalSince(from)))
    switch seconds {
    case ..<60: return "<1m"
    case ..<3600: return "\(seconds / 60)m"
    case ..<86400: return "\(seconds / 3600)h"
    default: return "\(seconds / 86400)d"
    }
}
