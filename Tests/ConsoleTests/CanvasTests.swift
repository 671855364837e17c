import Console
import CustomDump
import Testing

@Suite struct CanvasTests {
    @Test func `a picture is its rows without the blanks at their ends`() {
        var canvas = Canvas(size: Size(columns: 10, rows: 3))
        #expect(canvas.draw("web", column: 1, row: 0) == 3)
        canvas.draw("api", column: 7, row: 2)
        expectNoDifference(canvas.text, " web\n\n       api")
    }

    @Test func `text that does not fit ends with an ellipsis`() {
        var canvas = Canvas(size: Size(columns: 12, rows: 4))
        #expect(canvas.draw("dcv_web_stable", column: 0, row: 0) == 12)
        #expect(canvas.draw("dcv_web_stable", column: 0, row: 1, columns: 7) == 7)
        canvas.draw("exactly", column: 0, row: 2, columns: 7)
        #expect(canvas.draw("nothing", column: 3, row: 3, columns: 0) == 0)
        expectNoDifference(canvas.text, "dcv_web_sta…\ndcv_we…\nexactly\n")
    }

    @Test func `the ellipsis is ASCII where the glyphs are`() {
        var canvas = Canvas(size: Size(columns: 6, rows: 1), glyphs: .ascii)
        canvas.draw("dcv_web", column: 0, row: 0)
        #expect(canvas.text == "dcv_w~")
    }

    @Test func `drawing outside clips`() {
        var canvas = Canvas(size: Size(columns: 4, rows: 2))
        canvas.draw("abcdef", column: -2, row: 0)
        canvas.draw("日本", column: -1, row: 1)
        for row in [-1, 2, .min, .max] { canvas.draw("x", column: 0, row: row) }
        for column in [4, .min, .max] { canvas.draw("é", column: column, row: 0, columns: .max) }
        expectNoDifference(canvas.text, "cdef\n 本")
    }

    @Test func `nothing drawn anywhere traps`() {
        for size in [Size(columns: 0, rows: 0), Size(columns: -1, rows: 3), Size(columns: 3, rows: 2)] {
            var canvas = Canvas(size: size)
            for start in [-9, -1, 0, 1, 2, 9, Int.max] {
                for count in [Int.min, -1, 0, 1, 2, 3, 9, .max] {
                    let rectangle = Rectangle(column: start, row: start, columns: count, rows: count)
                    canvas.box(rectangle, title: "日本\u{1B}e\u{301}")
                    canvas.draw("ab日本", column: start, row: start % 3, columns: count)
                    canvas.fill(rectangle)
                    canvas.paint(rectangle, tone: .selection)
                }
            }
            #expect(canvas.text.count <= 7)
        }
    }

    @Test func `wide characters take two columns`() {
        var canvas = Canvas(size: Size(columns: 8, rows: 3))
        #expect(canvas.draw("日本go", column: 0, row: 0) == 6)
        canvas.draw("日本語日本語", column: 0, row: 1, columns: 6)
        canvas.draw("👍日", column: 5, row: 2)
        expectNoDifference(canvas.text, "日本go\n日本…\n     👍…")
    }

    @Test func `half a wide character becomes a blank`() {
        var canvas = Canvas(size: Size(columns: 6, rows: 2))
        for row in 0..<2 { canvas.draw("日本語", column: 0, row: row) }
        canvas.draw("x", column: 1, row: 0)
        canvas.fill(Rectangle(column: 2, row: 1, columns: 3, rows: 1))
        expectNoDifference(canvas.text, " x本語\n日")
    }

    @Test func `combining marks take no column`() {
        var canvas = Canvas(size: Size(columns: 4, rows: 1))
        #expect(canvas.draw("e\u{301}e\u{301}|", column: 0, row: 0) == 3)
        #expect(canvas.text == "e\u{301}e\u{301}|")
    }

    @Test func `control characters never get in`() {
        var canvas = Canvas(size: Size(columns: 20, rows: 1))
        canvas.draw("a\u{1B}[2J\u{9B}1m\n", column: 0, row: 0)
        #expect(canvas.text == "a\\e[2J\\x9b1m\\n")
    }

    @Test func `a box has its title in the upper line`() {
        var canvas = Canvas(size: Size(columns: 14, rows: 3))
        canvas.box(canvas.bounds, title: "1 Families ")
        expectNoDifference(
            canvas.text,
            """
            ┌1 Families ─┐
            │            │
            └────────────┘
            """)
    }

    @Test func `a box is drawn in ASCII where the glyphs are`() {
        var canvas = Canvas(size: Size(columns: 8, rows: 3), glyphs: .ascii)
        canvas.box(canvas.bounds, title: "2 Containers")
        expectNoDifference(
            canvas.text,
            """
            +2 Con~+
            |      |
            +------+
            """)
    }

    @Test func `a box reaching out of the canvas is cut`() {
        var canvas = Canvas(size: Size(columns: 4, rows: 2))
        canvas.box(Rectangle(column: -1, row: 0, columns: 4, rows: 5))
        expectNoDifference(canvas.text, "──┐\n  │")
    }

    @Test func `selecting a row leaves its text and changes its tone`() {
        var canvas = Canvas(size: Size(columns: 5, rows: 2))
        canvas.draw("web", column: 0, row: 0, tone: .good)
        canvas.draw("api", column: 0, row: 1, tone: .good)
        canvas.paint(Rectangle(column: 0, row: 1, columns: 5, rows: 1), tone: .selection)
        #expect(canvas.text == "web\napi")
        #expect(canvas[row: 0].map(\.tone) == [.good, .good, .good, .plain, .plain])
        #expect(Set(canvas[row: 1].map(\.tone)) == [.selection])
    }

    @Test func `only what changed makes rows differ`() {
        var one = Canvas(size: Size(columns: 5, rows: 2))
        one.draw("web", column: 0, row: 0)
        var other = one
        #expect(one == other)
        other.draw("api", column: 0, row: 1, tone: .dim)
        #expect(one != other)
        #expect(one[row: 0] == other[row: 0])
        #expect(one[row: 1] != other[row: 1])
        #expect(one[row: 7] == [])
    }

    @Test func `a run has one tone`() {
        var canvas = Canvas(size: Size(columns: 6, rows: 1))
        canvas.draw("web", column: 1, row: 0, tone: .title)
        expectNoDifference(
            canvas.runs(row: 0).map { "\($0.column)+\($0.columns) \($0.text) \($0.tone)" },
            ["0+1   plain", "1+3 web title", "4+2    plain"])
        #expect(canvas.runs(row: 1) == [])
    }

    @Test func `a character outside ASCII has a run of its own`() {
        var canvas = Canvas(size: Size(columns: 7, rows: 1))
        canvas.draw("a●●日b", column: 0, row: 0)
        expectNoDifference(
            canvas.runs(row: 0).map { "\($0.column)+\($0.columns) \($0.text)" },
            ["0+1 a", "1+1 ●", "2+1 ●", "3+2 日", "5+2 b "])
    }
}
