@testable import Supervisor
import CustomDump
import Engine
import FoundationEssentials
import Testing

struct LogBufferTests {
    private func line(_ number: Int, _ text: String? = nil) -> LogLine {
        LogLine(
            text ?? "line \(number)", number % 3 == 0 ? .errors : .output,
            at: LogTime(nanoseconds: 1_000_000 + Int64(number)))
    }

    @Test func `lines come back as they were, by number`() {
        var log = LogBuffer()
        log.append([line(0), line(1, "a\u{FFFD}\u{1B}[31m日本"), line(2, "")])
        #expect(log.numbers == 0..<3 && log[1] == line(1, "a\u{FFFD}\u{1B}[31m日本") && log[3] == nil && log[-1] == nil)
        expectNoDifference(log.lines(-5..<99), [line(0), line(1, "a\u{FFFD}\u{1B}[31m日本"), line(2, "")])
        #expect(log.lastTime == line(2).time)
    }

    @Test func `the oldest give way, and numbers stay`() {
        var log = LogBuffer(bound: 4096)
        for number in 0..<1000 { log.append([line(number)]) }
        #expect(log.byteCount <= 4096 && log.byteCount > 3000)
        #expect(log.numbers.upperBound == 1000 && log.droppedLines == log.numbers.lowerBound)
        #expect(log.numbers.allSatisfy { log[$0] == line($0) })
    }

    @Test func `however much is logged, memory stays the same`() {
        var log = LogBuffer(bound: 1 << 20)
        var most = 0
        let batch = (0..<1000).map { line($0, String(repeating: "x", count: $0 % 300)) }
        for _ in 0..<250 {
            log.append(batch)
            most = max(most, log.byteCount)
        }
        #expect(log.numbers.upperBound == 250_000 && most <= 1 << 20)
    }

    @Test func `lines larger than all of it do not stay but the last`() {
        var log = LogBuffer(bound: 2000)
        for number in 0..<3 { log.append([line(number, String(repeating: "x", count: 5000))]) }
        #expect(log.numbers == 2..<3 && log.droppedLines == 2)
    }

    @Test func `older lines go before the others, below zero; as many as there is room for`() {
        var log = LogBuffer(bound: 4096)
        log.append((10..<20).map { line($0) })
        expectNoDifference(
            log.pageBefore(of: "web", lines: 5), LogPage(container: "web", before: line(10).time, newer: 10, lines: 5))
        #expect(log.prepend((5..<10).map { line($0) }) == 5)
        #expect(log.numbers == -5..<10 && log[-5] == line(5) && log[9] == line(19))
        let kept = log.prepend((-995..<5).map { line($0) })
        #expect(kept > 50 && kept < 1000 && log.byteCount <= 4096)
        #expect(log[log.numbers.lowerBound] == line(5 - kept))
        log.append((20..<400).map { line($0) })
        #expect(log.numbers.upperBound == 390 && log[389] == line(399) && log.byteCount <= 4096)
    }

    @Test func `a search goes on from a line, both ways and around`() throws {
        var log = LogBuffer(bound: 4096)
        log.append((0..<1000).map { line($0, $0 % 10 == 7 ? "an Error \($0)" : "fine") })
        let pattern = try #require(LogPattern("error"))
        #expect(log.next(pattern, after: 987) == 997)
        #expect(log.next(pattern, after: 986) == 987)
        #expect(log.previous(pattern, before: 987) == 977)
        #expect(log.previous(pattern, before: 988) == 987)
        let first = try #require(log.numbers.first { $0 % 10 == 7 })
        #expect(log.next(pattern, after: 997) == first)
        #expect(log.previous(pattern, before: first) == 997)
        #expect(log.next(pattern, after: -5) == first && log.previous(pattern, before: 5000) == 997)
        #expect(log.next(try #require(LogPattern("nowhere")), after: 0) == nil)
        #expect(log.previous(try #require(LogPattern("nowhere")), before: 0) == nil)
        #expect(LogBuffer().next(pattern, after: 0) == nil)
    }

    @Test(arguments: [
        ("error", "an ERROR", true), ("Error", "an ERROR", false), ("Error", "an Error", true),
        ("ärger", "ÄRGER", true),
        ("Ärger", "ärger", false), ("日本", "in 日本", true), ("aab", "aaab", true), ("longer than it", "long", false),
        ("[31m", "\u{1B}[31mred", true), ("x", "", false),
    ])
    func `capitals count only if the pattern has one`(pattern: String, text: String, isFound: Bool) throws {
        #expect(try #require(LogPattern(pattern)).isFound(in: text) == isFound)
    }

    @Test func `nothing is no pattern`() {
        #expect(LogPattern("") == nil)
    }

    @Test func `times keep their nanoseconds, and dates their microseconds`() {
        let date = Date(timeIntervalSince1970: 1_795_573_083.924333)
        #expect(LogTime(date).nanoseconds == 1_795_573_083_924_333_000)
        #expect(abs(LogTime(date).date.timeIntervalSince(date)) < 0.000001)
        #expect(LogTime(.distantPast) < LogTime(.distantFuture))
    }
}
