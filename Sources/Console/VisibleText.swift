/// The text with everything in it to be seen: nothing that could drive a terminal, hide or reorder what is shown.
///
/// ESC becomes `\e`, other control characters `\n`, `\t`, `\x07`; format characters (bidirectional controls, zero
/// width, tags) and whatever has no picture `\u{202e}`; so does a combining mark without a letter, or the fifth on
/// one. Emoji sequences come apart into emoji of known width: joiners, variation selectors and skin tones go.
package func visible(_ text: String) -> String {
    if isPrintableASCII(text) { return text }
    var result = VisibleText()
    for scalar in text.unicodeScalars {
        result.append(scalar)
    }
    return result.finished()
}

/// The lines of an output, each ``visible(_:)``: broken at `\n` and `\r\n`, tabs filled up to every eighth column.
///
/// The line break at the very end begins no further line; an empty text has no lines.
package func visibleLines(_ text: String) -> [String] {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
        visibleLine(String(line.last == "\r" ? line.dropLast() : line))
    }
}

private func visibleLine(_ line: String) -> String {
    if isPrintableASCII(line) { return line }
    return line.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
        .map { visible(String($0)) }
        .reduce(nil) { (before: String?, part) in
            before.map { padded($0, to: (columns(of: $0) / 8 + 1) * 8) + part } ?? part
        } ?? ""
}

/// Puts a text together, scalar by scalar, knowing what the last one was.
private struct VisibleText {
    private var text = String.UnicodeScalarView()
    /// What the next mark would be drawn onto; nil at the start and after something spelled out.
    private var base: Unicode.Scalar?
    private var marksOnBase = 0
    /// Held back until it is known whether it joins two emoji.
    private var joinerIsHeld = false

    mutating func append(_ scalar: Unicode.Scalar) {
        let joins = joinerIsHeld && isEmoji(scalar)
        if joinerIsHeld && !joins { spellOut(zeroWidthJoiner) }
        joinerIsHeld = false
        switch kind(of: scalar) {
        case .shown:
            text.append(scalar)
            base = scalar
            marksOnBase = 0
        case .mark:
            text.append(scalar)
            marksOnBase += 1
        case .spelledOut: spellOut(scalar)
        case .dropped: break
        case .held: joinerIsHeld = true
        }
    }

    mutating func finished() -> String {
        if joinerIsHeld { spellOut(zeroWidthJoiner) }
        return String(text)
    }

    private mutating func spellOut(_ scalar: Unicode.Scalar) {
        text.append(contentsOf: spelledOut(scalar).unicodeScalars)
        base = nil
    }

    private enum Kind { case shown, mark, spelledOut, dropped, held }

    private func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2500..<0x2600, 0x3041..<0x3097, 0x4E00..<0xA000: .shown
        case 0xFE0E, 0xFE0F: base == nil ? .spelledOut : .dropped
        case zeroWidthJoiner.value: base.map(isEmoji) == true ? .held : .spelledOut
        case _ where scalar.properties.isDefaultIgnorableCodePoint: .spelledOut
        case _ where scalar.properties.isEmojiModifier: base?.properties.isEmojiModifierBase == true ? .dropped : .shown
        default: kindByCategory(scalar)
        }
    }

    private func kindByCategory(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: .spelledOut
        case _ where isMark(scalar): base != nil && marksOnBase < mostMarks ? .mark : .spelledOut
        default: .shown
        }
    }
}

private let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
/// As many as a cell of ncurses holds (`CCHARW_MAX` less the letter).
private let mostMarks = 4

/// Digits and a few Latin signs are emoji for Unicode; nobody joins them.
private func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji
}

private func spelledOut(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{1B}": return "\\e"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
        let digits = String(scalar.value, radix: 16)
        if scalar.value < 0xA0 { return "\\x" + (digits.count < 2 ? "0" : "") + digits }
        return "\\u{" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "}"
    }
}
