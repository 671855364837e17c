import TestSupport
import Testing

/// What stands on a screen, column by column; a wide character has two.
struct Picture {
    private let rows: [[Character]]

    /// - Parameter screen: every name as long as it is on the screen (``TerminalWindow/untranslatedScreen()``).
    init(_ screen: String) {
        rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.flatMap { $0.isWide ? [$0, " "] : [$0] }
        }
    }

    /// What is wrong with the panes' borders, as the corners and a screen of that size want them; empty if nothing is.
    func crookedRows(columns: Int, rows count: Int) -> [String] {
        guard let first = rows.indices.first(where: { rows[$0].first == "┌" }),
            let last = rows.indices.last(where: { rows[$0].first == "└" })
        else { return ["no panes"] }
        var crooked = last < count && last >= count - 7 ? [] : ["the panes end in row \(last) of \(count)"]
        var middle: Int?
        for row in first...last {
            let cells = rows[row]
            if let corner = cells.firstIndex(of: "┐") { middle = corner == columns - 1 ? nil : corner }
            let isStraight =
                cells.count == columns && "┌│└".contains(cells[0]) && "┐│┘".contains(cells[columns - 1])
                && middle.map { "┐│┘".contains(cells[$0]) && "┌│└".contains(cells[$0 + 1]) } != false
            if !isStraight { crooked.append("\(row): \(String(cells))") }
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

extension Character {
    /// Whether it takes two columns: CJK and the newer emoji, no others are in these tests.
    fileprivate var isWide: Bool {
        guard let scalar = unicodeScalars.first?.value else { return false }
        return (0x1100..<0x1160).contains(scalar) || (0x2E80..<0xD7A4).contains(scalar)
            || (0xFF00..<0xFF61).contains(scalar) || (0x1F300..<0x1FB00).contains(scalar)
    }
}
