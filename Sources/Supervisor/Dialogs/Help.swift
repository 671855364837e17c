import Console

/// The keys and what the marks mean.
package struct Help: Equatable, Sendable {
    /// Rows that are above the dialog's edge.
    package var scrolled: Int

    package init(scrolled: Int = 0) { self.scrolled = scrolled }

    mutating func press(_ pressed: Pressed) -> Reply {
        if let rows = pressed.rows {
            scrolled = clampedSum(scrolled, rows)
            return .stays
        }
        if pressed.key == .control("c") { return .closes(.quit) }
        let closes = [Key.escape, .enter, .character("q"), .character(" ")].contains(pressed.key)
        return closes || pressed.action == .help ? .closes() : .stays
    }
}
