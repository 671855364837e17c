import Console
import Testing

/// What is sent of a new picture.
struct ChangesTests {
    /// Ten rows of the same letter each; the cursor stands in one of them.
    private func canvas(_ letters: String, columns: Int = 100, cursor: Int) -> Canvas {
        var canvas = Canvas(size: Size(columns: columns, rows: letters.count))
        for (row, letter) in letters.enumerated() {
            canvas.draw(String(repeating: letter, count: columns), column: 0, row: row)
        }
        canvas.cursor = Position(column: 0, row: cursor)
        return canvas
    }

    private func cells(_ canvas: Canvas) -> [[Cell]] { (0..<canvas.size.rows).map { canvas[row: $0] } }

    @Test func `rows that are as they were are not sent`() {
        let old = canvas("abcdef", cursor: 0)
        #expect(canvas("abcdef", cursor: 3).changedRows(after: cells(old)) == [])
        #expect(canvas("aXcdYf", cursor: 3).changedRows(after: cells(old)) == [1, 4])
        #expect(canvas("abcdefg", cursor: 3).changedRows(after: cells(old)) == [6])
        #expect(old.changedRows(after: []) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `of much that changed, the rows of both cursors are sent first, then those about the new one`() {
        let old = canvas("abcdefghij", cursor: 9)
        let new = canvas("ABCDEFGHIJ", cursor: 3)
        #expect(new.thriftyRows(after: cells(old), cursor: old.cursor, bytes: 120) == [3, 9])
        #expect(new.thriftyRows(after: cells(old), cursor: old.cursor, bytes: 450) == [3, 9, 2, 4])
        #expect(new.thriftyRows(after: cells(old), cursor: old.cursor, bytes: 10_000).count == 10)
    }

    @Test func `only what is different in a row counts`() {
        let old = canvas("aaaaaaaaaa", cursor: 0)
        var new = old
        for row in 0..<10 { new.draw("xx", column: 50, row: row) }
        #expect(new.thriftyRows(after: cells(old), cursor: old.cursor, bytes: 100).count == 10)
        for row in 0..<10 { new.draw("xx", column: 50, row: row, tone: .bad) }
        #expect(new.thriftyRows(after: cells(old), cursor: old.cursor, bytes: 100).count == 3)
    }
}
