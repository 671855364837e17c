import TestSupport
import Testing

/// What no list of scenes thinks of: operations, faults and people's own docker commands, mixed at random.
///
/// `Tests/random SEED OPERATIONS` plays more of it.
@Suite(
    .enabled(if: PrivateEngine.isForOne || PrivateEngine.randomSeed != nil, "\(PrivateEngine.shared)"), .serialized,
    .timeLimit(.minutes(10 + RandomHistory.count / 6)))
struct RandomHistoryTests {
    @Test func `whatever happens in whatever order, families stay as they were promised to be`() async throws {
        try await withBench { one in
            try await withBench { two in
                try await withBench { three in
                    var history = RandomHistory(on: [one, two, three], seed: PrivateEngine.randomSeed ?? 1)
                    try await history.play()
                    #expect(history.chronicle.violations == 0)
                }
            }
        }
    }
}
