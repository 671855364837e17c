import Console
import Engine
import Families
import FoundationEssentials
import Supervisor
import Testing

/// The log, and its own keys.
struct LogsTests {
    private func line(_ text: String, _ second: Int64 = 1) -> LogLine {
        LogLine(text, at: LogTime(nanoseconds: second * 1_000_000_000))
    }

    /// The log of dcv_web is shown and has the keys.
    private func reading(_ texts: String...) -> State {
        var state = State.live()
        state.type("LL")
        state.hear(.inspector(.logged(texts.enumerated().map { line($1, Int64($0)) }, "#dcv_web")))
        return state
    }

    private func search(_ text: String, in state: inout State) {
        state.type("/" + text)
        state.hit(.enter)
    }

    @Test func `its letter once more gives it the keys`() {
        var state = State.live()
        state.type("L")
        #expect(state.lists.focus == .families && !state.isLogFocused)
        state.type("L")
        #expect(state.isLogFocused)
    }

    // MARK: Search

    @Test func `a search finds the newest line first, n goes on up, N back down, and both go round`() {
        var state = reading("error one", "fine", "an ERROR two", "fine", "error three", "fine")
        search("error", in: &state)
        #expect(state.inspector.logs.found == 4)
        for expected in [2, 0, 4] {
            state.type("n")
            #expect(state.inspector.logs.found == expected)
        }
        for expected in [0, 2] {
            state.type("N")
            #expect(state.inspector.logs.found == expected)
        }
    }

    @Test func `what is nowhere is said, and n asks for nothing new`() {
        var state = reading("fine")
        search("error", in: &state)
        #expect(state.message?.text == "'error' not found in 1 line")
        #expect(state.type("n") == [])
        search("", in: &state)
        #expect(state.type("n") == [])
        #expect(state.message?.text == "No search yet. Press / to search")
    }

    @Test func `n starts a new container everywhere else`() {
        var state = State.live()
        #expect(state.type("L") == [.inspector(.follow(.logs(container: "#dcv_web"), after: nil))])
        #expect(state.type("n") == [.operation(.readConfigurations(web))])
    }

    @Test func `Esc leaves a question, and nothing happens`() {
        var state = reading("fine")
        for key in ["/", "T", ">"] {
            state.type(key + "x")
            #expect(state.hit(.escape) == [])
            #expect(state.mode == .browsing)
        }
        #expect(state.inspector.logs.pattern == nil && state.inspector.logs.start == nil)
    }

    // MARK: What is shown

    @Test func `w and t change how lines are shown, for every container`() {
        var state = reading("fine")
        state.type("wt")
        #expect(!state.inspector.logs.wraps && state.inspector.logs.showsTimes)
        state.type("2j")
        #expect(!state.inspector.logs.wraps && state.inspector.logs.showsTimes)
    }

    @Test func `T asks from when on, and follows anew`() {
        var state = reading("fine")
        state.type("T10m")
        #expect(state.hit(.enter) == [.inspector(.follow(.logs(container: "#dcv_web", since: .ago(600)), after: nil))])
        #expect(state.inspector.logs.lines.isEmpty)
        state.type("T")
        #expect(state.hit(.enter) == [.inspector(.follow(.logs(container: "#dcv_web"), after: nil))])
        state.type("Tyesterday")
        #expect(state.hit(.enter) == [])
        #expect(state.message?.text.hasPrefix("invalid time 'yesterday'") == true)
    }

    @Test(arguments: [
        ("90s", LogStart.ago(90)), ("10m", .ago(600)), ("2h", .ago(7200)), ("3d", .ago(259_200)),
        ("2026-11-23T18:05:56Z", .at(LogTime(nanoseconds: 1_795_457_156_000_000_000))), ("", nil), ("m", nil),
        ("-1m", nil), ("10", nil), ("99999999999999999999d", nil), ("1000000d", nil),
    ])
    func `times are read as people write them`(text: String, start: LogStart?) {
        #expect(LogStart(text) == start)
    }

    // MARK: Older lines, and newer ones

    @Test func `whoever goes above the first line gets older ones, page by page, as long as there are any`() {
        var state = reading("new")
        state.type("g")
        let page = LogPage(container: "#dcv_web", before: LogTime(nanoseconds: 0), newer: 1, lines: 1000)
        #expect(state.hear(.scrollEnded(at: 0)) == [.inspector(.readOlderLines(page))])
        #expect(state.hear(.scrollEnded(at: 0)) == [])
        state.hear(.inspector(.olderLinesRead([line("old", -1)], "#dcv_web")))
        #expect(state.inspector.logs.lines.numbers == -1..<1)
        #expect(state.hear(.scrollEnded(at: 0)) != [])
        state.hear(.inspector(.olderLinesRead([], "#dcv_web")))
        #expect(state.message?.text == "Beginning of the log")
        #expect(state.hear(.scrollEnded(at: 0)) == [])
    }

    @Test func `older lines of another container are not taken`() {
        var state = reading("new")
        state.hear(.inspector(.olderLinesRead([line("old")], "#dcv_web_stable")))
        #expect(state.inspector.logs.lines.numbers == 0..<1)
    }

    @Test func `lines that are read stay where they are while newer ones come`() {
        var state = reading("one", "two", "three")
        state.type("k")
        state.hear(.inspector(.logged([line("four")], "#dcv_web")))
        #expect(state.inspector.scrolled == 2)
        state.type("G")
        #expect(state.inspector.scrolled == 0)
    }

    @Test func `when the engine is back, what flowed goes on from where it was`() {
        var state = reading("one")
        let gone = EngineError.unreachable(endpoint: "local", words: "connection refused")
        state.hear(.inspector(.followingEnded(.logs(container: "#dcv_web"), gone)))
        #expect(state.inspector.streamProblem == gone.problem)
        state.hear(.connection(.snapshotFailed(gone, at: now)))
        let effects = state.hear(.snapshotRead(ordinary, at: now))
        let after = state.inspector.logs.lines.lastTime
        #expect(effects.contains(.inspector(.follow(.logs(container: "#dcv_web"), after: after))))
        #expect(state.inspector.streamProblem == nil)
    }

    @Test func `what an engine cannot show is not asked for again and again`() {
        var state = reading("one")
        let refused = EngineError.refused(command: "logs", exitCode: 1, words: "driver does not support reading")
        state.hear(.inspector(.followingEnded(.logs(container: "#dcv_web"), refused)))
        let effects = state.hear(.snapshotRead(ordinary, at: now))
        #expect(!effects.contains { if case .inspector = $0 { true } else { false } })
        #expect(state.inspector.streamProblem == refused.problem)
    }

    @Test func `a container that runs again is followed again, from where its log was`() {
        var state = reading("one", "two")
        state.hear(.inspector(.followingEnded(.logs(container: "#dcv_web"), nil)))
        #expect(state.inspector.isStreamOver)
        #expect(follows(ordinary.with("dcv_web", .exited), &state) == [])
        let again = Effect.inspector(
            .follow(.logs(container: "#dcv_web"), after: LogTime(nanoseconds: 1_000_000_000)))
        #expect(follows(ordinary, &state) == [again])
        #expect(follows(ordinary, &state) == [])
        #expect(state.inspector.logs.lines.numbers == 0..<2)
    }

    private func follows(_ snapshot: Snapshot, _ state: inout State) -> [Effect] {
        state.hear(.snapshotRead(snapshot, at: now)).filter {
            if case .inspector(.follow, _) = $0 { true } else { false }
        }
    }

    // MARK: A file

    @Test func `> saves what is kept, under a name that is filled in`() {
        var state = reading("one", "two")
        state.type(">")
        #expect(state.mode == .asking(.file, text: "dcv_web.log"))
        #expect(
            state.hit(.enter) == [
                .inspector(.saveLog(state.inspector.logs.lines, file: "dcv_web.log", showsTimes: false))
            ])
        state.hear(.inspector(.logSaved("/tmp/dcv_web.log", lines: 2, problem: nil)))
        #expect(state.message == Message(.done, "Saved 2 lines to /tmp/dcv_web.log"))
        state.hear(.inspector(.logSaved("/tmp/dcv_web.log", lines: 0, problem: "file exists")))
        #expect(state.message?.text == "cannot write /tmp/dcv_web.log: file exists")
    }
}
