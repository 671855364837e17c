extension Canvas {
    /// The rows that show something else than these did, from above.
    package func changedRows(after painted: [[Cell]]) -> [Int] {
        (0..<max(0, size.rows)).filter { $0 >= painted.count || painted[$0] != self[row: $0] }
    }

    /// Of the changed rows those of both cursors, then those about this one, as long as they are likely to take a
    /// terminal fewer bytes in all.
    package func thriftyRows(after painted: [[Cell]], cursor old: Position?, bytes limit: Int = 400) -> [Int] {
        let place = cursor?.row ?? 0
        let ends = [place, old?.row ?? place]
        let order = changedRows(after: painted).sorted { left, right in
            (ends.contains(left) ? -1 : abs(left - place), left) < (
                ends.contains(right) ? -1 : abs(right - place), right
            )
        }
        var bytes = 0
        return Array(
            order.prefix { row in
                bytes += cost(of: row, after: row < painted.count ? painted[row] : [])
                return bytes <= limit || ends.contains(row)
            })
    }

    /// About as many bytes as it takes to send what is different in that row: to place the cursor there, to change the
    /// colour and to take that back, and the text.
    private func cost(of row: Int, after old: [Cell]) -> Int {
        let cells = self[row: row]
        let isDifferent = cells.indices.map { $0 >= old.count || old[$0] != cells[$0] }
        var bytes = 0
        var last: Int?
        for column in cells.indices where isDifferent[column] {
            let gap = last.map { column - $0 - 1 } ?? .max
            bytes += min(gap, 8)
            if cells[column].tone != .plain, last.map({ cells[$0].tone != cells[column].tone }) ?? true { bytes += 16 }
            bytes += cells[column].grapheme?.utf8.count ?? 0
            last = column
        }
        return bytes
    }
}
