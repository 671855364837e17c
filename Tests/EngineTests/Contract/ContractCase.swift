import Testing

/// One sentence that is true of every engine, and how to find out.
struct ContractCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let verify: @Sendable (Fixture) async throws -> Void

    init(_ sentence: String, _ verify: @escaping @Sendable (Fixture) async throws -> Void) {
        testDescription = sentence
        self.verify = verify
    }

    static let all: [ContractCase] = [
        creating, environment, running, ending, changing, removing, building, reading, listening, following, measuring,
    ].flatMap(\.self)
}
