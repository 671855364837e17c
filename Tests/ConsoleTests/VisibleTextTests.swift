import Console
import CustomDump
import Testing

@Suite struct VisibleTextTests {
    @Test func `plain text stays as it is`() {
        for text in ["", "dcv_web 80->80", "größe ● ★ 日本 ✖ 🇩🇪", "e\u{301}", "한글", "ไทย", "\u{E0B0}"] {
            #expect(visible(text) == text)
        }
    }

    @Test(arguments: [
        ("\u{1B}[31m", "\\e[31m"), ("a\nb\r\n\tc", "a\\nb\\r\\n\\tc"), ("\u{0}\u{7}\u{7F}", "\\x00\\x07\\x7f"),
        ("\u{85}\u{9B}", "\\x85\\x9b"),
    ])
    func `control characters are spelled out`(text: String, shown: String) {
        #expect(visible(text) == shown)
    }

    @Test(arguments: [
        "\u{AD}", "\u{200B}", "\u{200E}", "\u{202E}", "\u{2028}", "\u{2060}", "\u{2066}", "\u{FEFF}", "\u{FFF9}",
        "\u{E0041}", "\u{E0100}", "\u{3164}", "\u{061C}", "\u{0378}",
    ])
    func `what hides or reorders text is spelled out`(scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        let escape = "\\u{" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "}"
        #expect(visible("a\(scalar)b") == "a" + escape + "b")
    }

    @Test func `emoji sequences come apart into emoji of known width`() {
        #expect(visible("👩\u{200D}💻 ok") == "👩💻 ok")
        #expect(visible("👍\u{1F3FD}") == "👍")
        #expect(visible("⚠\u{FE0F} 1\u{FE0F}\u{20E3}") == "⚠ 1\u{20E3}")
        #expect(visible("\u{1F3FD}") == "\u{1F3FD}")
    }

    @Test func `a joiner between letters or at the end is spelled out`() {
        #expect(visible("1\u{200D}2") == "1\\u{200d}2")
        #expect(visible("👩\u{200D}x") == "👩\\u{200d}x")
        #expect(visible("👩\u{200D}") == "👩\\u{200d}")
    }

    @Test func `marks need a letter, and a letter takes four`() {
        #expect(visible("\u{301}a") == "\\u{0301}a")
        #expect(visible("\n\u{301}") == "\\n\\u{0301}")
        let marks = String(repeating: "\u{301}", count: 4)
        #expect(visible("e" + marks + "\u{301}") == "e" + marks + "\\u{0301}")
    }

    @Test func `lines keep their breaks and fill up tabs`() {
        expectNoDifference(
            visibleLines("a\r\n\n\tb\tc\rd\n日本\té\n"), ["a", "", "        b       c\\rd", "日本    é"])
        #expect(visibleLines("") == [])
        #expect(visibleLines("\n") == [""])
        #expect(visibleLines("no end") == ["no end"])
    }
}

@Suite struct ColumnsTests {
    @Test(arguments: [
        ("", 0), ("web", 3), ("größe", 5), ("日本", 4), ("e\u{301}", 1), ("│─●★✖…", 6), ("🇩🇪", 2), ("👍", 2),
        ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆｕｌｌ", 8), ("1\u{20E3}", 1), ("क्ष", 2),
    ])
    func `text takes the columns a terminal gives it`(text: String, count: Int) {
        #expect(columns(of: text) == count)
    }

    @Test func `clipped text never takes more than its columns`() {
        #expect(clipped("web", to: 3) == "web")
        #expect(clipped("web_stable", to: 4) == "web…")
        #expect(clipped("日本語", to: 4) == "日…")
        #expect(clipped("web_stable", to: 4, ellipsis: "~") == "web~")
        #expect(clipped("web", to: 1) == "…")
        #expect(clipped("web", to: 0) == "")
        #expect(clipped("web", to: -1) == "")
        #expect(clipped("", to: 0) == "")
    }

    @Test func `padded text takes at least its columns`() {
        #expect(padded("日本", to: 6) == "日本  ")
        #expect(padded("web", to: 2) == "web")
    }
}
