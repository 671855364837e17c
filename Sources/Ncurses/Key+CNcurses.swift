import CNcurses
import Console

extension Key {
    /// nil for a key without a name here, and for characters that could not be shown.
    init?(_ key: screen_key) {
        switch key.kind {
        case SCREEN_KEY_CHARACTER: self.init(code: key.code)
        case SCREEN_KEY_FUNCTION: self = .function(Int(key.code))
        case SCREEN_KEY_UP: self = .up
        case SCREEN_KEY_DOWN: self = .down
        case SCREEN_KEY_LEFT: self = .left
        case SCREEN_KEY_RIGHT: self = .right
        case SCREEN_KEY_HOME: self = .home
        case SCREEN_KEY_END: self = .end
        case SCREEN_KEY_PAGE_UP: self = .pageUp
        case SCREEN_KEY_PAGE_DOWN: self = .pageDown
        case SCREEN_KEY_DELETE: self = .delete
        case SCREEN_KEY_BACK_TAB: self = .backTab
        default: return nil
        }
    }

    private init?(code: UInt32) {
        guard let scalar = Unicode.Scalar(code) else { return nil }
        switch scalar {
        case "\t": self = .tab
        case "\r", "\n": self = .enter
        case "\u{1B}": self = .escape
        case "\u{7F}", "\u{8}": self = .backspace
        case "\u{0}"..<" ": self = .control(Character(Character(Unicode.Scalar(UInt8(code) + 0x40)).lowercased()))
        default:
            let text = String(scalar)
            if visible(text) != text { return nil }
            self = .character(Character(text))
        }
    }
}

extension Mouse {
    /// nil for a key. The code is the row, and from bit 16 on the column.
    init?(_ key: screen_key) {
        let position = Position(column: Int(key.code >> 16), row: Int(key.code & 0xFFFF))
        switch key.kind {
        case SCREEN_KEY_MOUSE_PRESS: self.init(.pressed, at: position)
        case SCREEN_KEY_WHEEL_UP: self.init(.wheelUp, at: position)
        case SCREEN_KEY_WHEEL_DOWN: self.init(.wheelDown, at: position)
        default: return nil
        }
    }
}
