import TestRandom
import TestSupport

/// What is done in one turn of a history, and what goes wrong meanwhile; the same for the same seed.
struct RandomTurn: Sendable {
    let number: Int
    let family: Int
    let operation: RandomOperation
    /// What somebody else does on the same family at the same time.
    let companion: RandomOperation?
    let trouble: RandomTrouble?
    let hand: Hand?
    let gate: Int

    init(number: Int, drawnFrom random: inout SeededRandom) {
        self.number = number
        family = random.number(0...2)
        operation = .drawn(from: &random)
        gate = random.happens(onceIn: 6) ? 1 : 0
        let hand = random.happens(onceIn: 4) ? Hand.drawn(for: operation, from: &random) : nil
        let trouble = random.happens(onceIn: 4) ? nil : RandomTrouble.drawn(for: operation, from: &random)
        let isBesideAnother = random.happens(onceIn: 16)
        companion = isBesideAnother ? RandomOperation.drawn(from: &random) : nil
        self.hand = hand
        // A hand in the middle needs the stand-in for itself.
        if case .during = hand?.moment { self.trouble = nil } else { self.trouble = trouble }
    }

    /// All that is typed in it.
    var operations: [RandomOperation] { [operation, companion].compactMap(\.self) }

    /// The trouble that this engine can be put to.
    var effectiveTrouble: RandomTrouble? { PrivateEngine.hasPowerSwitch ? trouble : trouble?.withoutPowerSwitch }

    /// A first start, so that a history has something to begin with.
    static func opening(of family: Int) -> [RandomOperation] {
        [.build(Version.allCases[family]), .startNew(configuration: nil), .mark]
    }
}
