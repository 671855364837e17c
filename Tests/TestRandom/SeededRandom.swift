/// SplitMix64: the same numbers on every run, so that what failed can be played again.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// The numbers of two seeds have nothing in common: a state that only counted seeds would give one row of numbers,
    /// moved by one.
    package init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed)
        state = next() ^ 0xD1B5_4A32_D192_ED03
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// Whether something comes about that happens once in so many times.
    package mutating func happens(onceIn times: Int) -> Bool { number(1...times) == 1 }

    /// One of these, each as often as its weight says.
    package mutating func one<Value>(of weighted: KeyValuePairs<Value, Int>) -> Value {
        var rest = number(1...weighted.reduce(0) { $0 + $1.value })
        let chosen = weighted.first { pair in
            rest -= pair.value
            return rest <= 0
        }
        return (chosen ?? weighted[0]).key
    }
}
