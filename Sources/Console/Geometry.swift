/// How large a screen or a part of it is, in character cells.
package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A cell; the top left one is column 0, row 0.
package struct Position: Hashable, Sendable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A part of a screen; one without columns or rows holds nothing, and is no error.
package struct Rectangle: Hashable, Sendable {
    package let column: Int
    package let row: Int
    package let columns: Int
    package let rows: Int

    /// Negative counts become 0, so that a layout may subtract without looking; `.max` is all there is.
    package init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = min(max(-farthest, column), farthest)
        self.row = min(max(-farthest, row), farthest)
        self.columns = min(max(0, columns), farthest)
        self.rows = min(max(0, rows), farthest)
    }

    /// All of a screen.
    package init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    package var size: Size { Size(columns: columns, rows: rows) }
    package var isEmpty: Bool { columns == 0 || rows == 0 }
    /// The first column right of it.
    package var endColumn: Int { column + columns }
    /// The first row below it.
    package var endRow: Int { row + rows }

    package func contains(_ position: Position) -> Bool {
        position.column >= column && position.column < endColumn && position.row >= row && position.row < endRow
    }
}

extension Rectangle {
    /// What is left without a margin on every side: what is inside a box.
    package func inset(columns: Int = 1, rows: Int = 1) -> Rectangle {
        Rectangle(
            column: column + columns, row: row + rows, columns: self.columns - 2 * columns,
            rows: self.rows - 2 * rows)
    }

    /// Its first rows and the others; asked for more than there are, the rest is empty.
    package func split(top rows: Int) -> (top: Rectangle, rest: Rectangle) {
        let count = min(max(0, rows), self.rows)
        return (
            Rectangle(column: column, row: row, columns: columns, rows: count),
            Rectangle(column: column, row: row + count, columns: columns, rows: self.rows - count)
        )
    }

    /// Its last rows and the others.
    package func split(bottom rows: Int) -> (rest: Rectangle, bottom: Rectangle) {
        let halves = split(top: self.rows - min(max(0, rows), self.rows))
        return (halves.top, halves.rest)
    }

    /// Its first columns and the others.
    package func split(left columns: Int) -> (left: Rectangle, rest: Rectangle) {
        let count = min(max(0, columns), self.columns)
        return (
            Rectangle(column: column, row: row, columns: count, rows: rows),
            Rectangle(column: column + count, row: row, columns: self.columns - count, rows: rows)
        )
    }

    /// Its last columns and the others.
    package func split(right columns: Int) -> (rest: Rectangle, right: Rectangle) {
        let halves = split(left: self.columns - min(max(0, columns), self.columns))
        return (halves.left, halves.rest)
    }

    /// What both share; empty if that is nothing.
    package func intersection(_ other: Rectangle) -> Rectangle {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rectangle(
            column: left, row: top, columns: min(endColumn, other.endColumn) - left,
            rows: min(endRow, other.endRow) - top)
    }
}

/// No screen reaches farther; keeps sums from overflowing.
let farthest = 1 << 20
