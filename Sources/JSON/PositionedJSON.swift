/// JSON whose values know the line they stand on, so that a refusal can say where to look.
///
/// RFC 8259. Our own because no decoder at hand tells lines, or notices a key that stands twice.
package struct PositionedJSON: Equatable {
    /// Counted from 1.
    package let line: Int
    package let value: Value

    package enum Value: Equatable {
        case object([Entry])
        case array([PositionedJSON])
        case string(String)
        /// As it is written.
        case number(String)
        case boolean(Bool)
        case null
    }

    package struct Entry: Equatable {
        package let key: String
        /// Of the key.
        package let line: Int
        package let value: PositionedJSON
    }

    /// Where and why a text is no JSON.
    package struct SyntaxError: Error, Equatable {
        package let line: Int
        package let detail: String
    }

    package static func parse(_ text: String) throws(SyntaxError) -> PositionedJSON {
        var reader = Reader(text: Array(text.unicodeScalars))
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        if let rest = reader.current { throw reader.error("unexpected '\(rest)' after the value") }
        return value
    }
}

private struct Reader {
    let text: [Unicode.Scalar]
    var index = 0
    var line = 1

    init(text: [Unicode.Scalar]) {
        self.text = text.first == "\u{FEFF}" ? Array(text.dropFirst()) : text
    }

    var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

    func error(_ detail: String) -> PositionedJSON.SyntaxError { .init(line: line, detail: detail) }

    mutating func advance() {
        if current == "\n" { line += 1 }
        index += 1
    }

    mutating func skipBlanks() {
        while let current, current == " " || current == "\t" || current == "\n" || current == "\r" { advance() }
    }

    mutating func value(depth: Int) throws(PositionedJSON.SyntaxError) -> PositionedJSON {
        guard depth < 32 else { throw error("nested too deeply") }
        skipBlanks()
        let start = line
        guard let current else { throw error("unexpected end of input, expected a value") }
        switch current {
        case "{": return PositionedJSON(line: start, value: .object(try object(depth: depth)))
        case "[": return PositionedJSON(line: start, value: .array(try array(depth: depth)))
        case "\"": return PositionedJSON(line: start, value: .string(try string()))
        case "-", "0"..."9": return PositionedJSON(line: start, value: .number(try number()))
        default: return PositionedJSON(line: start, value: try word())
        }
    }

    private mutating func object(depth: Int) throws(PositionedJSON.SyntaxError) -> [PositionedJSON.Entry] {
        var entries = [PositionedJSON.Entry]()
        var keys = Set<String>()
        advance()
        skipBlanks()
        if current == "}" {
            advance()
            return entries
        }
        while true {
            skipBlanks()
            let keyLine = line
            guard current == "\"" else { throw error("expected a key in double quotes") }
            let key = try string()
            guard keys.insert(key).inserted else { throw error("duplicate key '\(key)'") }
            try expect(":", after: "the key '\(key)'")
            entries.append(.init(key: key, line: keyLine, value: try value(depth: depth + 1)))
            if try !continues(until: "}") { return entries }
        }
    }

    private mutating func array(depth: Int) throws(PositionedJSON.SyntaxError) -> [PositionedJSON] {
        var values = [PositionedJSON]()
        advance()
        skipBlanks()
        if current == "]" {
            advance()
            return values
        }
        while true {
            values.append(try value(depth: depth + 1))
            if try !continues(until: "]") { return values }
        }
    }

    /// Whether a comma leads on; false at the closing bracket.
    private mutating func continues(until close: Unicode.Scalar) throws(PositionedJSON.SyntaxError) -> Bool {
        skipBlanks()
        guard let current, current == "," || current == close else {
            throw error("expected ',' or '\(close)'")
        }
        advance()
        return current == ","
    }

    private mutating func expect(_ scalar: Unicode.Scalar, after: String) throws(PositionedJSON.SyntaxError) {
        skipBlanks()
        guard current == scalar else { throw error("expected '\(scalar)' after \(after)") }
        advance()
    }

    private mutating func number() throws(PositionedJSON.SyntaxError) -> String {
        let start = index
        while let current, "+-.eE0123456789".unicodeScalars.contains(current) { advance() }
        let written = String(String.UnicodeScalarView(text[start..<index]))
        guard isNumber(written) else { throw error("invalid number '\(written)'") }
        return written
    }

    /// RFC 8259, section 6: more is read as a number by `Double` than JSON has.
    private func isNumber(_ text: String) -> Bool {
        let digits = (text.hasPrefix("-") ? text.dropFirst() : text[...]).prefix { $0 != "." && $0 != "e" && $0 != "E" }
        let hasIdleZero = digits.count > 1 && digits.first == "0"
        return Double(text) != nil && !digits.isEmpty && !hasIdleZero && !text.contains(".e") && !text.contains(".E")
            && !text.hasSuffix(".")
    }

    private mutating func word() throws(PositionedJSON.SyntaxError) -> PositionedJSON.Value {
        let start = index
        while let current, ("a"..."z").contains(current) || ("A"..."Z").contains(current) { advance() }
        switch String(String.UnicodeScalarView(text[start..<index])) {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        case "": throw error("unexpected '\(current.map(String.init) ?? "")', expected a value")
        case let other: throw error("invalid value '\(other)'; strings must be in double quotes")
        }
    }

    private mutating func string() throws(PositionedJSON.SyntaxError) -> String {
        var scalars = String.UnicodeScalarView()
        advance()
        while let scalar = current {
            switch scalar {
            case "\"":
                advance()
                return String(scalars)
            case "\\":
                advance()
                scalars.append(try escaped())
            case _ where scalar.value < 0x20:
                throw error("control character in a string; write \\n for a line break")
            default:
                scalars.append(scalar)
                advance()
            }
        }
        throw error("unterminated string")
    }

    private mutating func escaped() throws(PositionedJSON.SyntaxError) -> Unicode.Scalar {
        let plain: [Unicode.Scalar: Unicode.Scalar] = [
            "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
        ]
        guard let letter = current else { throw error("unterminated string") }
        advance()
        if let scalar = plain[letter] { return scalar }
        guard letter == "u" else { throw error("invalid escape '\\\(letter)'") }
        let first = try fourDigits()
        guard (0xD800..<0xDC00).contains(first), current == "\\", index + 1 < text.count, text[index + 1] == "u" else {
            return Unicode.Scalar(first) ?? "\u{FFFD}"
        }
        let afterFirst = index
        advance()
        advance()
        let second = try fourDigits()
        guard (0xDC00..<0xE000).contains(second) else {
            index = afterFirst
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func fourDigits() throws(PositionedJSON.SyntaxError) -> UInt32 {
        let digits = text[index..<min(index + 4, text.count)]
        let written = String(String.UnicodeScalarView(digits))
        guard digits.count == 4, digits.allSatisfy(\.properties.isASCIIHexDigit), let value = UInt32(written, radix: 16)
        else {
            throw error("'\\u' must be followed by four hexadecimal digits")
        }
        index += 4
        return value
    }
}
