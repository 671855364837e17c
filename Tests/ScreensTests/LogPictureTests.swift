import Console
import CustomDump
import Engine
import FoundationEssentials
@testable import Screens
import Supervisor
import Testing

/// Logs and curves.
struct LogPictureTests {
    private var log: LogBuffer {
        var log = LogBuffer()
        let begin = LogTime(now).nanoseconds
        let lines: [(String, LogLine.Source)] = [
            ("GET / 200 4ms", .output), ("\u{1B}[1;31mfatal:\u{1B}[0m no\tconfiguration", .errors),
            ("evil \u{1B}]0;title\u{7}\u{202E}x", .output), ("日本語 and a line that is longer than the pane", .output),
        ]
        log.append(
            lines.enumerated().map { place, line in
                LogLine(line.0, line.1, at: LogTime(nanoseconds: begin + Int64(place) * 1_000_000_000))
            })
        return log
    }

    @Test func `long lines take their rows, and the first line can be reached however long it is`() {
        var log = LogBuffer()
        let texts = [String(repeating: "x", count: 5000)] + (1...14).map { "line \($0)" }
        log.append(texts.map { LogLine($0, at: LogTime(now)) })
        func hidden(wraps: Bool) -> Int {
            hiddenLines(of: log, showsTimes: false, wraps: wraps, columns: 40, rows: 10, .unicode)
        }
        #expect(hidden(wraps: true) == 14)
        #expect(hidden(wraps: false) == 5)
    }

    @Test func `of a line that is taller than the pane the beginning is shown, and how much there is of it`() {
        var log = LogBuffer()
        log.append(
            ["first", "{\"level\": " + String(repeating: "x", count: 100)].map { LogLine($0, at: LogTime(now)) })
        expectNoDifference(
            text(logLines(log, columns: 21, rows: 4, .unicode)),
            """
             {"level": xxxxxxxxxx
             xxxxxxxxxxxxxxxxxxxx
             xxxxxxxxxxxxxxxxxxxx
            (this line continues for 3 rows)
            """)
        #expect(text(logLines(log, columns: 21, rows: 1, .unicode)) == #" {"level": xxxxxxxxxx"#)
        #expect(text(logLines(log, columns: 21, rows: 6, .unicode)).hasSuffix("xx\n xxxxxxxxxx"))
    }

    @Test func `a log is shown from its end, and standard error is marked`() {
        let lines = logLines(log, columns: 60, rows: 10, .unicode)
        expectNoDifference(
            text(lines),
            #"""
             GET / 200 4ms
            ▌fatal: no       configuration
             evil \e]0;title\x07\u{202e}x
             日本語 and a line that is longer than the pane
            """#)
    }

    @Test func `in a narrow pane lines go on below; times stand before them`() {
        let lines = logLines(log, showsTimes: true, columns: 30, rows: 5, .ascii)
        expectNoDifference(
            text(lines),
            #"""
            18:05:58  evil \e]0;title\x07\
                      u{202e}x
            18:05:59  日本語 and a line th
                      at is longer than th
                      e pane
            """#)
        #expect(lines.count == 5 && widest(lines) <= 30)
    }

    @Test func `the search and what it finds stand out`() {
        let lines = logLines(
            log, pattern: LogPattern("n"), found: 3, columns: 80, rows: 3, .unicode)
        expectNoDifference(lines.map(\.tone), [.match, .plain, .selection])
    }

    @Test func `one scrolls by number, and dropped lines are counted above the first`() {
        var log = LogBuffer(bound: 2048)
        log.append((0..<500).map { LogLine("line \($0)", at: LogTime(nanoseconds: Int64($0))) })
        #expect(text(logLines(log, until: 490, columns: 60, rows: 2, .unicode)) == " line 488\n line 489")
        let first = log.numbers.lowerBound
        expectNoDifference(
            text(logLines(log, until: first + 1, columns: 60, rows: 4, .unicode)),
            "(\(first) older lines dropped)\n line \(first)")
        #expect(text(logLines(LogBuffer(), columns: 60, rows: 4, .unicode)) == "No log output yet")
        #expect(logLines(log, columns: 1, rows: 3, .unicode).count == 3)
        #expect(logLines(log, columns: 60, rows: 0, .unicode) == [])
    }

    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}[m", ""), ("\u{1B}[38;5;1mx", "x"), ("\u{1B}[2J", "\u{1B}[2J"),
        ("\u{1B}[31", "\u{1B}[31"), ("\u{1B}", "\u{1B}"), ("a\u{1B}[38:2::1mb", "ab"),
    ])
    func `only what sets colours is taken out`(text: String, rest: String) {
        #expect(withoutColours(text) == rest)
    }
}

struct CurveTests {
    private let ramp: [Double?] = [nil, 0, 1, 2, 3, 4, 5, 6, 7, 8, 100]

    private func sparkline(_ values: [Double?], columns: Int, top: Double? = nil, _ glyphs: Glyphs) -> String {
        graph(values, columns: columns, rows: 1, top: top, glyphs).first ?? ""
    }

    @Test func `a curve ends at the right, and what is not known is blank`() {
        #expect(sparkline(ramp, columns: 12, top: 8, .unicode) == "  ▁▁▂▃▄▅▆▇██")
        #expect(sparkline(ramp, columns: 12, top: 8, .ascii) == "  ..:-=+*###")
        #expect(sparkline(ramp, columns: 3, top: 8, .unicode) == "▇██")
        #expect(sparkline([0, 0], columns: 4, .unicode) == "  ▁▁")
        #expect(sparkline([], columns: 2, .unicode) == "  " && sparkline(ramp, columns: 0, .unicode) == "")
    }

    @Test func `a curve of several rows is read from the bottom`() {
        expectNoDifference(
            graph([0, 4, 8, 12, 16, 2], columns: 7, rows: 2, .unicode), ["    ▄█ ", " ▁▄███▂"])
        expectNoDifference(graph([0, 7, 14], columns: 3, rows: 2, .ascii), ["  #", ".##"])
    }
}
