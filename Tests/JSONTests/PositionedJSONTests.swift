import TestRandom
import Testing

@testable import JSON

@Suite struct PositionedJSONTests {
    private func text(_ json: String) throws -> PositionedJSON.Value { try PositionedJSON.parse(json).value }

    /// `line: detail` of what is wrong; empty if nothing is.
    private func error(in json: String) -> String {
        do throws(PositionedJSON.SyntaxError) {
            _ = try PositionedJSON.parse(json)
            return ""
        } catch {
            return "\(error.line): \(error.detail)"
        }
    }

    @Test func `knows the line of every key and value`() throws {
        let json = try PositionedJSON.parse("\n{ \"a\":\n 1,\n\t\"b\": [\ntrue,\n\n\"x\"] }")
        #expect(
            json
                == PositionedJSON(
                    line: 2,
                    value: .object([
                        .init(key: "a", line: 2, value: .init(line: 3, value: .number("1"))),
                        .init(
                            key: "b", line: 4,
                            value: .init(
                                line: 4,
                                value: .array([
                                    .init(line: 5, value: .boolean(true)), .init(line: 7, value: .string("x")),
                                ]))),
                    ])))
    }

    @Test func `counts a line break of Windows once`() {
        #expect(error(in: "{\r\n\"a\": 1,\r\n?}") == "3: expected a key in double quotes")
    }

    @Test func `overlooks a byte order mark`() throws {
        #expect(try text("\u{FEFF}{}") == .object([]))
    }

    @Test(arguments: [
        (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u00e9""#, "é"),
        (#""\u00E9""#, "é"), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\u0000""#, "\0"),
        ("\"é😀\u{7F}\"", "é😀\u{7F}"),
    ])
    func `reads texts`(json: String, value: String) throws {
        #expect(try text(json) == .string(value))
    }

    @Test(arguments: ["0", "-0", "80", "1.5", "1e5", "1E+5", "-1.25e-3"])
    func `keeps numbers as they are written`(json: String) throws {
        #expect(try text(json) == .number(json))
    }

    @Test(arguments: ["01", "1.", "-", "1e", "1e+", "--1", "1.5.2", "-.5", "1-2", "-a"])
    func `refuses what only looks like a number`(json: String) {
        #expect(error(in: json).hasPrefix("1: invalid number '"))
    }

    @Test(arguments: [
        ("", "1: unexpected end of input, expected a value"), ("{", "1: expected a key in double quotes"),
        ("{\"a\"}", "1: expected ':' after the key 'a'"),
        ("{\"a\":1,}", "1: expected a key in double quotes"),
        ("{\"a\":1\n\"b\":2}", "2: expected ',' or '}'"), ("[1,]", "1: unexpected ']', expected a value"),
        ("[1", "1: expected ',' or ']'"), ("[\n1 2]", "2: expected ',' or ']'"),
        ("{\"a\":\n\n+1}", "3: unexpected '+', expected a value"), ("{'a':1}", "1: expected a key in double quotes"),
        ("{a:1}", "1: expected a key in double quotes"),
        ("yes", "1: invalid value 'yes'; strings must be in double quotes"),
        ("True", "1: invalid value 'True'; strings must be in double quotes"),
        ("{}\n{}", "2: unexpected '{' after the value"), ("\"a", "1: unterminated string"),
        ("\"a\\", "1: unterminated string"), (#""\x""#, #"1: invalid escape '\x'"#),
        (#""\u12""#, #"1: '\u' must be followed by four hexadecimal digits"#),
        (#""\u+12F""#, #"1: '\u' must be followed by four hexadecimal digits"#),
        (#""\u12"#, #"1: '\u' must be followed by four hexadecimal digits"#),
        ("\0", "1: unexpected '\0', expected a value"),
        ("// x\n{}", "1: unexpected '/', expected a value"),
    ])
    func `says where and why a text is no JSON`(json: String, problem: String) {
        #expect(error(in: json) == problem)
    }

    @Test(arguments: ["\"a\nb\"", "\"a\tb\"", "\"a\u{1}b\""])
    func `refuses control characters in a text, and says how to write them`(json: String) {
        #expect(
            error(in: json) == "1: control character in a string; write \\n for a line break")
    }

    @Test func `refuses a key that stands twice`() {
        #expect(error(in: "{\"a\": 1,\n\"b\": 2,\n\"a\": 3}") == "3: duplicate key 'a'")
    }

    @Test func `refuses what is nested too deep instead of crashing`() {
        #expect(error(in: String(repeating: "[", count: 100_000)) == "1: nested too deeply")
    }

    @Test func `reads a file of many keys in no time`() throws {
        let keys = (0..<20_000).map { "\"k\($0)\": 1" }.joined(separator: ",")
        guard case .object(let entries) = try text("{\(keys)}") else { return }
        #expect(entries.count == 20_000)
    }

    @Test(arguments: 0..<40)
    func `never traps, whatever the bytes`(seed: Int) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<100 {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = error(in: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: 0..<40)
    func `never traps on what is nearly JSON`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "12", "-", ".", "e", "true", "null",
            "a",
            "\n", "\r\n", " ", "\u{FEFF}", "\u{301}", "\"a\":",
        ]
        for _ in 0..<200 {
            let count = Int.random(in: 0...20, using: &random)
            _ = error(in: (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined())
        }
    }
}
