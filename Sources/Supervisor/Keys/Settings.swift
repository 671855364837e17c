import Console

/// What people choose for themselves; from the settings file, then from the options.
package struct Settings: Equatable, Sendable {
    package var keymap = Keymap.standard
    package var theme = Theme.standard
    package var isASCII = false
    /// It takes the terminal's own selection of text away.
    package var isMouseOn = false
    /// Nothing that changes anything is done from here.
    package var isReadOnly = false

    package init() {}
}
