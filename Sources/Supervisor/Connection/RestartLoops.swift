import Engine
import Families

/// Containers that end again and again: between two ends they run for a moment, and do not serve for that.
struct RestartLoops: Equatable, Sendable {
    /// Docker's words when it waited to start them last, by id.
    private var statuses: [String: String] = [:]

    /// Whoever was seen restarting counts as restarting until it has run for a minute or was stopped.
    mutating func judge(_ fleet: inout Fleet) {
        var seen: [String: String] = [:]
        for (index, row) in fleet.rows.enumerated() {
            var container = row.container
            if container.state == .restarting {
                seen[container.id] = container.status
            } else if container.state == .running, let status = statuses[container.id],
                container.isYoung
            {
                seen[container.id] = status
                (container.state, container.status) = (.restarting, status)
                fleet.replace(index, with: container)
            }
        }
        statuses = seen
    }
}
