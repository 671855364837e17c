/// What an image holds, in 32 hexadecimal digits: equal for builds of the same layers and settings.
///
/// On the containerd image store the same sources may give another id with each build (engine 26 to 29). FNV-1a, 128
/// bits: it tells builds apart and guards nothing, so it needs no cryptography.
package struct ContentHash: Hashable, Sendable {
    /// Empty if unknown.
    package let text: String

    /// The content is not known: it equals no other.
    package init() { text = "" }

    /// As a label has it.
    package init(label text: String) { self.text = text }

    /// - Parameter parts: layers and settings, in a fixed order.
    package init(of parts: [String]) {
        var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for part in parts {
            for byte in [UInt8](part.utf8) + [0xFF] {
                state = (state ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
            }
        }
        let digits = String(state, radix: 16)
        text = String(repeating: "0", count: 32 - digits.count) + digits
    }

    package var isKnown: Bool { !text.isEmpty }

    /// Whether both are known and the same.
    package func matches(_ other: ContentHash) -> Bool { isKnown && self == other }
}
