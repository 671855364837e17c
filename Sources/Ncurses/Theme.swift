import CNcurses
import Console

/// How a tone looks. No tone means anything by its colour alone: screens add shapes and words.
struct Style: Equatable {
    var attributes: UInt32
    var color: screen_color
}

/// - Parameter colors: whether the terminal shows any; without them every theme does without.
func style(of tone: Tone, in theme: Theme, colors: Bool) -> Style {
    switch theme {
    case .standard: colors ? colored(tone) : monochrome(tone)
    case .highContrast: colors ? strong(tone) : Style(strong(tone).attributes)
    case .monochrome: monochrome(tone)
    }
}

private func colored(_ tone: Tone) -> Style {
    switch tone {
    case .plain: Style([])
    case .dim, .border: Style([SCREEN_DIM])
    case .title: Style([SCREEN_BOLD])
    case .focusedBorder: Style([], SCREEN_CYAN)
    case .selection: Style([SCREEN_REVERSE])
    case .unfocusedSelection: Style([SCREEN_UNDERLINE])
    case .match: Style([SCREEN_REVERSE], SCREEN_YELLOW)
    case .good: Style([], SCREEN_GREEN)
    case .warning: Style([], SCREEN_YELLOW)
    case .bad: Style([], SCREEN_RED)
    case .star: Style([], SCREEN_MAGENTA)
    case .key: Style([], SCREEN_CYAN)
    }
}

/// Words in the terminal's own colour, since that is the one with the most contrast; colours only in marks and short words,
/// and never dim.
private func strong(_ tone: Tone) -> Style {
    switch tone {
    case .plain, .dim, .border: Style([])
    case .title, .key: Style([SCREEN_BOLD])
    case .focusedBorder: Style([SCREEN_BOLD], SCREEN_CYAN)
    case .selection: Style([SCREEN_REVERSE, SCREEN_BOLD])
    case .unfocusedSelection: Style([SCREEN_UNDERLINE])
    case .match: Style([SCREEN_REVERSE, SCREEN_UNDERLINE])
    case .good: Style([SCREEN_BOLD], SCREEN_GREEN)
    case .warning: Style([SCREEN_BOLD, SCREEN_UNDERLINE])
    case .bad: Style([SCREEN_BOLD, SCREEN_UNDERLINE, SCREEN_REVERSE], SCREEN_RED)
    case .star: Style([SCREEN_BOLD], SCREEN_MAGENTA)
    }
}

private func monochrome(_ tone: Tone) -> Style {
    switch tone {
    case .plain, .good, .star: Style([])
    case .dim, .border: Style([SCREEN_DIM])
    case .title, .focusedBorder, .warning, .key: Style([SCREEN_BOLD])
    case .selection: Style([SCREEN_REVERSE])
    case .unfocusedSelection: Style([SCREEN_UNDERLINE])
    case .match: Style([SCREEN_REVERSE, SCREEN_UNDERLINE])
    case .bad: Style([SCREEN_BOLD, SCREEN_UNDERLINE])
    }
}

extension Style {
    fileprivate init(_ attributes: UInt32) { self.init(attributes: attributes, color: SCREEN_DEFAULT) }

    fileprivate init(_ attributes: [screen_attribute], _ color: screen_color = SCREEN_DEFAULT) {
        self.init(attributes: attributes.reduce(0) { $0 | $1.rawValue }, color: color)
    }
}
