import Engine
import FoundationEssentials

/// The samples of the last minutes, of several containers.
package struct StatsHistory: Equatable, Sendable {
    /// How many of each container are kept: at one a second, five minutes.
    package static let bound = 300

    private var samples: [String: [StatsSample]] = [:]

    package init() {}

    /// Adds what was measured, in any order of containers.
    package mutating func append(_ taken: [StatsSample]) {
        for sample in taken {
            samples[sample.container, default: []].append(sample)
            let excess = samples[sample.container, default: []].count - Self.bound
            if excess > 0 { samples[sample.container]?.removeFirst(excess) }
        }
    }

    /// Forgets all containers but these.
    package mutating func keep(only containers: Set<String>) {
        samples = samples.filter { containers.contains($0.key) }
    }

    /// Oldest first.
    package func samples(of container: String) -> [StatsSample] { samples[container] ?? [] }

    package func last(of container: String) -> StatsSample? { samples[container]?.last }

    /// What can be shown as a curve.
    package enum Quantity: Hashable, Sendable, CaseIterable {
        /// Percent; 100 is one CPU.
        case cpu
        /// Bytes.
        case memory
        /// Bytes a second.
        case received, sent, read, written
    }

    /// One value for each sample, oldest first; nil where it is not known: the first one of CPU and of rates.
    package func series(_ quantity: Quantity, of container: String) -> [Double?] {
        let samples = samples(of: container)
        return switch quantity {
        case .cpu: samples.map(\.cpuPercent)
        case .memory: samples.map { Double($0.memory) }
        case .received: rates(samples, \.received)
        case .sent: rates(samples, \.sent)
        case .read: rates(samples, \.read)
        case .written: rates(samples, \.written)
        }
    }
}

/// Bytes a second from one sample to the next; nil for the first, and where counting began anew (a restart).
///
/// Docker rounds what it counts: after a gigabyte the next that is seen is ten megabytes more. Such a step of one alone
/// is spread over the time since the last one; what is more happened in the last second.
private func rates(_ samples: [StatsSample], _ count: KeyPath<StatsSample, ByteCount> & Sendable) -> [Double?] {
    var rates: [Double?] = samples.isEmpty ? [] : [nil]
    var lastStep = 0
    for place in samples.indices.dropFirst() {
        let (before, now) = (samples[place - 1][keyPath: count], samples[place][keyPath: count])
        let growth = now.bytes - before.bytes
        guard growth >= 0 else {
            rates.append(nil)
            lastStep = place
            continue
        }
        rates.append(growth == 0 ? 0 : Double(growth) / seconds(samples, place - 1, place))
        guard growth > 0 else { continue }
        if growth <= now.step, now.step > 1 {
            let even = Double(growth) / seconds(samples, lastStep, place)
            for earlier in (lastStep + 1)...place { rates[earlier] = even }
        }
        lastStep = place
    }
    return rates
}

private func seconds(_ samples: [StatsSample], _ start: Int, _ end: Int) -> TimeInterval {
    max(samples[end].takenAt.timeIntervalSince(samples[start].takenAt), 0.001)
}
