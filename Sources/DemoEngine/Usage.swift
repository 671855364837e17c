import Engine
import FoundationEssentials

extension DemoContainer {
    /// What it uses, made up of its id and the time alone; nil unless it runs.
    func sample(at now: Date, isFirst: Bool) -> StatsSample? {
        guard holdsPorts, let startedAt else { return nil }
        let elapsed = max(now.timeIntervalSince(startedAt), 0)
        let nature = Double(id.utf8.reduce(UInt64(7)) { ($0 &* 31 &+ UInt64($1)) % 1000 }) / 1000
        let load = wave(elapsed, period: 47 + 40 * nature) * 0.6 + wave(elapsed, period: 11 + 5 * nature) * 0.3
        let isPaused = state == .paused
        let traffic = ports.isEmpty ? 0 : 2000 + 60_000 * nature
        func total(_ rate: Double) -> ByteCount {
            ByteCount(Int(rate * (elapsed + 6 * wave(elapsed, period: 31 + 20 * nature))))
        }
        return StatsSample(
            container: id, takenAt: now,
            cpuPercent: isFirst ? nil : isPaused ? 0 : ((1 + 60 * nature * load) * 100).rounded() / 100,
            memory: Int((20 + 180 * nature) * (1 + 0.2 * wave(elapsed, period: 290)) * 1_048_576),
            memoryLimit: 512 << 20, received: total(traffic), sent: total(traffic * 7), read: ByteCount(4_710_400),
            written: total(900 * nature), processes: 2 + Int(nature * 9 + 3 * load))
    }
}

/// Up and down between 0 and 1, at most 2 / period a second.
private func wave(_ elapsed: TimeInterval, period: TimeInterval) -> Double {
    let place = elapsed.truncatingRemainder(dividingBy: period) / period
    return place < 0.5 ? 2 * place : 2 - 2 * place
}
