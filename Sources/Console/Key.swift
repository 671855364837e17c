/// A key as a person presses it, whatever bytes the terminal sends for it.
package enum Key: Hashable, Sendable {
    case character(Character)
    /// With Ctrl; a lowercase letter, or one of `@ \ ] ^ _`. Ctrl-I, -M, -J and -H are the keys named below.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)

    /// As help texts call it: `j`, `^C`, `PgUp`, `F1`.
    package var label: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "^" + character.uppercased()
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "S-Tab"
        case .backspace: "Bksp"
        case .delete: "Del"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}

extension Key {
    /// Reads what ``label`` writes, in any case, and `^D` also as `Ctrl-D` or `C-d`; nil for what is no key's name.
    package init?(named name: String) {
        if let only = name.first, name.count == 1 {
            guard visible(name) == name, columns(of: only) > 0 else { return nil }
            self = .character(only)
            return
        }
        let word = name.lowercased()
        let key = Key.named.first { $0.label.lowercased() == word } ?? Key(control: word)
        guard let key else { return nil }
        self = key
    }

    private static let named: [Key] =
        [
            .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home,
            .end, .pageUp, .pageDown,
        ] + (1...63).map { .function($0) }

    private init?(control word: String) {
        let prefix = ["^", "ctrl-", "c-"].first { word.hasPrefix($0) }
        guard let prefix, let letter = word.dropFirst(prefix.count).first, word.count == prefix.count + 1,
            ("a"..."z").contains(letter) || "@\\]^_".contains(letter), !"imjh".contains(letter)
        else { return nil }
        self = .control(letter)
    }
}
