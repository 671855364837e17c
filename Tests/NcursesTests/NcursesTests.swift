import CNcurses
import Console
import Testing

@testable import Ncurses

@Suite struct KeyTests {
    @Test(
        arguments: [
            (13, Key.enter), (10, .enter), (9, .tab), (27, .escape), (127, .backspace), (8, .backspace),
            (3, .control("c")), (26, .control("z")), (0, .control("@")), (31, .control("_")), (0x20, .character(" ")),
            (0x6A, .character("j")), (0x65E5, .character("日")),
        ] as [(UInt32, Key)])
    func `a character is the key people press for it`(code: UInt32, key: Key) {
        #expect(Key(screen_key(kind: SCREEN_KEY_CHARACTER, code: code)) == key)
    }

    @Test(arguments: [0x85, 0x202E, 0xD800, 0x11_0000] as [UInt32])
    func `a character that could not be shown is no key`(code: UInt32) {
        #expect(Key(screen_key(kind: SCREEN_KEY_CHARACTER, code: code)) == nil)
    }

    @Test func `a sequence nobody knows is no key`() {
        #expect(Key(screen_key(kind: SCREEN_KEY_UNKNOWN, code: 0)) == nil)
        #expect(Key(screen_key(kind: SCREEN_KEY_FUNCTION, code: 12)) == .function(12))
    }
}

@Suite struct ThemeTests {
    @Test(arguments: Theme.allCases, [true, false])
    func `both selections, matches and failures stand out`(theme: Theme, colors: Bool) {
        let looks = [Tone.plain, .selection, .unfocusedSelection, .match, .bad].map {
            style(of: $0, in: theme, colors: colors)
        }
        for (index, look) in looks.enumerated() {
            #expect(!looks[..<index].contains(look))
        }
    }

    @Test(arguments: Tone.allCases)
    func `without colours no tone has one`(tone: Tone) {
        for theme in Theme.allCases { #expect(style(of: tone, in: theme, colors: false).color == SCREEN_DEFAULT) }
        #expect(style(of: tone, in: .monochrome, colors: true).color == SCREEN_DEFAULT)
    }

    @Test(arguments: Tone.allCases, [true, false])
    func `where contrast is wanted nothing is dimmed`(tone: Tone, colors: Bool) {
        #expect(style(of: tone, in: .highContrast, colors: colors).attributes & SCREEN_DIM.rawValue == 0)
    }
}

@Suite struct MouseTests {
    @Test func `a click and the wheel say where`() {
        let code: UInt32 = 300 << 16 | 12
        let place = Position(column: 300, row: 12)
        #expect(Mouse(screen_key(kind: SCREEN_KEY_MOUSE_PRESS, code: code)) == Mouse(.pressed, at: place))
        #expect(Mouse(screen_key(kind: SCREEN_KEY_WHEEL_UP, code: code)) == Mouse(.wheelUp, at: place))
        #expect(Mouse(screen_key(kind: SCREEN_KEY_WHEEL_DOWN, code: code)) == Mouse(.wheelDown, at: place))
        #expect(Key(screen_key(kind: SCREEN_KEY_MOUSE_PRESS, code: code)) == nil)
        #expect(Mouse(screen_key(kind: SCREEN_KEY_CHARACTER, code: 65)) == nil)
    }
}

@Suite struct ClipboardTests {
    @Test func `the terminal is told directly, through tmux, or through screen`() {
        #expect(clipboardSequence("foo", within: .none) == "\u{1B}]52;c;Zm9v\u{7}")
        #expect(
            clipboardSequence("foo", within: .tmux)
                == "\u{1B}]52;c;Zm9v\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        #expect(clipboardSequence("foo", within: .screen) == "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
    }

    @Test func `screen gets pieces that it can take`() {
        let text = String(repeating: "a", count: 900)
        let pieces = clipboardSequence(text, within: .screen).split(separator: "\u{1B}\\")
        #expect(pieces.allSatisfy { $0.utf8.count <= 768 && $0.hasPrefix("\u{1B}P") })
        #expect(pieces.map { $0.dropFirst(2) }.joined() == clipboardSequence(text, within: .none))
    }
}
