/// The clock that waiting goes by; tests have one that does not wait.
package struct Pace: Sendable {
    /// Since some fixed instant.
    package var now: @Sendable () -> Duration
    package var wait: @Sendable (Duration) async -> Void

    package static let real: Pace = {
        let clock = ContinuousClock()
        let begin = clock.now
        return Pace(now: { clock.now - begin }, wait: { try? await Task.sleep(for: $0) })
    }()
}
