import CustomDump
import Engine
@testable import Families
import FoundationEssentials
@testable import Screens
import Supervisor
import Testing

/// Stats, two containers side by side, and builds.
struct StatsPictureTests {
    private var history: StatsHistory {
        var history = StatsHistory()
        for second in 0..<100 {
            let sample = StatsSample(
                container: "web", takenAt: now + Double(second),
                cpuPercent: second == 0 ? nil : Double(second % 25) * 2,
                memory: (40 + second % 10) << 20, memoryLimit: 512 << 20, received: ByteCount(second * 1200),
                sent: ByteCount(second * 45_000), read: ByteCount(4_710_400), written: ByteCount(second * 90),
                processes: 7)
            history.append([sample])
        }
        return history
    }

    @Test func `with few rows the curves stand beside the figures`() {
        let lines = statsLines(history, of: "web", columns: 70, rows: 8, .unicode)
        expectNoDifference(
            text(lines),
            """
            CPU        48.0 %, peak 48.0 %               ▁▁▁▁▂▂▂▃▃▃▄▄▄▅▅▅▆▆▆▇▇▇███
            Memory     49.0 MiB of 512 MiB (9.6 %)       █████▇▇▇███████▇▇▇███████
            Network    in 1.20 kB/s, out 45.0 kB/s       █████████████████████████
            Disk       read 0 B/s, write 90 B/s          ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
            Total      in 119 kB, out 4.46 MB, read 4.71 MB, written 8.91 kB
            Processes  7
            """)
        #expect(widest(lines) <= 70)
    }

    @Test func `in a narrow pane there are figures only`() {
        let lines = statsLines(history, of: "web", columns: 45, rows: 8, .ascii)
        expectNoDifference(
            text(lines),
            """
            CPU        48.0 %, peak 48.0 %
            Memory     49.0 MiB of 512 MiB (9.6 %)
            Network    in 1.20 kB/s, out 45.0 kB/s
            Disk       read 0 B/s, write 90 B/s
            Total      in 119 kB, out 4.46 MB, read 4.71
                       MB, written 8.91 kB
            Processes  7
            """)
        #expect(widest(lines) <= 45)
    }

    @Test func `with many rows the curves are high`() {
        let lines = statsLines(history, of: "web", columns: 60, rows: 18, .ascii)
        expectNoDifference(
            text(lines),
            """
            CPU        48.0 %, peak 48.0 %
                                   .::--=++**##             .::--=++**##
                       .::--=++**##############..::--=++**##############
            Memory     49.0 MiB of 512 MiB (9.6 %)
                       ++***####+++***####+++***####+++***####+++***####
                       #################################################
            Network    in 1.20 kB/s, out 45.0 kB/s
                       #################################################
                       #################################################
            Disk       read 0 B/s, write 90 B/s

                       :::::::::::::::::::::::::::::::::::::::::::::::::
            Total      in 119 kB, out 4.46 MB, read 4.71 MB, written
                       8.91 kB
            Processes  7
            """)
        #expect(lines.count <= 18 && widest(lines) <= 60)
    }

    @Test func `without a sample that is said`() {
        #expect(
            text(statsLines(StatsHistory(), of: "web", columns: 60, rows: 8, .unicode)) == "No measurements yet")
    }
}

struct ComparePictureTests {
    private var comparison: Comparison {
        var other = webDetails
        other.imageID = imageA
        other.environment = ["TOKEN=other", "DEBUG=1"]
        other.ports = []
        other.restartPolicy = .no
        let base = ImageLayer(id: "a", createdBy: "COPY . /src", createdAt: now, size: 1_982_256)
        let layers = [ImageLayer(id: "b", createdBy: "CMD [\"/app/web\"]", createdAt: now), base]
        let others = [ImageLayer(id: "c", createdBy: "RUN make evil\u{1B}[2J", createdAt: now, size: 23_000), base]
        return Comparison(webDetails, other, sizes: (1_982_256, 2_005_256), layers: (layers, others))
    }

    @Test func `in a wide pane they stand side by side`() {
        let lines = compareLines(comparison, left: "dcv_web", right: "dcv_web_stable", columns: 100, .unicode)
        expectNoDifference(
            text(lines),
            #"""
                         dcv_web                                     dcv_web_stable
                         8 differences
            Image      ≠ a81b77e01c20                                4f1c09d2ab10
            Reference    web:latest                                  web:latest
            Size       ≠ 1.98 MB                                     2.01 MB
            Layer        COPY . /src  1.98 MB                        COPY . /src  1.98 MB
                       ≠ CMD ["/app/web"]                            RUN make evil\e[2J  23.0 kB
            Created      2026-11-23T18:02:56Z                        2026-11-23T18:02:56Z
            Restart    ≠ unless-stopped                              no
            Command      /app/web --listen :8080                     /app/web --listen :8080
            Env        ≠ –                                           DEBUG=***
                       ≠ PATH=***                                    –
                       ≠ TOKEN=***                                   TOKEN=***
            Ports      ≠ *:80 -> 8080/tcp                            –
            Mounts       /data  web_data                             /data  web_data
                         /etc/web  /srv/conf, read-only              /etc/web  /srv/conf, read-only
            Networks     front as web                                front as web
            """#)
        #expect(widest(lines) <= 100)
    }

    @Test func `in a narrow pane one stands above the other`() {
        let lines = compareLines(comparison, left: "dcv_web", right: "dcv_web_stable", columns: 50, .ascii)
        expectNoDifference(
            text(lines),
            #"""
                       < dcv_web
                       > dcv_web_stable
                         8 differences
            Image      < a81b77e01c20
                       > 4f1c09d2ab10
            Reference    web:latest
            Size       < 1.98 MB
                       > 2.01 MB
            Layer        COPY . /src  1.98 MB
                       < CMD ["/app/web"]
                       > RUN make evil\e[2J  23.0 kB
            Created      2026-11-23T18:02:56Z
            Restart    < unless-stopped
                       > no
            Command      /app/web --listen :8080
            Env        < -
                       > DEBUG=***
                       < PATH=***
                       > -
                       < TOKEN=***
                       > TOKEN=***
            Ports      < *:80 -> 8080/tcp
                       > -
            Mounts       /data  web_data
                         /etc/web  /srv/conf, read-only
            Networks     front as web
            """#)
        #expect(widest(lines) <= 50)
    }

    @Test func `what does not differ is said to be so`() {
        let lines = compareLines(Comparison(webDetails, webDetails), left: "a", right: "b", columns: 80, .unicode)
        #expect(lines[1].text == "No differences" && lines[1].tone == .good)
        #expect(!lines.contains { $0.tone == .warning })
    }
}

/// A family's builds and what was done to it.
struct HistoryPictureTests {
    private let builds = [
        Image(id: imageA, repository: "web", tag: "latest", createdAt: now - 720, size: "23.4MB"),
        Image(id: imageB, repository: "web", tag: "dcv-stable", createdAt: now - 400_000, size: "9MB"),
        Image(id: imageB, repository: "web", tag: "evil\u{202E}", createdAt: now - 400_000, size: "9MB"),
        Image(id: "sha256:cc", repository: nil, tag: nil, createdAt: now - 500_000, size: "8MB"),
    ]

    private func entry(_ what: String, _ age: Double, problem: String? = nil, why: String? = nil) -> JournalEntry {
        JournalEntry(
            at: now - age, by: "ann@box", engine: "local", family: "web", what: what, from: nil, to: nil,
            outcome: problem == nil ? "done" : "undone", problem: problem, seconds: 0.62, why: why, parameters: nil)
    }

    private func lines(columns: Int) -> [Line] {
        let entries = [
            entry("start web :new", 399_000),
            entry("start web :new", 500, problem: "dcv_web exited at once with code 3"),
            entry("rollback web", 60, why: "it is 3 in the morning"),
        ]
        return historyLines(builds: builds, used: [imageB], entries: entries, now: now, columns: columns, .unicode)
    }

    @Test func `builds and operations stand on one time line, the newest first`() {
        expectNoDifference(
            text(lines(columns: 100)),
            #"""
              1m rollback web        done, 0.6 s, ann@box, "it is 3 in the morning"
              8m start web :new      undone, 0.6 s, ann@box: dcv_web exited at once with code 3
             12m build 4f1c09d2ab10  23.4MB, latest, ▲ no container
              4d start web :new      done, 0.6 s, ann@box
              4d build a81b77e01c20  9MB, dcv-stable, evil\u{202e}
              5d build cc            8MB, no tag, ▲ no container
            """#)
    }

    @Test func `in a narrow pane the rest goes on below`() {
        expectNoDifference(
            text(lines(columns: 56)),
            #"""
              1m rollback web        done, 0.6 s, ann@box, "it is 3
                                     in the morning"
              8m start web :new      undone, 0.6 s, ann@box: dcv_web
                                     exited at once with code 3
             12m build 4f1c09d2ab10  23.4MB, latest, ▲ no container
              4d start web :new      done, 0.6 s, ann@box
              4d build a81b77e01c20  9MB, dcv-stable, evil\u{202e}
              5d build cc            8MB, no tag, ▲ no container
            """#)
        #expect(widest(lines(columns: 56)) <= 56)
    }

    @Test func `where nothing happened that is said`() {
        let lines = historyLines(builds: [], used: [], entries: [], now: now, columns: 60, .ascii)
        #expect(text(lines) == "No builds or operations yet")
    }
}
