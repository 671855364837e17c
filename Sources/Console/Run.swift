/// Neighbouring cells of a row that are painted in one go.
package struct Run: Hashable, Sendable {
    package let column: Int
    package let columns: Int
    package let text: String
    package let tone: Tone
}

extension Canvas {
    /// All cells of a row from left to right.
    ///
    /// A run has one tone. A character outside ASCII has a run of its own: a terminal that takes it for wider or
    /// narrower than it is here then moves nothing else.
    package func runs(row: Int) -> [Run] {
        let cells = self[row: row]
        var runs: [Run] = []
        var start = 0
        while start < cells.count {
            let end = endOfRun(in: cells, from: start)
            var text = ""
            for cell in cells[start..<end] {
                if let grapheme = cell.grapheme { text.append(grapheme) }
            }
            runs.append(Run(column: start, columns: end - start, text: text, tone: cells[start].tone))
            start = end
        }
        return runs
    }

    private func endOfRun(in cells: [Cell], from start: Int) -> Int {
        var end = start + 1
        if cells[start].isASCII {
            while end < cells.count, cells[end].isASCII, cells[end].tone == cells[start].tone { end += 1 }
        } else {
            while end < cells.count, cells[end].grapheme == nil { end += 1 }
        }
        return end
    }
}

extension Cell {
    fileprivate var isASCII: Bool { grapheme?.utf8.count == 1 }
}
