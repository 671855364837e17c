import CustomDump
import Engine
import FoundationEssentials
import Supervisor
import Testing

struct StatsHistoryTests {
    private func history(_ received: [ByteCount], every seconds: Double = 1) -> StatsHistory {
        var history = StatsHistory()
        for (place, count) in received.enumerated() {
            let sample = StatsSample(
                container: "web", takenAt: Date(timeIntervalSince1970: Double(place) * seconds),
                cpuPercent: place == 0 ? nil : Double(place), memory: 100 * place, memoryLimit: 1000, received: count)
            history.append([sample])
        }
        return history
    }

    @Test func `rates are bytes a second from one sample to the next`() {
        let history = history([100, 300, 300, 900].map { ByteCount($0) }, every: 2)
        expectNoDifference(history.series(.received, of: "web"), [nil, 100, 0, 300])
        expectNoDifference(history.series(.cpu, of: "web"), [nil, 1, 2, 3])
        expectNoDifference(history.series(.memory, of: "web"), [0, 100, 200, 300])
        #expect(history.series(.sent, of: "other") == [])
    }

    @Test func `where counting begins anew there is no rate`() {
        let history = history([500, 700, 0, 100].map { ByteCount($0) })
        expectNoDifference(history.series(.received, of: "web"), [nil, 200, nil, 100])
    }

    @Test func `one step of a rounded count is spread over the time since the last`() {
        let megabytes = [1230, 1230, 1230, 1230, 1240, 1240, 1300]
        let history = history(megabytes.map { ByteCount($0 * 1_000_000, step: 10_000_000) })
        expectNoDifference(history.series(.received, of: "web"), [nil, 2.5e6, 2.5e6, 2.5e6, 2.5e6, 0, 60e6])
    }

    @Test func `the last five minutes are kept, of the containers that are wanted`() {
        var history = history(Array(repeating: ByteCount(0), count: 400))
        #expect(history.samples(of: "web").count == StatsHistory.bound)
        #expect(history.last(of: "web")?.memory == 39_900)
        history.keep(only: ["api"])
        #expect(history == StatsHistory())
    }

    @Test(arguments: [
        (0.0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (1234, "1.23 kB"), (12_345, "12.3 kB"), (999_600, "1.00 MB"),
        (1.5e9, "1.50 GB"), (99_960, "100 kB"), (-5, "0 B"), (.nan, "0 B"), (9e18, "9.00 EB"),
    ])
    func `bytes are said in three digits`(bytes: Double, words: String) {
        #expect(byteWords(bytes) == words)
    }

    @Test(arguments: [
        (0.0, "0 B"), (1023, "1023 B"), (1024, "1.00 KiB"), (536_870_912, "512 MiB"), (2.5e10, "23.3 GiB"),
    ])
    func `memory is said in 1024s`(bytes: Double, words: String) {
        #expect(memoryWords(bytes) == words)
    }

    @Test func `decimals are padded with zeros`() {
        #expect(
            decimal(12.3, digits: 2) == "12.30" && decimal(0.04, digits: 1) == "0.0" && decimal(1.005, digits: 0) == "1"
        )
    }
}
