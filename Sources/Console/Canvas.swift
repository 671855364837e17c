/// A picture of the screen: a grid of cells, each with a character and a tone. Views draw on it, tests read ``text``.
///
/// Drawing outside clips. Nothing that is drawn can drive a terminal: text goes through ``visible(_:)``.
package struct Canvas: Equatable, Sendable {
    package let size: Size
    package let glyphs: Glyphs
    /// Where the terminal's own cursor stands; nil hides it. One outside the canvas is hidden, too.
    package var cursor: Position?
    private var rows: [[Cell]]

    package init(size: Size, glyphs: Glyphs = .unicode) {
        self.size = size
        self.glyphs = glyphs
        rows = Array(repeating: Array(repeating: Cell.blank, count: max(0, size.columns)), count: max(0, size.rows))
    }

    package var bounds: Rectangle { Rectangle(size) }

    /// The rows as lines, without the blanks at their ends.
    package var text: String {
        rows.map { row in
            let end = row.lastIndex { $0.grapheme != " " } ?? -1
            return String(row[...end].compactMap(\.grapheme))
        }
        .joined(separator: "\n")
    }

    /// The cells of a row, by which to see whether it changed.
    package subscript(row row: Int) -> [Cell] { rows.indices.contains(row) ? rows[row] : [] }
}

/// What one cell shows.
package struct Cell: Hashable, Sendable {
    /// nil where a character further left reaches into this cell.
    package let grapheme: Character?
    package var tone: Tone

    static let blank = Cell(grapheme: " ", tone: .plain)
}

extension Canvas {
    /// Draws one line of text; what does not fit into `columns` or the canvas is cut, and the cut marked.
    ///
    /// - Returns: the columns it took, so that the next text may begin there.
    @discardableResult
    package mutating func draw(
        _ text: String, column: Int, row: Int, tone: Tone = .plain, columns limit: Int? = nil
    ) -> Int {
        let start = min(max(column, -farthest), size.columns)
        let shown = clipped(visible(text), to: min(limit ?? .max, size.columns - start), ellipsis: glyphs.ellipsis)
        if isPrintableASCII(shown) {
            drawASCII(shown, column: start, row: row, tone: tone)
            return shown.utf8.count
        }
        var end = start
        for character in shown {
            end += put(character, column: end, row: row, tone: tone)
        }
        return end - start
    }

    /// Blanks the cells.
    package mutating func fill(_ rectangle: Rectangle, tone: Tone = .plain) {
        let part = rectangle.intersection(bounds)
        if part.isEmpty { return }
        for row in part.row..<part.endRow {
            takeApart(row: row, at: part.column, part.endColumn)
            for column in part.column..<part.endColumn {
                rows[row][column] = Cell(grapheme: " ", tone: tone)
            }
        }
    }

    /// Gives what is drawn there another tone, as a selected row has it.
    package mutating func paint(_ rectangle: Rectangle, tone: Tone) {
        let part = rectangle.intersection(bounds)
        if part.isEmpty { return }
        for row in part.row..<part.endRow {
            for column in part.column..<part.endColumn {
                rows[row][column].tone = tone
            }
        }
    }

    /// A frame just inside the rectangle, with the title in its upper line; what is inside stays.
    ///
    /// Without room for two columns and two rows there is no frame.
    package mutating func box(
        _ rectangle: Rectangle, title: String = "", tone: Tone = .border, titleTone: Tone = .title
    ) {
        if rectangle.columns < 2 || rectangle.rows < 2 { return }
        let right = rectangle.endColumn - 1
        let bottom = rectangle.endRow - 1
        let part = rectangle.intersection(bounds)
        for column in part.column..<part.endColumn {
            put(glyphs.horizontal, column: column, row: rectangle.row, tone: tone)
            put(glyphs.horizontal, column: column, row: bottom, tone: tone)
        }
        for row in part.row..<part.endRow {
            put(glyphs.vertical, column: rectangle.column, row: row, tone: tone)
            put(glyphs.vertical, column: right, row: row, tone: tone)
        }
        put(glyphs.topLeft, column: rectangle.column, row: rectangle.row, tone: tone)
        put(glyphs.topRight, column: right, row: rectangle.row, tone: tone)
        put(glyphs.bottomLeft, column: rectangle.column, row: bottom, tone: tone)
        put(glyphs.bottomRight, column: right, row: bottom, tone: tone)
        draw(title, column: rectangle.column + 1, row: rectangle.row, tone: titleTone, columns: rectangle.columns - 2)
    }
}

extension Canvas {
    private func has(_ column: Int, _ row: Int) -> Bool {
        column >= 0 && column < size.columns && row >= 0 && row < size.rows
    }

    private mutating func drawASCII(_ text: String, column: Int, row: Int, tone: Tone) {
        if row < 0 || row >= size.rows { return }
        takeApart(row: row, at: column, column + text.utf8.count)
        var column = column
        for byte in text.utf8 {
            if column >= 0 {
                rows[row][column] = Cell(grapheme: Character(Unicode.Scalar(byte)), tone: tone)
            }
            column += 1
        }
    }

    /// Puts one character there, blanks if a part of it would lie outside; returns the columns it takes anyhow.
    @discardableResult
    private mutating func put(_ character: Character, column: Int, row: Int, tone: Tone) -> Int {
        let count = columns(of: character)
        let end = column + count
        if count == 0 || row < 0 || row >= size.rows { return count }
        takeApart(row: row, at: column, end)
        let isInside = column >= 0 && end <= size.columns
        for position in column..<end where has(position, row) {
            let grapheme = isInside ? (position == column ? character : nil) : " "
            rows[row][position] = Cell(grapheme: grapheme, tone: tone)
        }
        return count
    }

    /// Makes blanks of a wide character that one of these column borders goes through.
    private mutating func takeApart(row: Int, at borders: Int...) {
        for border in borders where has(border, row) && rows[row][border].grapheme == nil {
            let start = rows[row][...border].lastIndex { $0.grapheme != nil } ?? 0
            let end = rows[row][border...].firstIndex { $0.grapheme != nil } ?? size.columns
            for column in start..<end {
                rows[row][column] = Cell(grapheme: " ", tone: rows[row][column].tone)
            }
        }
    }
}
