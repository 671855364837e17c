/// What a piece of the screen means; how that looks is decided where it is painted.
package enum Tone: Hashable, Sendable, CaseIterable {
    case plain
    /// Less important than the rest.
    case dim
    case title
    case border
    /// Around the pane that gets the keys.
    case focusedBorder
    /// The selected row of the pane that gets the keys.
    case selection
    /// The selected row of another pane.
    case unfocusedSelection
    /// What a filter or a search found.
    case match
    case good, warning, bad
    /// What is marked stable.
    case star
    /// The name of a key.
    case key
}
