import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// What stands between this program and the terminal that has the clipboard.
enum Multiplexer: Hashable {
    case none, tmux, screen

    static var current: Multiplexer {
        if getenv("TMUX") != nil { return .tmux }
        return getenv("STY") != nil ? .screen : .none
    }
}

/// Sets the clipboard by OSC 52.
///
/// tmux takes the sequence itself with `set-clipboard on`, and hands a wrapped one on with `allow-passthrough on`: it gets
/// both. GNU screen hands on wrapped pieces of at most 768 bytes.
func clipboardSequence(_ text: String, within multiplexer: Multiplexer) -> String {
    let plain = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
    switch multiplexer {
    case .none: return plain
    case .tmux: return plain + "\u{1B}Ptmux;" + plain.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
    case .screen:
        let letters = Array(plain)
        return stride(from: 0, to: letters.count, by: 240).map { start in
            "\u{1B}P" + String(letters[start..<min(start + 240, letters.count)]) + "\u{1B}\\"
        }.joined()
    }
}
