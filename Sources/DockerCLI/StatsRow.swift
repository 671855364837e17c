import Engine
import FoundationEssentials

/// A row of `docker stats` (20.10 to 28), in docker's words.
struct StatsRow: Hashable, Sendable {
    static let fields = [".ID", ".CPUPerc", ".MemUsage", ".NetIO", ".BlockIO", ".PIDs"]

    private let words: [String]

    /// nil if there is no row in the line; what clears a screen may stand around it.
    init?(_ line: String) {
        let bytes = line.utf8
        guard let end = bytes.lastIndex(of: UInt8(ascii: "]")), let start = line.firstRange(of: "[\"")?.lowerBound,
            start < end, let words = try? listingRows(Array(bytes[start...end])).first,
            words.count == Self.fields.count
        else { return nil }
        self.words = words
    }

    /// Full id.
    var container: String { words[0] }

    /// Of a container that is removed.
    var isOfNothing: Bool { words[1] == "--" }

    /// nil if the container does not run, which docker says with zeros; or if it is not understood.
    func sample(at date: Date) -> StatsSample? {
        guard let percent = Double(words[1].drop { $0 == "-" }.prefix { $0 != "%" }), let (memory, limit) = pair(2),
            limit.bytes > 0, let (received, sent) = pair(3), let (read, written) = pair(4)
        else { return nil }
        return StatsSample(
            container: container, takenAt: date, cpuPercent: percent, memory: memory.bytes, memoryLimit: limit.bytes,
            received: received, sent: sent, read: read, written: written, processes: Int(words[5]) ?? 0)
    }

    private func pair(_ place: Int) -> (ByteCount, ByteCount)? {
        let sides = words[place].split(separator: " / ")
        guard sides.count == 2, let left = ByteCount(docker: sides[0]), let right = ByteCount(docker: sides[1]) else {
            return nil
        }
        return (left, right)
    }
}

extension ByteCount {
    /// Of `1.11kB` (three digits, thousands) or `23.54GiB` (four digits, 1024s); `1e+03MB` is 999.5 MB and more
    /// (`units.HumanSizeWithPrecision` and `BytesSize` of docker/go-units 0.5).
    init?(docker text: some StringProtocol) {
        let number = text.prefix { $0.isNumber || ".+-".contains($0) || $0 == "e" }
        guard let value = Double(String(number)), value >= 0, value.isFinite else { return nil }
        let unit = text[number.endIndex...]
        guard let factor = Self.factor(of: unit), value * factor < 9e18 else { return nil }
        var step = factor / (unit.hasSuffix("iB") ? 1000 : 100)
        for border in [10.0, 100, 1000] where value >= border && step < factor { step *= 10 }
        self.init(Int((value * factor).rounded()), step: Int(step))
    }

    private static func factor(of unit: some StringProtocol) -> Double? {
        guard unit.last == "B" else { return nil }
        let base = unit.hasSuffix("iB") ? 1024.0 : 1000
        let prefix = unit.dropLast(unit.hasSuffix("iB") ? 2 : 1)
        if prefix.isEmpty { return 1 }
        let prefixes = ["k", "m", "g", "t", "p", "e"]
        guard let place = prefixes.firstIndex(of: prefix.lowercased()) else { return nil }
        return (0...place).reduce(1) { product, _ in product * base }
    }
}
