import Engine

/// How a container on probation does, while it is watched.
package struct ProbationReport: Hashable, Sendable {
    package let container: ContainerReference
    /// Since it was started.
    package var serving: Duration
    /// Without a break until now.
    package var good: Duration
    package var needed: Duration
    /// nil without a health check.
    package var health: Health?

    /// `up 0.4 s, probation 7/10 s`.
    package var words: String {
        let health = health.map { $0 == .healthy ? "" : ", health check: \($0.rawValue)" } ?? ""
        return "up \(seconds(serving)) s, \(goodWords)\(health)"
    }

    /// `probation 7/10 s`.
    package var goodWords: String { "probation \(good.components.seconds)/\(needed.components.seconds) s" }
}

/// Seconds with one decimal.
package func seconds(_ duration: Duration) -> String {
    let tenths = duration.components.seconds * 10 + duration.components.attoseconds / 100_000_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)"
}
