/// How many columns of a terminal a text takes, once ``visible(_:)``.
///
/// The sum over its scalars, as `wcwidth` has it: terminals that join scalars to one picture do so only in sequences
/// that ``visible(_:)`` takes apart.
package func columns(of text: String) -> Int {
    isPrintableASCII(text) ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}

/// 0 for a combining mark alone, 2 for what is wide, more for several letters that count as one character.
package func columns(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}

/// The text, cut to fit; the cut is marked by the ellipsis if that fits.
package func clipped(_ text: String, to limit: Int, ellipsis: String = "…") -> String {
    if columns(of: text) <= limit { return text }
    let room = max(0, limit) - columns(of: ellipsis)
    if room < 0 { return "" }
    var used = 0
    let kept = text.prefix { character in
        used += columns(of: character)
        return used <= room
    }
    return String(kept) + ellipsis
}

/// The text with blanks to its right; one that is too long stays as it is.
package func padded(_ text: String, to count: Int) -> String {
    text + String(repeating: " ", count: max(0, count - columns(of: text)))
}

/// Whether every character takes one column and shows as it is.
func isPrintableASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}

func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x300, 0x2010..<0x20D0, 0x2100..<0x231A, 0x2400..<0x25FD: 1
    case _ where isMark(scalar): 0
    case let value where wideRanges.contains { $0.contains(value) }: 2
    default: isWideEmoji(scalar) ? 2 : 1
    }
}

/// Whether it is drawn onto the character before it: a combining mark, or the vowel or end of a Hangul syllable.
func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return true }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
}

/// The two regional indicators of a flag take one column each.
private func isWideEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(scalar.value)
}

/// East Asian Wide and Fullwidth but for emoji, with the unassigned between them (EastAsianWidth.txt, Unicode 15);
/// as glibc does, with the hexagrams and the circled numbers on black squares.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAD9, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08,
    0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]
