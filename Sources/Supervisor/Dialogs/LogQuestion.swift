import Console

extension LogQuestion {
    func press(_ pressed: Pressed, _ text: inout String) -> Reply {
        switch pressed.key {
        case .enter: return .closes(.answer(self, text))
        case .escape, .control("c"): return .closes()
        default:
            text = edited(text, pressed.key, wordEnd: self == .file ? "/" : " ") ?? text
            return .stays
        }
    }
}
