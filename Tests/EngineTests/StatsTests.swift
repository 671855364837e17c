@testable import DockerCLI
import CustomDump
import Engine
import FoundationEssentials
import Testing

struct StatsTests {
    private let begin = Date(timeIntervalSince1970: 1_795_573_083)

    private func row(_ id: String, _ rest: String) -> String { "[\"\(id)\",\(rest)]" }

    @Test(arguments: [
        ("0B", 0, 1), ("732B", 732, 1), ("1.04kB", 1040, 10), ("1kB", 1000, 10), ("12.5kB", 12_500, 100),
        ("932MB", 932_000_000, 1_000_000), ("1.23GB", 1_230_000_000, 10_000_000), ("1e+03MB", 1_000_000_000, 1_000_000),
        ("504KiB", 516_096, 102), ("100MiB", 104_857_600, 104_857), ("3.66MiB", 3_837_788, 1048),
        ("23.54GiB", 25_275_882_537, 10_737_418), ("1023MiB", 1_072_693_248, 1_048_576),
    ])
    func `docker's units are read, and how exact they are`(text: String, bytes: Int, step: Int) {
        #expect(ByteCount(docker: text) == ByteCount(bytes, step: step))
    }

    @Test(arguments: ["", "--", "B", "1", "1XB", "1.2.3kB", "-1B", "nanB", "9e+99EB", "1kkB"])
    func `what is no amount is none`(text: String) {
        #expect(ByteCount(docker: text) == nil)
    }

    /// As docker 28.2 prints into a pipe.
    private let idle = #""0.09%","888KiB / 100MiB","1.11kB / 90B","0B / 8.19kB","2""#
    private let busy = #""189.69%","320KiB / 23.54GiB","1kB / 0B","0B / 0B","12""#

    @Test func `a table is read once, between escape sequences`() async {
        let meter = StatsMeter(count: 2)
        let (a, b) = (row("aa", idle), row("bb", busy))
        let table = "\u{1B}[H\(a)\n\(b)\n\u{1B}[H\(a) \u{1B}[K\n\(b) \u{1B}[K\n \u{1B}[K\n\u{1B}[J"
        let first = await meter.samples(in: Array(table.utf8), at: begin)
        #expect(first.map(\.container) == ["aa", "bb"] && first.allSatisfy { $0.cpuPercent == nil })
        #expect(await meter.samples(in: Array(table.utf8), at: begin + 0.5) == [])
        let next = await meter.samples(in: Array(table.replacing("0.09", with: "0.10").utf8), at: begin + 1)
        expectNoDifference(next.map(\.cpuPercent), [0.1, nil])
        let third = await meter.samples(in: Array(table.utf8), at: begin + 2)
        expectNoDifference(
            third,
            [
                StatsSample(
                    container: "aa", takenAt: begin + 2, cpuPercent: 0.09, memory: 888 << 10, memoryLimit: 100 << 20,
                    received: ByteCount(1110, step: 10), sent: ByteCount(90), read: ByteCount(0),
                    written: ByteCount(8190, step: 10), processes: 2),
                StatsSample(
                    container: "bb", takenAt: begin + 2, cpuPercent: 189.69, memory: 320 << 10,
                    memoryLimit: 25_275_882_537, received: ByteCount(1000, step: 10), sent: ByteCount(0),
                    read: ByteCount(0), written: ByteCount(0), processes: 12),
            ])
    }

    @Test func `a stopped one has no sample, removed ones end it`() async {
        let meter = StatsMeter(count: 2)
        let stopped = row("aa", #""0.00%","0B / 0B","0B / 0B","0B / 0B","0""#)
        let gone = #""--","-- / --","--","--","--""#
        #expect(await meter.samples(in: Array("\(stopped)\n\(row("bb", gone))\n".utf8), at: begin) == [])
        #expect(await !meter.isOver)
        for (seconds, isOver) in [(1.0, false), (10, false), (11, true)] {
            let table = "\(row("aa", gone))\n\(row("bb", gone))\n"
            _ = await meter.samples(in: Array(table.utf8), at: begin + seconds)
            #expect(await meter.isOver == isOver)
        }
    }

    /// Podman 5.8: the engine measures every five seconds, and docker gives up after two.
    @Test func `one that is not told of for some seconds is measured again, with its CPU`() async {
        let meter = StatsMeter(count: 1)
        let first = row("aa", #""0.00%","716KiB / 23.54GiB","540B / 308B","0B / 0B","2""#)
        let nothing = row("aa", #""--","-- / --","--","--","--""#)
        let second = row("aa", #""0.12%","624KiB / 23.54GiB","1.35kB / 628B","0B / 0B","2""#)
        #expect(await meter.samples(in: Array("\(first)\n".utf8), at: begin).map(\.cpuPercent) == [nil])
        #expect(await meter.samples(in: Array("\(nothing)\n".utf8), at: begin + 2) == [])
        #expect(await meter.samples(in: Array("\(second)\n".utf8), at: begin + 5).map(\.cpuPercent) == [0.12])
        #expect(await !meter.isOver)
    }

    @Test func `what is no row is passed over`() async {
        let meter = StatsMeter(count: 1)
        let text = "[\"\n]\n[]\n][\"\n[\"a\",\"b\"]\n\(row("aa", #""x","1","2","3","4""#))\n"
        #expect(await meter.samples(in: Array(text.utf8), at: begin) == [])
    }
}

struct ImageLayerTests {
    @Test(arguments: [
        (#"/bin/sh -c #(nop)  CMD ["/bin/busybox" "sh"]"#, #"CMD ["/bin/busybox" "sh"]"#),
        ("/bin/sh -c #(nop) COPY file:73e2 in /bin/busybox ", "COPY file:73e2 in /bin/busybox"),
        ("/bin/sh -c make install", "RUN make install"), ("RUN /bin/sh -c make install # buildkit", "RUN make install"),
        ("COPY . /src # buildkit", "COPY . /src"), ("ENV A=1", "ENV A=1"), ("", ""),
    ])
    func `an instruction is shown as a Dockerfile has it`(createdBy: String, instruction: String) {
        #expect(ImageLayer(createdBy: createdBy, createdAt: .distantPast).instruction == instruction)
    }

    @Test func `a layer that is not there by itself has no id`() {
        let layer = ImageLayer(row: ["<missing>", "ENV A=1", "2026-11-25T01:59:24Z", "1982256"])
        #expect(layer?.id == nil && layer?.size == 1_982_256)
        #expect(ImageLayer(row: ["x"]) == nil)
    }
}
