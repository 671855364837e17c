/// Something that a list shows, and that a filter looks at.
protocol Listed: Identifiable {
    /// In small letters.
    var searched: String { get }
}

/// A list one of whose rows is selected, and that may be narrowed.
package struct SelectableList<ID: Hashable & Sendable>: Equatable, Sendable {
    /// By identity, never by row: a new order must not move it.
    package var selected: ID?
    package var filter: Filter?

    /// Those that the filter lets through, and the selected one: what keys act on is in sight.
    func shown<Row: Listed>(_ rows: [Row]) -> [Row] where Row.ID == ID {
        guard let filter else { return rows }
        return rows.filter { $0.id == selected || filter.matches($0) }
    }

    /// The row so many further on than the selected one, or the last one there is.
    func neighbour(by rows: Int, in ids: [ID]) -> ID? {
        guard !ids.isEmpty else { return nil }
        let index = ids.firstIndex { $0 == selected } ?? 0
        return ids[min(clampedSum(index, rows), ids.count - 1)]
    }

    /// What is selected stays so as long as it is let through; else what was selected before is, or `other`.
    ///
    /// - Returns: whether another one is selected, or none.
    mutating func narrow<Row: Listed>(
        to filter: Filter?, _ rows: [Row], from origin: ID?, else other: (_ first: ID?) -> ID?
    ) -> Bool where Row.ID == ID {
        self.filter = filter
        let matching = rows.filter { filter?.matches($0) ?? true }
        if matching.contains(where: { $0.id == selected }) { return false }
        selected = matching.first { $0.id == origin }?.id ?? other(matching.first?.id)
        return true
    }
}

/// Words that a row must have, each somewhere; capitals do not matter.
package struct Filter: Hashable, Sendable {
    package let text: String
    private let words: [String]

    /// nil if the text lets everything through.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        words = text.lowercased().split(separator: " ").map(String.init)
    }

    func matches(_ row: some Listed) -> Bool {
        let text = row.searched
        return words.allSatisfy { isPart($0, of: text.utf8) }
    }
}

/// Byte by byte: among thousands of rows it is looked for with each key.
private func isPart(_ word: String, of text: String.UTF8View) -> Bool {
    let word = Array(word.utf8)
    return text.withContiguousStorageIfAvailable { text in
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        return (0...text.count - word.count).contains { start in
            text[start] == first && text[start..<start + word.count].elementsEqual(word)
        }
    } ?? false
}

/// Never below 0, never beyond what an Int holds.
func clampedSum(_ position: Int, _ rows: Int) -> Int {
    let (sum, isOverflow) = position.addingReportingOverflow(rows)
    return isOverflow ? (rows > 0 ? .max : 0) : max(0, sum)
}
