/// Which characters pictures are made of.
///
/// Each room that draws adds its own signs by an extension: `var serving: Character { pick("●", ascii: "*") }`.
package enum Glyphs: Hashable, Sendable {
    case unicode
    /// For a locale that is not UTF-8, or a font without the others.
    case ascii

    /// One of two signs of the same width, one column.
    package func pick(_ unicode: Character, ascii: Character) -> Character {
        self == .unicode ? unicode : ascii
    }

    package var horizontal: Character { pick("─", ascii: "-") }
    package var vertical: Character { pick("│", ascii: "|") }
    package var topLeft: Character { pick("┌", ascii: "+") }
    package var topRight: Character { pick("┐", ascii: "+") }
    package var bottomLeft: Character { pick("└", ascii: "+") }
    package var bottomRight: Character { pick("┘", ascii: "+") }
    /// Stands for text that was cut off.
    package var ellipsis: String { String(pick("…", ascii: "~")) }
}
