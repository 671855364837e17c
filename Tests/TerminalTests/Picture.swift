import TestSupport
import Testing

/// What stands on a screen, column by column; a wide character has two.
struct Picture {
    private let rows: [[Unicode.Scalar]]

    /// - Parameter screen: every name as long as it is on the screen (``TerminalWindow/untranslatedScreen()``).
    init(_ screen: String) {
        rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.unicodeScalars.flatMap { Array(repeating: $0, count: $0.columns) }
        }
    }

    /// What is wrong with the panes' borders, as the corners and a screen of that size want them; empty if nothing is.
    func crookedRows(columns: Int, rows count: Int) -> [String] {
        guard let first = rows.indices.first(where: { rows[$0].first == "┌" }),
            let last = rows.indices.last(where: { rows[$0].first == "└" })
        else { return ["no panes"] }
        var crooked = last < count && last >= count - 7 ? [] : ["the panes end in row \(last) of \(count)"]
        let (left, right) = ("┌│└".unicodeScalars, "┐│┘".unicodeScalars)
        var middle: Int?
        for row in first...last {
            let cells = rows[row]
            if let corner = cells.firstIndex(of: "┐") { middle = corner == columns - 1 ? nil : corner }
            let isStraight =
                cells.count == columns && left.contains(cells[0]) && right.contains(cells[columns - 1])
                && middle.map { right.contains(cells[$0]) && left.contains(cells[$0 + 1]) } != false
            if !isStraight { crooked.append("\(row) has \(cells.count) columns") }
        }
        return crooked
    }
}

extension TerminalWindow {
    /// Waits until every border stands where it belongs on a screen of that size.
    func showsStraightPanes(columns: Int, rows: Int) async throws {
        try await awaiting("straight panes on \(columns)x\(rows)") {
            let screen = try await untranslatedScreen()
            let crooked = Picture(screen).crookedRows(columns: columns, rows: rows)
            return crooked.isEmpty ? "" : (["crooked:"] + crooked + [screen]).joined(separator: "\n")
        } until: {
            $0.isEmpty
        }
    }
}

extension Unicode.Scalar {
    /// As terminals count: none for combining marks, two for CJK and emoji; no others are in these tests.
    fileprivate var columns: Int {
        if properties.generalCategory == .nonspacingMark { return 0 }
        let isWide =
            (0x1100..<0x1160).contains(value) || (0x2E80..<0xD7A4).contains(value)
            || (0xFF00..<0xFF61).contains(value) || (0x1F300..<0x1FB00).contains(value)
        return isWide ? 2 : 1
    }
}
