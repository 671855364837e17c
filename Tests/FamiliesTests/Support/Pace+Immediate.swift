@testable import Families
import Synchronization

extension Pace {
    /// A clock of its own that only waiting moves on: nothing ever waits.
    static var immediate: Pace {
        let clock = Clock()
        return Pace(now: { clock.time.withLock { $0 } }, wait: { step in clock.time.withLock { $0 += step } })
    }

    private final class Clock: Sendable {
        let time = Mutex(Duration.zero)
    }
}
