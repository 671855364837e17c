import Console

/// What is asked for in one line while a log is shown.
package enum LogQuestion: Hashable, Sendable {
    case pattern, start, file

    package var words: String {
        switch self {
        case .pattern: "Search: "
        case .start: "Show since (10m, 2h, 3d, 2026-11-26T03:00:00Z; empty: all): "
        case .file: "Save as: "
        }
    }

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
