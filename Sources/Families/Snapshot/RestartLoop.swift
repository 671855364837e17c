import Engine
import FoundationEssentials

extension ContainerDetails {
    /// Whether it is in a restart loop: docker waits to start it again, or has done so and not long ago.
    ///
    /// - Parameters:
    ///   - restarts: after so many.
    ///   - isYoung: whether it has not run for long since the last one.
    func isLooping(after restarts: Int = 1, isYoung: Bool = true) -> Bool {
        state == .restarting || (restartCount >= restarts && isYoung)
    }

    /// Whether it was started less than so many seconds ago.
    func isYoung(_ seconds: Double, at now: Date) -> Bool {
        startedAt.map { now.timeIntervalSince($0) < seconds } ?? false
    }
}

extension Container {
    /// Whether it was started less than a minute ago, by docker's words.
    package var isYoung: Bool { status.hasPrefix("Up ") && status.contains("second") }
}
