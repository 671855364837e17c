import Console

/// A line after a key; nil if the key does not edit.
///
/// - Parameter wordEnd: ^W deletes back to it.
func edited(_ text: String, _ key: Key, wordEnd: Character) -> String? {
    switch key {
    case .character(let character): text + String(character)
    case .backspace, .delete: String(text.dropLast())
    case .control("u"): ""
    case .control("w"): String(text.dropLast().reversed().drop { $0 != wordEnd }.reversed())
    default: nil
    }
}
