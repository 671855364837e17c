import CNcurses
import Console

/// How a tone looks. No tone means anything by its colour alone: screens add shapes and words.
struct Style: Equatable {
    var attributes: UInt32
    var color: screen_color
}

func style(of tone: Tone, colors: Bool) -> Style {
    colors ? colored(tone) : monochrome(tone)
}

private func colored(_ tone: Tone) -> Style {
    switch tone {
    case .plain: Style([])
    case .dim, .border: Style([SCREEN_DIM])
    case .title: Style([SCREEN_BOLD])
    case .focusedBorder: Style([SCREEN_BOLD], SCREEN_CYAN)
    case .selection: Style([SCREEN_REVERSE])
    case .unfocusedSelection: Style([SCREEN_UNDERLINE])
    case .match: Style([SCREEN_REVERSE], SCREEN_YELLOW)
    case .good: Style([], SCREEN_GREEN)
    case .warning: Style([], SCREEN_YELLOW)
    case .bad: Style([SCREEN_BOLD], SCREEN_RED)
    case .star: Style([], SCREEN_MAGENTA)
    case .key: Style([SCREEN_BOLD], SCREEN_CYAN)
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
    fileprivate init(_ attributes: [screen_attribute], _ color: screen_color = SCREEN_DEFAULT) {
        self.init(attributes: attributes.reduce(0) { $0 | $1.rawValue }, color: color)
    }
}
