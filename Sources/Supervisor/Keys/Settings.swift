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

/// What in the settings file is not understood; what it was meant for stays as delivered.
package struct SettingsError: Error, Hashable, Sendable {
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// `keys.rollback`; empty where the whole file is meant.
    package let key: String
    package let detail: String
    package let remedy: String

    package init(file: String, line: Int, key: String, detail: String, remedy: String) {
        self.file = file
        self.line = line
        self.key = key
        self.detail = detail
        self.remedy = remedy
    }

    package var problem: String {
        "\(file), line \(line)" + (key.isEmpty ? "" : ", key \(key)") + ": \(detail)"
    }
}
