import Console

/// The newest values as a curve of several rows, one column each, the last one at the right; rows from top to bottom,
/// each as wide as `columns`.
///
/// What is not known (nil, and before the first value) is blank; zero has the lowest sign.
/// - Parameter top: the value that reaches the upper border; nil: the largest one shown.
func graph(_ values: [Double?], columns: Int, rows: Int, top: Double? = nil, _ glyphs: Glyphs) -> [String] {
    guard columns > 0, rows > 0 else { return [] }
    let shown = values.suffix(columns)
    let top = max(top ?? shown.compactMap(\.self).max() ?? 0, .leastNormalMagnitude)
    let signs = glyphs.levels
    let heights = shown.map { value in
        value.map { max(1, Int((min(max($0 / top, 0), 1) * Double(rows * signs.count)).rounded(.up))) }
    }
    let margin = String(repeating: " ", count: columns - shown.count)
    return (0..<rows).reversed().map { row in
        margin
            + String(
                heights.map { height -> Character in
                    let level = min((height ?? 0) - row * signs.count, signs.count)
                    return level > 0 ? signs[level - 1] : " "
                })
    }
}

extension Glyphs {
    /// From low to high.
    fileprivate var levels: [Character] {
        self == .unicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [".", ":", "-", "=", "+", "*", "#"]
    }
}
