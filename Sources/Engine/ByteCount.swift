/// Bytes, as exactly as the engine says them.
package struct ByteCount: Hashable, Sendable {
    package var bytes: Int
    /// The smallest difference that can be seen: 10,000,000 for docker's `1.23GB`.
    package var step: Int

    package init(_ bytes: Int, step: Int = 1) {
        self.bytes = bytes
        self.step = max(step, 1)
    }

    /// `1.23 MB`, three digits, in thousands.
    package var words: String { byteWords(Double(bytes)) }
}

/// `1.23 MB`, three digits, in thousands.
package func byteWords(_ bytes: Double) -> String {
    inUnits(bytes, base: 1000, ["B", "kB", "MB", "GB", "TB", "PB", "EB"])
}

/// `1.23 MiB`, three digits and four from 1000 on, in 1024s, as memory is counted.
package func memoryWords(_ bytes: Double) -> String {
    inUnits(bytes, base: 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"])
}

private func inUnits(_ bytes: Double, base: Double, _ units: [String]) -> String {
    var value = max(bytes.isFinite ? bytes : 0, 0)
    var place = 0
    while place < units.count - 1, rounded(value) >= base {
        value /= base
        place += 1
    }
    return
        "\(decimal(rounded(value), digits: place == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2)) \(units[place])"
}

/// To three digits.
private func rounded(_ value: Double) -> Double {
    let scale = value >= 99.95 ? 1.0 : value >= 9.995 ? 10 : 100
    return (value * scale).rounded() / scale
}

/// `12.30` with two digits after the point; for values that fit into an Int.
package func decimal(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let whole = Int((value * Double(scale)).rounded())
    guard digits > 0 else { return "\(whole)" }
    let rest = "\(abs(whole % scale))"
    return "\(whole / scale)." + String(repeating: "0", count: digits - rest.count) + rest
}
