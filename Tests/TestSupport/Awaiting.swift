/// What a test waited for did not come.
package struct NeverCame: Error, CustomStringConvertible {
    package let description: String
}

/// Looks again and again until the condition holds, and gives what was seen then.
///
/// The pace is that of the process which `look` starts. Fails with what was seen last.
@discardableResult
package func awaiting<Seen: Sendable>(
    _ what: String, within limit: Duration = .seconds(120), look: () async throws -> Seen,
    until condition: (Seen) -> Bool
) async throws -> Seen {
    let end = ContinuousClock.now + limit
    var seen = try await look()
    while !condition(seen) {
        guard ContinuousClock.now < end else { throw NeverCame(description: "\(what) never came; last seen:\n\(seen)") }
        try Task.checkCancellation()
        seen = try await look()
    }
    return seen
}
