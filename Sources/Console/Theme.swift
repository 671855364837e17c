/// How much colours and attributes are to say.
package enum Theme: String, Hashable, Sendable, CaseIterable {
    /// Colours that can be read on light and on dark, less important text dimmed.
    case standard = "default"
    /// Nothing dimmed; what matters in bold and reverse.
    case highContrast = "high-contrast"
    /// No colour at all; also with `NO_COLOR`, and where the terminal has none.
    case monochrome
}
